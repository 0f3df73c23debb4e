#include <algorithm>

#include "campaign/ending.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/campaigns/desk_campaign.h"
#include "web/pages/campaigns/desk_campaign_view.h"
#include "web/pages/printing/studio.h"

namespace pages {

namespace {

using campaign::Phase;
using campaign::State;
using campaign::VersionState;
using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr int history_max = 60;

std::string closed_line(const CampaignDesk& desk) {
    const auto day =
        campaign::closed_early_on(desk.app.store.session(), desk.campaign, desk.version().plan);
    if (!day) return {};
    return say_with("It was closed on {1}, before its last day.",
                    {language::date_text(*day, desk.language())}, desk.language()) +
           " ";
}

std::string state_line(const CampaignDesk& desk) {
    const auto& plan = desk.version().plan;
    const auto& lang = desk.language();
    const auto day = [&](Date date) { return language::date_text(date, lang); };
    switch (desk.phase()) {
        case Phase::draft:
            return say("Nothing is public before a second person has approved it.", lang);
        case Phase::before:
            return say_with("It opens by itself on {1}.", {day(plan.starts_on)}, lang);
        case Phase::open:
            return say_with("It closes by itself after {1}.", {day(plan.ends_on)}, lang);
        case Phase::after:
            return say_with("Late gifts are taken for {1} days after {2}.",
                            {std::to_string(campaign::late_days), day(plan.ends_on)}, lang);
        case Phase::ended:
            return say_with("It ran until {1}.", {day(plan.ends_on)}, lang);
        case Phase::paused:
        case Phase::postponed:
        case Phase::cancelled:
            return desk.campaign.state_reason;
        case Phase::closed:
            return closed_line(desk) + desk.campaign.state_reason;
    }
    return {};
}

// A draft that waits says so.
std::string state_words(const CampaignDesk& desk) {
    const bool waits = desk.is_waiting() && desk.phase() == Phase::draft;
    return waits ? version_state_words(desk.newest.state, desk.language())
                 : phase_words(desk.phase(), desk.language());
}

struct Step {
    State to;
    const char *label, *ask;
};
constexpr Step steps[] = {
    {State::approved, "Go on", "Gifts are taken again from now on."},
    {State::paused, "Pause", "No gifts are taken until you go on."},
    {State::postponed, "Postpone", "Its page says so, and no gifts are taken until you go on."},
    {State::closed, "Close", "It ends now and for good."},
    {State::cancelled, "Cancel", "This cannot be undone. Its page says why."},
};

void fill_steps(Values& values, const CampaignDesk& desk) {
    Values* section = nullptr;
    for (const auto& [to, label, ask] : steps) {
        if (!campaign::may_become(desk.campaign.state, to)) continue;
        if (to == State::approved && !desk.shown) continue;
        if (!section)
            section = &values.add("MAY_STEER").set("STATE_ACTION", desk.path() + "/state");
        section->add("STEP")
            .set("VALUE", campaign::state_name(to))
            .set("LABEL", say(label, desk.language()))
            .set("ASK", say(ask, desk.language()));
    }
}

void fill_rehearsal(Values& values, const CampaignDesk& desk) {
    const auto phase = desk.phase();
    if (phase != Phase::draft && phase != Phase::before) return;
    values.add(desk.campaign.is_rehearsal ? "REHEARSAL_ON" : "REHEARSAL_OFF")
        .set("STATE_ACTION", desk.path() + "/state");
}

void fill_decisions(Values& values, const CampaignDesk& desk) {
    if (!desk.may_run()) return;
    if (desk.newest.state == VersionState::draft)
        values.add("MAY_SUBMIT").set("SUBMIT_ACTION", desk.path() + "/submission");
    if (desk.is_waiting()) {
        values.add("TAKE_BACK").set("SUBMIT_ACTION", desk.path() + "/submission");
        values.show_if(desk.is_own(), "OWN_CHANGE");
        if (!desk.is_own())
            values.add("MAY_APPROVE")
                .set("APPROVE_ACTION", desk.path() + "/approval")
                .set("VERSION_ID", desk.newest.id.value);
    }
    if (desk.phase() == Phase::open && !desk.is_waiting())
        values.add("MAY_RAISE_GOAL").set("GOAL_ACTION", desk.path() + "/goal");
    fill_steps(values, desk);
    fill_rehearsal(values, desk);
}

std::string version_line(const CampaignDesk& desk) {
    const auto at = desk.newest.submitted_at.value_or(desk.newest.made_at);
    return say_with("Version {1}, handed in {2}.",
                    {std::to_string(desk.newest.number),
                     language::ago_text(at, desk.request.now, desk.language())},
                    desk.language());
}

std::vector<PlanDifference> changes_of(const CampaignDesk& desk) {
    PlanPair plans{.after = desk.newest.plan};
    if (desk.shown) plans.before = desk.shown->plan;
    return differences_of(desk.request, desk.app, desk.campaign, plans);
}

void fill_version(Values& values, const CampaignDesk& desk) {
    if (!desk.is_waiting()) return;
    auto& section = values.add("VERSION");
    section.set("VERSION_LINE", version_line(desk)).set("APPROVAL_HREF", desk.path() + "/approval");
    if (!desk.shown) return;
    auto& compared = section.add("COMPARED");
    for (const auto& [field, before, after] : changes_of(desk))
        compared.add("CHANGE").set("FIELD", field).set("BEFORE", before).set("AFTER", after);
}

void fill_history(Values& values, const CampaignDesk& desk) {
    auto entries =
        ledger::audit_of(desk.app.store.session(), "campaign", desk.campaign.id.value, history_max);
    std::ranges::reverse(entries);
    const auto& zone = desk.version().plan.time_zone;
    const auto& lang = desk.language();
    for (const auto& entry : entries)
        values.add("HISTORY")
            .set("WHEN", language::date_text(entry.made_at, zone, lang) + ", " +
                             language::time_text(entry.made_at, zone, lang))
            .set("WHO", entry.actor_name.empty() ? say(entry.actor_role, lang) : entry.actor_name)
            .set("WHAT", say(entry.action, lang))
            .set("WHY", entry.reason);
}

std::string saved_words(const http::Request& request) {
    const auto done = request.query.text("done");
    const auto& lang = request.language;
    if (done == "kept")
        return say("Kept. It is public once a second person has approved it.", lang);
    if (done == "submitted") return say("Handed in. Somebody else has to approve it now.", lang);
    if (done == "approved") return say("Approved. This is what everybody sees from now on.", lang);
    if (done == "sent_back") return say("Sent back with your reason.", lang);
    if (done == "state") return say("Done. Its page says so.", lang);
    return {};
}

}  // namespace

CampaignDesk desk_of(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto found = campaign::find_campaign(session, request.param("campaign"));
    if (!found) throw Refused{{Reason::not_found}};
    return {request, app, *found, campaign::recent_versions(session, found->id, 1).at(0),
            campaign::find_shown_version(session, *found)};
}

http::Response show_desk_of(const CampaignDesk& desk, const PlanForm& form,
                            const std::string& failed) {
    const auto& request = desk.request;
    Values values;
    values.set("TITLE", desk.version().plan.title).set("STATE", state_words(desk));
    values.set("STATE_LINE", state_line(desk)).set("PREVIEW_HREF", desk.preview());
    values.set("FORM_TOKEN", request.visitor->form_token);
    fill_print_notices(values, request, desk.app, desk.campaign);
    fill_decisions(values, desk);
    fill_version(values, desk);
    if (desk.may_run() && !desk.is_waiting()) {
        auto& section = values.add("MAY_EDIT");
        section.set("ACTION", desk.path() + "/version").set("SEEN", desk.newest.number);
        fill_plan_form(section, request, desk.app, desk.campaign, form);
    }
    fill_history(values, desk);
    auto saved = saved_words(request);
    if (desk.newest.state == VersionState::sent_back && saved.empty() && failed.empty())
        saved = say_with("Sent back: {1}", {desk.newest.reason}, desk.language());
    return show_desk(request, desk.app,
                     {.title = desk.version().plan.title,
                      .body = language::render_template("web/pages/campaigns/desk_campaign.html",
                                                        values, desk.language()),
                      .campaign = desk.campaign.id,
                      .campaign_slug = desk.campaign.slug,
                      .campaign_title = desk.version().plan.title,
                      .saved = saved,
                      .failed = failed,
                      .status = failed.empty() && form.wrong.empty() ? 200 : 422});
}

http::Response show_desk_campaign(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    return show_desk_of(desk, form_of_plan(desk.campaign, desk.newest.plan, desk.language()), {});
}

http::Response show_approval(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    Values values;
    values.set("TITLE", desk.newest.plan.title);
    values.set("LINE", desk.is_waiting() ? version_line(desk) : std::string{});
    values.show_if(!desk.is_waiting(), "NOTHING");
    if (desk.is_waiting()) {
        auto& section = values.add("WAITING");
        section.set("PREVIEW_HREF", desk.preview());
        section.show_if(desk.shown.has_value(), "COMPARED");
        const auto story = say("Story", request.language);
        for (const auto& [field, before, after] : changes_of(desk)) {
            if (!desk.shown && field == story) continue;  // It stands below, as people read it.
            auto& row = section.add("CHANGE").set("FIELD", field).set("AFTER", after);
            if (desk.shown) row.add("BEFORE").set("BEFORE_TEXT", before);
        }
        section.add("STORY").html("STORY_HTML", language::render_markdown(desk.newest.plan.story));
        section.show_if(desk.is_own(), "OWN_CHANGE");
        if (!desk.is_own())
            section.add("MAY_APPROVE")
                .set("APPROVE_ACTION", desk.path() + "/approval")
                .set("VERSION_ID", desk.newest.id.value)
                .set("FORM_TOKEN", request.visitor->form_token);
    }
    return show_desk(request, app,
                     {.title = say("Approval", request.language),
                      .body = language::render_template("web/pages/campaigns/desk_approval.html",
                                                        values, request.language),
                      .campaign = desk.campaign.id,
                      .campaign_slug = desk.campaign.slug,
                      .campaign_title = desk.version().plan.title});
}

}  // namespace pages
