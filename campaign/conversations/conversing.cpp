#include "campaign/conversations/conversing.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/ledger/audit.h"
#include "campaign/mail/outbox.h"
#include "campaign/people/account.h"
#include "campaign/roster/participant.h"
#include "campaign/words/text.h"

namespace conversations {

namespace {

Refusal bad(std::string field, std::string sentence) {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

std::string words_of(const std::string& typed) {
    const auto words = read_lines(typed, words_max, lines_max);
    if (!words) throw Refused{bad("words", "That is too long: 1,500 characters at most.")};
    if (words->empty()) throw Refused{bad("words", "Write a line or two first.")};
    return *words;
}

Conversation conversation_or_refusal(store::Store& store, ConversationId id) {
    const auto found = find_conversation(store.session(), id);
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

void insist_on_pace(store::Store& store, ParticipantId participant, Speaker speaker, Instant now) {
    if (speaker != Speaker::participant) return;
    const auto since = now - std::chrono::hours{24};
    if (count_said_by_participant(store.session(), participant, since) >= said_a_day_max)
        throw Refused{bad("words", "That was a lot for one day. Go on tomorrow.")};
}

void note(store::Transaction& tx, const Conversation& about, const people::Actor& actor,
          std::string action, Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = std::move(action),
                          .subject_type = "conversation",
                          .subject_id = about.id.value,
                          .campaign = about.campaign},
                         now);
}

const char* speaker_name(Speaker speaker) {
    return speaker == Speaker::team ? "team" : speaker == Speaker::note ? "note" : "participant";
}

struct Saying {
    SaidId id;
    Conversation in;
    Speaker speaker;
    std::string words, request_key;
};

void insert_said(store::Transaction& tx, const Saying& said, const people::Actor& actor,
                 Instant now) {
    const auto account = said.speaker == Speaker::participant ? AccountId{} : actor.account;
    tx.run(
        "INSERT INTO said (id, conversation_id, speaker, account_id, words, said_at, request_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        said.id, said.in.id, speaker_name(said.speaker), account, said.words, now,
        said.request_key);
}

// To the participant, where the team has written and there is an address.
std::vector<mail::NewMail> mails_when_said(store::Session& session, const Saying& said) {
    if (said.speaker != Speaker::team) return {};
    const auto one = roster::find_participant_by_id(session, said.in.participant);
    const auto campaign = campaign::find_campaign_by_id(session, said.in.campaign);
    if (!one || !campaign || one->email.empty()) return {};
    return {{mail::Kind::conversation,
             "said",
             said.id.value,
             one->email,
             one->language,
             {{"NAME", one->name},
              {"CAMPAIGN", campaign::current_version(session, *campaign).plan.title},
              {"ME_PATH", "/me"}},
             said.in.campaign}};
}

Conversation opened_before(store::Store& store, const NewConversation& asked) {
    const auto earlier = find_conversation_by_key(store.session(), asked.request_key);
    if (!earlier)
        throw store::Unavailable{"the earlier conversation of this form is not there yet"};
    if (earlier->participant != asked.participant) throw Refused{{Reason::form_expired}};
    return *earlier;
}

bool may_own(store::Session& session, AccountId owner, CampaignId campaign) {
    return std::ranges::any_of(
        people::roles_of_account(session, owner), [&](const people::HeldRole& held) {
            return people::role_covers(held.role, people::Duty::review_words) &&
                   (!held.campaign || held.campaign == campaign);
        });
}

}  // namespace

Conversation open_conversation(store::Store& store, const NewConversation& asked,
                               const people::Actor& actor, Instant now) {
    const auto words = words_of(asked.words);
    const auto title = read_line(asked.title, title_max);
    if (!title || title->empty())
        throw Refused{bad("title", "Say in a few words what it is about.")};
    const auto one = roster::find_participant_by_id(store.session(), asked.participant);
    if (!one) throw Refused{{Reason::not_found}};
    insist_on_pace(store, one->id, asked.speaker, now);
    const bool is_ours = asked.speaker != Speaker::participant;
    const Conversation made{.id = new_id<ConversationId>(now),
                            .campaign = one->campaign,
                            .participant = one->id,
                            .about = asked.about,
                            .title = *title,
                            .owner = is_ours ? actor.account : AccountId{},
                            .opened_by = is_ours ? actor.account : AccountId{},
                            .state = is_ours ? State::waiting : State::open,
                            .opened_at = now,
                            .changed_at = now};
    const Saying said{new_id<SaidId>(now), made, is_ours ? Speaker::team : Speaker::participant,
                      words, asked.request_key};
    const auto mails = mails_when_said(store.session(), said);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            tx.run(
                "INSERT INTO conversation (id, campaign_id, participant_id, about, title, owner_id,"
                "                          state, opened_by, opened_at, changed_at, request_key)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                made.id, made.campaign, made.participant, made.about, made.title, made.owner,
                state_name(made.state), made.opened_by, now, now, asked.request_key);
            insert_said(tx, said, actor, now);
            mail::insert_mails(tx, mails, now);
            note(tx, made, actor, "conversation opened", now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_conversation_per_request") throw;
        return opened_before(store, asked);
    }
    return made;
}

void say_in_conversation(store::Store& store, const NewSaid& asked, const people::Actor& actor,
                         Instant now) {
    const auto in = conversation_or_refusal(store, asked.conversation);
    insist_on_pace(store, in.participant, asked.speaker, now);
    const Saying said{new_id<SaidId>(now), in, asked.speaker, words_of(asked.words),
                      asked.request_key};
    const auto mails = mails_when_said(store.session(), said);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_said(tx, said, actor, now);
            if (asked.speaker != Speaker::note)
                tx.run(
                    "UPDATE conversation SET state = ?, closed_at = NULL, changed_at = ?,"
                    "       owner_id = COALESCE(owner_id, ?), version = version + 1 WHERE id = ?",
                    asked.speaker == Speaker::team ? "waiting" : "open", now,
                    asked.speaker == Speaker::team ? actor.account : AccountId{}, in.id);
            mail::insert_mails(tx, mails, now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_message_per_request") throw;
    }
}

void hand_conversation(store::Store& store, const Handing& handing, const people::Actor& actor,
                       Instant now) {
    const auto about = conversation_or_refusal(store, handing.conversation);
    if (handing.owner && !may_own(store.session(), handing.owner, about.campaign))
        throw Refused{bad("owner", "That colleague may not read conversations here.")};
    store.in_transaction([&](store::Transaction& tx) {
        if (tx.run("UPDATE conversation SET owner_id = ?, version = version + 1"
                   " WHERE id = ? AND version = ?",
                   handing.owner, about.id, handing.seen_version) != 1)
            throw Refused{{Reason::already_decided}};
        note(tx, about, actor, "conversation handed over", now);
    });
}

void close_conversation(store::Store& store, ConversationId id, const people::Actor& actor,
                        Instant now) {
    const auto about = conversation_or_refusal(store, id);
    store.in_transaction([&](store::Transaction& tx) {
        if (tx.run("UPDATE conversation SET state = 'closed', closed_at = ?, changed_at = ?,"
                   "       version = version + 1 WHERE id = ? AND state <> 'closed'",
                   now, now, about.id) == 1)
            note(tx, about, actor, "conversation closed", now);
    });
}

}  // namespace conversations
