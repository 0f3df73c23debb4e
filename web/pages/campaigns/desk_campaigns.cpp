#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "campaign/publishing.h"
#include "campaign/roster/ruling.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/campaigns/desk_campaign.h"

namespace pages {

namespace {

using campaign::Kind;
using language::say;
using language::Values;

constexpr Kind kinds[] = {Kind::walk, Kind::crowdfunding, Kind::contest, Kind::broadcast,
                          Kind::recruiting};
constexpr int days_before_start = 14, days_open = 30;

// What was typed to start a campaign, and what to say beside which field.
struct StartForm {
    std::string title, kind = "walk", copy, starts_on, ends_on;
    std::map<std::string, std::string> wrong = {};
};

std::vector<campaign::Campaign> campaigns_for(const http::Request& request, App& app) {
    auto campaigns = campaign::all_campaigns(app.store.session());
    std::erase_if(campaigns, [&](const campaign::Campaign& one) {
        return !request.visitor->may(people::Duty::see_desk, one.id);
    });
    return campaigns;
}

void fill_row(Values& row, const http::Request& request, App& app, const campaign::Campaign& one) {
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto newest = campaign::recent_versions(session, one.id, 1).at(0);
    const auto version = campaign::find_shown_version(session, one).value_or(newest);
    const auto raised = ledger::figures_of(session, one.id).raised;
    row.set("HREF", "/desk/" + one.slug).set("TITLE", version.plan.title);
    row.set("KIND", kind_words(one.kind, lang));
    row.set("STATE", phase_words(campaign::phase_of(one, version, request.now), lang));
    row.set("WINDOW", window_words(version.plan, lang));
    row.set("RAISED", language::money_text({raised, one.currency}, lang));
    row.set("GOAL", goal_amount_words(one, version.plan, version.plan.goal, lang));
    if (newest.state == campaign::VersionState::submitted)
        row.add("WAITING").set("WAITING_TEXT", say("waits for approval", lang));
}

constexpr Beside places[] = {{"title", "TITLE_WRONG", "TITLE_ERROR"},
                             {"ends_on", "DATES_WRONG", "DATES_ERROR"},
                             {"starts_on", "DATES_WRONG", "DATES_ERROR"}};

void fill_start(Values& values, const http::Request& request,
                const std::vector<campaign::Campaign>& campaigns, App& app, const StartForm& form) {
    const auto& lang = request.language;
    auto& section = values.add("NEW");
    section.set("FORM_KEY", "").set("FORM_TOKEN", request.visitor->form_token);
    section.set("NEW_TITLE", form.title).set("STARTS_ON", form.starts_on);
    section.set("ENDS_ON", form.ends_on);
    for (const auto kind : kinds)
        section.add("KIND")
            .set("VALUE", campaign::kind_name(kind))
            .set("LABEL", kind_words(kind, lang))
            .show_if(campaign::kind_name(kind) == form.kind, "CHOSEN");
    for (const auto& one : campaigns) {
        const auto newest = campaign::recent_versions(app.store.session(), one.id, 1).at(0);
        section.add("COPY")
            .set("VALUE", std::to_string(one.id.value))
            .set("LABEL", newest.plan.title);
    }
    say_beside(section, form.wrong, places);
}

http::Response show_list(const http::Request& request, App& app, const StartForm& form) {
    const auto campaigns = campaigns_for(request, app);
    Values values;
    values.show_if(campaigns.empty(), "NONE");
    for (const auto& one : campaigns) fill_row(values.add("ROW"), request, app, one);
    if (request.visitor->may_everywhere(people::Duty::run_campaign))
        fill_start(values, request, campaigns, app, form);
    return show_desk(request, app,
                     {.title = say("Campaigns", request.language),
                      .body = language::render_template("web/pages/campaigns/desk_campaigns.html",
                                                        values, request.language),
                      .status = form.wrong.empty() ? 200 : 422});
}

campaign::Campaign draft_from(const http::Request& request, App& app, const StartForm& form) {
    const auto ours = organisation::find_organisation(app.store.session());
    const auto actor =
        people::actor_of(*request.visitor, people::Duty::run_campaign, {}, request.id);
    const auto starts_on = read_date(form.starts_on), ends_on = read_date(form.ends_on);
    if (!starts_on || !ends_on)
        throw Refused{{Reason::not_a_valid_value, "ends_on", "Choose a first and a last day."}};
    const auto copied = number_in(form.copy);
    if (copied != 0)
        return campaign::copy_campaign(app.store,
                                       {CampaignId{copied}, form.title, {}, *starts_on, *ends_on},
                                       actor, request.now);
    campaign::NewCampaign asked{.kind = campaign::find_kind(form.kind).value_or(Kind::walk),
                                .currency = currency_of(ours.currency)};
    asked.plan.title = form.title;
    asked.plan.starts_on = *starts_on;
    asked.plan.ends_on = *ends_on;
    asked.plan.time_zone = ours.time_zone;
    asked.plan.shows_lighter = asked.kind != Kind::contest;
    asked.plan.theme_seed = request.now.time_since_epoch().count() % 1000 + 1;
    auto accounts = organisation::active_bank_accounts(app.store.session());
    std::erase_if(accounts, [&](const auto& one) { return one.currency != asked.currency; });
    if (accounts.size() == 1) asked.plan.bank_account = accounts.front().id;
    return campaign::draft_campaign(app.store, asked, actor, request.now);
}

// A copy keeps to what its model keeps to; everything else begins with the ready wording.
void start_with_guidelines(const http::Request& request, App& app, const campaign::Campaign& made,
                           const std::string& copy) {
    const auto copied = number_in(copy);
    const auto earlier = roster::current_guidelines(app.store.session(), CampaignId{copied});
    const auto actor =
        people::actor_of(*request.visitor, people::Duty::run_campaign, {}, request.id);
    roster::write_guidelines(app.store, made.id,
                             earlier ? earlier->text : std::string{roster::guidelines_ready}, actor,
                             request.now);
}

}  // namespace

http::Response list_campaigns(const http::Request& request, App& app) {
    const auto ours = organisation::find_organisation(app.store.session());
    const auto today = std::chrono::sys_days{language::date_in(request.now, ours.time_zone)};
    const auto starts_on = today + std::chrono::days{days_before_start};
    StartForm form{.starts_on = iso_text(Date{starts_on}),
                   .ends_on = iso_text(Date{starts_on + std::chrono::days{days_open}})};
    return show_list(request, app, form);
}

http::Response start_campaign(const http::Request& request, App& app) {
    if (!request.visitor->may_everywhere(people::Duty::run_campaign))
        throw Refused{{Reason::not_allowed}};
    StartForm form{.title = read_line(request.form.text("title"), campaign::title_max).value_or(""),
                   .kind = request.form.text("kind"),
                   .copy = request.form.text("copy"),
                   .starts_on = request.form.text("starts_on"),
                   .ends_on = request.form.text("ends_on")};
    try {
        const auto made = draft_from(request, app, form);
        start_with_guidelines(request, app, made, form.copy);
        return http::redirect("/desk/" + made.slug);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        return show_list(request, app, form);
    }
}

}  // namespace pages
