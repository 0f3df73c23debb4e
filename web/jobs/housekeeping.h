// Housekeeping: what has to happen without anybody asking: promises lapse after 60 days, donors are
// reminded of open ones, photos whose consent is over are withdrawn and their bytes erased, old
// sessions, cheers' marks and attempts go, what was written is sealed every few seconds, and once a
// night the ledger is verified and any difference is told.
#pragma once

#include "campaign/store/database.h"
#include "web/jobs/rounds.h"

namespace jobs {

class Housekeeping {
public:
    // Conversations that were closed so many days ago are deleted.
    explicit Housekeeping(store::Store&, Logbook* = nullptr, int inbox_days = 180,
                          std::string seal_mail = {});

    static constexpr std::chrono::minutes round_every{10};
    static constexpr std::chrono::seconds seal_every{5};
    static constexpr std::chrono::hours verify_every{24}, remind_every{6};

private:
    void make_round(Instant now);

    store::Store& store_;
    std::chrono::days inbox_kept_;
    std::string seal_mail_;
    std::optional<Instant> verified_at_, reminded_at_;
    Rounds rounds_, sealing_;  // Last: they use all of the above.
};

}  // namespace jobs
