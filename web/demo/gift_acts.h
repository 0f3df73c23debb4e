// Gift acts: carries the planned gifts out, step by step in the order of time, through the verbs
// that a form, the desk and finance use.
#pragma once

#include "web/demo/gift_plan.h"
#include "web/demo/lanes.h"

namespace demo {

struct Span {
    Instant from, until;  // The steps from the one to just before the other.
};

class GiftActs {
public:
    GiftActs(store::Store&, const Stage&, const std::vector<GiftPlan>&);

    void carry_out(const Span&, const Progress&);

private:
    enum class Act { record, prove, settle, read };
    struct Step {
        Instant at;
        std::size_t gift = 0;
        Act act = Act::record;
    };

    void add_steps();
    void take_step(const Step&);
    void record(std::size_t, Instant at);
    void settle(std::size_t, Instant at);
    void book_arrival(const GiftPlan&, GiftId, Instant at);

    store::Store& store_;
    const Stage& stage_;
    const std::vector<GiftPlan>& plans_;
    std::vector<GiftId> ids_;   // By plan; each is only touched by the lane of its gift.
    std::vector<Step> steps_;   // In the order of time.
};

}  // namespace demo
