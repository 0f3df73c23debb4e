// The big button: everything in a campaign is held, or goes on.
#include "campaign/holding.h"
#include "campaign/words/text.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/campaigns/desk_announcements.h"

namespace pages {

using people::Duty;

http::Response hold_campaign(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto reason = read_line(request.form.text("reason"), campaign::hold_reason_max);
    if (!reason) throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
    campaign::hold_everything(
        app.store, {here.campaign.id, *reason, request.form.text("hides_posts") == "yes"},
        people::actor_of(*request.visitor, Duty::review_words, here.campaign.id, request.id),
        request.now);
    app.feed.changed(here.campaign.id);
    return http::redirect(here.path() + "/review");
}

http::Response release_campaign(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    try {
        campaign::release_hold(
            app.store, here.campaign.id,
            people::actor_of(*request.visitor, Duty::organise, here.campaign.id, request.id),
            request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::already_decided) throw;  // It goes on already.
    }
    app.feed.changed(here.campaign.id);
    return http::redirect(here.path() + "/review");
}

}  // namespace pages
