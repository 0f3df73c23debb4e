// Switches: what the sandbox does wrong on purpose, so that tests see what a bad day does.
//
// Each has a name that the command line (--fail errors=20,drop=100) and the control address share;
// percentages of 0..100, times in milliseconds. All off unless said. Dice are seeded, so that a run
// can be repeated.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <string_view>

namespace sandbox {

struct SwitchRow {
    std::string_view name, meaning;
    std::int64_t otherwise, max;
};
inline constexpr SwitchRow switch_rows[] = {
    {"errors", "% of API requests answered with 500 before anything is done", 0, 100},
    {"lost", "% of API requests that are done, but answered with 500", 0, 100},
    {"stalls", "% of API requests that are done, but answered only after stall_ms", 0, 100},
    {"stall_ms", "how long a stalled answer takes", 15'000, 120'000},
    {"duplicates", "% of webhooks sent twice", 0, 100},
    {"disorder", "% of webhooks held back by up to disorder_ms, so that later ones overtake", 0,
     100},
    {"disorder_ms", "the longest that a webhook is held back", 2'000, 600'000},
    {"delay_ms", "before every webhook", 0, 600'000},
    {"drop", "% of webhooks that are never sent", 0, 100},
    {"retry_ms", "until a webhook is first repeated; doubles each time", 500, 600'000},
    {"extra", "minor units that are taken on top of what was asked", 0, 1'000'000'000},
    {"settle_ms", "until a delayed payment is decided", 10'000, 600'000},
};

class Switches {
public:
    Switches();
    // Throws std::invalid_argument with a sentence: no such name, or not within its limits.
    void set(const std::string& name, const std::string& value);
    void set_all(std::string_view text);  // "errors=20,drop=100"
    std::int64_t at(std::string_view name) const;
    bool strikes(std::string_view name);      // Throws the dice for a percentage.
    std::int64_t dice(std::int64_t at_most);  // 0..at_most
    std::map<std::string, std::int64_t> all() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::int64_t, std::less<>> values_;
    std::mt19937_64 dice_{20'270'612};
};

}  // namespace sandbox
