#include "web/html/layout.h"

#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/text.h"
#include "web/html/announced.h"
#include "web/html/asset.h"
#include "web/html/frame.h"

namespace pages {

namespace {

using language::say;
using language::Values;

constexpr std::size_t card_title_max = 60, card_line_max = 155;
constexpr const char* card_width = "1200";
constexpr const char* card_height = "630";

// Open Graph writes a language with a country, whether or not one is meant.
std::string card_locale(const std::string& language) {
    constexpr std::array known{std::pair{"ar", "ar_AR"}, std::pair{"de", "de_DE"},
                               std::pair{"en", "en_GB"}, std::pair{"es", "es_ES"},
                               std::pair{"fr", "fr_FR"}};
    for (const auto& [tag, locale] : known)
        if (language == tag) return locale;
    return language;
}

// What other sites show beside a link: Open Graph, Twitter's card, and where to ask for more.
void fill_card(Values& values, const PublicPage& page, const Config& config,
               const http::Request& request, const std::string& organisation) {
    if (page.image.empty()) return;
    const auto url = config.public_url + request.path;
    const auto& title = page.share_title.empty() ? page.title : page.share_title;
    auto& card = values.add("SHARED");
    card.set("URL", url).set("IMAGE", page.image).set("SITE_NAME", organisation);
    card.set("IMAGE_WIDTH", card_width).set("IMAGE_HEIGHT", card_height);
    card.set("IMAGE_ALT", page.image_alt.empty() ? title : page.image_alt);
    card.set("CARD_TITLE", excerpt(title, card_title_max));
    card.set("CARD_LINE",
             excerpt(page.description.empty() ? title : page.description, card_line_max));
    card.set("LOCALE", card_locale(request.language));
    for (const auto& tag : language::all_languages())
        if (tag != request.language) card.add("OTHER_LOCALE").set("TAG", card_locale(tag));
    if (page.is_embeddable)
        card.add("OEMBED").set(
            "OEMBED_HREF", config.public_url + "/oembed?format=json&url=" + percent_encoded(url));
}

void fill_campaign(Values& values, const PublicPage& page) {
    if (page.campaign.empty()) return;
    const auto campaign = "/c/" + page.campaign;
    values.add("THEME").set("THEME_HREF", campaign + "/theme.css");
    values.add("NUMBERS").set("NUMBERS_HREF", campaign + "/numbers");
}

http::Response frame_with(const http::Request& request, App& app, PublicPage page,
                          const organisation::Organisation& ours) {
    Values values;
    fill_languages(values, request);
    fill_announced(values, request, app, page);
    for (const auto& style : page.styles) values.add("STYLE").set("HREF", asset_href(style));
    fill_scripts(values, page.scripts);
    const auto brand =
        ours.legal_name.empty() ? say("All campaigns", request.language) : ours.legal_name;
    fill_card(values, page, app.config, request, brand);
    fill_campaign(values, page);
    values.set("TITLE", page.title).set("ORGANISATION", brand);
    values.set("DESCRIPTION", page.description.empty() ? page.title : page.description);
    values.set("IMPRINT_LINE", joined({ours.legal_name, ours.register_number,
                                       organisation::on_one_line(ours.address), ours.telephone}));
    if (!ours.logo.empty()) values.add("LOGO").set("LOGO_SRC", "/logo?v=" + ours.logo);
    values.show_if(ours.is_demo, "DEMO");
    values.show_if(page.strip == PublicPage::Strip::rehearsal, "REHEARSAL");
    values.show_if(page.strip == PublicPage::Strip::preview, "PRIVATE");
    values.show_if(request.visitor && request.visitor->may(people::Duty::see_desk, {}), "STAFF");
    values.show_if(request.visitor && !request.is_halfway, "INSIDE");
    values.html("BODY_HTML", page.body);
    return http::page(
        language::render_template("web/html/layout.html", values, request.language).text,
        page.status);
}

}  // namespace

http::Response show_public(const http::Request& request, App& app, PublicPage page) {
    return frame_with(request, app, std::move(page),
                      organisation::find_organisation(app.store.session()));
}

http::Response show_public(const http::Request& request, App& app, std::string title,
                           language::Html body) {
    return show_public(request, app, {.title = std::move(title), .body = std::move(body)});
}

http::Response show_frame(const http::Request& request, App& app, PublicPage page) {
    return frame_with(request, app, std::move(page), {});
}

}  // namespace pages
