#include "campaign/language/locale.h"

#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>

#include "campaign/language/icu.h"
#include "campaign/words/check.h"

namespace language {

namespace {

struct Language {
    std::string_view tag, native, locale;
    char separator;  // Of decimals, as typed into a form.
    enum class Direction { left_to_right, right_to_left } direction;
};

// English dates and times are those of Europe: the day first, 24 hours.
constexpr Language languages[] = {
    {"en", "English", "en-GB", '.', Language::Direction::left_to_right},
    {"de", "Deutsch", "de", ',', Language::Direction::left_to_right},
    {"fr", "Français", "fr", ',', Language::Direction::left_to_right},
    {"ar", "العربية", "ar", '.', Language::Direction::right_to_left},
};

const Language& language_of(std::string_view tag) {
    for (const auto& known : languages)
        if (known.tag == tag) return known;
    return languages[0];
}

using icu::number::LocalizedNumberFormatter;

// Formatters of this thread, made once for each language and way of writing.
template <typename Make>
const LocalizedNumberFormatter& formatter_for(std::string_view language, std::string_view what,
                                              Make make) {
    thread_local std::map<std::string, LocalizedNumberFormatter, std::less<>> made;
    const auto& known = language_of(language);
    const auto key = std::string{known.tag}.append(":").append(what);
    auto found = made.find(key);
    if (found == made.end()) {
        const icu::Locale locale{std::string{known.locale}.c_str()};
        found = made.emplace(key, make(icu::number::NumberFormatter::withLocale(locale))).first;
    }
    return found->second;
}

template <typename Format>
std::string write_number(Format format) {
    UErrorCode error = U_ZERO_ERROR;
    const auto formatted = format(error);
    std::string text;
    formatted.toString(error).toUTF8String(text);
    check(U_SUCCESS(error), "a number can be written");
    return text;
}

struct Wanted {
    std::string tag;
    int quality = 1000;  // In thousandths.
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// "0.8" -> 800; -1 for what is not a quality value (RFC 9110 12.4.2).
int read_quality(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return -1;
    if (text.size() > 1 && text[1] != '.') return -1;
    int quality = (text[0] - '0') * 1000, weight = 100;
    for (const auto c : text.substr(std::min<std::size_t>(2, text.size()))) {
        if (c < '0' || c > '9') return -1;
        quality += (c - '0') * weight;
        weight /= 10;
    }
    return std::min(quality, 1000);
}

std::optional<Wanted> read_wanted(std::string_view part) {
    const auto semicolon = part.find(';');
    Wanted wanted;
    for (const auto c : trimmed(part.substr(0, semicolon)))
        wanted.tag += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (semicolon != part.npos) {
        const auto parameter = trimmed(part.substr(semicolon + 1));
        if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return {};
        wanted.quality = read_quality(parameter.substr(2));
    }
    if (wanted.tag.empty() || wanted.quality <= 0) return {};
    wanted.tag.resize(std::min(wanted.tag.find('-'), wanted.tag.size()));
    return wanted;
}

}  // namespace

const std::vector<std::string>& all_languages() {
    static const auto tags = [] {
        std::vector<std::string> all;
        for (const auto& known : languages) all.emplace_back(known.tag);
        return all;
    }();
    return tags;
}

std::string native_name(std::string_view language) {
    return std::string{language_of(language).native};
}

bool is_right_to_left(std::string_view language) {
    return language_of(language).direction == Language::Direction::right_to_left;
}

char decimal_separator(std::string_view language) { return language_of(language).separator; }

std::string typed_text(Money money, std::string_view language) {
    auto text = decimal_text(money);
    std::ranges::replace(text, '.', decimal_separator(language));
    return text;
}

std::string icu_locale_name(std::string_view language) {
    return std::string{language_of(language).locale};
}

std::string choose_language(std::string_view accept_language) {
    constexpr std::size_t header_max = 1000;
    accept_language = accept_language.substr(0, header_max);
    std::string_view best = languages[0].tag;
    for (int best_quality = 0; !accept_language.empty();) {
        const auto comma = std::min(accept_language.find(','), accept_language.size());
        const auto wanted = read_wanted(accept_language.substr(0, comma));
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
        if (!wanted || wanted->quality <= best_quality) continue;
        for (const auto& known : languages) {
            if (known.tag != wanted->tag) continue;
            best = known.tag;
            best_quality = wanted->quality;
        }
    }
    return std::string{best};
}

std::string money_text(Money money, std::string_view language) {
    std::int64_t unit = 1;
    for (int i = 0; i < money.currency.decimals; ++i) unit *= 10;
    const auto digits = money.minor % unit == 0 ? 0 : money.currency.decimals;
    const auto code = money.currency.text();
    const auto& formatter =
        formatter_for(language, code + std::to_string(digits), [&](LocalizedNumberFormatter plain) {
            UErrorCode error = U_ZERO_ERROR;
            const icu::CurrencyUnit currency{icu::StringPiece{code}, error};
            check(U_SUCCESS(error), "a known currency is known to ICU");
            return plain.unit(currency).precision(icu::number::Precision::fixedFraction(digits));
        });
    const auto decimal = decimal_text(money);
    return write_number([&](UErrorCode& error) { return formatter.formatDecimal(decimal, error); });
}

std::string count_text(std::int64_t count, std::string_view language) {
    const auto& formatter =
        formatter_for(language, "count", [](LocalizedNumberFormatter plain) { return plain; });
    return write_number([&](UErrorCode& error) { return formatter.formatInt(count, error); });
}

std::string percent_text(std::int64_t part, std::int64_t whole, std::string_view language) {
    const auto& formatter =
        formatter_for(language, "percent", [](const LocalizedNumberFormatter& plain) {
            return plain.unit(icu::NoUnit::percent()).precision(icu::number::Precision::integer());
        });
    __extension__ using Wide = __int128;  // A hundred times an amount may not fit in 64 bits.
    const auto percent =
        whole <= 0 ? 0 : static_cast<std::int64_t>(static_cast<Wide>(part) * 100 / whole);
    return write_number([&](UErrorCode& error) { return formatter.formatInt(percent, error); });
}

}  // namespace language
