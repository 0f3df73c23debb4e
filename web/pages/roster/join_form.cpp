#include "web/pages/roster/join_form.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"
#include "campaign/roster/admission.h"
#include "campaign/roster/guardian.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/pages/campaigns/campaign_words.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using roster::Joins;

constexpr std::size_t form_key_max = 48;

std::string token_of(const http::Request& request) {
    constexpr std::size_t token_max = 64;
    auto token = request.method == http::Method::post ? request.form.text("invitation")
                                                      : request.query.text("invitation");
    if (token.size() > token_max) token.clear();
    return token;
}

void fill_teams(Values& section, const JoinPlace& place, TeamId chosen) {
    Values* teams = nullptr;
    for (const auto& team : roster::all_teams(place.app.store.session(), place.state.campaign.id)) {
        if (!roster::can_be_asked(team)) continue;
        if (!teams) teams = &section.add("TEAMS");
        const auto asks = say_with("{1} (its captain says yes first)", {team.shown_name()},
                                   place.request.language);
        teams->add("TEAM")
            .set("TEAM_ID", team.id.value)
            .set("TEAM_NAME", team.joins == Joins::approval ? asks : team.shown_name())
            .show_if(team.id == chosen, "CHOSEN");
    }
}

void fill_invited(Values& section, const JoinPlace& place) {
    const auto& lang = place.request.language;
    if (!place.invitation) return;
    const auto name = place.inviting_team ? name_words(*place.inviting_team, place.state, lang)
                                          : place.state.shown.plan.title;
    section.add("INVITED").set("INVITED_LINE", say_with("You are invited: {1}", {name}, lang));
}

}  // namespace

JoinPlace join_place(const http::Request& request, App& app, const live::State& state) {
    auto& session = app.store.session();
    JoinPlace place{request, app, state, roster::joining_rules_of(session, state.campaign.id),
                    token_of(request)};
    place.invitation = roster::find_join_invitation(session, state.campaign.id, place.token);
    if (place.invitation && place.invitation->team)
        place.inviting_team = roster::find_team_by_id(session, place.invitation->team);
    return place;
}

std::string closed_words(const JoinPlace& place) {
    const auto& lang = place.request.language;
    const auto& state = place.state;
    if (const auto closed =
            campaign::join_objection(state.campaign, state.shown, place.request.now))
        return say(closed->detail, lang);
    if (!place.token.empty() && !place.invitation)
        return say("This invitation has ended. Ask for a new link.", lang);
    if (place.rules.who_joins == Joins::invitation && !place.invitation)
        return say("One joins by invitation here. Ask for a link, and open it.", lang);
    return {};
}

JoinChoice read_join_choice(const http::Request& request,
                            std::map<std::string, std::string>& wrong) {
    const auto& fields = request.form;
    JoinChoice choice{.new_team = fields.text("new_team"),
                      .key = fields.text("form_key"),
                      .link = fields.text("link")};
    const auto number = fields.text("team");
    read_number(number, choice.team.value);
    if (choice.key.empty() || choice.key.size() > form_key_max)
        throw Refused{{Reason::form_expired}};
    if (const auto team = read_line(choice.new_team, roster::name_max))
        choice.new_team = *team;
    else
        wrong["new_team"] = say("A team's name has at most 80 characters.", request.language);
    return choice;
}

void fill_join_choice(Values& section, const JoinPlace& place, const JoinChoice& choice) {
    const auto& request = place.request;
    const auto& lang = request.language;
    section.set("FORM_KEY", choice.key).set("LINK", choice.link);
    section.set("INVITATION", place.invitation ? place.token : std::string{});
    section.set("FORM_TOKEN", request.visitor ? request.visitor->form_token : std::string{});
    section.set("KEPT", say("We keep your name and address until the campaign is settled, "
                            "for nothing but this.",
                            lang));
    if (place.rules.who_joins == Joins::approval && !place.invitation)
        section.add("RULE").set(
            "RULE_LINE", say("Somebody says yes to each new page here. Until then yours stands "
                             "for you alone.",
                             lang));
    fill_invited(section, place);
    if (place.inviting_team) return;  // The link says which team.
    fill_teams(section, place, choice.team);
    section.add("FOUNDING").set("NEW_TEAM", choice.new_team);
}

void fill_guardian_words(Values& section, const JoinPlace& place) {
    const auto& lang = place.request.language;
    const auto age = language::count_text(place.rules.adult_age, lang);
    section.set("UNDER_AGE", say_with("Under {1} years old", {age}, lang));
    section.set("GUARDIAN_WORDING", say(std::string{roster::guardian_wording.text}, lang));
}

std::int64_t read_goal(const http::Request& request, const campaign::Campaign& campaign,
                       const std::string& typed, const std::string& field,
                       std::map<std::string, std::string>& wrong) {
    if (typed.empty()) return 0;
    const auto goal =
        read_money(typed, campaign.currency, language::decimal_separator(request.language));
    if (!goal) wrong[field] = say("Write the amount in digits alone, like 250.", request.language);
    return goal ? goal->minor : 0;
}

}  // namespace pages
