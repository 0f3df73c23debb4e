// The desk's page about where a campaign is shown: screens, the overlay, the widget's HTML to copy,
// and the switch that lets all that rest.
#include "web/pages/screens/desk_shown.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/yielding.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/links/code.h"
#include "web/pages/screens/shown.h"
#include "web/watch/watch.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using organisation::Yield;

struct Embed {
    const char *name, *query;
    int height;
};
constexpr Embed embeds[] = {{"Light or dark, as the reader's device is", "", 300},
                            {"Light", "?look=light", 300},
                            {"Dark", "?look=dark", 300},
                            {"Small", "?size=small", 170}};

std::string embed_html(const http::Request& request, App& app, const CampaignHere& here,
                       const Embed& embed, const std::string& code) {
    const auto& title = here.version.plan.title;
    const auto& url = app.config.public_url;
    Values values;
    values.set("SRC", url + "/embed/c/" + here.campaign.slug + embed.query);
    values.set("TITLE", title).set("HEIGHT", embed.height).set("GIVE_HREF", url + "/" + code);
    values.set("GIVE_LABEL", say_with("Give to {1}", {title}, request.language));
    return language::render_template("web/pages/screens/embed.html", values, request.language).text;
}

void fill_places(Values& values, const http::Request& request, App& app, const CampaignHere& here) {
    const auto add = [&](const char* name, const std::string& path, const char* hint) {
        values.add("PLACE_SHOWN")
            .set("NAME", say(name, request.language))
            .set("HREF", "/c/" + here.campaign.slug + path)
            .set("ADDRESS", app.config.public_url + "/c/" + here.campaign.slug + path)
            .set("HINT", say(hint, request.language));
    };
    add("Big screen", "/screen",
        "For a projector: full screen, no mouse. It goes on by itself when the network was away.");
    add("Wall", "/wall", "What was posted from the way. With ?tag=… only one hashtag.");
    add("Ranking", "/ranking", "People, teams and groups, by money, gifts or new donors.");
    add("How we count", "/numbers", "What counts, as of when, and why a number can fall.");
    add("Overlay for a stream", "/overlay",
        "A browser source of 1920 × 1080 in OBS. Add ?at=top-right (or bottom-left, bottom-right, "
        "top-left, middle), &size=small or large, &show=total,gift,code.");
}

void fill_switch(Values& values, const http::Request& request, App& app, const CampaignHere& here) {
    const auto set = organisation::gifts_first_of(app.store.session());
    const bool is_on = set.yield == Yield::on;
    auto& section = values.add(is_on ? "RESTING" : "AWAKE");
    section.set("ACTION", here.path() + "/shown").set("FORM_TOKEN", request.visitor->form_token);
    if (is_on && set.set_at)
        section.set("SINCE", language::ago_text(*set.set_at, request.now, request.language));
    values.show_if(!is_on && app.watch != nullptr && app.watch->puts_gifts_first(), "PRESSED");
}

}  // namespace

http::Response show_desk_shown(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto& lang = request.language;
    Values values;
    if (here.campaign.state == campaign::State::draft) values.show("DRAFT");
    fill_places(values, request, app, here);
    const auto code = shown_code(request, app, here.campaign.id, "widget");
    for (const auto& embed : embeds)
        values.add("EMBED")
            .set("NAME", say(embed.name, lang))
            .set("KEY", std::to_string(&embed - embeds))
            .set("HTML", embed_html(request, app, here, embed, code))
            .set("SRC", "/embed/c/" + here.campaign.slug + embed.query);
    fill_switch(values, request, app, here);
    const auto saved = request.query.text("saved");
    return show_desk(
        request, app,
        {.title = say("Screens", lang),
         .body = language::render_template("web/pages/screens/desk_shown.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = saved.empty() ? std::string{}
                                : say(saved == "on" ? "Gifts go first now. It takes a second."
                                                    : "Everything is shown again.",
                                      lang),
         .scripts = {"js/copy.js"}});
}

http::Response put_gifts_first(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const bool is_on = request.form.text("gifts_first") == "on";
    organisation::put_gifts_first(app.store, is_on ? Yield::on : Yield::off,
                                  actor_here(request, here), request.now);
    return http::redirect(here.path() + "/shown?saved=" + (is_on ? "on" : "off"));
}

}  // namespace pages
