// The frame of the desk: where one may go, as the route table says.
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/organisation/organisation.h"
#include "web/html/alarms.h"
#include "web/html/asset.h"
#include "web/html/frame.h"
#include "web/html/layout.h"
#include "web/http/reception.h"
#include "web/routes.h"

namespace pages {

namespace {

using language::say;
using language::Values;

struct Place {
    const char *path, *label, *icon;
};

constexpr std::array places{
    Place{"/desk", "Today", "today"},
    Place{"/desk/campaigns", "Campaigns", "campaigns"},
    Place{"/desk/review", "Words to review", "review"},
    Place{"/desk/inbox", "Conversations", "talk"},
    Place{"/desk/totals", "Money", "money"},
    Place{"/desk/bank", "Bank", "bank"},
    Place{"/desk/people", "Colleagues", "people"},
    Place{"/desk/mails", "Mails", "mails"},
    Place{"/desk/organisation", "Who we are", "organisation"},
    Place{"/desk/api", "Programs", "programs"},
};

// Below /desk/:campaign.
constexpr std::array tabs{
    Place{"", "Campaign", ""},
    Place{"/placements", "Placements", ""},
    Place{"/links", "Links", ""},
    Place{"/poster", "Poster", ""},
    Place{"/review", "Words to review", ""},
    Place{"/posts", "Posts", ""},
    Place{"/consents", "Photos and consents", ""},
    Place{"/stories", "Stories", ""},
    Place{"/announcements", "Announcements", ""},
    Place{"/inbox", "Conversations", ""},
    Place{"/trusted", "Trusted authors", ""},
    Place{"/shown", "Screens", ""},
    Place{"/contest", "Contest", ""},
    Place{"/joining", "Taking part", ""},
    Place{"/registration", "Registration", ""},
    Place{"/introductions", "Introductions", ""},
    Place{"/matching", "Matching gifts", ""},
    Place{"/cash", "Cash", ""},
    Place{"/arrivals", "Transfers", ""},
    Place{"/totals", "Totals", ""},
};

struct Link {
    std::string path, label, icon;
};

void fill_link(Values& row, const Link& link, const http::Request& request, const DeskPage& page) {
    row.set("HREF", link.path).set("LABEL", say(link.label, request.language));
    if (!link.icon.empty()) row.set("ICON", link.icon);
    row.show_if(request.path == link.path, "CURRENT");
    const auto waiting = page.waiting.find(link.path);
    if (waiting != page.waiting.end() && waiting->second > 0)
        row.add("WAITING").set("COUNT", waiting->second);
}

std::string role_words(const people::Visitor& visitor, const std::string& language) {
    std::vector<std::string> names;
    for (const auto role : people::all_roles())
        for (const auto& grant : visitor.grants)
            if (grant.role == role) {
                names.push_back(say(people::role_name(role), language));
                break;
            }
    return joined(names);
}

// The bank is the organisation's: whoever does finance for one campaign alone is not sent there.
bool is_offered(const http::Request& request, const std::string& path) {
    return may_open(request, path, {}) &&
           (path != "/desk/bank" || request.visitor->may_everywhere(people::Duty::do_finance));
}

void fill_ways(Values& values, const http::Request& request, const DeskPage& page) {
    for (const auto& place : places)
        if (is_offered(request, place.path))
            fill_link(values.add("NAV"), {place.path, place.label, place.icon}, request, page);
    if (!page.campaign) return;
    auto& campaign = values.add("CAMPAIGN");
    campaign.set("CAMPAIGN_TITLE", page.campaign_title)
        .set("PUBLIC_HREF", "/c/" + page.campaign_slug);
    for (const auto& tab : tabs) {
        const auto path = "/desk/" + page.campaign_slug + tab.path;
        if (may_open(request, path, page.campaign))
            fill_link(campaign.add("TAB"), {path, tab.label, ""}, request, page);
    }
}

}  // namespace

http::Response show_desk(const http::Request& request, App& app, DeskPage page) {
    const auto ours = organisation::find_organisation(app.store.session());
    const auto& visitor = *request.visitor;
    Values values;
    fill_languages(values, request);
    fill_scripts(values, page.scripts);
    for (const auto& style : page.styles) values.add("STYLE").set("HREF", asset_href(style));
    values.set("DESK_HREF", asset_href("css/desk.css"))
        .set("CONFIRM_SRC", asset_href("js/confirm.js"))
        .set("HTMX_SRC", asset_href("node_modules/htmx.org/dist/htmx.min.js"));
    values.set("TITLE", page.title).set("FORM_TOKEN", visitor.form_token);
    values.set("ORGANISATION",
               ours.legal_name.empty() ? say("Desk", request.language) : ours.legal_name);
    values.set("ACCOUNT_NAME", visitor.name)
        .set("ROLE_WORDS", role_words(visitor, request.language));
    fill_ways(values, request, page);
    fill_alarms(values, request, app);
    values.show_if(ours.is_demo, "DEMO");
    if (!page.saved.empty()) values.add("SAVED").set("SAVED_TEXT", page.saved);
    if (!page.failed.empty()) values.add("FAILED").set("FAILED_TEXT", page.failed);
    values.html("BODY_HTML", page.body);
    return http::page(
        language::render_template("web/html/desk.html", values, request.language).text,
        page.status);
}

http::Response show_desk(const http::Request& request, App& app, std::string title,
                         language::Html body) {
    return show_desk(request, app, DeskPage{.title = std::move(title), .body = std::move(body)});
}

bool may_open(const http::Request& request, const std::string& path, CampaignId campaign) {
    const auto match = http::find_route(all_routes(), http::Method::get, path);
    if (!campaign && match.params.contains("campaign")) return false;  // Another word of /desk.
    return match.route && request.visitor &&
           http::may_enter(match.route->who, *request.visitor, campaign);
}

}  // namespace pages
