#include "web/pages/printing/poster.h"

#include <algorithm>
#include <cctype>

#include "campaign/language/catalogue.h"
#include "campaign/links/placing.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"
#include "print/brand.h"
#include "web/html/layout.h"
#include "web/pages/links/code.h"
#include "web/pages/links/placements.h"
#include "web/pages/printing/poster_order.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

using language::say;
using language::Values;

constexpr int screen_dpi = 72, picture_dpi = 150;
constexpr int participants_offered_max = 300;

print::Paper paper_of(const http::Request& request, print::Paper usual) {
    const auto name =
        request.query.has("sheet") ? request.query.text("sheet") : request.query.text("paper");
    return find_paper(name).value_or(usual);
}

void wish_for_placement(PosterWish& wish, App& app, const links::Placement& placement) {
    const auto link = links::find_link_of_placement(app.store.session(), placement.id);
    check(link.has_value(), "a placement has a link");
    wish.link = *link, wish.label = placement.name;
}

void wish_for_participant(PosterWish& wish, App& app, const roster::Participant& one) {
    const auto link = links::find_link_by_id(app.store.session(), one.link);
    if (!link) throw Refused{{Reason::not_found}};
    wish.link = *link, wish.participant = one.shown_name;
}

// "campaign", the number of a placement, or "p-" and the slug of a participant.
PosterWish wish_of(const http::Request& request, App& app, const CampaignHere& here) {
    PosterWish wish{.campaign = here.campaign,
                    .version = here.version,
                    .paper = paper_of(request, print::Paper::a3),
                    .language = request.language};
    auto& session = app.store.session();
    const auto target = request.query.text("target");
    if (target.starts_with("p-")) {
        const auto one = roster::find_participant(session, here.campaign.id, target.substr(2));
        if (!one) throw Refused{{Reason::not_found}};
        wish_for_participant(wish, app, *one);
    } else if (target.empty() || target == "campaign") {
        wish.link =
            links::find_or_add_link(app.store, {.campaign = here.campaign.id, .channel = "poster"},
                                    actor_here(request, here), request.now);
    } else {
        auto asked = request;
        asked.params["placement"] = target;
        wish_for_placement(wish, app, placement_here(asked, app, here));
    }
    return wish;
}

// A PDF that passed its inspection, or the page that says why it did not.
http::Response send_pdf(const http::Request& request, App& app, const PosterWish& wish) {
    const auto poster =
        print::render_poster(poster_order(app.store.session(), app.config, wish, request.now));
    if (poster.releasable())
        return http::file(poster.pdf, "application/pdf", poster_file_name(wish, "pdf"));
    std::string why;
    for (const auto& finding : poster.inspection.findings)
        if (finding.weight == print::Weight::fault) why += " " + finding.sentence;
    throw Refused{{Reason::not_a_valid_value, "poster",
                   say("This poster is not let out.", request.language) + why}};
}

http::Response send_png(const http::Request& request, App& app, const PosterWish& wish) {
    const bool is_preview = request.query.has("preview");
    const auto order = poster_order(app.store.session(), app.config, wish, request.now);
    return http::file(print::render_poster_png(order, is_preview ? screen_dpi : picture_dpi),
                      "image/png", is_preview ? std::string{} : poster_file_name(wish, "png"));
}

http::Response send_poster(const http::Request& request, App& app, const PosterWish& wish) {
    return request.path.ends_with(".png") ? send_png(request, app, wish)
                                          : send_pdf(request, app, wish);
}

void fill_targets(Values& values, const http::Request& request, App& app,
                  const CampaignHere& here) {
    const auto chosen = request.query.text("target");
    const auto target = [&](const std::string& value, const std::string& label) {
        values.add("TARGET")
            .set("VALUE", value)
            .set("LABEL", label)
            .show_if(value == chosen || (chosen.empty() && value == "campaign"), "CHOSEN");
    };
    auto& session = app.store.session();
    target("campaign", say("The whole campaign", request.language));
    for (const auto& place : links::all_placements(session, here.campaign.id))
        if (!place.ended_at) target(std::to_string(place.id.value), place.name);
    for (const auto& one :
         roster::participants_to_choose(session, here.campaign.id, participants_offered_max))
        target("p-" + one.slug, one.name);
}

void fill_sheets(Values& values, const PosterWish& wish) {
    for (const auto& [name, label] :
         {std::pair{"a3", "A3"}, std::pair{"a4", "A4"}, std::pair{"letter", "Letter"}})
        values.add("SHEET")
            .set("VALUE", name)
            .set("LABEL", label)
            .show_if(name == paper_name(wish.paper), "CHOSEN");
}

void fill_outcome(Values& values, const http::Request& request, App& app, const PosterWish& wish) {
    const auto& lang = request.language;
    const auto order = poster_order(app.store.session(), app.config, wish, request.now);
    const auto inspection = print::render_poster(order).inspection;
    if (const auto why = proof_reason(app.config, wish.campaign, wish.version); !why.empty())
        values.add("PROOF").set("PROOF_LINE",
                                say("It carries PROOF.", lang) + " " + say(why, lang));
    if (!inspection.releasable()) {
        auto& refused = values.add("REFUSED");
        for (const auto& finding : inspection.findings)
            if (finding.weight == print::Weight::fault)
                refused.add("REASON").set("TEXT", finding.sentence);
        return;
    }
    const auto path = "/desk/" + wish.campaign.slug + "/poster";
    const auto query = "?sheet=" + std::string{paper_name(wish.paper)} +
                       "&target=" + percent_encoded(request.query.text("target"));
    auto& ready = values.add("READY");
    ready.set("SHORT", short_address(app.config, wish.link.code));
    ready.set("PDF_HREF", path + ".pdf" + query).set("PNG_HREF", path + ".png" + query);
    ready.add("CHECKED").set("CHECKED_LINE",
                             say("The code was read again from the finished picture.", lang));
}

}  // namespace

http::Response show_poster_choice(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto wish = wish_of(request, app, here);
    const auto& lang = request.language;
    Values values;
    values.set("FORM_HREF", here.path() + "/poster");
    values.set("PREVIEW_SRC",
               here.path() + "/poster.png?preview=1&sheet=" + std::string{paper_name(wish.paper)} +
                   "&target=" + percent_encoded(request.query.text("target")));
    values.set("PREVIEW_ALT", say("The poster as it will be printed", lang));
    fill_sheets(values, wish);
    fill_targets(values, request, app, here);
    fill_outcome(values, request, app, wish);
    return show_desk(
        request, app,
        {.title = say("Poster", lang),
         .body = language::render_template("web/pages/printing/desk_poster.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title});
}

http::Response send_desk_poster(const http::Request& request, App& app) {
    return send_poster(request, app, wish_of(request, app, campaign_here(request, app)));
}

http::Response send_placement_poster(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    PosterWish wish{.campaign = here.campaign,
                    .version = here.version,
                    .paper = paper_of(request, print::Paper::a3),
                    .language = request.language};
    wish_for_placement(wish, app, placement_here(request, app, here));
    return send_poster(request, app, wish);
}

http::Response send_participant_poster(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto one = roster::find_participant(app.store.session(), here.campaign.id,
                                              request.param("participant"));
    if (!one || here.campaign.state == campaign::State::draft) throw Refused{{Reason::not_found}};
    PosterWish wish{.campaign = here.campaign,
                    .version = here.version,
                    .paper = paper_of(request, print::Paper::a4),
                    .language = request.language};
    const auto themes = print::all_theme_names();
    if (const auto theme = request.query.text("theme");
        std::ranges::find(themes, theme) != themes.end())
        wish.theme = theme;
    wish_for_participant(wish, app, *one);
    return send_poster(request, app, wish);
}

http::Response send_my_poster(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    auto asked = request;
    asked.params["campaign"] =
        campaign::find_campaign_by_id(app.store.session(), one.campaign)->slug;
    asked.params["participant"] = one.slug;
    return send_participant_poster(asked, app);
}

// Two taps: a look, and there it is.
void fill_own_poster(Values& values, const std::string& path, const std::string& own,
                     const std::string& lang) {
    auto& poster = values.add("POSTER");
    poster.set("POSTER_ACTION", path + "/poster.pdf");
    for (const auto& [name, label] :
         {std::pair{"a4", "A4"}, std::pair{"a3", "A3"}, std::pair{"letter", "Letter"}})
        poster.add("PAPER")
            .set("VALUE", name)
            .set("LABEL", label)
            .show_if(name == std::string{"a4"}, "CHOSEN");
    for (const auto& name : print::all_theme_names()) {
        const auto& theme = print::theme_of(name);
        auto title = name;
        title[0] = static_cast<char>(std::toupper(title[0]));
        poster.add("THEME")
            .set("VALUE", name)
            .set("THEME_TITLE", say(title, lang))
            .set("SKY", print::colour_text(theme.sky_top))
            .set("LOW", print::colour_text(theme.sky_low))
            .set("HILL", print::colour_text(theme.hill))
            .set("SUN", print::colour_text(theme.sun))
            .show_if(name == own, "CHOSEN");
    }
}

}  // namespace pages
