// Who asks, which campaigns they have, and totals with their bridge.
#include "campaign/phase.h"
#include "campaign/campaign.h"
#include "campaign/ledger/totals.h"
#include "campaign/programs/access_token.h"
#include "campaign/programs/shapes.h"
#include "web/api/asking.h"
#include "web/api/desk.h"
#include "web/pages/campaigns/campaign_here.h"

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

}  // namespace api
