// Instant: a moment in UTC, to the microsecond; Date: a day in the calendar of some zone.
//
// Nothing below web/ reads a clock: an Instant is always handed in. Zones and the reader's way of
// writing dates live in campaign/language/.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Date = std::chrono::year_month_day;

std::string sql_text(Instant);  // 2027-06-12 08:00:00.000000
std::string iso_text(Instant);  // 2027-06-12T08:00:00Z (RFC 3339, whole seconds)
std::string iso_text(Date);     // 2027-06-12
std::optional<Instant> read_instant(std::string_view);  // Either form above.
std::optional<Date> read_date(std::string_view);        // Strict: yyyy-mm-dd, a real day.
