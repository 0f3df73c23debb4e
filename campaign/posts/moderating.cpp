#include "campaign/posts/moderating.h"

#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/hooks/event.h"
#include "campaign/ledger/audit.h"
#include "campaign/mail/outbox.h"
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

bool write_correction(store::Transaction& tx, const Post& post, const Correction& correction,
                      AccountId corrector) {
    return tx.run(
               "UPDATE post SET words_before = IF(corrected_by IS NULL, words, words_before),"
               "       corrected_by = ?, words = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND state = 'waiting'",
               corrector, correction.words, post.id, correction.seen_version) == 1;
}

// To its author, where there is an address.
std::vector<mail::NewMail> mails_when_corrected(store::Session& session, const Post& post,
                                                const std::string& words) {
    const auto one = roster::find_participant_by_id(session, post.participant);
    const auto campaign = campaign::find_campaign_by_id(session, post.campaign);
    if (!one || !campaign || one->email.empty()) return {};
    return {{mail::Kind::corrected,
             "post/" + std::to_string(post.version),
             post.id.value,
             one->email,
             one->language,
             {{"NAME", one->name},
              {"CAMPAIGN", campaign::current_version(session, *campaign).plan.title},
              {"BEFORE", post.words},
              {"AFTER", words},
              {"ME_PATH", "/me"}},
             post.campaign}};
}

void insist_on_second_person(const Post& post, AccountId account, const people::Actor& actor) {
    check(static_cast<bool>(actor.account), "a verdict is somebody's");
    if (post.author == actor.account || (account && account == actor.account))
        throw Refused{{Reason::needs_second_person}};
}

std::string corrected_words(const Post& post, const std::string& typed) {
    const auto words = read_lines(typed, words_max, lines_max);
    if (!words || words->empty())
        throw Refused{{Reason::not_a_valid_value, "words",
                       "A post has words: 500 characters and 16 lines at most."}};
    if (*words == post.words)
        throw Refused{
            {Reason::not_a_valid_value, "words", "Nothing was changed. Publish it as it is."}};
    return *words;
}

}  // namespace

void correct_post(store::Store& store, const Correction& correction, const people::Actor& actor,
                  Instant now) {
    const auto post = post_or_refusal(store, correction.post);
    const auto account = account_of_participant(store, post);
    insist_on_second_person(post, account, actor);
    const Correction changed{post.id, correction.seen_version,
                             corrected_words(post, correction.words)};
    const auto mails = post.is_official()
                           ? std::vector<mail::NewMail>{}
                           : mails_when_corrected(store.session(), post, changed.words);
    const Move move{post.id, correction.seen_version + 1, actor.account, account};
    store.in_transaction([&](store::Transaction& tx) {
        if (!post.is_official()) campaign::insist_not_held(tx, post.campaign);
        if (!write_correction(tx, post, changed, actor.account))
            throw Refused{{Reason::already_decided}};
        note(tx, post, {.actor = actor, .action = "post corrected", .subject_type = {}}, now);
        if (post.is_official()) return;
        if (!mark_published(tx, move, now)) throw Refused{{Reason::already_decided}};
        mail::insert_mails(tx, mails, now);
        hooks::append_event(
            tx, {hooks::EventKind::post_published, post.campaign, post.id.value, "published"}, now);
        note(tx, post, {.actor = actor, .action = action_for(State::published), .subject_type = {}},
             now);
    });
}

std::vector<Corrected> corrections_of(store::Session& session, ParticipantId participant) {
    std::vector<Corrected> found;
    for (const auto& row : session.all("SELECT id, words_before FROM post WHERE participant_id = ?"
                                       "   AND corrected_by IS NOT NULL AND words_before <> ''"
                                       " ORDER BY written_at DESC LIMIT ?",
                                       participant, posts_listed_max))
        found.push_back({row.id<PostId>("id"), row.text("words_before")});
    return found;
}

void look_at_post(store::Store& store, PostId id, int seen_version, const people::Actor& actor,
                  Instant now) {
    const auto post = post_or_refusal(store, id);
    insist_on_second_person(post, account_of_participant(store, post), actor);
    store.in_transaction([&](store::Transaction& tx) {
        const auto looked = tx.run(
            "UPDATE post SET needs_look = 0, approved_by = ?, version = version + 1"
            " WHERE id = ? AND version = ? AND needs_look = 1 AND state = 'published'",
            actor.account, post.id, seen_version);
        if (looked != 1) throw Refused{{Reason::already_decided}};
        note(tx, post, {.actor = actor, .action = "post looked at", .subject_type = {}}, now);
    });
}

namespace {

void write_review(store::Store& store, const Post& post, const Verdict& verdict, const Move& move,
                  const people::Actor& actor, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (verdict.to == State::published) campaign::insist_not_held(tx, post.campaign);
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

}  // namespace

void review_post(store::Store& store, const Verdict& verdict, const people::Actor& actor,
                 Instant now) {
    insist_on_reason(verdict);
    const auto post = post_or_refusal(store, verdict.post);
    const auto account = account_of_participant(store, post);
    insist_on_second_person(post, account, actor);
    const Move move{post.id, verdict.seen_version, actor.account, account, verdict.reason};
    try {
        write_review(store, post, verdict, move, actor, now);
    } catch (const store::ConstraintBroken& broken) {
        if (broken.constraint != "official_post_is_not_approved_by_its_corrector") throw;
        throw Refused{{Reason::needs_second_person,
                       {},
                       "You have corrected this yourself: somebody else must read it."}};
    }
}

void undo_verdict(store::Store& store, PostId id, int seen_version, const people::Actor& actor,
                  Instant now) {
    const auto post = post_or_refusal(store, id);
    const Move move{post.id, seen_version, actor.account, {}};
    store.in_transaction([&](store::Transaction& tx) {
        if (post.state == State::hidden) campaign::insist_not_held(tx, post.campaign);
        if (!restore_verdict(tx, move, now - undo_max)) throw Refused{{Reason::already_decided}};
        note(tx, post, {.actor = actor, .action = "post verdict undone", .subject_type = {}}, now);
    });
}

}  // namespace posts
