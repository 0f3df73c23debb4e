#include "web/pages/sharing/share_page.h"

#include "campaign/giving/gift.h"
#include "campaign/language/catalogue.h"
#include "campaign/words/text.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/sharing/share_address.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using links::SharedFrom;

constexpr std::size_t own_words_max = 160;  // So that a name and the link fit beside them.

std::string without_hash(const std::string& tag) {
    return tag.starts_with('#') ? tag.substr(1) : tag;
}

// What a donor says: never the amount, and never who they are.
std::string donor_words(const std::string& whom, const std::string& lang) {
    return say_with("I have given to {1}. Perhaps you would like to as well?", {whom}, lang);
}

std::string own_words(const roster::Participant& one, const std::string& title,
                      const std::string& lang) {
    if (!one.shown_story.empty()) return excerpt(one.shown_story, own_words_max);
    return say_with("I take part in {1}. Every gift on this page counts for it.", {title}, lang);
}

std::string words_about(const roster::Participant& one, const std::string& title,
                        const std::string& lang) {
    if (one.shown_name.empty())
        return say_with("A page for {1}. Every gift on it counts.", {title}, lang);
    if (one.shown_story.empty())
        return say_with("{1} takes part in {2}. Every gift on this page counts for it.",
                        {one.shown_name, title}, lang);
    return say_with("{1}: “{2}”", {one.shown_name, excerpt(one.shown_story, own_words_max)}, lang);
}

}  // namespace

SharePage share_page_of(const live::State& state, const std::string& lang, SharedFrom from) {
    const auto& plan = state.shown.plan;
    const auto path = campaign_path(state.campaign);
    const auto words = plan.summary.empty() ? plan.title : excerpt(plan.summary, words_shared_max);
    return {.spot = {.campaign = state.campaign.id, .from = from},
            .path = path,
            .buttons = path,
            .headline = plan.title,
            .title = plan.title,
            .words = from == SharedFrom::thanks ? donor_words(plan.title, lang) : words,
            .hashtag = without_hash(plan.hashtag)};
}

SharePage share_page_of(const roster::Participant& one, const live::State& state,
                        const std::string& lang, SharedFrom from) {
    auto page = share_page_of(state, lang, from);
    const auto& title = state.shown.plan.title;
    page.spot.participant = one.id;
    page.path += "/p/" + one.slug, page.buttons = page.path;
    page.headline = name_words(one, state, lang);
    if (from == SharedFrom::own) page.words = own_words(one, title, lang);
    if (from == SharedFrom::page) page.words = words_about(one, title, lang);
    if (from == SharedFrom::thanks && !one.shown_name.empty())
        page.words =
            donor_words(say_with("{1}’s page for {2}", {one.shown_name, title}, lang), lang);
    if (!one.shown_name.empty())
        page.title = say_with("{1} for {2}", {one.shown_name, title}, lang);
    return page;
}

SharePage share_page_of(const roster::Team& team, const live::State& state,
                        const std::string& lang) {
    auto page = share_page_of(state, lang);
    const auto& title = state.shown.plan.title;
    page.spot.team = team.id;
    page.path += "/t/" + team.slug, page.buttons = page.path;
    page.headline = name_words(team, state, lang);
    page.words =
        team.shown_name().empty()
            ? say_with("A page for {1}. Every gift on it counts.", {title}, lang)
            : say_with("The team {1} takes part in {2}.", {team.shown_name(), title}, lang);
    if (!team.shown_name().empty())
        page.title = say_with("{1} for {2}", {team.shown_name(), title}, lang);
    return page;
}

SharePage share_page_of_gift(const http::Request& request, App& app, const live::State& state) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    auto page = share_page_of(state, lang, SharedFrom::thanks);
    const auto gift = giving::find_gift_by_token(session, request.param("token"));
    if (gift) {
        const auto shares = giving::shares_of(session, *gift);
        if (shares.size() == 1 && shares.front().participant)
            if (const auto one =
                    roster::find_participant_by_id(session, shares.front().participant);
                one && one->is_listed())
                page = share_page_of(*one, state, lang, SharedFrom::thanks);
    }
    page.buttons = "/g/" + request.param("token");
    return page;
}

}  // namespace pages
