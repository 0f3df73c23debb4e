#include "campaign/contest/contest.h"

#include "campaign/phase.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace contest {

std::string_view measure_name(Measure measure) {
    switch (measure) {
        case Measure::raised:
            return "raised";
        case Measure::gifts:
            return "gifts";
        case Measure::donors:
            return "donors";
    }
    return {};
}

std::optional<Measure> find_measure(std::string_view name) {
    for (const auto measure : all_measures)
        if (measure_name(measure) == name) return measure;
    return {};
}

std::int64_t Scores::by(Measure measure) const {
    switch (measure) {
        case Measure::raised:
            return raised;
        case Measure::gifts:
            return gifts;
        case Measure::donors:
            return donors;
    }
    return 0;
}

Scores& Scores::operator+=(const Scores& more) {
    raised += more.raised, gifts += more.gifts, donors += more.donors;
    return *this;
}

Instant hold_ends_at(const campaign::Plan& plan, int hold_days) {
    return campaign::closes_at(plan) + std::chrono::days{hold_days};
}

std::string donor_digest(const std::string& email) {
    if (email.empty()) return {};
    auto small = email;
    for (auto& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return sha256_hex(small);
}

}  // namespace contest
