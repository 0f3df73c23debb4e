#include "campaign/roster/enrolling.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/links/link.h"
#include "campaign/phase.h"
#include "campaign/roster/roster_tables.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace roster {

namespace {

constexpr std::size_t reason_max = 400;

// An address that tells nothing about the person: 30 random bits in small letters and digits.
std::string random_slug() {
    auto slug = random_code();
    for (auto& c : slug)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return slug;
}

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

// The team asked for: one of this campaign, or the one that is founded now.
std::optional<Team> choose_team(store::Store& store, const NewParticipant& asked, Instant now) {
    if (!asked.new_team.empty())
        return Team{.id = new_id<TeamId>(now),
                    .campaign = asked.campaign,
                    .slug = random_slug(),
                    .name = asked.new_team,
                    .made_at = now};
    if (!asked.team) return {};
    auto team = find_team_by_id(store.session(), asked.team);
    if (!team || team->campaign != asked.campaign)
        throw Refused{bad("team", "That team is not there any more.")};
    return team;
}

LinkId write_joining(store::Transaction& tx, const Participant& made, const ParticipantKeys& keys,
                     Instant now) {
    insert_participant(tx, made, keys);
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
    if (!read_mail_address(asked.email))
        return bad("email", "We need an e-mail address, like anna@example.org.");
    if (count_code_points(asked.new_team) > name_max)
        return bad("new_team", "A team's name has at most 80 characters.");
    if (count_code_points(asked.story) > story_max)
        return bad("story", "That is too long: 2,000 characters at most.");
    if (asked.goal < 0 || asked.goal > Money::minor_max)
        return bad("goal", "That amount cannot be read.");
    return {};
}

Joined join_campaign(store::Store& store, const NewParticipant& asked, const people::Actor& actor,
                     Instant now) {
    if (const auto refusal = join_words_objection(asked)) throw Refused{*refusal};
    if (find_participant_by_key(store.session(), asked.request_key))
        return joined_before(store, asked);
    insist_on_open(store, asked.campaign, now);
    const auto team = choose_team(store, asked, now);
    const auto token = participant_token(store.session(), asked.request_key);
    Participant made{.id = new_id<ParticipantId>(now),
                     .campaign = asked.campaign,
                     .team = team ? team->id : TeamId{},
                     .slug = random_slug(),
                     .name = asked.name,
                     .email = asked.email,
                     .story = asked.story,
                     .goal = asked.goal,
                     .words_written_at = now,
                     .made_at = now,
                     .language = asked.language,
                     .account = asked.account};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (team && !asked.new_team.empty()) {
                insert_team(tx, *team);
                ledger::open_tally(tx, ledger::tally_of(team->id, team->campaign));
            }
            made.link = write_joining(tx, made, {sha256_hex(token), asked.request_key}, now);
            ledger::append_audit(tx, entry_about(made, actor, "participant joined"), now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_participant_per_request" &&
            duplicate.constraint != "one_participant_per_token")
            throw;
        return joined_before(store, asked);
    } catch (const store::OutcomeUnknown&) {
        if (find_participant_by_key(store.session(), asked.request_key))
            return joined_before(store, asked);
        throw;
    }
    return {made, token, false};
}

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
    const bool is_published = change.name == one->shown_name && change.story == one->shown_story;
    const bool is_same = change.name == one->name && change.story == one->story;
    if (!is_same) one->words_state = is_published ? WordsState::published : WordsState::waiting;
    one->name = change.name;
    one->story = change.story;
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
    if (count_code_points(reason) > reason_max) throw Refused{bad("reason", "That is too long.")};
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
    const WordsMove move{one->id.value, verdict.seen_version, verdict.to, actor.account,
                         verdict.reason};
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_participant_words(tx, move, now)) throw Refused{{Reason::already_decided}};
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
    const WordsMove move{team->id.value, 0, verdict.to, actor.account, verdict.reason};
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_team_words(tx, move, now)) throw Refused{{Reason::already_decided}};
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
