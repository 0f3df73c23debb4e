#include "web/pages/campaigns/campaign_words.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "campaign/words/token.h"
#include "web/live/state.h"

namespace pages {

using campaign::GoalKind;
using campaign::Kind;
using campaign::Phase;
using campaign::VersionState;
using language::say;
using language::say_count;
using language::say_with;

std::string kind_words(Kind kind, const std::string& lang) {
    switch (kind) {
        case Kind::walk:
            return say("Charity walk", lang);
        case Kind::crowdfunding:
            return say("Crowdfunding", lang);
        case Kind::contest:
            return say("Fundraising contest", lang);
        case Kind::broadcast:
            return say("Live broadcast", lang);
        case Kind::recruiting:
            return say("Call for people", lang);
    }
    return {};
}

std::string join_words(Kind kind, const std::string& lang) {
    return kind == Kind::walk ? say("Walk with us", lang) : say("Join in", lang);
}

std::string phase_words(Phase phase, const std::string& lang) {
    switch (phase) {
        case Phase::draft:
            return say("Draft", lang);
        case Phase::before:
            return say("Approved, not open yet", lang);
        case Phase::open:
            return say("Open", lang);
        case Phase::after:
            return say("Over, late gifts are taken", lang);
        case Phase::ended:
            return say("Over", lang);
        case Phase::paused:
            return say("Paused", lang);
        case Phase::postponed:
            return say("Postponed", lang);
        case Phase::cancelled:
            return say("Cancelled", lang);
        case Phase::closed:
            return say("Closed", lang);
    }
    return {};
}

std::string version_state_words(VersionState state, const std::string& lang) {
    switch (state) {
        case VersionState::draft:
            return say("Draft", lang);
        case VersionState::submitted:
            return say("Waits for approval", lang);
        case VersionState::approved:
            return say("Approved", lang);
        case VersionState::sent_back:
            return say("Sent back", lang);
        case VersionState::replaced:
            return say("Replaced", lang);
    }
    return {};
}

std::string goal_amount_words(const campaign::Campaign& campaign, const campaign::Plan& plan,
                              std::int64_t amount, const std::string& lang) {
    switch (plan.goal_kind) {
        case GoalKind::money:
            return language::money_text({amount, campaign.currency}, lang);
        case GoalKind::gifts:
            return say_count("{1} gift", "{1} gifts", amount, lang);
        case GoalKind::donors:
            return say_count("{1} donor", "{1} donors", amount, lang);
        case GoalKind::signups:
            return say_count("{1} sign-up", "{1} sign-ups", amount, lang);
        case GoalKind::laps:
            return say_count("{1} lap", "{1} laps", amount, lang);
    }
    return {};
}

std::string window_words(const campaign::Plan& plan, const std::string& lang) {
    if (plan.starts_on == plan.ends_on) return language::date_text(plan.starts_on, lang);
    return say_with(
        "{1} to {2}",
        {language::date_text(plan.starts_on, lang), language::date_text(plan.ends_on, lang)}, lang);
}

std::string kicker_words(const http::Request& request, App& app, const live::State& state) {
    const auto ours = organisation::find_organisation(app.store.session());
    const auto kind = kind_words(state.campaign.kind, request.language);
    const auto year = std::to_string(static_cast<int>(state.shown.plan.ends_on.year()));
    if (ours.legal_name.empty()) return kind + ' ' + year;
    return ours.legal_name + " · " + kind + ' ' + year;
}

std::string name_words(const roster::Participant& one, const live::State& state,
                       const std::string& lang) {
    if (!one.shown_name.empty()) return one.shown_name;
    return live::ready_name(state, lang);
}

std::string name_words(const roster::Team& team, const live::State& state,
                       const std::string& lang) {
    const auto shown = team.shown_name();
    if (!shown.empty()) return shown;
    return say_with("A team of {1}", {state.shown.plan.title}, lang);
}

std::string campaign_path(const campaign::Campaign& campaign) { return "/c/" + campaign.slug; }

std::string hero_path(const live::State& state) {
    return campaign_path(state.campaign) +
           "/hero.svg?version=" + std::to_string(state.shown.number);
}

std::string with_code(std::string path, const http::Request& request) {
    const auto code = normalise_code(request.query.text("from"));
    if (code.empty()) return path;
    return path + (path.find('?') == std::string::npos ? '?' : '&') + "from=" + code;
}

}  // namespace pages
