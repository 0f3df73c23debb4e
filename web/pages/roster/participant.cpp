#include <algorithm>

#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/phase.h"
#include "campaign/pledges/pledge.h"
#include "campaign/roster/page_address.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/live/state.h"
#include "web/pages/campaigns/campaign.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/campaigns/structured_data.h"
#include "web/pages/contest/race_view.h"
#include "web/pages/links/code.h"
#include "web/pages/posts/post_words.h"
#include "web/pages/roster/portraits.h"
#include "web/pages/sharing/share_kit.h"
#include "web/pages/sharing/share_picture.h"

namespace pages {

namespace {

using campaign::Phase;
using language::money_text;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;

constexpr int gifts_shown_max = 12, posts_shown_max = 20, members_shown_max = 100;

// What a participant's page and a team's page are both made of.
struct Subject {
    const http::Request& request;
    App& app;
    const live::State& state;
    ledger::Figures figures;
    SharePage page;
    std::int64_t goal = 0;
    bool is_unlisted = false;  // Under age: found by nobody who was not told where.

    Money money(std::int64_t minor) const { return {minor, state.campaign.currency}; }
    std::string say_money(std::int64_t minor) const {
        return money_text(money(minor), request.language);
    }
};

std::int64_t percent_of(std::int64_t part, std::int64_t whole) {
    if (whole <= 0 || part <= 0) return 0;
    return part >= whole ? 100 : part * 100 / whole;
}

void fill_sums(Values& values, const Subject& subject) {
    const auto& lang = subject.request.language;
    const auto words = live::word_state(subject.state, lang, subject.request.now);
    const auto& figures = subject.figures;
    const auto raised = subject.say_money(figures.raised);
    values.set("RAISED", raised).set("RAISED_LINE", say("raised", lang));
    values.set("COUNTED", words.counted);
    values.set("GIFTS_TEXT", say_count("{1} gift", "{1} gifts", figures.gifts, lang));
    values.show_if(figures.gifts == 0, "NOTHING");
    const auto goal = subject.say_money(subject.goal);
    if (subject.goal > 0)
        values.set("BAR", percent_of(figures.raised, subject.goal))
            .set("BAR_LABEL", say("Raised so far", lang))
            .set("GOAL_LINE", figures.raised >= subject.goal
                                  ? say_with("The goal of {1} is reached", {goal}, lang)
                                  : say_with("of {1}", {goal}, lang))
            .set("METER_TEXT", say_with("{1} of {2}", {raised, goal}, lang))
            .show("METER");
    const auto lighter = figures.entered;  // Promises may be anybody's: they wait to arrive.
    if (lighter > 0 && subject.state.shown.plan.shows_lighter)
        values.add("LIGHTER").set("LIGHTER_TEXT", say_with("+ {1} handed in, still to be counted",
                                                           {subject.say_money(lighter)}, lang));
}

void fill_frame(Values& values, const Subject& subject) {
    const auto& [request, app, state, figures, page, goal, is_unlisted] = subject;
    const auto campaign_href = with_code(campaign_path(state.campaign), request);
    values.set("NAME", page.headline).set("TITLE", state.shown.plan.title);
    values.set("CAMPAIGN_HREF", campaign_href).set("HERO_SRC", hero_path(state));
    values.set("NUMBERS_HREF", campaign_path(state.campaign) + "/numbers");
    values.html("SHARE_KIT_HTML",
                render_share_kit(request, app, page, {say("Tell a friend", request.language)}));
    values.set("LIVE_HREF", campaign_path(state.campaign) + "/live");
    if (state.phase != Phase::open)
        values.add("STATE").set("STATE_LINE", phase_words(state.phase, request.language));
    fill_sums(values, subject);
}

http::Response show_subject(const Subject& subject, const Values& values) {
    const auto& [request, app, state, figures, page, goal, is_unlisted] = subject;
    auto body =
        language::render_template("web/pages/roster/participant.html", values, request.language);
    auto give_path = campaign_path(state.campaign) + "/give";
    if (page.spot.participant) give_path += "?p=" + page.path.substr(page.path.rfind('/') + 1);
    if (!is_unlisted) body.text += page_json_ld(request, app, state, page, give_path).text;
    const auto picture = app.config.public_url + picture_path(page.path, print::PictureShape::wide);
    auto response = show_public(
        request, app,
        {.title = page.headline + " · " + state.shown.plan.title,
         .body = std::move(body),
         .description = page.words,
         .styles = {"css/public.css", "css/shown.css", "css/compose.css", "css/share.css"},
         .scripts = {"js/copy.js", "js/fresh.js", "js/post_media.js", "js/share.js"},
         .campaign = state.campaign.slug,
         .image = is_unlisted ? std::string{} : picture,
         .share_title = page.title,
         .image_alt = picture_alt(state, page, request.language),
         .is_embeddable = true});
    if (is_unlisted) set_header(response, "X-Robots-Tag", "noindex");
    return response;
}

void fill_gifts(Values& values, const Subject& subject, ParticipantId participant) {
    const auto& lang = subject.request.language;
    const auto gifts =
        giving::recent_public_gifts_of(subject.app.store.session(), participant, gifts_shown_max);
    auto& section = values.add("GIFTS");
    section.show_if(gifts.empty(), "NOBODY_YET");
    for (const auto& gift : gifts) {
        auto& row = section.add("LATEST");
        row.set("WHO", live::giver_text(gift, lang));
        row.set("AMOUNT", gift.amount ? money_text(*gift.amount, lang) : std::string{});
        const auto ago = language::ago_text(gift.at, subject.request.now, lang);
        row.set("AGO", gift.amount ? ago : say_with("{1} · amount kept private", {ago}, lang));
        if (const auto mention = giving::remembering_text(gift.mentions, lang); !mention.empty())
            row.add("MENTIONED").set("MENTION", mention);
        if (!gift.message.empty()) row.add("MESSAGED").set("MESSAGE", gift.message);
    }
}

void fill_posts(Values& values, const Subject& subject, ParticipantId participant) {
    const auto& [request, app, state, figures, page, goal, is_unlisted] = subject;
    auto found = posts::recent_public_posts_by(app.store.session(), participant, posts_shown_max);
    if (found.empty()) return;
    posts::read_photos_and_cheers(app.store.session(), found, request.now);
    auto& section = values.add("POSTS");
    for (const auto& post : found) {
        const auto words = live::word_post(post, state, request.language, request.now);
        auto& row = section.add("PUBLIC_POST");
        row.set("KEY", words.id).set("AGO", words.ago);
        row.html("BODY_HTML", render_post_body(words, request.language));
    }
}

void fill_team_of(Values& values, const Subject& subject, const roster::Participant& one) {
    if (!one.team) return;
    const auto team = roster::find_team_by_id(subject.app.store.session(), one.team);
    if (team)
        values.add("TEAM").set("TEAM_NAME",
                               name_words(*team, subject.state, subject.request.language));
}

void fill_members(Values& values, const Subject& subject, TeamId team) {
    auto& session = subject.app.store.session();
    const auto& campaign = subject.state.campaign;
    struct Member {
        roster::Participant one;
        std::int64_t raised;
    };
    std::vector<Member> members;
    for (const auto& one : roster::listed_members(session, team, members_shown_max))
        members.push_back(
            {one,
             ledger::figures_of_subject(session, ledger::tally_of(one.id, campaign.id)).raised});
    if (members.empty()) return;
    std::ranges::stable_sort(members, std::ranges::greater{}, &Member::raised);
    std::vector<ParticipantId> ids;
    for (const auto& member : members) ids.push_back(member.one.id);
    const auto portraits = roster::shown_portraits(session, ids, subject.request.now);
    auto& section = values.add("MEMBERS");
    for (const auto& [one, raised] : members) {
        auto& row = section.add("PERSON");
        row.set("HREF", campaign_path(campaign) + "/p/" + one.slug);
        row.set("NAME", name_words(one, subject.state, subject.request.language));
        row.set("RAISED", subject.say_money(raised));
        row.set("BAR", percent_of(raised, members.front().raised));
        if (const auto photo = portraits.find(one.id); photo != portraits.end())
            fill_portrait(row, photo->second, {});
    }
}

std::shared_ptr<const live::State> state_asked_for(const http::Request& request, App& app) {
    auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    return state;
}

// An address that was printed or shared keeps leading to its page, with all that came behind it.
http::Response lead_on(const http::Request& request, const std::string& folder,
                       const std::optional<std::string>& slug) {
    if (!slug) throw Refused{{Reason::not_found}};
    constexpr int moved_permanently = 308;
    const auto question = request.target.find('?');
    return http::redirect(
        folder + *slug + (question == std::string::npos ? "" : request.target.substr(question)),
        moved_permanently);
}

std::string ready_line(const live::State& state, const std::string& lang) {
    const auto& title = state.shown.plan.title;
    return say_with("I take part in {1}. Every gift on this page counts for it.", {title}, lang);
}

}  // namespace

http::Response show_participant(const http::Request& request, App& app) {
    const auto state = state_asked_for(request, app);
    auto& session = app.store.session();
    const auto& campaign = state->campaign;
    const auto one = roster::find_participant(session, campaign.id, request.param("participant"));
    if (!one)
        return lead_on(
            request, campaign_path(campaign) + "/p/",
            roster::find_new_participant_slug(session, campaign.id, request.param("participant")));
    note_landing(request, app, campaign.id);
    const Subject subject{
        request,
        app,
        *state,
        ledger::figures_of_subject(session, ledger::tally_of(one->id, campaign.id)),
        share_page_of(*one, *state, request.language),
        one->goal,
        one->is_minor};
    Values values;
    fill_frame(values, subject);
    fill_team_of(values, subject, *one);
    for (const auto& [whose, photo] : roster::shown_portraits(session, {one->id}, request.now))
        fill_portrait(values, photo, portrait_alt(photo, one->shown_name, request.language));
    values.set("LINE",
               one->shown_story.empty() ? ready_line(*state, request.language) : one->shown_story);
    if (!campaign::gift_objection(campaign, state->shown, request.now))
        values.add("GIVING")
            .set("GIVE_HREF", with_code(campaign_path(campaign) + "/give?p=" + one->slug, request))
            .set("PLEDGE_HREF", campaign_path(campaign) + "/pledge?for=" + one->slug)
            .set("GIVE_LABEL",
                 one->shown_name.empty()
                     ? say("Give", request.language)
                     : say_with("Give to {1}’s page", {one->shown_name}, request.language));
    if (const auto laps = pledges::standing_of(session, one->id); laps.unit_count > 0)
        values.add("LAPS_PROMISED")
            .set("LAPS_LINE", say_with("{1}, {2} a lap together",
                                       {say_count("{1} promise per lap", "{1} promises per lap",
                                                  laps.unit_count, request.language),
                                        subject.say_money(laps.unit_minor)},
                                       request.language));
    fill_public_races(values, request, app, *state, "participant", one->id.value);
    fill_posts(values, subject, one->id);
    fill_gifts(values, subject, one->id);
    return show_subject(subject, values);
}

http::Response show_team(const http::Request& request, App& app) {
    const auto state = state_asked_for(request, app);
    auto& session = app.store.session();
    const auto& campaign = state->campaign;
    note_landing(request, app, campaign.id);
    const auto team = roster::find_team(session, campaign.id, request.param("team"));
    if (!team)
        return lead_on(request, campaign_path(campaign) + "/t/",
                       roster::find_new_team_slug(session, campaign.id, request.param("team")));
    const Subject subject{
        request, app, *state,
        ledger::figures_of_subject(session, ledger::tally_of(team->id, campaign.id)),
        share_page_of(*team, *state, request.language)};
    const auto members = roster::count_members(session, team->id);
    Values values;
    fill_frame(values, subject);
    values.set("LINE", say_count("{1} person is in this team.", "{1} people are in this team.",
                                 members, request.language));
    fill_public_races(values, request, app, *state, "team", team->id.value);
    fill_members(values, subject, team->id);
    return show_subject(subject, values);
}

}  // namespace pages
