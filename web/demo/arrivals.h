// Arrivals: gifts that keep coming while one looks at the demo, each in a few seconds' time, and a
// post now and then.
//
// A thread of its own, which ends with the object. It promises, marks as arrived and reads words
// through the verbs, and tells the feed; a gift that fails is left out.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "web/demo/stage.h"

namespace demo {

using Clock = std::function<Instant()>;
using Changed = std::function<void(CampaignId)>;

class Arrivals {
public:
    Arrivals(store::Store&, Clock, Changed);
    ~Arrivals();
    Arrivals(const Arrivals&) = delete;

    static constexpr int pause_least_s = 2, pause_most_s = 6;

private:
    struct Promised {
        GiftId gift;
        BankAccountId account;
    };

    void keep_giving();
    bool pause(Dice&);
    void give_one(Dice&, const Cast&);
    void settle(const Promised&, Dice&);
    void chat(Dice&);

    store::Store& store_;
    Clock clock_;
    Changed changed_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool is_stopping_ = false;
    int count_ = 0;
    Promised promised_ = {};  // The last one, not yet arrived.
    std::thread thread_;      // Last: it uses all of the above.
};

}  // namespace demo
