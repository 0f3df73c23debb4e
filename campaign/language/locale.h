// Locale: how people of one language write numbers, money, dates and times. The door of ICU.
//
// A language is a BCP 47 tag that we have a catalogue for ("en", "de", "ar"). Money is written with
// the campaign's currency and our ISO exponent, never with the reader's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/words/instant.h"
#include "campaign/words/money.h"

namespace language {

const std::vector<std::string>& all_languages();
std::string native_name(std::string_view language);  // "Deutsch"
bool is_right_to_left(std::string_view language);
char decimal_separator(std::string_view language);  // Of the form's locale: '.' or ','.
// The best of ours for an Accept-Language header (RFC 9110 12.5.4); "en" if none.
std::string choose_language(std::string_view accept_language);

std::string money_text(Money, std::string_view language);  // "€1,234.50", "€20"
// As it is typed into a form: "1234,50" where people write a comma.
std::string typed_text(Money, std::string_view language);
std::string count_text(std::int64_t, std::string_view language);  // "3,000"
std::string percent_text(std::int64_t part, std::int64_t whole, std::string_view language);

bool is_time_zone(std::string_view iana);  // "Europe/Berlin"
std::string date_text(Instant, std::string_view zone, std::string_view language);  // Sun 12 June
std::string date_text(Date, std::string_view language);
std::string month_text(Date, std::string_view language);                           // June 2027
std::string time_text(Instant, std::string_view zone, std::string_view language);  // 14:03
std::string ago_text(Instant then, Instant now, std::string_view language);        // 4 minutes ago
Date date_in(Instant, std::string_view zone);   // The calendar day there.
Instant start_of(Date, std::string_view zone);  // Its first moment, after a DST gap too.
Instant local_moment(Date, int hour, int minute, std::string_view zone);
std::string datetime_local_text(Instant, std::string_view zone);  // 2027-06-12T10:00, for a form
std::optional<Instant> read_datetime_local(std::string_view, std::string_view zone);

}  // namespace language
