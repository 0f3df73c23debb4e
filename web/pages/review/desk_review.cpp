#include "web/pages/review/desk_review.h"

#include <algorithm>
#include <map>

#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/outside/json.h"
#include "campaign/people/name.h"
#include "campaign/pictures/photo.h"
#include "campaign/posts/post.h"
#include "campaign/posts/reading.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/posts/desk_photos.h"
#include "web/pages/posts/post_words.h"
#include "web/pages/review/long_cards.h"
#include "web/pages/review/review_cards.h"
#include "web/pages/review/review_verdicts.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using people::Duty;

struct Queue {
    const http::Request& request;
    App& app;
    std::optional<campaign::Campaign> campaign;  // Absent: of all campaigns.
    std::string failed = {};
};

// Whose campaign's, and who has what open.
struct Around {
    std::map<CampaignId, campaign::Campaign> campaigns = {};
    std::vector<posts::Reading> readings = {};
    std::vector<pictures::Photo> photos = {};
    std::string open = {};  // The words that are this reader's now.
};

bool is_post(const Card& card) { return card.id.type == "post" || card.id.type == "look"; }

std::vector<pictures::Photo> photos_of(const Card& card, const Around& around) {
    if (is_post(card)) return photos_of_post(around.photos, posts::PostId{card.id.number});
    std::vector<pictures::Photo> found;
    std::ranges::copy_if(around.photos, std::back_inserter(found),
                         [&](const auto& photo) { return card.photo && photo.id == card.photo; });
    return found;
}

std::string action_of(const campaign::Campaign& campaign, const Queue& queue) {
    return "/desk/" + campaign.slug + "/review" + (queue.campaign ? "" : "?all=1");
}

const posts::Reading* other_reader(const Card& card, const Around& around, AccountId me) {
    for (const auto& reading : around.readings)
        if (reading.words == card.id.words() && reading.reader != me) return &reading;
    return nullptr;
}

std::string reading_line(store::Session& session, AccountId reader, const std::string& lang) {
    return say_with("{1} is reading this.", {people::name_of(session, reader)}, lang);
}

// The first that nobody else has open becomes this reader's; the one asked for comes before.
void open_first(Around& around, const Queue& queue, const std::vector<Card>& cards) {
    constexpr int tries_max = 5;
    const auto me = queue.request.visitor->account;
    const auto asked = queue.request.query.text("open");
    int tries = 0;
    const auto try_card = [&](const Card& card) {
        if (card.is_own || !card.read_path.empty() || other_reader(card, around, me)) return false;
        return ++tries <= tries_max &&
               posts::open_words(queue.app.store, {card.id.words(), card.campaign, me},
                                 queue.request.now);
    };
    for (const bool only_asked : {true, false})
        for (const auto& card : cards)
            if ((!only_asked || card.id.words() == asked) && try_card(card)) {
                around.open = card.id.words();
                return;
            }
}

void fill_private(Values& row, const Card& card, const Queue& queue,
                  const campaign::Campaign& campaign) {
    if (!card.participant) return;
    row.add("PRIVATE")
        .set("PRIVATE_ACTION", "/desk/" + campaign.slug + "/inbox")
        .set("FORM_TOKEN", queue.request.visitor->form_token)
        .set("FORM_KEY", random_token())
        .set("ABOUT", card.id.words())
        .set("REVIEW_ID", card.id.text())
        .set("PARTICIPANT", card.participant.value);
}

// Reasons that come again and again, ready to be chosen.
void fill_reasons(Values& may, const std::string& lang) {
    for (const auto* reason : {"Please leave out names and numbers by which somebody can be found.",
                               "We do not show telephone numbers or e-mail addresses.",
                               "Please write about the walk, not about somebody's illness.",
                               "We do not show advertising or links.",
                               "Somebody could be hurt by these words. Please put it differently.",
                               "We could not understand this. Please write it once more."})
        may.add("READY").set("TEXT", say(reason, lang));
}

void fill_may(Values& row, const Card& card, const Queue& queue,
              const campaign::Campaign& campaign) {
    const auto& lang = queue.request.language;
    auto& may = row.add("MAY");
    may.set("FORM_TOKEN", queue.request.visitor->form_token)
        .set("ACTION", action_of(campaign, queue))
        .set("REVIEW_ID", card.id.text());
    may.set("YES", card.id.type == "look" ? say("It is all right", lang) : say("Publish", lang));
    fill_reasons(may, lang);
    if (card.id.type == "post" && !card.text.empty())
        may.add("MAY_EDIT")
            .set("WORDS", card.text)
            .set("ACTION", action_of(campaign, queue))
            .set("FORM_TOKEN", queue.request.visitor->form_token)
            .set("REVIEW_ID", card.id.text())
            .show(card.participant ? "PERSONAL" : "OFFICIAL");
}

void fill_card(Values& row, const Card& card, const Queue& queue, const Around& around) {
    const auto& request = queue.request;
    const auto& lang = request.language;
    auto& session = queue.app.store.session();
    const auto& campaign = around.campaigns.at(card.campaign);
    const auto shown = campaign::find_shown_version(session, campaign);
    row.set("REVIEW_ID", card.id.text());
    row.set("READING_ACTION", "/desk/" + campaign.slug + "/review/readings");
    row.set("KIND", card.kind).set("CONTEXT", shown ? shown->plan.title : campaign.slug);
    row.set("WHO", card.who).set("TEXT", card.text);
    row.set("AGE", language::ago_text(card.since, request.now, lang));
    row.html("PHOTOS_HTML",
             render_desk_photos(photos_of(card, around), "/desk/" + campaign.slug, lang));
    if (!card.before.empty()) row.add("BEFORE").set("BEFORE_TEXT", card.before);
    auto words = card.who + '\n' + card.text + '\n' + card.body;
    for (const auto& photo : photos_of(card, around)) words += '\n' + photo.alt;
    const auto hints = hints_about(words, lang);
    for (const auto& hint : hints) row.add("FLAG").set("TEXT", hint);
    row.show_if(card.is_own, "OWN").show_if(card.id.words() == around.open, "OPEN");
    if (!card.body.empty())
        row.add("LONG")
            .show_if(card.id.words() == around.open, "OPEN")
            .html("BODY_HTML", render_long(session, card));
    if (!card.whole_path.empty())
        row.add("WHOLE").set("WHOLE_HREF", "/desk/" + campaign.slug + card.whole_path);
    if (!card.read_path.empty()) {
        row.add("ELSEWHERE").set("READ_HREF", "/desk/" + campaign.slug + card.read_path);
        return;
    }
    if (const auto* other = other_reader(card, around, request.visitor->account)) {
        row.add("TAKEN").set("TAKEN_TEXT", reading_line(session, other->reader, lang));
        return;
    }
    if (card.is_own) return;
    fill_may(row, card, queue, campaign);
    fill_private(row, card, queue, campaign);
}

void fill_undo(Values& values, const Queue& queue) {
    const auto& request = queue.request;
    const auto done = request.query.text("done");
    const auto text = done == "published" ? say("Published.", request.language)
                                          : say("Sent back with your reason.", request.language);
    const auto undo = read_review_id(request.query.text("undo"));
    if (!undo && (done == "published" || done == "sent_back"))
        values.add("DONE").set("DONE_TEXT", text);
    if (!undo) return;
    const auto slug = queue.campaign ? queue.campaign->slug : request.query.text("of");
    values.add("UNDO")
        .set("FORM_TOKEN", request.visitor->form_token)
        .set("UNDO_ACTION", "/desk/" + slug + "/review" + (queue.campaign ? "" : "?all=1"))
        .set("UNDO_ID", undo->text())
        .set("UNDO_TEXT", text);
}

// The big button; while everything is held, the worst case is still offered.
void fill_hold(Values& values, const Queue& queue) {
    if (!queue.campaign) return;
    const auto hold = campaign::find_hold(queue.app.store.session(), queue.campaign->id);
    if (hold && hold->hides_posts) return;
    auto& section = values.add(hold ? "HIDE_POSTS" : "MAY_HOLD");
    section.set("HOLD_ACTION", "/desk/" + queue.campaign->slug + "/hold")
        .set("FORM_TOKEN", queue.request.visitor->form_token);
}

std::string headline(const std::vector<Card>& cards, const http::Request& request) {
    const auto count = static_cast<std::int64_t>(cards.size());
    const auto waiting = say_count("{1} is waiting", "{1} are waiting", count, request.language);
    if (cards.empty()) return say("Words to review", request.language);
    const auto oldest = language::ago_text(cards.front().since, request.now, request.language);
    return say_with("{1}, the oldest came {2}", {waiting, oldest}, request.language);
}

Around look_around(const Queue& queue, const std::vector<Card>& cards) {
    auto& session = queue.app.store.session();
    Around around;
    for (const auto& card : cards)
        if (!around.campaigns.contains(card.campaign))
            if (const auto found = campaign::find_campaign_by_id(session, card.campaign))
                around.campaigns.emplace(card.campaign, *found);
    std::vector<posts::PostId> ids;
    for (const auto& card : cards)
        if (is_post(card)) ids.push_back(posts::PostId{card.id.number});
    around.photos = pictures::photos_of_posts(session, ids);
    std::vector<pictures::PhotoId> alone;
    for (const auto& card : cards)
        if (card.photo) alone.push_back(card.photo);
    for (auto& photo : pictures::find_photos(session, alone))
        around.photos.push_back(std::move(photo));
    around.readings = posts::readings_now(session, queue.request.now);
    open_first(around, queue, cards);
    return around;
}

http::Response show_queue(const Queue& queue) {
    const auto& request = queue.request;
    auto& session = queue.app.store.session();
    const auto cards =
        all_cards(request, queue.app, queue.campaign ? queue.campaign->id : CampaignId{});
    const auto around = look_around(queue, cards);
    Values values;
    values.set("HEADLINE", headline(cards, request)).set("FORM_TOKEN", request.visitor->form_token);
    values.show_if(cards.empty(), "EMPTY").show_if(!cards.empty(), "KEYS");
    fill_hold(values, queue);
    for (const auto& card : cards) fill_card(values.add("WAITING_CARD"), card, queue, around);
    fill_undo(values, queue);
    if (cards.size() == std::size_t{queue_max}) values.add("PAGES").set("OLDER_HREF", request.path);
    DeskPage page{.title = say("Words to review", request.language),
                  .body = language::render_template("web/pages/review/desk_review.html", values,
                                                    request.language),
                  .failed = queue.failed,
                  .scripts = {"js/review.js"},
                  .status = queue.failed.empty() ? 200 : 422,
                  .styles = {"css/compose.css"}};
    if (queue.campaign) {
        const auto shown = campaign::find_shown_version(session, *queue.campaign);
        page.campaign = queue.campaign->id;
        page.campaign_slug = queue.campaign->slug;
        page.campaign_title = shown ? shown->plan.title : queue.campaign->slug;
    }
    return show_desk(request, queue.app, page);
}

campaign::Campaign campaign_of_queue(const http::Request& request, App& app) {
    auto found = campaign::find_campaign(app.store.session(), request.param("campaign"));
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

// The name of whoever has it open, if that is somebody else.
std::string taken_by(App& app, const ReviewId& id, const http::Request& request) {
    for (const auto& reading : posts::readings_now(app.store.session(), request.now))
        if (reading.words == id.words() && reading.reader != request.visitor->account)
            return reading_line(app.store.session(), reading.reader, request.language);
    return say("Somebody else is reading this.", request.language);
}

std::string sentence_of(const Refusal& refusal, const std::string& lang) {
    if (!refusal.detail.empty()) return say(refusal.detail, lang);
    if (refusal.reason == Reason::needs_second_person)
        return say("You wrote this yourself: somebody else must read it.", lang);
    return say("Somebody was faster, or the words were changed. Look again.", lang);
}

ReviewId words_of_form(const http::Request& request, App& app, CampaignId campaign) {
    const auto id = read_review_id(request.form.text("review"));
    if (!id || campaign_of_words(app, *id) != campaign) throw Refused{{Reason::not_found}};
    return *id;
}

http::Response back_to_queue(const campaign::Campaign& campaign, const Queue& queue,
                             const ReviewId& id, const Judgement& judgement) {
    const auto back =
        queue.campaign ? "/desk/" + campaign.slug + "/review" : std::string{"/desk/review"};
    const bool sends_back = judgement.verdict == "send_back";
    if (judgement.verdict == "undo") return http::redirect(back);
    if (!can_be_undone(id, judgement))
        return http::redirect(back + "?done=" + (sends_back ? "sent_back" : "published"));
    return http::redirect(back + "?of=" + campaign.slug +
                          "&undo=" + after_verdict(id, judgement).text() +
                          (sends_back ? "" : "&done=published"));
}

}  // namespace

http::Response show_all_reviews(const http::Request& request, App& app) {
    return show_queue({request, app, {}});
}

http::Response show_reviews(const http::Request& request, App& app) {
    return show_queue({request, app, campaign_of_queue(request, app)});
}

http::Response open_reading(const http::Request& request, App& app) {
    const auto campaign = campaign_of_queue(request, app);
    const auto id = words_of_form(request, app, campaign.id);
    if (!request.visitor->may(duty_of(id), campaign.id)) throw Refused{{Reason::not_allowed}};
    const bool is_mine = posts::open_words(
        app.store, {id.words(), campaign.id, request.visitor->account}, request.now);
    return http::json(outside::JsonWriter{}
                          .truth("is_mine", is_mine)
                          .text("line", is_mine ? std::string{} : taken_by(app, id, request))
                          .object());
}

http::Response decide_review(const http::Request& request, App& app) {
    const auto campaign = campaign_of_queue(request, app);
    Queue queue{request, app, request.query.has("all") ? std::nullopt : std::optional{campaign}};
    const auto id = words_of_form(request, app, campaign.id);
    const auto duty = duty_of(id);
    if (!request.visitor->may(duty, campaign.id)) throw Refused{{Reason::not_allowed}};
    const posts::Opening opening{id.words(), campaign.id, request.visitor->account};
    if (!posts::open_words(app.store, opening, request.now)) {
        queue.failed = taken_by(app, id, request);
        return show_queue(queue);
    }
    const auto actor = people::actor_of(*request.visitor, duty, campaign.id, request.id);
    Judgement judgement;
    try {
        judgement = read_judgement(request);
        judge(app, id, judgement, actor, request.now);
    } catch (const Refused& refused) {
        queue.failed = sentence_of(refused.refusal, request.language);
        return show_queue(queue);
    }
    posts::put_words_down(app.store, opening);
    app.feed.changed(campaign.id);
    return back_to_queue(campaign, queue, id, judgement);
}

}  // namespace pages
