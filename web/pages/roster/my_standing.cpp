// How it stands with somebody's page, said on top of it, and the guidelines before a first post.
#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/contest/challenge.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/roster/ruling.h"
#include "campaign/words/number.h"
#include "web/live/state.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/roster/me.h"
#include "web/pages/roster/my_team.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using roster::Says;

constexpr int waiting_shown_max = 50;

std::string token_of(const http::Request& request) {
    return request.visitor ? request.visitor->form_token : std::string{};
}

// The ready wording is known line by line; one of a coordinator's own stands as they wrote it.
std::string line_by_line(const std::string& text, const std::string& lang) {
    std::string said;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        said += (said.empty() ? "" : "\n") + (line.empty() ? line : say(line, lang));
        at = end + 1;
    }
    return said;
}

void fill_waiting(Values& values, const roster::Participant& one, const std::string& lang) {
    if (one.left_at) return;
    if (one.campaign_says == Says::waiting)
        values.add("WAITS").set("WAITS_LINE",
                                say("A coordinator says yes to your page first. Until then it "
                                    "stands for you alone.",
                                    lang));
    if (one.captain_says == Says::waiting)
        values.add("WAITS").set("WAITS_LINE",
                                say("The captain of your team says yes first. Until then your "
                                    "page stands for you alone.",
                                    lang));
    if (one.captain_says == Says::yes && one.wanted_team)
        values.add("WAITS").set(
            "WAITS_LINE", say("Your wish to change teams waits for that captain's yes.", lang));
}

void fill_declined(Values& values, const roster::Participant& one, const std::string& lang) {
    if (one.left_at) return;
    if (one.campaign_says == Says::no)
        values.add("DECLINED")
            .set("DECLINED_LINE",
                 say_with("A coordinator has said no to your page: {1}", {one.note}, lang));
    else if (one.captain_says == Says::no)
        values.add("DECLINED")
            .set("DECLINED_LINE",
                 say_with("The team's captain has said no: {1}", {one.note}, lang));
    else if (!one.note.empty())
        values.add("DECLINED")
            .set("DECLINED_LINE", say_with("About your team: {1}", {one.note}, lang));
}

// Races that wait for somebody's yes: their own, and those of the team they lead.
void fill_called(Values& values, const http::Request& request, App& app,
                 const roster::Participant& one) {
    auto& session = app.store.session();
    const auto waits = [&](const std::string& type, std::int64_t id) {
        const auto races = contest::challenges_of(session, type, id);
        return std::ranges::any_of(races, [&](const contest::Challenge& race) {
            return race.asked == id && race.state == contest::Race::asked &&
                   race.until > request.now;
        });
    };
    if (waits("participant", one.id.value))
        values.add("CALLED")
            .set("CALLED_HREF", own_page_path(request) + "/races")
            .set("CALLED_TEXT", say("You are asked to a race. Say yes or no.", request.language));
    const auto team = roster::find_team_by_id(session, one.team);
    if (team && team->captain == one.id && waits("team", team->id.value))
        values.add("CALLED")
            .set("CALLED_HREF", own_page_path(request) + "/team/races")
            .set("CALLED_TEXT",
                 say("Your team is asked to a race. Say yes or no.", request.language));
}

void fill_team(Values& values, const http::Request& request, App& app,
               const roster::Participant& one) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    auto& row = values.add("MY_TEAM");
    row.set("TEAM_HREF", own_page_path(request) + "/team");
    const auto team = roster::find_team_by_id(session, one.team);
    row.set("TEAM_LINE", team ? team->name : say("You walk on your own.", lang));
    row.set("TEAM_LABEL", team ? say("My team", lang) : say("Find a team", lang));
    if (team && team->heir == one.id)
        row.add("NEWS").set("TEXT", say("You are asked to be the captain.", lang));
    if (!team || team->captain != one.id) return;
    const auto waiting = roster::participants_wanting(session, team->id, waiting_shown_max).size();
    if (waiting > 0)
        row.add("NEWS").set(
            "TEXT", say_count("{1} person waits for your yes", "{1} people wait for your yes",
                              static_cast<std::int64_t>(waiting), lang));
}

}  // namespace

language::Html standing_html(const http::Request& request, App& app,
                             const roster::Participant& one) {
    const auto& lang = request.language;
    Values values;
    values.set("TEAM_ACTION", own_page_path(request) + "/team")
        .set("FORM_TOKEN", token_of(request));
    fill_waiting(values, one, lang);
    fill_declined(values, one, lang);
    if (one.is_minor)
        values.add("MINOR").set("MINOR_LINE",
                                say_with("Under age: your page shows {1}, stands on no list, and "
                                         "{2} has agreed to it.",
                                         {roster::name_to_show(one), one.guardian_name}, lang));
    if (one.captain_says != Says::yes && !one.left_at) values.show("ALONE");
    if (one.left_at) {
        values.show("DOWN");
    } else {
        fill_called(values, request, app, one);
        fill_team(values, request, app, one);
    }
    return language::render_template("web/pages/roster/my_standing.html", values, lang);
}

bool owes_guidelines(App& app, const roster::Participant& one) {
    return roster::owed_guidelines(app.store.session(), one.campaign, one.id).has_value();
}

void fill_guidelines(Values& section, const http::Request& request, App& app,
                     const roster::Participant& one) {
    const auto owed = roster::owed_guidelines(app.store.session(), one.campaign, one.id);
    if (!owed) return;
    section.add("GUIDELINES")
        .set("GUIDELINES_ACTION", own_page_path(request) + "/guidelines")
        .set("GUIDELINES_TOKEN", token_of(request))
        .set("NUMBER", owed->number)
        .set("GUIDELINES_TEXT", line_by_line(owed->text, request.language));
}

http::Response accept_my_guidelines(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto number = number_in<int>(request.form.text("number"));
    roster::accept_guidelines(app.store, one, number, {one.account, "participant", request.id},
                              request.now);
    return http::redirect(own_page_path(request) + "#posts");
}

}  // namespace pages
