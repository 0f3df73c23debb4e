#include "web/pages/review/review_verdicts.h"

#include <algorithm>

#include "campaign/announcements/announcing.h"
#include "campaign/giving/giving.h"
#include "campaign/ledger/audit.h"
#include "campaign/people/name.h"
#include "campaign/posts/moderating.h"
#include "campaign/roster/enrolling.h"
#include "campaign/roster/portraying.h"
#include "campaign/words/text.h"
#include "web/pages/review/desk_review.h"
#include "web/pages/review/long_cards.h"

namespace pages {

namespace {

using roster::WordsState;

[[noreturn]] void refuse_verdict() {
    throw Refused{{Reason::not_a_valid_value, "verdict", "publish, send_back or undo."}};
}

WordsState state_after(const Judgement& judgement) {
    if (judgement.verdict == "publish") return WordsState::published;
    if (judgement.verdict == "undo") return WordsState::waiting;
    if (judgement.verdict == "send_back") return WordsState::sent_back;
    refuse_verdict();
}

void insist_on_reason(const Judgement& judgement) {
    if (judgement.verdict == "send_back" && judgement.reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why, so that it can be mended."}};
}

void judge_gift(App& app, const ReviewId& id, const Judgement& judgement,
                const people::Actor& actor, Instant now) {
    const auto gift = giving::find_gift(app.store.session(), GiftId{id.number});
    if (!gift) throw Refused{{Reason::not_found}};
    if (gift->version != id.version) throw Refused{{Reason::already_decided}};
    const auto to = state_after(judgement);
    const auto* state = to == WordsState::published ? "published"
                        : to == WordsState::waiting ? "waiting"
                                                    : "hidden";
    giving::review_words(app.store, gift->id, state, judgement.reason, actor, now);
}

void judge_post(App& app, const ReviewId& id, const Judgement& judgement,
                const people::Actor& actor, Instant now) {
    const posts::PostId post{id.number};
    if (judgement.verdict == "undo")
        return posts::undo_verdict(app.store, post, id.version, actor, now);
    if (judgement.verdict == "correct")
        return posts::correct_post(app.store, {post, id.version, judgement.words}, actor, now);
    const auto to = state_after(judgement) == WordsState::published ? posts::State::published
                                                                    : posts::State::sent_back;
    posts::review_post(app.store, {post, id.version, to, judgement.reason}, actor, now);
}

// It is public already: looked at it stays, sent back it is hidden.
void judge_look(App& app, const ReviewId& id, const Judgement& judgement,
                const people::Actor& actor, Instant now) {
    const posts::PostId post{id.number};
    if (judgement.verdict == "publish")
        return posts::look_at_post(app.store, post, id.version, actor, now);
    if (judgement.verdict == "undo")
        return posts::undo_verdict(app.store, post, id.version, actor, now);
    if (judgement.verdict != "send_back") refuse_verdict();
    posts::review_post(app.store, {post, id.version, posts::State::hidden, judgement.reason}, actor,
                       now);
}

void judge_announcement(App& app, const ReviewId& id, const Judgement& judgement,
                        const people::Actor& actor, Instant now) {
    const announcements::AnnouncementId news{id.number};
    if (judgement.verdict == "publish")
        return announcements::approve_announcement(app.store, {news, id.version}, actor, now);
    if (judgement.verdict != "send_back") refuse_verdict();
    announcements::send_announcement_back(app.store, {news, id.version, judgement.reason}, actor,
                                          now);
}

// The verdict on a page or a team that is taken back was the latest one about it, by the same
// person, a short while ago.
void insist_on_own_verdict(App& app, const ReviewId& id, const people::Actor& actor, Instant now) {
    auto& session = app.store.session();
    constexpr int looked_at = 20;
    const auto acts = ledger::recent_audit_of(session, id.type, id.number, looked_at);
    const auto latest = std::ranges::find_if(
        acts, [](const ledger::AuditRow& row) { return row.action.starts_with("words "); });
    const bool is_theirs = latest != acts.end() &&
                           latest->actor_name == people::name_of(session, actor.account) &&
                           now - latest->made_at <= posts::undo_max;
    if (!is_theirs) throw Refused{{Reason::already_decided}};
}

}  // namespace

// What is not one of ours sends back, which needs a reason: nothing is published by mistake.
Judgement read_judgement(const http::Request& request) {
    const auto verdict = request.form.text("verdict");
    const auto reason = read_line(request.form.text("reason"), verdict_reason_max);
    if (!reason) throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
    const bool is_named = verdict == "publish" || verdict == "undo" || verdict == "correct";
    const auto ready = read_line(request.form.text("ready"), verdict_reason_max).value_or("");
    return {.verdict = is_named ? verdict : "send_back",
            .reason = reason->empty() ? ready : *reason,
            .words = request.form.text("words")};
}

void judge(App& app, const ReviewId& id, const Judgement& judgement, const people::Actor& actor,
           Instant now) {
    insist_on_reason(judgement);
    if (id.type == "gift") return judge_gift(app, id, judgement, actor, now);
    if (id.type == "post") return judge_post(app, id, judgement, actor, now);
    if (id.type == "look") return judge_look(app, id, judgement, actor, now);
    if (id.type == "announcement") return judge_announcement(app, id, judgement, actor, now);
    if (id.type == "story") return judge_story(app, id, judgement, actor, now);
    if (id.type == "introduction") return judge_introduction(app, id, judgement, actor, now);
    const auto to = state_after(judgement);
    if (to == WordsState::waiting) insist_on_own_verdict(app, id, actor, now);
    if (id.type == "participant")
        return roster::review_page(app.store,
                                   {.participant = ParticipantId{id.number},
                                    .seen_version = id.version,
                                    .to = to,
                                    .reason = judgement.reason},
                                   actor, now);
    if (id.type == "portrait")
        return roster::review_portrait(
            app.store, {pictures::PhotoId{id.number}, id.version, to, judgement.reason}, actor,
            now);
    roster::review_team(app.store, {TeamId{id.number}, to, judgement.reason, id.version}, actor,
                        now);
}

ReviewId after_verdict(const ReviewId& id, const Judgement& judgement) {
    const int steps = id.type == "team" ? 0 : judgement.verdict == "correct" ? 2 : 1;
    return {id.type, id.number, id.version + steps};
}

bool can_be_undone(const ReviewId& id, const Judgement& judgement) {
    if (judgement.verdict == "undo" || id.type == "announcement" || id.type == "story" ||
        id.type == "introduction")
        return false;
    return id.type != "look" || judgement.verdict == "send_back";
}

}  // namespace pages
