// Links to share: one for each channel, so that one sees what works.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/placing.h"
#include "campaign/links/ranking.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/links/code.h"
#include "web/pages/links/placements.h"

namespace pages {

namespace {

using language::count_text;
using language::money_text;
using language::say;
using language::Values;

void fill_link(Values& row, const http::Request& request, App& app, const CampaignHere& here,
               const links::LinkYield& one) {
    const auto& [link, yield] = one;
    const auto& lang = request.language;
    const auto money = [&](std::int64_t minor) {
        return money_text({minor, here.campaign.currency}, lang);
    };
    row.set("URL", app.config.public_url + "/" + link.code);
    row.set("SHORT", short_address(app.config, link.code)).set("LABEL", link.label);
    row.set("CHANNEL", channel_title(link.channel, lang));
    row.set("VISITS", count_text(yield.scans, lang)).set("PAGES", count_text(yield.pages, lang));
    row.set("GIFTS", count_text(yield.gifts, lang)).set("RAISED", money(yield.raised));
    row.set("PROMISED", money(yield.promised));
    row.show_if(link.retired_at.has_value(), "RETIRED");
    if (!link.retired_at)
        row.add("END")
            .set("ACTION", here.path() + "/links/" + link.code + "/end")
            .set("FORM_TOKEN", request.visitor->form_token);
}

void fill_form(Values& values, const http::Request& request, const CampaignHere& here) {
    const auto& lang = request.language;
    values.set("ACTION_NEW", here.path() + "/links").set("LABEL_TYPED", "");
    values.set("FORM_TOKEN", request.visitor->form_token);
    for (const auto& channel : links::all_channels())
        if (channel.medium != links::Medium::print && channel.name != "participant")
            values.add("CHANNEL_CHOICE")
                .set("VALUE", channel.name)
                .set("LABEL", say(channel.title, lang))
                .show_if(channel.name == "whatsapp", "CHOSEN");
    for (const auto* landing : {"campaign", "give", "join"})
        values.add("LANDING")
            .set("VALUE", landing)
            .set("LABEL", landing_title(landing, lang))
            .show_if(std::string_view{landing} == "campaign", "CHOSEN");
}

}  // namespace

http::Response show_share_links(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto& lang = request.language;
    Values values;
    values.set("BACK_HREF", here.path() + "/placements");
    values.set("LINE", say("Each link has its own code, so you can see what works.", lang));
    const auto list = links::rank_share_links(app.store.session(), here.campaign.id);
    values.show_if(list.empty(), "NONE");
    for (const auto& one : list) fill_link(values.add("LINK"), request, app, here, one);
    fill_form(values, request, here);
    return show_desk(
        request, app,
        {.title = say("Links to share", lang),
         .body = language::render_template("web/pages/links/desk_links.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = request.query.text("saved").empty() ? "" : say("Saved.", lang),
         .scripts = {"js/copy.js"}});
}

http::Response add_share_link(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto landing = request.form.text("landing");
    const auto label = read_line(request.form.text("label"), links::link_label_max);
    if (!label || (landing != "campaign" && landing != "give" && landing != "join"))
        throw Refused{{Reason::not_a_valid_value, label ? "landing" : "label"}};
    links::add_link(app.store,
                    {.campaign = here.campaign.id,
                     .channel = request.form.text("channel"),
                     .landing = landing,
                     .label = *label},
                    actor_here(request, here), request.now);
    return http::redirect(here.path() + "/links?saved=made");
}

http::Response take_back_link(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto link = links::find_link(app.store.session(), request.param("link"));
    if (!link || link->campaign != here.campaign.id || link->placement || link->participant)
        throw Refused{{Reason::not_found}};
    links::end_link(app.store, *link, actor_here(request, here), request.now);
    return http::redirect(here.path() + "/links?saved=ended");
}

}  // namespace pages
