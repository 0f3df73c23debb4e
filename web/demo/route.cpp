#include "web/demo/route.h"

#include "campaign/course/charting.h"

namespace demo {

void chart_route(store::Store& store, const Stage& stage, Instant now) {
    for (const auto& show : stage.shows) {
        if (show.campaign.kind != campaign::Kind::walk) continue;
        const auto course = course::bring_course(
            store, {show.campaign.id, text_of("river-walk.gpx"), "demo-route"},
            stage.colleagues.coordinator.actor, now);
        course::approve_course(store, course, stage.colleagues.organiser.actor, now);
        return;
    }
}

}  // namespace demo
