// A participant's own, private page, behind the address that only they have.

#include "web/pages/roster/me.h"
#include "campaign/conversations/conversation.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/links/link.h"
#include "campaign/roster/enrolling.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/live/state.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/cash/my_cash.h"
#include "web/pages/links/code.h"
#include "web/pages/printing/poster.h"
#include "web/pages/roster/my_team.h"
#include "web/pages/roster/portraits.h"
#include "web/pages/sharing/my_sharing.h"
#include "web/pages/sharing/share_kit.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using roster::WordsState;

constexpr int own_gifts_max = 100;
constexpr std::size_t story_lines_max = 60;

struct MyForm {
    std::string name, story, goal, slug = {};
    std::map<std::string, std::string> wrong = {};  // "portrait": the picture that came alone.
};

struct Mine {
    const http::Request& request;
    App& app;
    roster::Participant one;
    live::State state;
    ledger::Figures figures;
    std::vector<giving::OwnGift> gifts;

    std::string say_money(std::int64_t minor) const {
        return money_text({minor, state.campaign.currency}, request.language);
    }
    std::string path() const { return own_page_path(request); }
    std::string page_path() const { return campaign_path(state.campaign) + "/p/" + one.slug; }
};

Mine mine_of(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto one = own_participant(request, app);
    const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
    const auto version = campaign::current_version(session, *campaign);
    return {request,
            app,
            one,
            live::read_state_of(session, *campaign, version, request.now),
            ledger::figures_of_subject(session, ledger::tally_of(one.id, one.campaign)),
            giving::recent_gifts_to(session, one.id, own_gifts_max)};
}

std::string greeting_of(const Mine& mine) {
    const auto& lang = mine.request.language;
    const auto hello = say_with("Hello, {1}!", {mine.one.name}, lang);
    if (mine.figures.gifts == 0) return hello;
    return hello + ' ' +
           say_with("{1} so far, {2}.",
                    {mine.say_money(mine.figures.raised),
                     say_count("from {1} gift", "from {1} gifts", mine.figures.gifts, lang)},
                    lang);
}

std::string still_to_come(const Mine& mine) {
    const auto& lang = mine.request.language;
    std::string line;
    if (mine.figures.pledged > 0)
        line = say_with("{1} more is promised.", {mine.say_money(mine.figures.pledged)}, lang);
    const auto cash = cash_words(mine.request, mine.state, mine.figures.entered);
    return line.empty() || cash.empty() ? line + cash : line + ' ' + cash;
}

void fill_progress(Values& values, const Mine& mine) {
    const auto& lang = mine.request.language;
    const auto raised = mine.say_money(mine.figures.raised);
    const auto goal = mine.one.goal;
    const auto full = goal <= 0 || mine.figures.raised <= 0 ? 0
                      : mine.figures.raised >= goal         ? 100
                                                            : mine.figures.raised * 100 / goal;
    values.set("GREETING", greeting_of(mine)).set("LINE", still_to_come(mine));
    if (goal <= 0) return;
    const auto of_goal = say_with("{1} of {2}", {raised, mine.say_money(goal)}, lang);
    values.add("AIMED")
        .set("BAR", full)
        .set("BAR_LABEL", say("Raised so far", lang))
        .set("METER_TEXT", of_goal)
        .set("GOAL_LINE", of_goal);
}

void fill_links(Values& values, const Mine& mine, const AppealForm& appeal) {
    const auto& lang = mine.request.language;
    const auto& config = mine.app.config;
    const auto link = links::find_link_by_id(mine.app.store.session(), mine.one.link);
    check(link.has_value(), "a participant has a link of their own");
    values.set("SHARE_URL", code_address(config, link->code));
    values.set("SHORT", short_address(config, link->code));
    values.set("QR_SRC", "/q/" + link->code + ".svg");
    values.set("QR_ALT", say_with("QR code for {1}", {short_address(config, link->code)}, lang));
    const auto sharing = read_my_sharing(mine.request, mine.app, mine.one, mine.state);
    fill_next_step(values, sharing, mine.figures);
    if (!mine.one.is_public()) return;  // Its code would lead past it.
    auto page = share_page_of(mine.one, mine.state, lang, links::SharedFrom::own);
    page.buttons = mine.path();
    auto& kit = values.add("KIT");
    kit.html(
        "SHARE_KIT_HTML",
        render_share_kit(mine.request, mine.app, page,
                         {say("Who would be glad to hear from you?", lang),
                          say("Each button has its own link, so you can see what works.", lang)}));
    kit.html("SHARING_HTML", render_my_sharing(sharing, appeal));
    fill_own_poster(values, mine.path(), mine.state.shown.plan.theme, lang);
}

std::string gift_state_words(giving::State state, const std::string& lang) {
    switch (state) {
        case giving::State::pending:
            return say("promised", lang);
        case giving::State::entered:
            return say("handed in, to be counted", lang);
        case giving::State::confirmed:
            return say("has arrived", lang);
        case giving::State::rejected:
        case giving::State::lapsed:
        case giving::State::withdrawn:
        case giving::State::intent:
        case giving::State::failed:
        case giving::State::expired:
            return say("did not come", lang);
        case giving::State::refunded:
        case giving::State::disputed:
        case giving::State::lost:
            return say("went back", lang);
    }
    return {};
}

void fill_gifts(Values& values, const Mine& mine) {
    const auto& lang = mine.request.language;
    for (const auto& gift : mine.gifts) {
        auto& row = values.add("GIFT");
        row.set("WHO", live::giver_text(gift, lang));
        if (const auto mention = giving::remembering_text(gift.mentions, lang); !mention.empty())
            row.add("MENTIONED").set("MENTION", mention);
        row.set("AMOUNT", gift.amount ? money_text(*gift.amount, lang) : std::string{});
        row.set("STATE", gift_state_words(gift.state, lang));
        row.set("AGO", language::ago_text(gift.at, mine.request.now, lang));
        if (!gift.message.empty()) row.add("MESSAGED").set("MESSAGE", gift.message);
    }
    values.show_if(mine.gifts.empty(), "NOBODY_YET");
}

// What the author is told about words that are not public as they stand.
std::string words_line(const Mine& mine, bool is_public_now) {
    const auto& lang = mine.request.language;
    if (mine.one.words_state == WordsState::sent_back)
        return say_with("Sent back: {1}", {mine.one.words_reason}, lang);
    if (is_public_now) return say("Everyone can see this.", lang);
    return say("Waits to be read. Until then your page uses ready words.", lang);
}

constexpr Beside places[] = {{"name", "NAME_WRONG", "NAME_ERROR"},
                             {"goal", "GOAL_WRONG", "GOAL_ERROR"},
                             {"story", "STORY_WRONG", "STORY_ERROR"}};
constexpr Beside address_places[] = {{"slug", "SLUG_WRONG", "SLUG_ERROR"}};

// An address of one's own tells a name, so people under age have none.
void fill_address(Values& values, const Mine& mine, const MyForm& form,
                  std::map<std::string, std::string>& wrong) {
    if (mine.one.is_minor) return;
    auto& field = values.add("SLUG_FIELD");
    field.set("SLUG", form.slug);
    field.set("ADDRESS_START", mine.app.config.host() + campaign_path(mine.state.campaign) + "/p/");
    if (const auto found = wrong.extract("slug"))
        say_beside(field, {{found.key(), found.mapped()}}, address_places);
}

void fill_my_form(Values& values, const Mine& mine, const MyForm& form) {
    const auto& one = mine.one;
    values.set("ACTION", mine.path()).set("VERSION", one.version);
    values.set("FORM_TOKEN",
               mine.request.visitor ? mine.request.visitor->form_token : std::string{});
    values.set("NAME", form.name).set("STORY", form.story).set("GOAL", form.goal);
    values.set("CURRENCY", mine.state.campaign.currency.text());
    values.set("NAME_STATE", words_line(mine, one.name == one.shown_name));
    values.set("STORY_STATE",
               one.story.empty() ? std::string{} : words_line(mine, one.story == one.shown_story));
    auto wrong = form.wrong;
    fill_address(values, mine, form, wrong);
    say_beside(values, wrong, places);
}

// The way to what is between them and the team.
void fill_inbox(Values& values, const Mine& mine) {
    const auto& lang = mine.request.language;
    const auto asked =
        conversations::count_unanswered_by_participant(mine.app.store.session(), mine.one.id);
    values.add("INBOX")
        .set("INBOX_HREF", mine.path() + "/inbox")
        .set("INBOX_LINE", asked > 0 ? say("The team has written to you. Read it.", lang)
                                     : say("Between you and the team", lang))
        .show_if(asked > 0, "ASKED");
}

http::Response show_mine(const Mine& mine, const MyForm& form, const PostForm& post = {},
                         const AppealForm& appeal = {}, const CashHeld& cash = {}) {
    const auto& request = mine.request;
    const auto& plan = mine.state.shown.plan;
    Values values;
    values.set("TITLE", plan.title).set("CAMPAIGN_HREF", campaign_path(mine.state.campaign));
    values.set("PAGE_HREF", mine.page_path()).set("RACES_HREF", mine.path() + "/races");
    values.show_if(mine.one.is_public(), "SHOWN");
    values.html("STANDING_HTML", standing_html(request, mine.app, mine.one));
    if (request.query.has("new"))
        values.add("FRESH").set("PRIVATE_URL", mine.app.config.public_url + mine.path());
    if (request.query.has("saved"))
        values.add("SAVED").set(
            "SAVED_TEXT", say("Kept. Somebody reads it before it is public.", request.language));
    if (request.query.has("posted"))
        values.add("SAVED").set(
            "SAVED_TEXT",
            say("Sent. It appears as soon as somebody has read it.", request.language));
    if (request.query.has("asked"))
        values.add("SAVED").set(
            "SAVED_TEXT",
            say("If this person may be written to, the mail is on its way.", request.language));
    if (request.query.has("thanked"))
        values.add("SAVED").set("SAVED_TEXT", say("Thanked.", request.language));
    if (request.query.has("withdrawn"))
        values.add("SAVED").set("SAVED_TEXT",
                                say("Taken back. Nobody sees it any more.", request.language));
    if (request.query.has("cash"))
        values.add("SAVED").set(
            "SAVED_TEXT",
            say("Entered. It counts fully once it is handed in and counted.", request.language));
    fill_inbox(values, mine);
    values.html("CASH_HTML", render_my_cash(request, mine.app, mine.one, cash));
    fill_progress(values, mine);
    fill_links(values, mine, appeal);
    fill_gifts(values, mine);
    fill_my_form(values, mine, form);
    const auto portrait = form.wrong.find("portrait");
    values.html(
        "PORTRAIT_HTML",
        render_my_portrait(request, mine.app, mine.one,
                           portrait == form.wrong.end() ? std::string{} : portrait->second));
    fill_my_posts(values, request, mine.app, post);
    auto response = show_public(
        request, mine.app,
        {.title = say("My page", request.language) + " · " + plan.title,
         .body = language::render_template("web/pages/roster/me.html", values, request.language),
         .styles = {"css/public.css", "css/compose.css", "css/share.css"},
         .scripts = {"js/confirm.js", "js/copy.js", "js/compose.js", "js/share.js"},
         .campaign = mine.state.campaign.slug,
         .status =
             form.wrong.empty() && post.wrong.empty() && appeal.wrong.empty() && cash.wrong.empty()
                 ? 200
                 : 422});
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "X-Robots-Tag", "noindex");
    set_header(response, "Referrer-Policy", "no-referrer");  // The address is the key.
    return response;
}

std::string goal_field(const Mine& mine) {
    if (mine.one.goal == 0) return {};
    auto text = decimal_text({mine.one.goal, mine.state.campaign.currency});
    if (text.ends_with(".00")) text.resize(text.size() - 3);
    for (auto& c : text)
        if (c == '.') c = language::decimal_separator(mine.request.language);
    return text;
}

MyForm form_of(const Mine& mine) {
    const auto& one = mine.one;
    return {one.name, one.story, goal_field(mine),
            one.wanted_slug.empty() ? one.slug : one.wanted_slug};
}

}  // namespace

http::Response show_me_again(const http::Request& request, App& app, const PostForm& post) {
    const auto mine = mine_of(request, app);
    return show_mine(mine, form_of(mine), post);
}

http::Response show_me_with_cash(const http::Request& request, App& app, const CashHeld& cash) {
    const auto mine = mine_of(request, app);
    return show_mine(mine, form_of(mine), {}, {}, cash);
}

http::Response show_me_with_portrait(const http::Request& request, App& app,
                                     const std::string& wrong) {
    const auto mine = mine_of(request, app);
    auto form = form_of(mine);
    form.wrong["portrait"] = wrong;
    return show_mine(mine, form);
}

http::Response show_me_asking(const http::Request& request, App& app, const AppealForm& appeal) {
    const auto mine = mine_of(request, app);
    return show_mine(mine, {mine.one.name, mine.one.story, goal_field(mine)}, {}, appeal);
}

roster::Participant own_participant(const http::Request& request, App& app) {
    auto& session = app.store.session();
    if (!request.params.contains("page")) {
        const auto one = roster::find_participant_by_token(session, request.param("token"));
        if (!one) throw Refused{{Reason::not_found}};
        return *one;
    }
    const auto id = number_in(request.param("page"));
    const auto one = roster::find_participant_by_id(session, ParticipantId{id});
    const auto is_theirs =
        one && one->account && request.visitor && one->account == request.visitor->account;
    if (!is_theirs) throw Refused{{Reason::not_found}};
    return *one;
}

std::string own_page_path(const http::Request& request) {
    if (request.params.contains("page")) return "/me/pages/" + request.param("page");
    return "/me/" + request.param("token");
}

http::Response show_me(const http::Request& request, App& app) {
    const auto mine = mine_of(request, app);
    return show_mine(mine, form_of(mine));
}

http::Response change_me(const http::Request& request, App& app) {
    const auto mine = mine_of(request, app);
    const auto& lang = request.language;
    MyForm form{request.form.text("name"), request.form.text("story"), request.form.text("goal"),
                request.form.text("slug")};
    const auto name = read_line(form.name, roster::name_max);
    const auto story = read_lines(form.story, roster::story_max, story_lines_max);
    std::optional<Money> goal = Money{0, mine.state.campaign.currency};
    if (!form.goal.empty())
        goal =
            read_money(form.goal, mine.state.campaign.currency, language::decimal_separator(lang));
    if (!name || name->empty())
        form.wrong["name"] = say("Tell us your name, in at most 80 characters.", lang);
    if (!story) form.wrong["story"] = say("That is too long: 2,000 characters at most.", lang);
    if (!goal) form.wrong["goal"] = say("Write the amount in digits alone, like 250.", lang);
    if (!form.wrong.empty()) return show_mine(mine, form);
    const auto seen = number_in<int>(request.form.text("version"));
    try {
        roster::rewrite_page(app.store, {mine.one.id, *name, *story, goal->minor, seen, form.slug},
                             {mine.one.account, "participant", request.id}, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field != "slug") throw;
        form.wrong["slug"] = say(refused.refusal.detail, lang);
        return show_mine(mine, form);
    }
    return http::redirect(mine.path() + "?saved=1");
}

}  // namespace pages
