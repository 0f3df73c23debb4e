#include "web/pages/links/code.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/language/catalogue.h"
#include "campaign/links/following.h"
#include "campaign/phase.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "print/qr.h"
#include "web/html/layout.h"
#include "web/pages/links/round.h"

namespace pages {

namespace {

using language::say;

constexpr std::size_t query_max = 100;
constexpr int campaigns_shown_max = 8;

bool is_found(const campaign::Campaign& campaign, const campaign::Version& version,
              const std::string& words) {
    const auto wanted = slug_of(words);
    return !wanted.empty() && (slug_of(version.plan.title).find(wanted) != std::string::npos ||
                               campaign.slug.find(wanted) != std::string::npos);
}

struct Found {
    std::string slug, title, summary;
};

// Campaigns with these words in their title; with none, those that take gifts now.
std::vector<Found> find_campaigns(App& app, const std::string& words, Instant now) {
    std::vector<Found> found;
    auto& session = app.store.session();
    for (const auto& campaign : campaign::all_campaigns(session)) {
        if (found.size() >= campaigns_shown_max) break;
        if (campaign.state == campaign::State::draft) continue;
        const auto version = campaign::find_shown_version(session, campaign);
        if (!version) continue;
        const auto phase = campaign::phase_of(campaign, *version, now);
        if (words.empty() ? phase == campaign::Phase::open : is_found(campaign, *version, words))
            found.push_back({campaign.slug, version->plan.title, version->plan.summary});
    }
    return found;
}

struct Lost {
    std::string code, query = {}, reason = {};
    std::vector<Found> found = {};
};

void fill_near(language::Values& values, App& app, const std::string& code) {
    const auto near = links::find_near_codes(app.store.session(), code);
    if (near.empty()) return;
    auto& section = values.add("NEAR");
    for (const auto& candidate : near)
        section.add("CANDIDATE").set("HREF", "/" + candidate).set("CODE", candidate);
}

http::Response show_lost(const http::Request& request, App& app, const Lost& lost) {
    language::Values values;
    values.set("CODE", lost.code).set("QUERY", lost.query);
    if (!lost.reason.empty()) values.add("RETIRED").set("RETIRED_LINE", lost.reason);
    fill_near(values, app, lost.code);
    auto found = lost.found;
    if (found.empty()) {
        values.show_if(!lost.query.empty(), "NOTHING_FOUND");
        found = find_campaigns(app, {}, request.now);
    }
    for (const auto& one : found)
        values.add("FOUND")
            .set("HREF", "/c/" + one.slug)
            .set("TITLE", one.title)
            .set("LINE", one.summary);
    return show_public(
        request, app,
        PublicPage{.title = say("This code leads nowhere yet", request.language),
                   .body = language::render_template("web/pages/links/code_unknown.html", values,
                                                     request.language),
                   .styles = {"css/public.css"},
                   .status = 404});
}

std::string why_it_does_not_lead_on(const links::Destination& destination,
                                    const std::string& language) {
    if (destination.link.retired_at) return say("This code has been taken back.", language);
    return say("What this code leads to is still being prepared. Try again in a few days.",
               language);
}

}  // namespace

http::Response follow_link(const http::Request& request, App& app) {
    const auto code = request.param("code");
    if (normalise_code(code).empty()) throw Refused{{Reason::not_found}};
    const auto destination = app.visits.destinations().recall_destination(code, request.now);
    if (!destination) return show_lost(request, app, {.code = normalise_code(code)});
    if (!destination->leads_on())
        return show_lost(request, app,
                         {.code = destination->link.code,
                          .reason = why_it_does_not_lead_on(*destination, request.language)});
    if (request.method != http::Method::head)
        if (const auto round = round_of_helper(request, app, *destination); !round.empty()) {
            auto response = http::redirect(round, 302);
            set_header(response, "Cache-Control", "no-store");
            return response;
        }
    const links::Arrival arrival{.link = destination->link.id,
                                 .campaign = destination->link.campaign,
                                 .sort = sort_of(request, app, destination->link.campaign),
                                 .user_agent = request.header("user-agent"),
                                 .referrer = request.header("referer"),
                                 .client = request.client,
                                 .at = request.now};
    auto response = http::redirect(destination->path, 302);
    set_header(response, "Cache-Control", "no-store");
    set_header(response, "Referrer-Policy", "strict-origin-when-cross-origin");
    response.when = [&visits = app.visits, arrival](auto told) {
        visits.record_then(arrival, std::move(told));
    };
    return response;
}

http::Response search_code(const http::Request& request, App& app) {
    const auto words = read_line(request.query.text("q"), query_max).value_or("");
    if (const auto code = normalise_code(words); !code.empty()) {
        const auto destination = app.visits.destinations().recall_destination(code, request.now);
        if (destination && destination->leads_on()) return http::redirect("/" + code);
    }
    const auto found = find_campaigns(app, words, request.now);
    return show_lost(request, app, {.code = normalise_code(words), .query = words, .found = found});
}

http::Response draw_code(const http::Request& request, App& app) {
    const auto file = request.param("file");
    if (!file.ends_with(".svg")) throw Refused{{Reason::not_found}};
    const auto link =
        links::find_link(app.store.session(), std::string_view{file}.substr(0, file.size() - 4));
    if (!link) throw Refused{{Reason::not_found}};
    const auto symbol =
        print::encode_text(code_address(app.config, link->code), print::Correction::m);
    if (!symbol) throw Refused{{Reason::not_found}};
    auto response = http::file(print::symbol_svg(*symbol, short_address(app.config, link->code)),
                               "image/svg+xml");
    set_header(response, "Cache-Control", "public, max-age=86400");
    return response;
}

links::Sort sort_of(const http::Request& request, App& app, CampaignId campaign) {
    if (request.method == http::Method::head) return links::Sort::head;
    if (request.visitor && request.visitor->may(people::Duty::see_desk, campaign))
        return links::Sort::staff;
    if (is_helper(request, app, campaign)) return links::Sort::staff;
    const auto purpose = request.header("sec-purpose") + request.header("purpose");
    if (links::is_bot(request.header("user-agent")) || purpose.find("pre") != purpose.npos)
        return links::Sort::bot;
    return links::Sort::person;
}

std::optional<links::Link> note_landing(const http::Request& request, App& app,
                                        CampaignId campaign) {
    const auto code = request.query.text("from");
    if (code.empty()) return {};
    const auto destination = app.visits.destinations().recall_destination(code, request.now);
    if (!destination || destination->link.campaign != campaign) return {};
    if (sort_of(request, app, campaign) == links::Sort::person)
        app.visits.note_page(destination->link.id);
    return destination->link;
}

std::string code_address(const Config& config, std::string_view code) {
    auto host = config.host();
    std::ranges::transform(host, host.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return (config.is_https() ? "https://" : "http://") + host + "/" + std::string{code};
}

std::string short_address(const Config& config, std::string_view code) {
    return config.host() + "/" + std::string{code};
}

}  // namespace pages
