#include "web/pages/desk_review.h"

#include "campaign/campaign.h"
#include "campaign/giving/giving.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/posts/moderating.h"
#include "campaign/roster/enrolling.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/review_cards.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using people::Duty;
using roster::WordsState;

struct Queue {
    const http::Request& request;
    App& app;
    std::optional<campaign::Campaign> campaign;  // Absent: of all campaigns.
    std::string failed = {};
};

std::string action_of(const campaign::Campaign& campaign, const Queue& queue) {
    return "/desk/" + campaign.slug + "/review" + (queue.campaign ? "" : "?all=1");
}

void fill_card(Values& row, const Card& card, const Queue& queue,
               const campaign::Campaign& campaign) {
    const auto& lang = queue.request.language;
    auto& session = queue.app.store.session();
    const auto shown = campaign::find_shown_version(session, campaign);
    row.set("REVIEW_ID", card.id.text()).set("ACTION", action_of(campaign, queue));
    row.set("KIND", card.kind).set("CONTEXT", shown ? shown->plan.title : campaign.slug);
    row.set("WHO", card.who).set("TEXT", card.text);
    row.set("AGE", language::ago_text(card.since, queue.request.now, lang));
    if (!card.before.empty()) row.add("BEFORE").set("BEFORE_TEXT", card.before);
    for (const auto& hint : hints_about(card.who + '\n' + card.text, lang))
        row.add("FLAG").set("TEXT", hint);
    row.show_if(card.is_own, "OWN");
    if (!card.is_own) row.add("MAY").set("FORM_TOKEN", queue.request.visitor->form_token);
}

void fill_undo(Values& values, const Queue& queue) {
    const auto& request = queue.request;
    const auto undo = read_review_id(request.query.text("undo"));
    if (!undo) return;
    const auto slug = queue.campaign ? queue.campaign->slug : request.query.text("of");
    values.add("UNDO")
        .set("UNDO_ACTION", "/desk/" + slug + "/review" + (queue.campaign ? "" : "?all=1"))
        .set("UNDO_ID", undo->text())
        .set("UNDO_TEXT", request.query.text("done") == "published"
                              ? say("Published.", request.language)
                              : say("Sent back with your reason.", request.language));
}

std::string headline(const std::vector<Card>& cards, const http::Request& request) {
    const auto count = static_cast<std::int64_t>(cards.size());
    const auto waiting = say_count("{1} is waiting", "{1} are waiting", count, request.language);
    if (cards.empty()) return say("Words to review", request.language);
    const auto oldest = language::ago_text(cards.front().since, request.now, request.language);
    return say_with("{1}, the oldest came {2}", {waiting, oldest}, request.language);
}

http::Response show_queue(const Queue& queue) {
    const auto& request = queue.request;
    auto& session = queue.app.store.session();
    const auto cards =
        all_cards(request, queue.app, queue.campaign ? queue.campaign->id : CampaignId{});
    Values values;
    values.set("HEADLINE", headline(cards, request)).set("FORM_TOKEN", request.visitor->form_token);
    values.show_if(cards.empty(), "EMPTY");
    std::map<CampaignId, campaign::Campaign> campaigns;
    for (const auto& card : cards) {
        if (!campaigns.contains(card.campaign))
            if (const auto found = campaign::find_campaign_by_id(session, card.campaign))
                campaigns.emplace(card.campaign, *found);
        fill_card(values.add("WAITING_CARD"), card, queue, campaigns.at(card.campaign));
    }
    fill_undo(values, queue);
    if (cards.size() == std::size_t{queue_max}) values.add("PAGES").set("OLDER_HREF", request.path);
    DeskPage page{
        .title = say("Words to review", request.language),
        .body = language::render_template("web/pages/desk_review.html", values, request.language),
        .failed = queue.failed,
        .status = queue.failed.empty() ? 200 : 422};
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

// A verdict on words: published, sent back with a reason, or waiting again.
struct Judgement {
    WordsState to;
    std::string reason;
};

Judgement judgement_of(const std::string& verdict, const std::string& reason) {
    if (verdict == "publish") return {WordsState::published, {}};
    if (verdict == "undo") return {WordsState::waiting, "undone"};
    if (verdict != "send_back")
        throw Refused{{Reason::not_a_valid_value, "verdict", "publish, send_back or undo."}};
    if (reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why, so that it can be mended."}};
    return {WordsState::sent_back, reason};
}

Judgement read_judgement(const http::Request& request) {
    const auto verdict = request.form.text("verdict");
    const auto reason = read_line(request.form.text("reason"), verdict_reason_max);
    if (!reason) throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
    const auto is_named = verdict == "publish" || verdict == "undo";
    return judgement_of(is_named ? verdict : "send_back", *reason);
}

void judge_gift(App& app, const ReviewId& id, const Judgement& judgement,
                const people::Actor& actor, Instant now) {
    const auto gift = giving::find_gift(app.store.session(), GiftId{id.number});
    if (!gift) throw Refused{{Reason::not_found}};
    if (gift->version != id.version) throw Refused{{Reason::already_decided}};
    const auto* state = judgement.to == WordsState::published ? "published"
                        : judgement.to == WordsState::waiting ? "waiting"
                                                              : "hidden";
    giving::review_words(app.store, gift->id, state, judgement.reason, actor, now);
}

void judge_post(App& app, const ReviewId& id, const Judgement& judgement,
                const people::Actor& actor, Instant now) {
    const posts::PostId post{id.number};
    if (judgement.to == WordsState::waiting)
        return posts::undo_verdict(app.store, post, id.version, actor, now);
    const auto to =
        judgement.to == WordsState::published ? posts::State::published : posts::State::sent_back;
    posts::review_post(app.store, {post, id.version, to, judgement.reason}, actor, now);
}

void judge(App& app, const ReviewId& id, const Judgement& judgement, const people::Actor& actor,
           Instant now) {
    if (id.type == "gift") return judge_gift(app, id, judgement, actor, now);
    if (id.type == "post") return judge_post(app, id, judgement, actor, now);
    if (id.type == "participant")
        return roster::review_page(app.store,
                                   {.participant = ParticipantId{id.number},
                                    .seen_version = id.version,
                                    .to = judgement.to,
                                    .reason = judgement.reason},
                                   actor, now);
    roster::review_team(app.store, {TeamId{id.number}, judgement.to, judgement.reason, id.version},
                        actor, now);
}

}  // namespace

http::Response show_all_reviews(const http::Request& request, App& app) {
    return show_queue({request, app, {}});
}

http::Response show_reviews(const http::Request& request, App& app) {
    return show_queue({request, app, campaign_of_queue(request, app)});
}

http::Response decide_review(const http::Request& request, App& app) {
    const auto campaign = campaign_of_queue(request, app);
    const bool is_all = request.query.has("all");
    Queue queue{request, app, is_all ? std::nullopt : std::optional{campaign}};
    const auto id = read_review_id(request.form.text("review"));
    if (!id || campaign_of_words(app, *id) != campaign.id) throw Refused{{Reason::not_found}};
    const auto actor =
        people::actor_of(*request.visitor, Duty::review_words, campaign.id, request.id);
    try {
        judge(app, *id, read_judgement(request), actor, request.now);
    } catch (const Refused& refused) {
        queue.failed = refused.refusal.detail.empty()
                           ? say("Somebody was faster, or the words were changed. Look again.",
                                 request.language)
                           : say(refused.refusal.detail, request.language);
        return show_queue(queue);
    }
    app.feed.changed(campaign.id);
    const auto back = is_all ? std::string{"/desk/review"} : "/desk/" + campaign.slug + "/review";
    const auto verdict = request.form.text("verdict");
    if (verdict == "undo") return http::redirect(back);
    const ReviewId after{id->type, id->number, id->version + 1};
    return http::redirect(back + "?of=" + campaign.slug + "&undo=" + after.text() +
                          (verdict == "publish" ? "&done=published" : ""));
}

std::vector<WaitingWords> words_waiting(const http::Request& request, App& app,
                                        CampaignId campaign) {
    std::vector<WaitingWords> waiting;
    for (const auto& card : all_cards(request, app, campaign)) {
        waiting.push_back({card.id.text(), card.id.type, card.who, card.text, card.before,
                           card.since, card.is_own,
                           hints_about(card.who + '\n' + card.text, "en")});
    }
    return waiting;
}

void judge_words(App& app, CampaignId campaign, const WordsVerdict& verdict,
                 const people::Actor& actor, Instant now) {
    const auto id = read_review_id(verdict.words);
    if (!id || campaign_of_words(app, *id) != campaign) throw Refused{{Reason::not_found}};
    judge(app, *id, judgement_of(verdict.verdict, verdict.reason), actor, now);
}

}  // namespace pages
