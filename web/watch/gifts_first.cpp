#include "web/watch/gifts_first.h"

#include "campaign/organisation/yielding.h"
#include "web/http/journal.h"
#include "web/routes.h"
#include "web/watch/watch.h"

namespace watch {

bool Watch::puts_gifts_first() const {
    return parts_.gifts_first != nullptr && parts_.gifts_first->is_on();
}

bool Watch::lets_rest(http::Method method, std::string_view route) const {
    return puts_gifts_first() && may_rest(method, route);
}

bool Pressure::note(http::QueueDepths depths, Instant now) {
    const bool is_high = depths.giving > giving_max || depths.looking > looking_max;
    high_looks_ = is_high ? high_looks_ + 1 : 0;
    if (is_high) calm_since_ = now;
    if (high_looks_ >= looks_needed) is_on_ = true;
    if (is_on_ && now - calm_since_ >= calm_for) is_on_ = false;
    return is_on_;
}

GiftsFirst::GiftsFirst(store::Store& store, const http::Front& front, jobs::Logbook* logbook)
    : store_{store},
      front_{front},
      rounds_{"gifts first", look_every, [this](Instant now) { look(now); }, logbook} {}

void GiftsFirst::look(Instant now) {
    const bool is_pressed = pressure_.note(front_.queue_depths(), now);
    if (is_pressed) is_on_ = true;  // Also where the database does not answer in time.
    const bool is_switched =
        organisation::gifts_first_of(store_.session()).yield == organisation::Yield::on;
    const bool was_on = is_on_.exchange(is_switched || is_pressed);
    if (was_on != (is_switched || is_pressed))
        http::log_event("gifts first", was_on ? "off" : "on", now);
}

}  // namespace watch
