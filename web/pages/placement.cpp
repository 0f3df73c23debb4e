// One place at the desk, and what the pages about places and links have in common.
#include <algorithm>
#include <array>
#include <charconv>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/placing.h"
#include "campaign/links/ranking.h"
#include "web/html/layout.h"
#include "web/pages/code.h"
#include "web/pages/placement_form.h"

namespace pages {

namespace {

using language::count_text;
using language::money_text;
using language::say;
using language::say_with;
using language::to_say;
using language::Values;
using links::PlacementState;

constexpr std::array states{
    std::pair{PlacementState::planned, to_say("planned")},
    std::pair{PlacementState::printed, to_say("printed")},
    std::pair{PlacementState::hung, to_say("hung")},
    std::pair{PlacementState::taken_down, to_say("taken down")},
};

std::optional<links::PlacementYield> yield_of(App& app, const links::Placement& placement) {
    for (auto& one : links::rank_placements(app.store.session(), placement.campaign))
        if (one.placement.id == placement.id) return std::move(one);
    return {};
}

void fill_figures(Values& values, const links::PlacementYield& one, const CampaignHere& here,
                  const std::string& lang) {
    const auto figure = [&](const char* label, const std::string& value) {
        values.add("FIGURE").set("LABEL", say(label, lang)).set("VALUE", value);
    };
    const auto money = [&](std::int64_t minor) {
        return money_text({minor, here.campaign.currency}, lang);
    };
    const auto& [placement, code, channel, landing, yield] = one;
    figure("Printed", count_text(placement.copies, lang));
    figure("Scans", count_text(yield.scans, lang));
    figure("Bots, previews and staff, not counted", count_text(yield.others, lang));
    figure("Page", count_text(yield.pages, lang));
    figure("Gifts", count_text(yield.gifts, lang));
    figure("Raised", money(yield.raised));
    figure("Promised", money(yield.promised));
    figure("Cost", money(placement.cost));
    figure("Return", return_words(yield.raised, placement.cost, here, lang));
}

void fill_living(Values& values, const http::Request& request, const links::Placement& placement,
                 const PlacementForm& form) {
    auto& living = values.add("LIVING");
    const auto& lang = request.language;
    living.set("ACTION", request.path).set("END_ACTION", request.path + "/end");
    living.set("FORM_TOKEN", request.visitor->form_token).set("VERSION", placement.version);
    living.set("PLACE_NAME", form.name).set("ADDRESS", form.address).set("NOTE", form.note);
    living.set("COPIES", form.copies).set("COST", form.cost);
    for (const auto& [state, title] : states)
        living.add("STATE")
            .set("VALUE", links::placement_state_name(state))
            .set("LABEL", say(title, lang))
            .show_if(state == placement.state, "CHOSEN");
    if (form.wrong.empty()) return;
    auto& wrong = living.add("WRONG");
    for (const auto& [field, text] : form.wrong)
        wrong.add("PROBLEM").set("HREF", "#" + field).set("TEXT", text);
}

http::Response show_one(const http::Request& request, App& app, const CampaignHere& here,
                        const PlacementForm* typed) {
    const auto& lang = request.language;
    const auto placement = placement_here(request, app, here);
    const auto one = yield_of(app, placement);
    if (!one) throw Refused{{Reason::not_found}};
    Values values;
    values.set("NAME", placement.name).set("BACK_HREF", here.path() + "/placements");
    values.set("CODE_SRC", "/q/" + one->code + ".svg");
    values.set("SHORT", short_address(app.config, one->code));
    values.set("CODE_ALT",
               say_with("QR code for {1}", {short_address(app.config, one->code)}, lang));
    values.set("CHANNEL", channel_title(one->channel, lang));
    values.set("LANDING_LINE", landing_title(one->landing, lang));
    values.set("POSTER_HREF", here.path() + "/poster?target=" + std::to_string(placement.id.value));
    fill_figures(values, *one, here, lang);
    if (placement.ended_at)
        values.add("ENDED").set("ENDED_LINE",
                                say("This place is off the list. Its code still leads on.", lang));
    else
        fill_living(values, request, placement, typed ? *typed : form_of(placement, here, lang));
    const auto saved = request.query.text("saved").empty() ? "" : say("Saved.", lang);
    return show_desk(
        request, app,
        {.title = placement.name,
         .body = language::render_template("web/pages/desk_placement.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = saved,
         .status = typed ? 422 : 200});
}

// The row as the person saw it: a version that moved on is refused by the verb.
links::Placement seen_placement(const http::Request& request, links::Placement placement) {
    const auto version = request.form.text("version");
    placement.version = 0;
    std::from_chars(version.data(), version.data() + version.size(), placement.version);
    return placement;
}

}  // namespace

http::Response show_placement(const http::Request& request, App& app) {
    return show_one(request, app, campaign_here(request, app), nullptr);
}

http::Response change_placement(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    auto seen = seen_placement(request, placement_here(request, app, here));
    const auto actor = actor_here(request, here);
    if (request.form.has("hung")) {
        const auto state =
            request.form.text("hung") == "yes" ? PlacementState::hung : PlacementState::taken_down;
        links::set_placement_state(app.store, seen, state, actor, request.now);
        return http::redirect(here.path() + "/placements?saved=state");
    }
    auto form = read_placement_form(request, here);
    const auto state = links::find_placement_state(request.form.text("state"));
    if (!form.wrong.empty()) return show_one(request, app, here, &form);
    try {
        links::edit_placement(app.store, seen, form.placement, actor, request.now);
        ++seen.version;
        if (state) links::set_placement_state(app.store, seen, *state, actor, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        return show_one(request, app, here, &form);
    }
    return http::redirect(request.path + "?saved=changed");
}

http::Response take_off_placement(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto seen = seen_placement(request, placement_here(request, app, here));
    links::end_placement(app.store, seen, actor_here(request, here), request.now);
    return http::redirect(here.path() + "/placements?saved=ended");
}

CampaignHere campaign_here(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto campaign = campaign::find_campaign(session, request.param("campaign"));
    if (!campaign) throw Refused{{Reason::not_found}};
    auto version = campaign::find_shown_version(session, *campaign);
    if (!version) version = campaign::recent_versions(session, campaign->id, 1).at(0);
    return {*campaign, *version};
}

links::Placement placement_here(const http::Request& request, App& app, const CampaignHere& here) {
    const auto text = request.param("placement");
    std::int64_t id = 0;
    const auto end = text.data() + text.size();
    if (std::from_chars(text.data(), end, id).ptr != end) throw Refused{{Reason::not_found}};
    const auto placement = links::find_placement(app.store.session(), PlacementId{id});
    if (!placement || placement->campaign != here.campaign.id) throw Refused{{Reason::not_found}};
    return *placement;
}

people::Actor actor_here(const http::Request& request, const CampaignHere& here) {
    return people::actor_of(*request.visitor, people::Duty::run_campaign, here.campaign.id,
                            request.id);
}

std::string channel_title(std::string_view channel, const std::string& language) {
    const auto found = links::find_channel(channel);
    return found ? say(found->title, language) : std::string{channel};
}

std::string landing_title(std::string_view landing, const std::string& language) {
    if (landing == "give") return say("The form to give", language);
    if (landing == "join") return say("The form to take part", language);
    if (landing == "participant") return say("The participant's page", language);
    return say("The campaign's page", language);
}

std::string placement_state_title(PlacementState state, const std::string& language) {
    return say(std::ranges::find(states, state, [](const auto& row) { return row.first; })->second,
               language);
}

// "€12.30 for €1"
std::string return_words(std::int64_t raised, std::int64_t cost, const CampaignHere& here,
                         const std::string& language) {
    if (cost <= 0) return "–";
    std::int64_t unit = 1;
    for (int i = 0; i < here.campaign.currency.decimals; ++i) unit *= 10;
    return say_with("{1} for {2}",
                    {money_text({raised * unit / cost, here.campaign.currency}, language),
                     money_text({unit, here.campaign.currency}, language)},
                    language);
}

}  // namespace pages
