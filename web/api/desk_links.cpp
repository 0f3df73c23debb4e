// What hangs where, and the links that the desk shares.
#include "campaign/links/placing.h"
#include "campaign/links/ranking.h"
#include "campaign/links/volunteer.h"
#include "campaign/programs/shapes.h"
#include "campaign/words/text.h"
#include "web/api/asking.h"
#include "web/api/desk.h"
#include "web/api/posting.h"
#include "web/pages/campaigns/campaign_here.h"

namespace api {

namespace {

using outside::JsonWriter;
using people::Duty;

std::string yield_json(const links::Yield& yield, Currency currency) {
    return JsonWriter{}
        .number("scans", yield.scans)
        .number("gifts", yield.gifts)
        .raw("raised", programs::money_json({yield.raised, currency}))
        .raw("promised", programs::money_json({yield.promised, currency}))
        .raw("last_at", programs::moment_or_null(yield.last_at))
        .object();
}

std::string day_or_null(const std::optional<Date>& day) {
    return day ? outside::json_text(iso_text(*day)) : "null";
}

std::string helper_json(App& app, links::VolunteerId id) {
    const auto helper = id ? links::find_volunteer(app.store.session(), id) : std::nullopt;
    return helper ? outside::json_text(helper->name) : "null";
}

std::string placement_json(const links::PlacementYield& one, App& app, Currency currency) {
    const auto& placement = one.placement;
    const auto& plan = placement.arrangement;
    return JsonWriter{}
        .text("id", std::to_string(placement.id.value))
        .text("name", placement.name)
        .raw("address", programs::text_or_null(placement.address))
        .raw("note", programs::text_or_null(placement.note))
        .number("copies", placement.copies)
        .raw("cost", programs::money_json({placement.cost, currency}))
        .text("state", links::placement_state_name(placement.state))
        .raw("not_possible", programs::text_or_null(placement.trouble))
        .raw("contact", programs::text_or_null(plan.contact))
        .raw("telephone", programs::text_or_null(plan.telephone))
        .text("permission", links::permission_name(plan.permission))
        .raw("hang_by", day_or_null(plan.hang_by))
        .raw("take_down_by", day_or_null(plan.take_down_by))
        .raw("helper", helper_json(app, plan.volunteer))
        .number("round", plan.round)
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

std::optional<Date> day_field(const outside::JsonObject& body, const std::string& name) {
    if (!body.contains(name)) return {};
    const auto day = read_date(text_field(body, name));
    if (!day) refuse_field(name, "A day like 2027-06-12.");
    return day;
}

void read_arrangement(const outside::JsonObject& body, links::NewPlacement& asked) {
    auto& plan = asked.arrangement;
    if (body.contains("contact")) plan.contact = line_field(body, "contact", links::contact_max);
    if (body.contains("telephone"))
        plan.telephone = line_field(body, "telephone", links::telephone_max);
    if (body.contains("permission")) {
        const auto permission = links::find_permission(text_field(body, "permission"));
        if (!permission)
            refuse_field("permission", "\"open\", \"asked\", \"given\" or \"refused\".");
        plan.permission = *permission;
    }
    plan.hang_by = day_field(body, "hang_by"), plan.take_down_by = day_field(body, "take_down_by");
    if (body.contains("helper"))
        asked.volunteer_name = line_field(body, "helper", links::volunteer_name_max);
    const auto round = number_field(body, "round").value_or(1);
    if (round < 1 || round > links::round_max) refuse_field("round", "From 1 to 99.");
    plan.round = static_cast<int>(round);
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
    read_arrangement(body, asked);
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

}  // namespace

http::Response list_desk_placements(const http::Request& request, App& app) {
    check_query(request, {});
    const auto here = pages::campaign_here(request, app);
    Listing listing;
    for (const auto& one : links::rank_placements(app.store.session(), here.campaign.id))
        listing.items.push_back(placement_json(one, app, here.campaign.currency));
    return show_listing(request, app, listing);
}

http::Response add_desk_placement(const http::Request& request, App& app) {
    return post_once(
        request, app,
        {"name", "address", "note", "copies", "cost_minor", "channel", "landing", "contact",
         "telephone", "permission", "hang_by", "take_down_by", "helper", "round"},
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
