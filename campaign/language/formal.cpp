#include "campaign/language/formal.h"

#include <unicode/datefmt.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/rbnf.h>
#include <unicode/timezone.h>
#include <unicode/ucurr.h>

#include <memory>

#include "campaign/language/icu.h"
#include "campaign/words/check.h"

namespace language {

namespace {

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::Locale locale_of(std::string_view language) {
    return icu::Locale{icu_locale_name(language).c_str()};
}

// "euro", "euros": as the number before it asks for.
std::string currency_name(std::int64_t count, Currency currency, const icu::Locale& locale) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::PluralRules> rules{icu::PluralRules::forLocale(locale, error)};
    check(U_SUCCESS(error), "a language has plural rules");
    const auto form = utf8(rules->select(static_cast<double>(count)));
    const auto code = icu::UnicodeString::fromUTF8(currency.text());
    std::int32_t length = 0;
    const auto* name =
        ucurr_getPluralName(icu::UnicodeString{code}.getTerminatedBuffer(), locale.getName(),
                            nullptr, form.c_str(), &length, &error);
    check(U_SUCCESS(error), "a known currency has a name");
    return utf8({false, name, length});
}

}  // namespace

std::string formal_money_text(Money money, std::string_view language) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::CurrencyUnit unit{icu::StringPiece{money.currency.text()}, error};
    check(U_SUCCESS(error), "a known currency is known to ICU");
    const auto written =
        icu::number::NumberFormatter::withLocale(locale_of(language))
            .unit(unit)
            .precision(icu::number::Precision::fixedFraction(money.currency.decimals))
            .formatDecimal(decimal_text(money), error);
    const auto text = utf8(written.toString(error));
    check(U_SUCCESS(error), "an amount can be written");
    return text;
}

std::string formal_date_text(Date date, std::string_view language) {
    const std::unique_ptr<icu::DateFormat> format{
        icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale_of(language))};
    check(format != nullptr, "the dates of a language are known");
    format->setTimeZone(*icu::TimeZone::getGMT());
    using std::chrono::milliseconds;
    const Instant at = std::chrono::sys_days{date};
    icu::UnicodeString text;
    format->format(
        static_cast<UDate>(std::chrono::floor<milliseconds>(at).time_since_epoch().count()), text);
    return utf8(text);
}

std::string amount_in_words(Money money, std::string_view language) {
    const auto locale = locale_of(language);
    std::int64_t unit = 1;
    for (int i = 0; i < money.currency.decimals; ++i) unit *= 10;
    const auto whole = money.minor / unit;
    UErrorCode error = U_ZERO_ERROR;
    const icu::RuleBasedNumberFormat spelling{icu::URBNF_SPELLOUT, locale, error};
    check(U_SUCCESS(error), "the words of numbers are known");
    icu::UnicodeString words;
    spelling.format(whole, words);
    auto text = utf8(words) + " " + currency_name(whole, money.currency, locale);
    if (unit == 1) return text;
    auto rest = std::to_string(unit + money.minor % unit);
    return text + ", " + rest.substr(1) + "/" + std::to_string(unit);
}

}  // namespace language
