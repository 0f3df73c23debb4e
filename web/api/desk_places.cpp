// Who asks, totals with their bridge, and what hangs where.
#include "campaign/language/locale.h"
#include "campaign/ledger/totals.h"
#include "campaign/links/placing.h"
#include "campaign/links/ranking.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "campaign/programs/access_token.h"
#include "campaign/programs/shapes.h"
#include "campaign/words/text.h"
#include "web/api/asking.h"
#include "web/api/desk.h"
#include "web/api/posting.h"
#include "web/pages/links/placements.h"

namespace api {

namespace {

using outside::JsonWriter;
using people::Duty;

std::string grant_campaign(App& app, CampaignId id) {
    const auto found = campaign::find_campaign_by_id(app.store.session(), id);
    return found ? outside::json_text(found->slug) : "null";
}

std::string figures_json(const ledger::Figures& figures, Currency currency) {
    const auto money = [&](std::int64_t minor) { return programs::money_json({minor, currency}); };
    return JsonWriter{}
        .raw("pledged", money(figures.pledged))
        .raw("entered", money(figures.entered))
        .raw("confirmed", money(figures.confirmed))
        .raw("raised", money(figures.raised))
        .raw("banked", money(figures.banked))
        .raw("on_the_way", money(figures.on_the_way))
        .raw("costs", money(figures.costs))
        .object();
}

std::string bridge_json(const ledger::Figures& figures, Currency currency) {
    return JsonWriter{}
        .raw("confirmed", programs::money_json({figures.confirmed, currency}))
        .raw("banked_on_the_way_and_costs",
             programs::money_json(
                 {figures.banked + figures.on_the_way + figures.costs + figures.outside, currency}))
        .truth("holds", figures.bridge_holds())
        .object();
}

std::string yield_json(const links::Yield& yield, Currency currency) {
    return JsonWriter{}
        .number("scans", yield.scans)
        .number("gifts", yield.gifts)
        .raw("raised", programs::money_json({yield.raised, currency}))
        .raw("promised", programs::money_json({yield.promised, currency}))
        .raw("last_at", programs::moment_or_null(yield.last_at))
        .object();
}

std::string placement_json(const links::PlacementYield& one, const App& app, Currency currency) {
    const auto& placement = one.placement;
    return JsonWriter{}
        .text("id", std::to_string(placement.id.value))
        .text("name", placement.name)
        .raw("address", programs::text_or_null(placement.address))
        .raw("note", programs::text_or_null(placement.note))
        .number("copies", placement.copies)
        .raw("cost", programs::money_json({placement.cost, currency}))
        .text("state", links::placement_state_name(placement.state))
        .text("channel", one.channel)
        .text("landing", one.landing)
        .text("code", one.code)
        .text("url", app.config.public_url + "/" + one.code)
        .raw("yield", yield_json(one.yield, currency))
        .object();
}

std::string link_json(const links::LinkYield& one, const App& app, Currency currency) {
    return JsonWriter{}
        .text("code", one.link.code)
        .text("channel", one.link.channel)
        .text("landing", one.link.landing)
        .raw("label", programs::text_or_null(one.link.label))
        .text("made_at", iso_text(one.link.made_at))
        .raw("retired_at", programs::moment_or_null(one.link.retired_at))
        .text("url", app.config.public_url + "/" + one.link.code)
        .raw("yield", yield_json(one.yield, currency))
        .object();
}

http::Response place(const Posting& posting) {
    const auto& [request, app, body, key] = posting;
    const auto here = pages::campaign_here(request, app);
    const auto currency = here.campaign.currency;
    links::NewPlacement asked{.campaign = here.campaign.id,
                              .name = line_field(body, "name", links::place_name_max),
                              .address = line_field(body, "address", links::place_address_max),
                              .note = line_field(body, "note", links::place_note_max)};
    const auto copies = number_field(body, "copies").value_or(1);
    if (copies < 0 || copies > links::copies_max) refuse_field("copies", "From 1 to 100000.");
    const auto cost = number_field(body, "cost_minor").value_or(0);
    if (cost < 0 || cost > giving::minor_per_gift_max)
        refuse_field("cost_minor", "A whole number of minor units, not less than nothing.");
    asked.copies = static_cast<int>(copies), asked.cost = Money{cost, currency};
    if (body.contains("channel")) asked.channel = text_field(body, "channel");
    asked.landing = body.contains("landing") ? text_field(body, "landing")
                                             : links::usual_landing(asked.channel);
    const auto placed = links::add_placements(
                            app.store, {asked},
                            desk_actor(request, Duty::run_campaign, here.campaign.id), request.now)
                            .front();
    return http::json(
        placement_json({placed.placement, placed.link.code, asked.channel, asked.landing, {}}, app,
                       currency),
        201);
}

http::Response link(const Posting& posting) {
    const auto& [request, app, body, key] = posting;
    const auto here = pages::campaign_here(request, app);
    links::NewLink asked{.campaign = here.campaign.id,
                         .channel = text_field(body, "channel"),
                         .label = line_field(body, "label", links::link_label_max),
                         .request_key = key};
    if (body.contains("landing")) asked.landing = text_field(body, "landing");
    if (asked.landing != "campaign" && asked.landing != "give" && asked.landing != "join")
        refuse_field("landing", "\"campaign\", \"give\" or \"join\".");
    const auto made = links::add_link(
        app.store, asked, desk_actor(request, Duty::run_campaign, here.campaign.id), request.now);
    return http::json(link_json({made, {}}, app, here.campaign.currency), 201);
}

ledger::Cut read_cut(const http::Request& request, const pages::CampaignHere& here) {
    ledger::Cut cut{.campaign = here.campaign.id, .currency = here.campaign.currency};
    const auto day = [&](const char* name) -> std::optional<Date> {
        if (!request.query.has(name)) return {};
        const auto read = read_date(request.query.text(name));
        if (!read) refuse_field(name, "A day like 2027-06-12.");
        return read;
    };
    cut.from = day("from"), cut.until = day("until");
    if (request.query.has("by")) {
        const auto by = ledger::find_by(request.query.text("by"));
        if (!by) refuse_field("by", "campaign, fund, kind, method, channel, participant or day.");
        cut.by = *by;
    }
    return cut;
}

}  // namespace

people::Actor desk_actor(const http::Request& request, Duty duty, CampaignId campaign) {
    auto actor = people::actor_of(*request.visitor, duty, campaign, request.id);
    actor.on_behalf_of = "token " + request.bearer;
    return actor;
}

http::Response show_token(const http::Request& request, App& app) {
    check_query(request, {});
    const auto token = programs::find_access_token(
        app.store.session(), programs::AccessTokenId{std::stoll(request.bearer)});
    return show_json(request, JsonWriter{}
                                  .text("name", token->name)
                                  .text("prefix", token->prefix)
                                  .text("role", people::role_name(token->grant.role))
                                  .raw("campaign", grant_campaign(app, token->grant.campaign))
                                  .text("account", std::to_string(token->account.value))
                                  .text("expires_at", iso_text(token->expires_at))
                                  .object());
}

http::Response list_desk_campaigns(const http::Request& request, App& app) {
    check_query(request, {});
    Listing listing;
    for (const auto& one : campaign::all_campaigns(app.store.session())) {
        if (!request.visitor->may(Duty::see_desk, one.id)) continue;
        const auto version = campaign::current_version(app.store.session(), one);
        listing.items.push_back(JsonWriter{}
                                    .text("slug", one.slug)
                                    .text("title", version.plan.title)
                                    .text("state", campaign::state_name(one.state))
                                    .text("currency", one.currency.text())
                                    .object());
    }
    return show_listing(request, app, listing);
}

http::Response show_desk_totals(const http::Request& request, App& app) {
    check_query(request, {"by", "from", "until"});
    const auto here = pages::campaign_here(request, app);
    auto& session = app.store.session();
    const auto cut = read_cut(request, here);
    const auto total = ledger::total_of_cut(session, cut);
    std::vector<std::string> rows;
    for (const auto& row : ledger::totals_by(session, cut))
        rows.push_back(JsonWriter{}
                           .text("key", row.key)
                           .raw("name", programs::text_or_null(row.name))
                           .raw("figures", figures_json(row.figures, cut.currency))
                           .object());
    return show_json(request, JsonWriter{}
                                  .raw("figures", figures_json(total, cut.currency))
                                  .raw("bridge", bridge_json(total, cut.currency))
                                  .text("by", ledger::by_name(cut.by))
                                  .raw("rows", outside::json_list(rows))
                                  .object());
}

http::Response list_desk_placements(const http::Request& request, App& app) {
    check_query(request, {});
    const auto here = pages::campaign_here(request, app);
    Listing listing;
    for (const auto& one : links::rank_placements(app.store.session(), here.campaign.id))
        listing.items.push_back(placement_json(one, app, here.campaign.currency));
    return show_listing(request, app, listing);
}

http::Response add_desk_placement(const http::Request& request, App& app) {
    return post_once(request, app,
                     {"name", "address", "note", "copies", "cost_minor", "channel", "landing"},
                     place);
}

http::Response list_desk_links(const http::Request& request, App& app) {
    check_query(request, {});
    const auto here = pages::campaign_here(request, app);
    Listing listing;
    for (const auto& one : links::rank_share_links(app.store.session(), here.campaign.id))
        listing.items.push_back(link_json(one, app, here.campaign.currency));
    return show_listing(request, app, listing);
}

http::Response add_desk_link(const http::Request& request, App& app) {
    return post_once(request, app, {"channel", "landing", "label"}, link);
}

}  // namespace api
