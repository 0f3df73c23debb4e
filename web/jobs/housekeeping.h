// Housekeeping: what has to happen without anybody asking: promises lapse after 60 days, old
// sessions and attempts go, and once a night the ledger is verified and any difference is told.
//
// One thread, which lives as long as this. Several programs may keep the same house: every step is
// a verb that does nothing the second time. A failure is told in the journal and tried again.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "campaign/store/database.h"

namespace jobs {

class Housekeeping {
public:
    explicit Housekeeping(store::Store&);
    ~Housekeeping();
    Housekeeping(const Housekeeping&) = delete;

    static constexpr std::chrono::minutes round_every{10};
    static constexpr std::chrono::hours verify_every{24};

private:
    void keep();
    void make_round(Instant now);

    store::Store& store_;
    std::mutex mutex_;
    std::condition_variable closing_;
    bool is_closing_ = false;
    Instant verified_at_;
    std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace jobs
