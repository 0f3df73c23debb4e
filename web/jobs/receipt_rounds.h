// ReceiptRounds: receipts of a year are written donor by donor; once a minute those that were asked
// for before the money came, and those whose gift went back are cancelled.
#pragma once

#include "campaign/store/database.h"
#include "web/jobs/rounds.h"

namespace jobs {

class ReceiptRounds {
public:
    explicit ReceiptRounds(store::Store&, Logbook* = nullptr);

    static constexpr std::chrono::milliseconds round_every{2'000};
    static constexpr std::chrono::minutes look_every{1};
    static constexpr int donors_a_round = 50, looked_at_max = 500;

private:
    void make_round(Instant now);

    store::Store& store_;
    std::optional<Instant> looked_at_;
    Rounds rounds_;  // Last: it uses all of the above.
};

}  // namespace jobs
