#include <unicode/basictz.h>
#include <unicode/dtptngen.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

#include "campaign/language/icu.h"
#include "campaign/language/locale.h"
#include "campaign/words/check.h"

namespace language {

namespace {

using std::chrono::milliseconds;

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
}

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

// Zones of this thread, each looked up once.
const icu::BasicTimeZone* find_zone(std::string_view iana) {
    constexpr std::size_t name_max = 40;
    if (iana.empty() || iana.size() > name_max) return nullptr;
    thread_local std::map<std::string, std::unique_ptr<icu::TimeZone>, std::less<>> zones;
    if (const auto found = zones.find(iana); found != zones.end())
        return dynamic_cast<const icu::BasicTimeZone*>(found->second.get());
    UErrorCode error = U_ZERO_ERROR;
    UBool is_of_the_system = false;
    icu::UnicodeString canonical;
    icu::TimeZone::getCanonicalID(unicode(iana), canonical, is_of_the_system, error);
    if (U_FAILURE(error) || !is_of_the_system || canonical == unicode("Etc/Unknown"))
        return nullptr;
    auto& zone = zones[std::string{iana}];
    zone.reset(icu::TimeZone::createTimeZone(unicode(iana)));
    return dynamic_cast<const icu::BasicTimeZone*>(zone.get());
}

const icu::BasicTimeZone& zone_of(std::string_view iana) {
    const auto* zone = find_zone(iana);
    check(zone != nullptr, "a stored time zone is known");
    return *zone;
}

UDate icu_date(Instant at) {
    return static_cast<UDate>(std::chrono::floor<milliseconds>(at).time_since_epoch().count());
}

// What a clock in the zone shows, as if it were UTC.
Instant wall_clock(Instant at, std::string_view zone) {
    UErrorCode error = U_ZERO_ERROR;
    std::int32_t raw = 0, dst = 0;
    zone_of(zone).getOffset(icu_date(at), false, raw, dst, error);
    check(U_SUCCESS(error), "a zone has an offset");
    return at + milliseconds{raw + dst};
}

// The first moment at which the clock of the zone shows `wall` or, where it jumps over it, the same
// distance after the jump.
Instant moment_of(Instant wall, std::string_view zone) {
    UErrorCode error = U_ZERO_ERROR;
    std::int32_t raw = 0, dst = 0;
    zone_of(zone).getOffsetFromLocal(icu_date(wall), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER,
                                     raw, dst, error);
    check(U_SUCCESS(error), "a zone has an offset");
    return wall - milliseconds{raw + dst};
}

std::unique_ptr<icu::SimpleDateFormat> make_format(std::string_view language,
                                                   std::string_view skeleton) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Locale locale{icu_locale_name(language).c_str()};
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns{
        icu::DateTimePatternGenerator::createInstance(locale, error)};
    check(U_SUCCESS(error), "the dates of a language are known");
    auto pattern = patterns->getBestPattern(unicode(skeleton), error);
    if (locale.getLanguage() == std::string_view{"en"})
        pattern.findAndReplace(unicode(","), unicode(""));  // Sat 12 June 2027
    auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, error);
    check(U_SUCCESS(error), "the dates of a language are known");
    format->setTimeZone(*icu::TimeZone::getGMT());
    return format;
}

std::string write_wall_clock(Instant wall, std::string_view language, std::string_view skeleton) {
    thread_local std::map<std::string, std::unique_ptr<icu::SimpleDateFormat>, std::less<>> formats;
    auto& format = formats[std::string{language}.append(":").append(skeleton)];
    if (!format) format = make_format(language, skeleton);
    icu::UnicodeString text;
    return utf8(format->format(icu_date(wall), text));
}

struct Step {
    std::int64_t seconds;
    URelativeDateTimeUnit unit;
};

constexpr Step steps[] = {
    {365 * 86400, UDAT_REL_UNIT_YEAR}, {30 * 86400, UDAT_REL_UNIT_MONTH},
    {86400, UDAT_REL_UNIT_DAY},        {3600, UDAT_REL_UNIT_HOUR},
    {60, UDAT_REL_UNIT_MINUTE},
};

std::string write_relative(double amount, URelativeDateTimeUnit unit, std::string_view language) {
    using Formatter = icu::RelativeDateTimeFormatter;
    UErrorCode error = U_ZERO_ERROR;
    thread_local std::map<std::string, std::unique_ptr<Formatter>, std::less<>> formatters;
    auto& formatter = formatters[std::string{language}];
    if (!formatter)
        formatter =
            std::make_unique<Formatter>(icu::Locale{icu_locale_name(language).c_str()}, error);
    icu::UnicodeString text;
    if (amount == 0.0)
        formatter->format(amount, unit, text, error);  // now
    else
        formatter->formatNumeric(amount, unit, text, error);
    check(U_SUCCESS(error), "a distance in time can be written");
    return utf8(text);
}

int read_digits(std::string_view text) {
    int value = 0;
    for (const auto c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

bool is_time_zone(std::string_view iana) { return find_zone(iana) != nullptr; }

std::string date_text(Instant at, std::string_view zone, std::string_view language) {
    return write_wall_clock(wall_clock(at, zone), language, "yMMMMEEEd");
}

std::string date_text(Date date, std::string_view language) {
    return write_wall_clock(std::chrono::sys_days{date}, language, "yMMMMEEEd");
}

std::string month_text(Date date, std::string_view language) {
    return write_wall_clock(std::chrono::sys_days{date}, language, "yMMMM");
}

std::string time_text(Instant at, std::string_view zone, std::string_view language) {
    return write_wall_clock(wall_clock(at, zone), language, "jmm");
}

std::string ago_text(Instant then, Instant now, std::string_view language) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(then - now).count();
    for (const auto& step : steps)
        if (const auto amount = seconds / step.seconds; amount != 0)
            return write_relative(static_cast<double>(amount), step.unit, language);
    return write_relative(0, UDAT_REL_UNIT_SECOND, language);
}

Date date_in(Instant at, std::string_view zone) {
    return Date{std::chrono::floor<std::chrono::days>(wall_clock(at, zone))};
}

Instant start_of(Date date, std::string_view zone) { return local_moment(date, 0, 0, zone); }

Instant local_moment(Date date, int hour, int minute, std::string_view zone) {
    const auto wall =
        std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute};
    return moment_of(wall, zone);
}

std::string datetime_local_text(Instant at, std::string_view zone) {
    return iso_text(wall_clock(at, zone)).substr(0, 16);
}

std::optional<Instant> read_datetime_local(std::string_view text, std::string_view zone) {
    // Browsers send yyyy-mm-ddThh:mm and, where seconds were typed, :ss after it.
    if (text.size() != 16 && text.size() != 19) return {};
    const auto date = read_date(text.substr(0, 10));
    if (!date || text[10] != 'T' || text[13] != ':') return {};
    const auto hour = read_digits(text.substr(11, 2)), minute = read_digits(text.substr(14, 2));
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return {};
    const auto second = text.size() == 19 ? read_digits(text.substr(17, 2)) : 0;
    if (second < 0 || second > 59 || (text.size() == 19 && text[16] != ':')) return {};
    return local_moment(*date, hour, minute, zone) + std::chrono::seconds{second};
}

}  // namespace language
