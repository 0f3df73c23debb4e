#include "web/html/layout.h"

#include "campaign/language/catalogue.h"
#include "campaign/organisation/organisation.h"
#include "web/html/announced.h"
#include "web/html/asset.h"
#include "web/html/frame.h"

namespace pages {

namespace {

using language::say;
using language::Values;

void fill_campaign(Values& values, const PublicPage& page, const Config& config,
                   const http::Request& request) {
    if (!page.image.empty())
        values.add("SHARED").set("URL", config.public_url + request.path).set("IMAGE", page.image);
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
    fill_campaign(values, page, app.config, request);
    const auto brand =
        ours.legal_name.empty() ? say("All campaigns", request.language) : ours.legal_name;
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
