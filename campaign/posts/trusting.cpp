#include "campaign/posts/trusting.h"

#include <algorithm>

#include "campaign/hold.h"
#include "campaign/hooks/event.h"
#include "campaign/ledger/audit.h"
#include "campaign/roster/participant.h"
#include "campaign/words/screening.h"
#include "campaign/words/text.h"

namespace posts {

namespace {

const std::string select_trust =
    "SELECT participant_id, campaign_id, reason, given_by, given_at FROM trust ";

Trust trust_from(const store::Row& row) {
    return {.participant = row.id<ParticipantId>("participant_id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .reason = row.text("reason"),
            .given_by = row.id<AccountId>("given_by"),
            .given_at = row.instant("given_at")};
}

void note(store::Transaction& tx, const roster::Participant& one, ledger::AuditEntry entry,
          Instant now) {
    entry.subject_type = "participant", entry.subject_id = one.id.value;
    entry.campaign = one.campaign;
    ledger::append_audit(tx, entry, now);
}

roster::Participant participant_or_refusal(store::Store& store, ParticipantId id) {
    const auto one = roster::find_participant_by_id(store.session(), id);
    if (!one) throw Refused{{Reason::not_found}};
    return *one;
}

}  // namespace

std::optional<Trust> find_trust(store::Session& session, ParticipantId participant) {
    const auto row = session.one(select_trust + "WHERE trusted_id = ?", participant);
    if (!row) return {};
    return trust_from(*row);
}

std::vector<Trust> all_trusts(store::Session& session, CampaignId campaign) {
    std::vector<Trust> trusts;
    for (const auto& row : session.all(select_trust + "WHERE campaign_id = ? AND ended_at IS NULL"
                                                      " ORDER BY given_at DESC, id DESC LIMIT ?",
                                       campaign, trusts_listed_max))
        trusts.push_back(trust_from(row));
    return trusts;
}

void trust_author(store::Store& store, const NewTrust& asked, const people::Actor& actor,
                  Instant now) {
    const auto one = participant_or_refusal(store, asked.participant);
    if (actor.role != people::role_name(people::Role::organiser))
        throw Refused{
            {Reason::not_allowed, {}, "Only an organiser trusts somebody's words unread."}};
    if (one.account && one.account == actor.account) throw Refused{{Reason::needs_second_person}};
    if (asked.reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why, for those who come after."}};
    if (count_code_points(asked.reason) > trust_reason_max)
        throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            tx.run(
                "INSERT INTO trust (id, campaign_id, participant_id, reason, given_by, given_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                new_number(now), one.campaign, one.id, asked.reason, actor.account, now);
            note(tx, one,
                 {.actor = actor,
                  .action = "author trusted",
                  .subject_type = {},
                  .reason = asked.reason},
                 now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_trust_at_a_time") throw;
    }
}

void end_trust(store::Store& store, ParticipantId participant, const people::Actor& actor,
               Instant now) {
    const auto one = participant_or_refusal(store, participant);
    store.in_transaction([&](store::Transaction& tx) {
        if (tx.run("UPDATE trust SET ended_by = ?, ended_at = ? WHERE trusted_id = ?",
                   actor.account, now, participant) == 1)
            note(tx, one, {.actor = actor, .action = "trust ended", .subject_type = {}}, now);
    });
}

std::optional<Trust> trust_for(store::Session& session, ParticipantId participant,
                               const std::string& words) {
    if (!participant || !screen(words).empty()) return {};
    const auto trust = find_trust(session, participant);
    if (!trust) return {};
    const auto one = roster::find_participant_by_id(session, participant);
    if (one && one->account && one->account == trust->given_by) return {};  // Came with time.
    return trust;
}

void publish_trusted(store::Transaction& tx, const Post& post, const Trust& trust, Instant now) {
    if (post.author == trust.given_by || campaign::is_held(tx, post.campaign)) return;
    const auto is_public = tx.run(
        "UPDATE post SET state_before = state, shown_before = shown, state = 'published',"
        "       shown = words, published_at = COALESCE(published_at, ?), approved_by = ?,"
        "       decided_by = ?, decided_at = ?, needs_look = 1, version = version + 1"
        " WHERE id = ? AND state = 'waiting' AND participant_id = ?",
        now, trust.given_by, trust.given_by, now, post.id, trust.participant);
    if (is_public == 1)
        hooks::append_event(
            tx, {hooks::EventKind::post_published, post.campaign, post.id.value, "published"}, now);
}

std::vector<Post> posts_to_look_at(store::Session& session, CampaignId campaign, int limit) {
    std::vector<Post> found;
    for (const auto& row :
         session.all("SELECT id FROM post WHERE needs_look = 1 AND state = 'published'"
                     "   AND (? = 0 OR campaign_id = ?) ORDER BY written_at, id LIMIT ?",
                     campaign.value, campaign.value, std::min(limit, posts_listed_max)))
        if (const auto post = find_post(session, row.id<PostId>("id"))) found.push_back(*post);
    return found;
}

std::int64_t count_posts_to_look_at(store::Session& session, CampaignId campaign) {
    return session
        .one(
            "SELECT COUNT(*) AS n FROM post WHERE needs_look = 1 AND state = 'published'"
            "   AND campaign_id = ?",
            campaign)
        ->number("n");
}

}  // namespace posts
