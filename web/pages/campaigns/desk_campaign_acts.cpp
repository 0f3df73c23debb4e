// What is done at a campaign's desk: keep, submit, decide, steer.

#include "campaign/language/catalogue.h"
#include "campaign/publishing.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/desk_campaign.h"
#include "web/pages/campaigns/desk_campaign_view.h"

namespace pages {

namespace {

using language::say;

http::Response show_failed(const CampaignDesk& desk, const Refusal& refusal) {
    if (refusal.reason == Reason::not_found || refusal.detail.empty()) throw Refused{refusal};
    return show_desk_of(desk, form_of_plan(desk.campaign, desk.newest.plan, desk.language()),
                        say(refusal.detail, desk.language()));
}

// Does it, says so at the campaign's desk; a refusal is said there as well.
template <typename Act>
http::Response act_and_return(const CampaignDesk& desk, const std::string& done, Act act) {
    try {
        act();
    } catch (const Refused& refused) {
        return show_failed(desk, refused.refusal);
    }
    desk.app.feed.changed(desk.campaign.id);
    return http::redirect(desk.path() + "?done=" + done);
}

std::string reason_typed(const http::Request& request) {
    const auto reason = read_line(request.form.text("reason"), campaign::reason_max);
    if (!reason) throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
    return *reason;
}

}  // namespace

http::Response keep_version(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    auto form = read_plan_form(request, desk.campaign);
    if (!form.wrong.empty()) return show_desk_of(desk, form, {});
    const auto seen = number_in<int>(request.form.text("seen"));
    const bool submits = request.form.text("then") == "submit";
    try {
        campaign::edit_plan(app.store, {desk.campaign.id, form.plan, seen}, desk.actor(),
                            request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty())
            return show_desk_of(desk, form, say(refused.refusal.detail, request.language));
        add_refusal(form, refused.refusal, request.language);
        return show_desk_of(desk, form, {});
    }
    if (!submits) return http::redirect(desk.path() + "?done=kept");
    return submit_version(request, app);
}

http::Response submit_version(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    if (request.form.text("verdict") == "take_back")
        return act_and_return(desk, "taken_back", [&] {
            campaign::withdraw_plan(app.store, desk.campaign.id, desk.actor(), request.now);
        });
    try {
        campaign::submit_plan(app.store, desk.campaign.id, desk.actor(), request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) return show_failed(desk, refused.refusal);
        auto form = form_of_plan(desk.campaign, desk.newest.plan, request.language);
        add_refusal(form, refused.refusal, request.language);
        return show_desk_of(desk, form, {});
    }
    return http::redirect(desk.path() + "?done=submitted");
}

http::Response decide_version(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    const auto version = number_in(request.form.text("version"));
    if (VersionId{version} != desk.newest.id)  // Of another campaign, or no longer the newest.
        return show_failed(desk, {Reason::already_decided, {}, "Somebody has changed it since."});
    const bool approves = request.form.text("verdict") == "approve";
    return act_and_return(desk, approves ? "approved" : "sent_back", [&] {
        campaign::decide_plan(
            app.store,
            {.version = desk.newest.id,
             .verdict = approves ? campaign::Verdict::approve : campaign::Verdict::send_back,
             .reason = reason_typed(request)},
            desk.actor(), request.now);
    });
}

http::Response steer_campaign(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    const auto rehearsal = request.form.text("rehearsal");
    if (!rehearsal.empty())
        return act_and_return(desk, "kept_rehearsal", [&] {
            campaign::set_rehearsal(
                app.store, desk.campaign.id,
                rehearsal == "on" ? campaign::Rehearsal::on : campaign::Rehearsal::off,
                desk.actor(), request.now);
        });
    const auto to = campaign::find_state(request.form.text("state"));
    if (!to) throw Refused{{Reason::not_a_valid_value, "state"}};
    return act_and_return(desk, "state", [&] {
        campaign::change_state(app.store, {desk.campaign.id, *to, reason_typed(request)},
                               desk.actor(), request.now);
    });
}

http::Response raise_campaign_goal(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    const auto goal = read_goal(request.form.text("goal"), desk.version().plan.goal_kind,
                                desk.campaign.currency, request.language);
    if (!goal)
        return show_failed(desk, {Reason::not_a_valid_value, "goal",
                                  "Write the goal in digits alone, like 20000."});
    return act_and_return(desk, "submitted", [&] {
        campaign::raise_goal(app.store, {desk.campaign.id, *goal}, desk.actor(), request.now);
    });
}

}  // namespace pages
