#include "web/demo/moments.h"

#include <algorithm>

#include "campaign/language/locale.h"

namespace demo {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

const std::string zone = "Europe/Berlin";

bool is_weekend(Date date) {
    const std::chrono::weekday day{std::chrono::sys_days{date}};
    return day == std::chrono::Saturday || day == std::chrono::Sunday;
}

}  // namespace

Instant draw_moment(Dice& dice, Instant from, Instant until, int rush) {
    static const std::vector<std::int64_t> of_day{16, 10, 8, 9, 10, 12, 14};  // From Sunday.
    static const std::vector<std::int64_t> of_hour{1, 0, 0, 0, 0, 1, 3,  6,  7,  7,  8,  10,
                                                   12, 9, 7, 7, 8, 10, 13, 16, 18, 15, 9, 4};
    const auto span = std::chrono::duration_cast<seconds>(until - from).count();
    for (;;) {
        auto part = dice.below(1'000'000);
        for (int i = 0; i < std::abs(rush); ++i) {
            const auto other = dice.below(1'000'000);
            part = rush > 0 ? std::max(part, other) : std::min(part, other);
        }
        // A rush halves what it takes from the other weeks, so that none of them is empty.
        if (rush != 0 && dice.happens(600)) part = dice.below(1'000'000);
        const auto about = from + seconds{span * part / 1'000'000 + dice.below(3600)};
        const auto date = language::date_in(about, zone);
        const std::chrono::weekday day{std::chrono::sys_days{date}};
        if (dice.below(16) >= of_day[day.c_encoding()]) continue;
        const auto hour = static_cast<int>(dice.weighted(of_hour));
        const auto at = language::local_moment(date, hour, static_cast<int>(dice.below(60)), zone) +
                        seconds{dice.below(60)};
        if (at > from && at < until) return at;
    }
}

Instant working_morning(Dice& dice, Instant after, int days_later) {
    auto date = language::date_in(after + days{days_later}, zone);
    while (is_weekend(date)) date = Date{std::chrono::sys_days{date} + days{1}};
    return language::local_moment(date, 9, 5, zone) + minutes{dice.below(110)};
}

}  // namespace demo
