// One place at the desk.

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/hanging.h"
#include "campaign/links/old_paper.h"
#include "campaign/links/placing.h"
#include "campaign/links/ranking.h"
#include "campaign/links/volunteering.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/pages/links/code.h"
#include "web/pages/links/placement_acts.h"
#include "web/pages/links/placement_form.h"

namespace pages {

namespace {

using language::count_text;
using language::money_text;
using language::say;
using language::say_with;
using language::Values;
using links::PlacementState;

constexpr std::size_t key_max = 50;

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
    const auto& placement = one.placement;
    const auto& yield = one.yield;
    figure("Printed", count_text(placement.printed_copies(), lang));
    figure("Scans", count_text(yield.scans, lang));
    figure("Bots, previews and staff, not counted", count_text(yield.others, lang));
    figure("Page views", count_text(yield.pages, lang));
    figure("Gifts", count_text(yield.gifts, lang));
    figure("Raised", money(yield.raised));
    figure("Promised", money(yield.promised));
    figure("Cost", money(one.cost));
    figure("Return", return_words(yield.raised, one.cost, here, lang));
}

void fill_others(Values& living, App& app, const links::Placement& placement) {
    std::vector<links::Placement> others;
    for (auto& one : links::all_placements(app.store.session(), placement.campaign))
        if (!one.ended_at && one.id != placement.id) others.push_back(std::move(one));
    if (others.empty()) return;
    auto& section = living.add("OTHERS");
    for (const auto& one : others)
        section.add("OTHER").set("VALUE", one.id.value).set("LABEL", one.name);
}

void fill_living(Values& values, const http::Request& request, App& app,
                 const links::Placement& placement, const PlacementForm& form) {
    auto& living = values.add("LIVING");
    const auto& lang = request.language;
    living.set("ACTION", request.path).set("END_ACTION", request.path + "/end");
    living.set("FORM_TOKEN", request.visitor->form_token).set("VERSION", placement.version);
    living.set("FORM_KEY", random_token());
    const auto volunteers = links::all_volunteers(app.store.session(), placement.campaign);
    living.html("FIELDS_HTML", render_placement_fields({form, volunteers, PlaceIs::known}, lang));
    if (placement.is_not_possible())
        living.add("STATE")
            .set("VALUE", "")
            .set("LABEL", standing_words(placement, lang))
            .show_if(true, "CHOSEN");
    for (const auto state : {PlacementState::planned, PlacementState::printed, PlacementState::hung,
                             PlacementState::taken_down})
        living.add("STATE")
            .set("VALUE", links::placement_state_name(state))
            .set("LABEL", placement_state_title(state, lang))
            .show_if(state == placement.state && !placement.is_not_possible(), "CHOSEN");
    fill_others(living, app, placement);
}

// Why it is not possible, and the two ways out: it is after all, or somebody else tries.
void fill_trouble(Values& values, const links::Placement& placement, const http::Request& request,
                  App& app) {
    const auto& lang = request.language;
    auto& trouble = values.add("TROUBLE");
    trouble.set("TROUBLE_LINE", say_with("Not possible: {1}", {placement.trouble}, lang));
    if (placement.ended_at) return;
    auto& ways = trouble.add("WAYS_OUT");
    ways.set("ACTION", request.path).set("FORM_TOKEN", request.visitor->form_token);
    ways.set("VERSION", placement.version);
    std::vector<links::Volunteer> others;
    for (auto& one : links::all_volunteers(app.store.session(), placement.campaign))
        if (!one.ended_at && one.id != placement.arrangement.volunteer)
            others.push_back(std::move(one));
    if (others.empty()) return;
    auto& give = ways.add("GIVE");
    for (const auto& one : others)
        give.add("GIVE_TO").set("VALUE", one.id.value).set("LABEL", one.name);
}

void fill_notices(Values& values, const links::PlacementYield& one, const http::Request& request,
                  App& app, const CampaignHere& here) {
    const auto& placement = one.placement;
    const auto& lang = request.language;
    if (!placement.trouble.empty()) fill_trouble(values, placement, request, app);
    if (links::has_old_date(app.store.session(), placement, here.version.plan))
        values.add("OLD_DATE")
            .set("OLD_DATE_LINE", say("What is printed for this place shows an older date.", lang));
    if (one.earlier_codes.empty()) return;
    std::string codes;
    for (const auto& code : one.earlier_codes) codes += (codes.empty() ? "" : ", ") + code;
    values.add("EARLIER").set("EARLIER_LINE", say_with("Leads on as well: {1}", {codes}, lang));
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
    values.set("LINE", arrangement_words(placement, app, lang));
    fill_figures(values, *one, here, lang);
    fill_notices(values, *one, request, app, here);
    fill_acts(values, request, app, here, placement);
    if (placement.ended_at)
        values.add("ENDED").set("ENDED_LINE",
                                say("This place is off the list. Its code still leads on.", lang));
    else
        fill_living(values, request, app, placement,
                    typed ? *typed : form_of(placement, here, lang));
    const auto saved = request.query.text("saved").empty() ? "" : say("Saved.", lang);
    return show_desk(
        request, app,
        {.title = placement.name,
         .body = language::render_template("web/pages/links/desk_placement.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = saved,
         .failed = typed && !typed->form_wide.empty() ? typed->form_wide : std::string{},
         .status = typed ? 422 : 200,
         .styles = {"css/places.css"}});
}

// The row as the person saw it: a version that moved on is refused by the verb.
links::Placement seen_placement(const http::Request& request, links::Placement placement) {
    const auto version = request.form.text("version");
    placement.version = 0;
    read_number(version, placement.version);
    return placement;
}

// It is possible after all, or somebody else is to try.
void act_on_trouble(const http::Request& request, App& app, const CampaignHere& here,
                    const links::Placement& placement) {
    const auto actor = actor_here(request, here);
    if (request.form.text("act") == "possible")
        return links::clear_trouble(app.store, placement, actor, request.now);
    const auto to = read_volunteer(app, here, request.form.text("to"));
    if (!to) throw Refused{{Reason::not_found}};
    const auto one = links::find_volunteer(app.store.session(), to).value();
    links::hand_places(app.store, one, {{placement.id}, placement.arrangement.round}, actor,
                       request.now);
}

// Back to the list as it was asked for, with what was just told of this place.
http::Response back_to_list(const http::Request& request, const CampaignHere& here,
                            const links::Placement& placement, const std::string& was) {
    auto to = here.path() + "/placements?told=" + std::to_string(placement.id.value);
    if (!was.empty()) to += "&was=" + was;
    for (const auto* name : {"show", "by", "q"})
        if (const auto asked = request.form.text(name); !asked.empty())
            to += "&" + std::string{name} + "=" + percent_encoded(asked);
    return http::redirect(to + "#told");
}

// Up or down, and taking that back, from the list.
http::Response tell_from_list(const http::Request& request, App& app, const CampaignHere& here,
                              const links::Placement& seen) {
    const bool is_undone = request.form.has("undo");
    const auto state =
        is_undone ? links::find_placement_state(request.form.text("undo"))
                  : std::optional{request.form.text("hung") == "yes" ? PlacementState::hung
                                                                     : PlacementState::taken_down};
    if (!state) throw Refused{{Reason::not_a_valid_value, "undo", "Choose how it stands."}};
    links::set_placement_state(app.store, seen, *state, actor_here(request, here), request.now);
    const auto was = std::string{links::placement_state_name(seen.state)};
    return back_to_list(request, here, seen, is_undone ? std::string{} : was);
}

// Two swapped, or another code for this place.
http::Response act_on_paper(const http::Request& request, App& app, const CampaignHere& here,
                            const links::Placement& placement) {
    auto& session = app.store.session();
    const auto key = request.form.text("form_key");
    if (key.empty()) throw Refused{{Reason::form_expired}};
    const links::Told told{.request_key = "desk " + key.substr(0, key_max)};
    const links::Teller teller{.actor = actor_here(request, here)};
    try {
        if (request.form.text("act") == "swap") {
            auto asked = request;
            asked.params["placement"] = request.form.text("other");
            const auto other = placement_here(asked, app, here);
            links::swap_codes(
                app.store,
                {here.campaign.id, links::find_link_of_placement(session, placement.id)->code,
                 links::find_link_of_placement(session, other.id)->code},
                told, teller, request.now);
        } else {
            links::replace_code(app.store, placement, told, teller, request.now);
        }
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        auto form = form_of(placement, here, request.language);
        form.form_wide = say(refused.refusal.detail, request.language);
        return show_one(request, app, here, &form);
    }
    return http::redirect(request.path + "?saved=changed");
}

}  // namespace

http::Response show_placement(const http::Request& request, App& app) {
    return show_one(request, app, campaign_here(request, app), nullptr);
}

http::Response change_placement(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    auto seen = seen_placement(request, placement_here(request, app, here));
    const auto actor = actor_here(request, here);
    if (request.form.has("hung") || request.form.has("undo"))
        return tell_from_list(request, app, here, seen);
    const auto act = request.form.text("act");
    if (act == "possible" || act == "give") {
        act_on_trouble(request, app, here, seen);
        return http::redirect(request.path + "?saved=changed");
    }
    if (!act.empty()) return act_on_paper(request, app, here, seen);
    auto form = read_placement_form(request, app, here);
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

}  // namespace pages
