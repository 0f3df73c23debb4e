// The picture and the colours of a campaign, and its date for a calendar.

#include "campaign/campaign.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"
#include "campaign/words/number.h"
#include "print/theme.h"
#include "web/pages/campaigns/campaign.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/printing/our_look.h"

namespace pages {

namespace {

constexpr double hero_width_px = 1600, hero_height_px = 720;
// The organisation may choose other colours: pages show them soon.
constexpr const char* cached_for_minutes = "public, max-age=600";

campaign::Campaign campaign_of(const http::Request& request, App& app) {
    auto found = campaign::find_campaign(app.store.session(), request.param("campaign"));
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

// The version asked for (a preview's too: a picture gives nothing away), or the shown one.
campaign::Plan plan_of(const http::Request& request, App& app, const campaign::Campaign& found) {
    auto& session = app.store.session();
    const auto number = number_in<int>(request.query.text("version"));
    for (const auto& version : campaign::recent_versions(session, found.id, campaign::versions_max))
        if (version.number == number || (number == 0 && version.id == found.shown_version))
            return version.plan;
    return campaign::recent_versions(session, found.id, 1).at(0).plan;
}

std::string css_colour(const print::Colour& colour) {
    constexpr auto digits = "0123456789abcdef";
    std::string text{'#'};
    for (const unsigned part : {colour.red, colour.green, colour.blue}) {
        text += digits[part / 16];
        text += digits[part % 16];
    }
    return text;
}

// RFC 5545, 3.3.11: commas, semicolons, backslashes and line ends are escaped.
std::string calendar_text(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == ',' || c == ';' || c == '\\') escaped += '\\';
        if (c == '\n') escaped += "\\n";
        if (static_cast<unsigned char>(c) >= ' ') escaped += c;
    }
    return escaped;
}

std::string calendar_moment(Instant at) {
    std::string text;
    for (const char c : iso_text(at))
        if (c != '-' && c != ':') text += c;
    return text;
}

std::string calendar_status(campaign::Phase phase) {
    if (phase == campaign::Phase::cancelled) return "CANCELLED";
    return phase == campaign::Phase::postponed ? "TENTATIVE" : "CONFIRMED";
}

// RFC 5545, 3.1: lines of at most 75 bytes, cut between code points.
std::string folded(const std::string& line) {
    constexpr std::size_t bytes_max = 73;
    std::string text;
    std::size_t width = 0;
    for (const char c : line) {
        const bool starts = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (starts && width >= bytes_max) text += "\r\n ", width = 1;
        text += c;
        ++width;
    }
    return text + "\r\n";
}

}  // namespace

http::Response show_hero(const http::Request& request, App& app) {
    const auto found = campaign_of(request, app);
    const auto plan = plan_of(request, app, found);
    const print::Illustration picture{.scene = print::scene_of(campaign::kind_name(found.kind)),
                                      .theme = plan.theme,
                                      .seed = static_cast<std::uint64_t>(plan.theme_seed),
                                      .heading = language::is_right_to_left(request.language)
                                                     ? print::Heading::left
                                                     : print::Heading::right};
    const auto own = our_theme(organisation::find_look(app.store.session()), plan.theme);
    auto response =
        http::file(print::render_illustration_svg(picture, own ? *own : print::theme_of(plan.theme),
                                                  hero_width_px, hero_height_px),
                   "image/svg+xml");
    set_header(response, "Cache-Control", cached_for_minutes);
    set_header(response, "Vary", "Accept-Language, Cookie");
    return response;
}

http::Response show_theme(const http::Request& request, App& app) {
    const auto plan = plan_of(request, app, campaign_of(request, app));
    const auto own = our_theme(organisation::find_look(app.store.session()), plan.theme);
    const auto& theme = own ? *own : print::theme_of(plan.theme);
    language::Values values;
    values.set("SKY_TOP", css_colour(theme.sky_top)).set("SKY_LOW", css_colour(theme.sky_middle));
    values.set("SUN", css_colour(theme.sun)).set("ACTION", css_colour(theme.action));
    auto response = http::file(
        language::render_template("web/pages/campaigns/theme.css", values, request.language).text,
        "text/css; charset=utf-8");
    set_header(response, "Cache-Control", cached_for_minutes);
    return response;
}

http::Response show_calendar(const http::Request& request, App& app) {
    const auto found = campaign_of(request, app);
    const auto shown = campaign::find_shown_version(app.store.session(), found);
    if (!shown) throw Refused{{Reason::not_found}};
    const auto& plan = shown->plan;
    const auto starts = plan.event_at.value_or(campaign::opens_at(plan));
    const auto ends = starts + std::chrono::hours{2};
    std::string text;
    const auto line = [&](const std::string& name, const std::string& value) {
        text += folded(name + ':' + value);
    };
    line("BEGIN", "VCALENDAR"), line("VERSION", "2.0"), line("PRODID", "-//campaign//calendar//EN");
    line("BEGIN", "VEVENT"), line("UID", std::to_string(found.id.value) + '@' + app.config.host());
    line("DTSTAMP", calendar_moment(request.now));
    line("DTSTART", calendar_moment(starts)), line("DTEND", calendar_moment(ends));
    line("SEQUENCE", std::to_string(shown->number));
    line("STATUS", calendar_status(campaign::phase_of(found, *shown, request.now)));
    line("SUMMARY", calendar_text(plan.title)), line("LOCATION", calendar_text(plan.place));
    line("DESCRIPTION", calendar_text(plan.summary));
    line("URL", app.config.public_url + campaign_path(found));
    line("END", "VEVENT"), line("END", "VCALENDAR");
    return http::file(std::move(text), "text/calendar; charset=utf-8", found.slug + ".ics");
}

}  // namespace pages
