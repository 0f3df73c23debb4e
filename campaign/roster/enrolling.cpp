#include "campaign/roster/enrolling.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/links/link.h"
#include "campaign/phase.h"
#include "campaign/roster/gate.h"
#include "campaign/roster/greeting.h"
#include "campaign/roster/guardian.h"
#include "campaign/roster/page_address.h"
#include "campaign/roster/roster_tables.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace roster {

namespace {

constexpr std::size_t verdict_max = 400;

Refusal bad(std::string field, std::string sentence) {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

void insist_on_words(const std::string& name, const std::string& story) {
    if (name.empty() || count_code_points(name) > name_max)
        throw Refused{bad("name", "Tell us your name, in at most 80 characters.")};
    if (count_code_points(story) > story_max)
        throw Refused{bad("story", "That is too long: 2,000 characters at most.")};
}

void insist_on_open(store::Store& store, CampaignId id, Instant now) {
    const auto campaign = campaign::find_campaign_by_id(store.session(), id);
    if (!campaign) throw Refused{{Reason::not_found}};
    const auto version = campaign::current_version(store.session(), *campaign);
    if (const auto refusal = campaign::join_objection(*campaign, version, now))
        throw Refused{*refusal};
}

ledger::AuditEntry entry_about(const Participant& one, const people::Actor& actor,
                               std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "participant",
            .subject_id = one.id.value,
            .campaign = one.campaign};
}

Joined joined_before(store::Store& store, const NewParticipant& asked) {
    const auto earlier = find_participant_by_key(store.session(), asked.request_key);
    if (!earlier) throw store::Unavailable{"the earlier participant of this form is not there yet"};
    if (earlier->campaign != asked.campaign || earlier->email != asked.email)
        throw Refused{{Reason::form_expired}};
    return {*earlier, participant_token(store.session(), asked.request_key), true};
}

Participant participant_of(const NewParticipant& asked, const Gate& gate, Instant now) {
    return {.id = new_id<ParticipantId>(now),
            .campaign = asked.campaign,
            .team = gate.admission.team,
            .slug = random_slug(),
            .name = asked.name,
            .email = asked.email,
            .story = asked.story,
            .goal = asked.goal,
            .words_written_at = now,
            .made_at = now,
            .language = asked.language,
            .account = asked.account,
            .is_minor = !asked.guardian.empty(),
            .guardian_name = asked.guardian,
            .campaign_says = gate.admission.campaign_says,
            .captain_says = gate.admission.captain_says,
            .wanted_team = gate.admission.wanted,
            .registered_by = asked.registered_by};
}

// A taken address undoes one statement, and another one is drawn.
void insert_at_free_address(store::Transaction& tx, Participant& made,
                            const ParticipantKeys& keys) {
    constexpr int tries_max = 8;
    for (int attempt = 1;; ++attempt) try {
            return insert_participant(tx, made, keys);
        } catch (const store::Duplicate& taken) {
            if (taken.constraint != "one_participant_per_address" || attempt == tries_max) throw;
            made.slug = random_slug();
        }
}

LinkId write_joining(store::Transaction& tx, Participant& made, const ParticipantKeys& keys,
                     Instant now) {
    insert_at_free_address(tx, made, keys);
    const auto link = links::make_link(tx,
                                       {.campaign = made.campaign,
                                        .channel = "participant",
                                        .landing = "participant",
                                        .participant = made.id},
                                       now);
    update_participant_link(tx, made.id, link.id);
    ledger::open_tally(tx, ledger::tally_of(made.id, made.campaign));
    return link.id;
}

}  // namespace

std::optional<Refusal> join_words_objection(const NewParticipant& asked) {
    if (asked.name.empty() || count_code_points(asked.name) > name_max)
        return bad("name", "Tell us your name, in at most 80 characters.");
    const bool may_lack_email = asked.registered_by && asked.email.empty();
    if (!may_lack_email && !read_mail_address(asked.email))
        return bad("email", "We need an e-mail address, like anna@example.org.");
    if (count_code_points(asked.guardian) > name_max)
        return bad("guardian", "A name has at most 80 characters.");
    if (count_code_points(asked.new_team) > name_max)
        return bad("new_team", "A team's name has at most 80 characters.");
    if (count_code_points(asked.story) > story_max)
        return bad("story", "That is too long: 2,000 characters at most.");
    if (asked.goal < 0 || asked.goal > Money::minor_max)
        return bad("goal", "That amount cannot be read.");
    return {};
}

namespace {

void write_party(store::Transaction& tx, std::vector<Joined>& party, const Gate& gate,
                 const std::vector<NewParticipant>& asked, const people::Actor& actor,
                 Instant now) {
    if (gate.founds) {
        auto team = *gate.team;
        team.captain = party.front().participant.id;
        insert_team(tx, team);
        ledger::open_tally(tx, ledger::tally_of(team.id, team.campaign));
    }
    for (std::size_t i = 0; i < party.size(); ++i) {
        auto& [made, token, was_there] = party[i];
        made.link = write_joining(tx, made,
                                  {sha256_hex(token), asked[i].request_key,
                                   gate.invitation ? gate.invitation->id : JoinInvitationId{}},
                                  now);
        auto entry = entry_about(made, actor, "participant joined");
        if (made.is_minor)
            entry.detail = "under age; wording " + std::to_string(guardian_wording.version);
        ledger::append_audit(tx, entry, now);
    }
}

std::vector<Joined> all_joined_before(store::Store& store,
                                      const std::vector<NewParticipant>& asked) {
    std::vector<Joined> party;
    for (const auto& one : asked) party.push_back(joined_before(store, one));
    return party;
}

std::vector<Participant> made_of(const std::vector<Joined>& party) {
    std::vector<Participant> made;
    for (const auto& joined : party) made.push_back(joined.participant);
    return made;
}

void insist_on_party(const std::vector<NewParticipant>& asked) {
    if (asked.empty()) throw Refused{bad("name", "Tell us your name, in at most 80 characters.")};
    if (asked.size() > party_max) throw Refused{bad("name", "Ten people at most with one form.")};
    for (std::size_t i = 0; i < asked.size(); ++i)
        if (auto refusal = join_words_objection(asked[i])) {
            if (asked.size() > 1) refusal->field += '-' + std::to_string(i + 1);
            throw Refused{*refusal};
        }
}

}  // namespace

Joined join_campaign(store::Store& store, const NewParticipant& asked, const people::Actor& actor,
                     Instant now) {
    return join_together(store, {asked}, actor, now).front();
}

std::vector<Joined> join_together(store::Store& store, const std::vector<NewParticipant>& asked,
                                  const people::Actor& actor, Instant now) {
    insist_on_party(asked);
    const auto& first = asked.front();
    if (find_participant_by_key(store.session(), first.request_key))
        return all_joined_before(store, asked);
    insist_on_open(store, first.campaign, now);
    const auto gate = gate_for(store.session(), first, now);
    std::vector<Joined> party;
    for (const auto& one : asked)
        party.push_back(
            {participant_of(one, gate, now), participant_token(store.session(), one.request_key)});
    const auto message = greeting_for(store.session(), made_of(party), now);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            write_party(tx, party, gate, asked, actor, now);
            if (message) mail::insert_mail(tx, *message, now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_participant_per_request" &&
            duplicate.constraint != "one_participant_per_token")
            throw;
        return all_joined_before(store, asked);
    } catch (const store::OutcomeUnknown&) {
        if (find_participant_by_key(store.session(), first.request_key))
            return all_joined_before(store, asked);
        throw;
    }
    return party;
}

std::string print_private_address(store::Store& store, const Participant& one,
                                  const people::Actor& actor, Instant now) {
    if (!one.registered_by || one.account || !one.email.empty())
        throw Refused{{Reason::not_allowed}};
    store.in_transaction([&](store::Transaction& tx) {
        ledger::append_audit(tx, entry_about(one, actor, "card printed"), now);
    });
    return participant_token(store.session(), request_key_of(store.session(), one.id));
}

namespace {

// The address they would like, unless it is the one they have.
std::string wanted_slug(store::Store& store, const Participant& one, const PageChange& change) {
    if (change.wanted_slug.empty() || change.wanted_slug == one.slug) return {};
    if (one.is_minor)
        throw Refused{bad("slug", "Under age, an address tells no name: this one stays.")};
    if (const auto refusal = slug_objection(change.wanted_slug)) throw Refused{*refusal};
    if (!is_free(store.session(),
                 {one.campaign, Sort::participant, one.id.value, one.slug, change.wanted_slug}))
        throw Refused{bad("slug", "Somebody else has this address already.")};
    return change.wanted_slug;
}

}  // namespace

Participant rewrite_page(store::Store& store, const PageChange& change, const people::Actor& actor,
                         Instant now) {
    insist_on_words(change.name, change.story);
    auto one = find_participant_by_id(store.session(), change.participant);
    if (!one) throw Refused{{Reason::not_found}};
    if (change.goal < 0 || change.goal > Money::minor_max)
        throw Refused{bad("goal", "That amount cannot be read.")};
    if (change.seen_version != 0 && change.seen_version != one->version)
        throw Refused{
            {Reason::already_decided, {}, "Your page was changed meanwhile. Look again."}};
    const auto wanted = wanted_slug(store, *one, change);
    const bool is_same =
        change.name == one->name && change.story == one->story && wanted == one->wanted_slug;
    one->name = change.name;
    one->story = change.story;
    one->wanted_slug = wanted;
    const bool is_published =
        name_to_show(*one) == one->shown_name && one->story == one->shown_story && wanted.empty();
    if (!is_same) one->words_state = is_published ? WordsState::published : WordsState::waiting;
    one->goal = change.goal;
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_participant_words(tx, *one, is_same ? one->words_written_at : now))
            throw Refused{{Reason::already_decided, {}, "Your page was changed meanwhile."}};
        ledger::append_audit(tx, entry_about(*one, actor, "page rewritten"), now);
    });
    ++one->version;
    return *one;
}

namespace {

void insist_on_reason(WordsState to, const std::string& reason) {
    if (to == WordsState::sent_back && reason.empty())
        throw Refused{bad("reason", "Say why, so that it can be mended.")};
    if (count_code_points(reason) > verdict_max) throw Refused{bad("reason", "That is too long.")};
}

std::string action_for(WordsState to) {
    switch (to) {
        case WordsState::published:
            return "words published";
        case WordsState::sent_back:
            return "words sent back";
        case WordsState::waiting:
            return "words held again";
    }
    return {};
}

}  // namespace

void review_page(store::Store& store, const PageVerdict& verdict, const people::Actor& actor,
                 Instant now) {
    insist_on_reason(verdict.to, verdict.reason);
    const auto one = find_participant_by_id(store.session(), verdict.participant);
    if (!one) throw Refused{{Reason::not_found}};
    if (one->account && one->account == actor.account) throw Refused{{Reason::needs_second_person}};
    const WordsMove move{one->id.value, verdict.seen_version, verdict.to,
                         actor.account, verdict.reason,       name_to_show(*one)};
    const Claim claim{one->campaign, Sort::participant, one->id.value, one->slug, one->wanted_slug};
    store.in_transaction([&](store::Transaction& tx) {
        if (verdict.to == WordsState::published) campaign::insist_not_held(tx, one->campaign);
        if (!move_participant_words(tx, move, now)) throw Refused{{Reason::already_decided}};
        if (verdict.to == WordsState::published && !claim.to.empty()) {
            claim_address(tx, claim, now);
            change_participant_slug(tx, one->id, claim.to);
        }
        auto entry = entry_about(*one, actor, action_for(verdict.to));
        entry.reason = verdict.reason;
        ledger::append_audit(tx, entry, now);
    });
}

void review_team(store::Store& store, const TeamVerdict& verdict, const people::Actor& actor,
                 Instant now) {
    insist_on_reason(verdict.to, verdict.reason);
    const auto team = find_team_by_id(store.session(), verdict.team);
    if (!team) throw Refused{{Reason::not_found}};
    const auto captain = find_participant_by_id(store.session(), team->captain);
    if (captain && captain->account && captain->account == actor.account)
        throw Refused{{Reason::needs_second_person}};
    const bool is_published = verdict.to == WordsState::published;
    const auto seen = verdict.seen_version != 0 ? verdict.seen_version : team->version;
    const WordsMove move{team->id.value, seen,           verdict.to,
                         actor.account,  verdict.reason, is_published ? team->name : ""};
    const Claim claim{team->campaign, Sort::team, team->id.value, team->slug, team->wanted_slug};
    store.in_transaction([&](store::Transaction& tx) {
        if (verdict.to == WordsState::published) campaign::insist_not_held(tx, team->campaign);
        if (!move_team_words(tx, move, now)) throw Refused{{Reason::already_decided}};
        if (is_published && !claim.to.empty()) {
            claim_address(tx, claim, now);
            change_team_slug(tx, team->id, claim.to);
        }
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = action_for(verdict.to),
                              .subject_type = "team",
                              .subject_id = team->id.value,
                              .campaign = team->campaign,
                              .reason = verdict.reason},
                             now);
    });
}

}  // namespace roster
