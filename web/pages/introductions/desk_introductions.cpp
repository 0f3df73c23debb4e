// The desk of introductions: writing, handing in, approving, printing, taking away.

#include "campaign/introductions/introducing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/ranking.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/name.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "print/pocket_card.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/introductions/introduction_form.h"
#include "web/pages/introductions/introductions.h"
#include "web/pages/links/code.h"

namespace pages {

namespace {

using introductions::Introduction;
using introductions::Profile;
using introductions::State;
using language::say;
using language::say_with;
using language::Values;

IntroductionDesk desk_of(const http::Request& request, App& app) {
    return {request, app, campaign_here(request, app)};
}

Introduction introduction_here(const IntroductionDesk& desk) {
    const auto typed = desk.request.param("introduction");
    introductions::IntroductionId id;
    read_number(typed, id.value);
    const auto one = introductions::find_introduction_by_id(desk.session(), id);
    if (!one || one->campaign != desk.here.campaign.id) throw Refused{{Reason::not_found}};
    return *one;
}

std::string state_words(const Introduction& one, const Profile& newest, const std::string& lang) {
    if (one.ended_at) return say("Taken away", lang);
    switch (newest.state) {
        case State::draft:
            return one.shown ? say("Public; a new wording is being written", lang)
                             : say("Draft", lang);
        case State::submitted:
            return one.shown ? say("Public; a new wording waits for approval", lang)
                             : say("Waits for approval", lang);
        case State::approved:
            return say("Public", lang);
        case State::sent_back:
            return say_with("Sent back: {1}", {newest.reason}, lang);
        case State::replaced:
            return say("Replaced", lang);
    }
    return {};
}

DeskPage page_of(const IntroductionDesk& desk, language::Html body, int status) {
    return {.title = say("Introductions", desk.language()),
            .body = std::move(body),
            .campaign = desk.here.campaign.id,
            .campaign_slug = desk.here.campaign.slug,
            .campaign_title = desk.here.version.plan.title,
            .saved = desk.request.query.has("saved") ? say("Saved.", desk.language()) : "",
            .status = status,
            .styles = {"css/compose.css"}};
}

http::Response show_list(const IntroductionDesk& desk, const WordsForm& form) {
    const auto& lang = desk.language();
    Values values;
    const auto all = introductions::all_introductions(desk.session(), desk.here.campaign.id);
    for (const auto& one : all) {
        const auto newest = introductions::newest_profile(desk.session(), one.id);
        if (!newest) continue;
        values.add("ROW")
            .set("HREF", desk.path() + "/" + std::to_string(one.id.value))
            .set("NAME", newest->words.name)
            .set("ROLE", newest->words.role)
            .set("STATE", state_words(one, *newest, lang));
    }
    values.show_if(all.empty(), "NONE");
    values.show_if(all.empty() || !form.wrong.empty(), "OPENED");
    values.html("FORM_HTML", render_words_form(desk, form, desk.path(), 0));
    return show_desk(desk.request, desk.app,
                     page_of(desk,
                             language::render_template(
                                 "web/pages/introductions/desk_introductions.html", values, lang),
                             form.wrong.empty() ? 200 : 422));
}

void fill_acts(Values& values, const IntroductionDesk& desk, const Introduction& one,
               const Profile& newest) {
    const bool is_own = newest.author == desk.request.visitor->account;
    if (newest.state == State::draft) values.show("SUBMIT");
    if (newest.state == State::submitted) values.show(is_own ? "OWN" : "DECIDE");
    if (!one.ended_at && one.shown) {
        values.show("WITHDRAW");
        values.add("CARD").set("CARD_HREF",
                               desk.path() + "/" + std::to_string(one.id.value) + "/card.pdf");
        values.add("PUBLIC").set("PUBLIC_HREF", "/c/" + desk.here.campaign.slug + "/i/" + one.slug);
    }
}

void fill_code(Values& values, const IntroductionDesk& desk, const Introduction& one) {
    const auto link = links::find_link_by_id(desk.session(), one.link);
    if (!link) return;
    values.set("SHORT", short_address(desk.app.config, link->code));
    std::int64_t scans = 0;
    for (const auto& [each, yield] : links::rank_share_links(desk.session(), desk.here.campaign.id))
        if (each.id == link->id) scans = yield.scans;
    values.set("SCANS", language::say_count("{1} visit", "{1} visits", scans, desk.language()));
}

http::Response show_one(const IntroductionDesk& desk, const Introduction& one,
                        const WordsForm* typed, const std::string& failed) {
    const auto& lang = desk.language();
    const auto newest = introductions::newest_profile(desk.session(), one.id);
    if (!newest) throw Refused{{Reason::not_found}};
    const auto action = desk.path() + "/" + std::to_string(one.id.value);
    Values values;
    values.set("BACK_HREF", desk.path()).set("ACTION", action);
    values.set("FORM_TOKEN", desk.request.visitor->form_token).set("PROFILE", newest->id.value);
    values.set("NAME", newest->words.name).set("ROLE", newest->words.role);
    values.set("WORDS", newest->words.words).set("STATE", state_words(one, *newest, lang));
    fill_kept(values, desk, newest->words);
    values.set("AUTHOR", people::name_of(desk.session(), newest->author));
    values.set("CONSENT", newest->words.consent_how.empty()
                              ? say("No consent is recorded yet", lang)
                              : newest->words.consent_how);
    fill_acts(values, desk, one, *newest);
    fill_code(values, desk, one);
    if (newest->state != State::submitted)
        values.html("FORM_HTML",
                    render_words_form(desk, typed ? *typed : form_of_words(newest->words), action,
                                      newest->number));
    else
        values.html("FORM_HTML", {});
    auto page = page_of(
        desk,
        language::render_template("web/pages/introductions/desk_introduction.html", values, lang),
        failed.empty() && !typed ? 200 : 422);
    page.failed = failed;
    return show_desk(desk.request, desk.app, page);
}

void act_on(const IntroductionDesk& desk, const Introduction& one, const std::string& act) {
    const auto& form = desk.request.form;
    auto& store = desk.app.store;
    const auto reason = read_line(form.text("reason"), introductions::reason_max).value_or("");
    introductions::ProfileId profile;
    const auto typed = form.text("profile");
    read_number(typed, profile.value);
    const auto found = introductions::find_profile(desk.session(), profile);
    if (act == "submit")
        return introductions::submit_introduction(store, one.id, desk.today(), desk.actor(),
                                                  desk.request.now);
    if (act == "withdraw")
        return introductions::withdraw_introduction(store, one.id, reason, desk.actor(),
                                                    desk.request.now);
    if (act != "approve" && act != "send_back") throw Refused{{Reason::not_allowed}};
    if (!found || found->introduction != one.id) throw Refused{{Reason::not_found}};
    introductions::decide_introduction(
        store,
        {profile,
         act == "approve" ? introductions::Verdict::approve : introductions::Verdict::send_back,
         reason},
        desk.today(), desk.actor(), desk.request.now);
}

}  // namespace

http::Response list_introductions(const http::Request& request, App& app) {
    return show_list(desk_of(request, app), form_of_words({}));
}

http::Response add_introduction(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    auto form = read_words_form(desk);
    if (!form.wrong.empty()) return show_list(desk, form);
    const auto made = introductions::write_introduction(
        app.store,
        {desk.here.campaign.id, form.words,
         "intro-" + std::to_string(desk.actor().account.value) + '-' + form.key},
        desk.actor(), request.now);
    return http::redirect(desk.path() + "/" + std::to_string(made.id.value) + "?saved=1");
}

http::Response show_desk_introduction(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    return show_one(desk, introduction_here(desk), nullptr, {});
}

http::Response change_introduction(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    const auto one = introduction_here(desk);
    const auto act = request.form.text("act");
    std::optional<WordsForm> form;
    try {
        if (act == "keep") {
            form = read_words_form(desk);
            if (!form->wrong.empty()) return show_one(desk, one, &*form, {});
            const auto seen = number_in<int>(request.form.text("seen"));
            introductions::edit_introduction(app.store, {one.id, form->words, seen}, desk.actor(),
                                             request.now);
        } else {
            act_on(desk, one, act);
        }
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        return show_one(desk, one, form ? &*form : nullptr,
                        say(refused.refusal.detail, request.language));
    }
    app.feed.changed(desk.here.campaign.id);
    return http::redirect(desk.path() + "/" + std::to_string(one.id.value) + "?saved=1");
}

http::Response send_introduction_card(const http::Request& request, App& app) {
    const auto desk = desk_of(request, app);
    const auto& lang = desk.language();
    const auto one = introduction_here(desk);
    const auto shown =
        introductions::find_shown(desk.session(), one.campaign, one.slug, desk.today());
    const auto link = links::find_link_by_id(desk.session(), one.link);
    if (!shown || !link) throw Refused{{Reason::not_found}};
    const auto& words = shown->words;
    print::CardOrder order{
        .language = lang,
        .organisation = organisation::find_organisation(desk.session()).legal_name,
        .theme = desk.here.version.plan.theme,
        .cards = {},
        .created = request.now};
    const print::PocketCard card{
        .overline = desk.here.version.plan.title,
        .name = words.name,
        .line = words.role,
        .codes = {{say("Scan to meet me", lang), code_address(app.config, link->code),
                   short_address(app.config, link->code),
                   words.words.substr(0, words.words.find('\n'))}}};
    for (std::size_t i = 0; i < print::cards_a_sheet; ++i) order.cards.push_back(card);
    const auto cards = print::render_cards(order);
    if (!cards.releasable())
        throw Refused{{Reason::not_a_valid_value, "card", say("This card is not let out.", lang)}};
    return http::file(cards.pdf, "application/pdf", one.slug + "-card.pdf");
}

}  // namespace pages
