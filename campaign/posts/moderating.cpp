#include "campaign/posts/moderating.h"

#include "campaign/hooks/event.h"
#include "campaign/ledger/audit.h"
#include "campaign/posts/post_tables.h"
#include "campaign/roster/participant.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace posts {

namespace {

Post post_or_refusal(store::Store& store, PostId id) {
    const auto post = find_post(store.session(), id);
    if (!post) throw Refused{{Reason::not_found}};
    return *post;
}

// An account may have come after the post.
AccountId account_of_participant(store::Store& store, const Post& post) {
    if (!post.participant) return {};
    const auto one = roster::find_participant_by_id(store.session(), post.participant);
    return one ? one->account : AccountId{};
}

void insist_on_reason(const Verdict& verdict) {
    if (verdict.to == State::sent_back && verdict.reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why, so that it can be mended."}};
    if (count_code_points(verdict.reason) > reason_max)
        throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
}

bool write_verdict(store::Transaction& tx, State to, const Move& move, Instant now) {
    switch (to) {
        case State::published:
            return mark_published(tx, move, now);
        case State::sent_back:
            return mark_sent_back(tx, move, now);
        case State::hidden:
            return mark_hidden(tx, move, now);
        case State::waiting:
        case State::withdrawn:
            break;
    }
    check(false, "a verdict publishes, sends back or hides");
    return false;
}

std::string action_for(State to) {
    return to == State::published   ? "post published"
           : to == State::sent_back ? "post sent back"
                                    : "post hidden";
}

void note(store::Transaction& tx, const Post& post, ledger::AuditEntry entry, Instant now) {
    entry.subject_type = "post", entry.subject_id = post.id.value, entry.campaign = post.campaign;
    ledger::append_audit(tx, entry, now);
}

}  // namespace

void review_post(store::Store& store, const Verdict& verdict, const people::Actor& actor,
                 Instant now) {
    insist_on_reason(verdict);
    const auto post = post_or_refusal(store, verdict.post);
    const auto account = account_of_participant(store, post);
    check(static_cast<bool>(actor.account), "a verdict is somebody's");
    if (post.author == actor.account || account == actor.account)
        throw Refused{{Reason::needs_second_person}};
    const Move move{post.id, verdict.seen_version, actor.account, account, verdict.reason};
    store.in_transaction([&](store::Transaction& tx) {
        if (!write_verdict(tx, verdict.to, move, now)) throw Refused{{Reason::already_decided}};
        if (verdict.to == State::published)
            hooks::append_event(
                tx, {hooks::EventKind::post_published, post.campaign, post.id.value, "published"},
                now);
        note(tx, post,
             {.actor = actor,
              .action = action_for(verdict.to),
              .subject_type = {},
              .reason = verdict.reason},
             now);
    });
}

void undo_verdict(store::Store& store, PostId id, int seen_version, const people::Actor& actor,
                  Instant now) {
    const auto post = post_or_refusal(store, id);
    const Move move{post.id, seen_version, actor.account, {}};
    store.in_transaction([&](store::Transaction& tx) {
        if (!restore_verdict(tx, move, now - undo_max)) throw Refused{{Reason::already_decided}};
        note(tx, post, {.actor = actor, .action = "post verdict undone", .subject_type = {}}, now);
    });
}

}  // namespace posts
