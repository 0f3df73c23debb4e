// What a sponsor's pool does, said in one language.
#include <algorithm>

#include "campaign/giving/gift.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "web/live/state.h"

namespace live {

namespace {

using language::money_text;
using language::say_with;
using matching::Pool;

struct View {
    const Pool& pool;
    std::string_view zone;
    const std::string& language;
    Instant now;

    std::string money(std::int64_t minor) const { return money_text(pool.money(minor), language); }
    std::string day(Instant at) const { return language::date_text(at, zone, language); }
};

// Of the smallest whole gift: "€1" becomes "€2".
std::pair<std::string, std::string> example_of(const Pool& pool, const std::string& language) {
    const auto unit = giving::smallest_gift(pool.cap.currency);
    return {money_text(pool.money(unit * pool.ratio.per), language),
            money_text(pool.money(unit * (pool.ratio.per + pool.ratio.gives)), language)};
}

// A window that ends with a day is said by that day.
std::string end_text(const View& view) {
    const auto& [pool, zone, language, now] = view;
    const auto last = pool.until - std::chrono::seconds{1};
    if (language::start_of(language::date_in(pool.until, zone), zone) == pool.until)
        return view.day(last);
    return view.day(pool.until) + ", " + language::time_text(pool.until, zone, language);
}

std::string rule_text(const View& view) {
    const auto& [pool, zone, language, now] = view;
    const auto [from, to] = example_of(pool, language);
    if (pool.is_over(now) && pool.earned + pool.kept == 0) return {};
    if (pool.is_over(now))
        return say_with("{1} has added {2} to your gifts.",
                        {pool.sponsor, view.money(pool.earned + pool.kept)}, language);
    if (pool.from > now)
        return say_with("From {1} on, every {2} becomes {3}.", {view.day(pool.from), from, to},
                        language);
    if (pool.left() == 0)
        return say_with("{1} has added {2} to your gifts: all there was. Thank you!",
                        {pool.sponsor, view.money(pool.earned)}, language);
    return say_with("Every {1} becomes {2} until {3}.", {from, to, end_text(view)}, language);
}

std::string left_text(const View& view) {
    const auto& pool = view.pool;
    if (pool.is_over(view.now)) return {};
    const auto cap = view.money(pool.cap.minor), left = view.money(pool.left());
    auto text =
        say_with("{1} of {2} left, given by {3}.", {left, cap, pool.sponsor}, view.language);
    if (pool.gift_cap.minor > 0)
        text += " " + say_with("At most {1} for one gift.", {view.money(pool.gift_cap.minor)},
                               view.language);
    return text;
}

}  // namespace

std::string ratio_text(const Pool& pool, const std::string& language) {
    const auto [from, to] = example_of(pool, language);
    return say_with("Every {1} becomes {2}", {from, to}, language);
}

Wording::Matching word_matching(const Pool& pool, std::string_view zone,
                                const std::string& language, Instant now) {
    const View view{pool, zone, language, now};
    Wording::Matching words{.rule = rule_text(view),
                            .left = left_text(view),
                            .draws_now = pool.is_open(now) && pool.left() > 0};
    words.percent = static_cast<int>(
        std::clamp<std::int64_t>((pool.cap.minor - pool.left()) * 100 / pool.cap.minor, 0, 100));
    if (pool.open() > 0)
        words.to_come = say_with("{1} matched by {2}, still to come",
                                 {view.money(pool.open()), pool.sponsor}, language);
    return words;
}

}  // namespace live
