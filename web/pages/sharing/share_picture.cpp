#include "web/pages/sharing/share_picture.h"

#include <memory>

#include "campaign/campaign.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/links/following.h"
#include "campaign/phase.h"
#include "campaign/words/token.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/code.h"
#include "web/pages/printing/our_look.h"
#include "web/pages/sharing/picture_shelf.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_count;
using language::say_with;

constexpr const char* kept_for_a_minute = "public, max-age=60";

// Whose picture, and the figures on it.
struct Shown {
    const http::Request& request;
    App& app;
    const live::State& state;
    SharePage page;
    ledger::Figures figures;
    std::int64_t goal = 0;  // Minor units; of a participant.
    LinkId own_link = {};   // Of a participant.
    bool is_whole = false;  // The campaign itself.
    organisation::Look look = organisation::find_look(app.store.session());

    std::string money(std::int64_t minor) const {
        return money_text({minor, state.campaign.currency}, request.language);
    }
};

// The file asked for; strangers' words are answered with "not found".
print::PictureShape shape_asked_for(const http::Request& request) {
    const auto file = request.params.contains("file") ? request.param("file") : "wide.png";
    constexpr std::string_view ending = ".png";
    if (!file.ends_with(ending)) throw Refused{{Reason::not_found}};
    const auto shape = print::find_shape(file.substr(0, file.size() - ending.size()));
    if (!shape) throw Refused{{Reason::not_found}};
    return *shape;
}

// The code of the address must be one of this very page, or the picture would say one name and
// lead to another.
void put_link(print::SharePicture& picture, const Shown& shown) {
    const auto& [request, app, state, page, figures, goal, own_link, is_whole, look] = shown;
    picture.link = app.config.public_url + page.path;
    picture.link_text = app.config.host() + page.path;
    std::string code;
    if (const auto asked = normalise_code(request.query.text("code")); !asked.empty()) {
        const auto found = app.visits.destinations().recall_destination(asked, request.now);
        const bool is_ours =
            found && found->leads_on() && found->link.campaign == page.spot.campaign &&
            found->link.participant == page.spot.participant && found->link.team == page.spot.team;
        if (!is_ours) throw Refused{{Reason::not_found}};
        code = found->link.code;
    } else if (own_link) {
        const auto link = links::find_link_by_id(app.store.session(), own_link);
        if (link && !link->retired_at) code = link->code;
    }
    if (code.empty()) return;
    picture.link = code_address(app.config, code);
    picture.link_text = short_address(app.config, code);
}

std::int64_t percent_of(std::int64_t part, std::int64_t whole) {
    if (whole <= 0 || part <= 0) return 0;
    return part >= whole ? 100 : part * 100 / whole;
}

void put_total(print::SharePicture& picture, const Shown& shown) {
    const auto& lang = shown.request.language;
    const auto& state = shown.state;
    const auto words = live::word_state(state, lang, shown.request.now);
    const auto raised = shown.figures.raised;
    const bool has_goal = shown.is_whole ? state.shown.plan.goal > 0 : shown.goal > 0;
    const auto goal = shown.is_whole ? goal_amount_words(state.campaign, state.shown.plan,
                                                         state.shown.plan.goal, lang)
                                     : shown.money(shown.goal);
    if (has_goal)
        picture.percent =
            static_cast<int>(shown.is_whole ? words.percent : percent_of(raised, shown.goal));
    if (raised <= 0) {  // Nothing yet is no reason to say nothing.
        picture.total = say("Be the first", lang);
        picture.total_line = has_goal ? say_with("Our goal: {1}", {goal}, lang) : "";
        return;
    }
    const auto gifts = say_count("{1} gift", "{1} gifts", shown.figures.gifts, lang);
    picture.total = shown.money(raised);
    picture.total_line = has_goal ? say_with("raised of {1} · {2}", {goal, gifts}, lang)
                                  : say_with("raised · {1}", {gifts}, lang);
    if (shown.is_whole && state.shown.plan.goal_kind != campaign::GoalKind::money)
        picture.total_line = say_with("raised · {1}", {words.screen_line}, lang);
}

print::SharePicture picture_of(const Shown& shown, print::PictureShape shape) {
    const auto& [request, app, state, page, figures, goal, own_link, is_whole, look] = shown;
    const auto& plan = state.shown.plan;
    const auto& lang = request.language;
    const bool is_rtl = language::is_right_to_left(lang);
    print::SharePicture picture{
        .shape = shape,
        .illustration = {.scene = print::scene_of(campaign::kind_name(state.campaign.kind)),
                         .theme = plan.theme,
                         .seed = static_cast<std::uint64_t>(plan.theme_seed),
                         .heading = is_rtl ? print::Heading::left : print::Heading::right},
        .language = lang,
        .kicker = kicker_words(request, app, state),
        .headline = page.headline,
        .under = is_whole ? std::string{} : plan.title};
    picture.colours = our_theme(look, plan.theme);
    put_total(picture, shown);
    put_link(picture, shown);
    picture.call = campaign::gift_objection(state.campaign, state.shown, request.now)
                       ? say("Scan to see more", lang)
                       : say("Scan to give", lang);
    return picture;
}

std::string digest_of(const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& part : parts) all += part + '\x1f';
    return sha256_hex(all);
}

http::Response show_picture(const Shown& shown) {
    const auto& request = shown.request;
    const auto picture = picture_of(shown, shape_asked_for(request));
    // Words that are taken back go at once; a total may be a few seconds old.
    const auto place =
        digest_of({shown.page.path, std::string{print::shape_name(picture.shape)}, picture.language,
                   picture.kicker, picture.headline, picture.under, picture.link, picture.call,
                   picture.illustration.theme, std::to_string(picture.illustration.seed),
                   shown.look.main_colour, shown.look.accent_colour});
    const auto shows =
        digest_of({picture.total, picture.total_line, std::to_string(picture.percent)});
    const auto drawn = shown.app.pictures->find_or_draw(
        place, shows, [&] { return print::render_share_picture_png(picture); }, request.now);
    const auto tag = "\"" + drawn->tag + "\"";
    const bool has_it = request.header("if-none-match") == tag;
    auto response = has_it ? http::Response{.status = 304} : http::file(drawn->bytes, "image/png");
    set_header(response, "ETag", tag);
    set_header(response, "Cache-Control", kept_for_a_minute);
    set_header(response, "Vary", "Accept-Language, Cookie");
    return response;
}

std::shared_ptr<const live::State> state_shown(const http::Request& request, App& app) {
    auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    return state;
}

}  // namespace

std::string picture_path(const std::string& page_path, print::PictureShape shape,
                         const std::string& code) {
    const auto path = page_path + "/picture/" + std::string{print::shape_name(shape)} + ".png";
    return code.empty() ? path : path + "?code=" + code;
}

std::string picture_file_name(const SharePage& page, print::PictureShape shape) {
    std::string name;
    for (const char c : page.path.substr(sizeof "/c/" - 1)) name += c == '/' ? '-' : c;
    return name + "-" + std::string{print::shape_name(shape)} + ".png";
}

std::string picture_size_text(print::PictureShape shape) {
    return std::to_string(print::picture_width(shape)) + " × " +
           std::to_string(print::picture_height(shape));
}

std::string picture_alt(const live::State& state, const SharePage& page,
                        const std::string& language) {
    if (page.headline == state.shown.plan.title) return page.headline;
    return say_with("{1} for {2}", {page.headline, state.shown.plan.title}, language);
}

http::Response show_campaign_picture(const http::Request& request, App& app) {
    const auto state = state_shown(request, app);
    return show_picture({.request = request,
                         .app = app,
                         .state = *state,
                         .page = share_page_of(*state, request.language),
                         .figures = state->figures,
                         .is_whole = true});
}

http::Response show_participant_picture(const http::Request& request, App& app) {
    const auto state = state_shown(request, app);
    auto& session = app.store.session();
    const auto& campaign = state->campaign;
    const auto one = roster::find_participant(session, campaign.id, request.param("participant"));
    if (!one) throw Refused{{Reason::not_found}};
    return show_picture(
        {.request = request,
         .app = app,
         .state = *state,
         .page = share_page_of(*one, *state, request.language),
         .figures = ledger::figures_of_subject(session, ledger::tally_of(one->id, campaign.id)),
         .goal = one->goal,
         .own_link = one->link});
}

http::Response show_team_picture(const http::Request& request, App& app) {
    const auto state = state_shown(request, app);
    auto& session = app.store.session();
    const auto& campaign = state->campaign;
    const auto team = roster::find_team(session, campaign.id, request.param("team"));
    if (!team) throw Refused{{Reason::not_found}};
    return show_picture(
        {.request = request,
         .app = app,
         .state = *state,
         .page = share_page_of(*team, *state, request.language),
         .figures = ledger::figures_of_subject(session, ledger::tally_of(team->id, campaign.id))});
}

http::Response show_card(const http::Request& request, App& app) {
    return show_campaign_picture(request, app);
}

}  // namespace pages
