#include "campaign/sharing/next_step.h"

namespace sharing {

namespace {

bool is_nearly_there(const Standing& standing) {
    return standing.goal > 0 && standing.raised < standing.goal &&
           standing.raised * 100 >= standing.goal * nearly_percent;
}

}  // namespace

Step next_step(const Standing& standing) {
    if (standing.to_thank > 0 && standing.visits > 0) return Step::thank;
    if (standing.takes_gifts && standing.gifts == 0 && standing.cash_waiting == 0)
        return Step::give_first;
    if (standing.visits == 0) return standing.to_thank > 0 ? Step::thank : Step::tell_one;
    if (standing.cash_waiting > 0) return Step::hand_in;
    if (standing.takes_gifts && is_nearly_there(standing)) return Step::nearly_there;
    if (standing.takes_gifts && !standing.best_channel.empty()) return Step::again;
    return standing.takes_people ? Step::bring_a_friend : Step::tell_one;
}

}  // namespace sharing
