// The frame of the desk: where one may go, as the route table says.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

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
    Place{"/desk/refunds", "Cards", "money"},
    Place{"/desk/receipts", "Receipts", "receipts"},
    Place{"/desk/people", "Colleagues", "people"},
    Place{"/desk/mails", "Mails", "mails"},
    Place{"/desk/organisation", "Who we are", "organisation"},
    Place{"/desk/api", "Programs", "programs"},
};

// Below /desk/:campaign, by what somebody has in mind.
struct Tab {
    const char *group, *path, *label;
};
constexpr std::array tabs{
    Tab{"Campaign", "", "Campaign"},
    Tab{"Campaign", "/contest", "Contest"},
    Tab{"Campaign", "/matching", "Matching gifts"},
    Tab{"Campaign", "/result", "Result"},
    Tab{"Campaign", "/totals", "Totals"},
    Tab{"On paper", "/placements", "Placements"},
    Tab{"On paper", "/studio", "Studio"},
    Tab{"On paper", "/links", "Links"},
    Tab{"People", "/joining", "Taking part"},
    Tab{"People", "/registration", "Registration"},
    Tab{"People", "/introductions", "Introductions"},
    Tab{"People", "/consents", "Photos and consents"},
    Tab{"Words", "/review", "Words to review"},
    Tab{"Words", "/posts", "Posts"},
    Tab{"Words", "/stories", "Stories"},
    Tab{"Words", "/announcements", "Announcements"},
    Tab{"Words", "/inbox", "Conversations"},
    Tab{"Words", "/trusted", "Trusted authors"},
    Tab{"Words", "/shown", "Screens"},
    Tab{"Money", "/pledges", "Pledges"},
    Tab{"Money", "/laps", "Laps"},
    Tab{"Money", "/cash", "Cash"},
    Tab{"Money", "/envelopes", "Envelopes"},
    Tab{"Money", "/bags", "Bags"},
    Tab{"Money", "/deposits", "To the bank"},
    Tab{"Money", "/arrivals", "Transfers"},
    Tab{"Money", "/in-kind", "Gifts in kind"},
};
// Pages that stand behind one of those.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> behind{
    {{"/helpers", "/placements"},
     {"/printing", "/placements"},
     {"/course", "/placements"},
     {"/proofs", "/placements"},
     {"/poster", "/studio"}}};

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

// Bank and receipts are the organisation's: whoever does finance for one campaign alone is not sent
// there.
bool is_offered(const http::Request& request, const std::string& path) {
    const auto everywhere = [&](people::Duty duty) {
        return request.visitor->may_everywhere(duty);
    };
    return may_open(request, path, {}) &&
           (path != "/desk/bank" || everywhere(people::Duty::do_finance)) &&
           (path != "/desk/receipts" || everywhere(people::Duty::read_finance));
}

// Gifts in kind are written down by finance and by those who run the campaign; pledges concern who
// takes money and who reads the books.
bool is_theirs(const http::Request& request, std::string_view tab, CampaignId campaign) {
    if (tab == "/pledges")
        return request.visitor->may(people::Duty::read_finance, campaign) ||
               request.visitor->may(people::Duty::enter_cash, campaign);
    return tab != "/in-kind" || request.visitor->may(people::Duty::do_finance, campaign) ||
           request.visitor->may(people::Duty::run_campaign, campaign);
}

// Which of the tabs this page is, or stands behind.
const Tab& current_tab(const http::Request& request, const DeskPage& page) {
    auto section = std::string_view{request.path};
    section.remove_prefix(std::min(section.size(), page.campaign_slug.size() + 6));  // "/desk/".
    section = section.substr(0, section.find('/', 1));
    for (const auto& [path, tab] : behind)
        if (section == path) section = tab;
    const auto found = std::ranges::find(tabs, section, &Tab::path);
    return found == tabs.end() ? tabs.front() : *found;
}

// A row of groups, and below it what is in the one that is open.
void fill_tabs(Values& campaign, const http::Request& request, const DeskPage& page) {
    const auto& current = current_tab(request, page);
    Values* group = nullptr;
    std::string_view group_name;
    std::int64_t waiting = 0;
    const auto close_group = [&] {
        if (group && waiting > 0) group->add("WAITING").set("COUNT", waiting);
        waiting = 0;
    };
    for (const auto& tab : tabs) {
        const auto path = "/desk/" + page.campaign_slug + tab.path;
        if (!may_open(request, path, page.campaign) || !is_theirs(request, tab.path, page.campaign))
            continue;
        const bool is_open = std::string_view{tab.group} == current.group;
        if (tab.group != group_name) {
            close_group();
            group = &campaign.add("GROUP");
            group_name = tab.group;
            group->set("HREF", path).set("LABEL", say(tab.group, request.language));
            group->show_if(is_open, "CURRENT");
        }
        const auto count = page.waiting.find(path);
        if (count != page.waiting.end()) waiting += count->second;
        if (!is_open) continue;
        auto& row = campaign.add("TAB");
        fill_link(row, {path, tab.label, ""}, request, page);
        row.show_if(path != request.path && &tab == &current, "BEHIND");
    }
    close_group();
}

void fill_ways(Values& values, const http::Request& request, const DeskPage& page) {
    for (const auto& place : places)
        if (is_offered(request, place.path))
            fill_link(values.add("NAV"), {place.path, place.label, place.icon}, request, page);
    if (!page.campaign) return;
    auto& campaign = values.add("CAMPAIGN");
    campaign.set("CAMPAIGN_TITLE", page.campaign_title)
        .set("PUBLIC_HREF", "/c/" + page.campaign_slug);
    fill_tabs(campaign, request, page);
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
