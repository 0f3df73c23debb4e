#include "campaign/contest/challenging.h"

#include <algorithm>

#include "campaign/contest/challenge_mail.h"
#include "campaign/contest/scoring.h"
#include "campaign/ledger/audit.h"
#include "campaign/phase.h"
#include "campaign/roster/participant.h"

namespace contest {

namespace {

constexpr int ended_at_once_max = 200;

ledger::AuditEntry entry_about(const Challenge& race, const people::Actor& actor,
                               std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "challenge",
            .subject_id = race.id.value,
            .campaign = race.campaign};
}

bool is_open(const Challenge& race) {
    return race.state == Race::asked || race.state == Race::running;
}

bool is_in(store::Session& session, const NewChallenge& asked, std::int64_t id) {
    if (asked.type == "team") {
        const auto team = roster::find_team_by_id(session, TeamId{id});
        return team && team->campaign == asked.campaign;
    }
    const auto one = roster::find_participant_by_id(session, ParticipantId{id});
    return one && one->campaign == asked.campaign;
}

Refusal bad(std::string sentence, std::string field = "rival") {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

// Until when, if it can be.
Instant insist_on_race(store::Store& store, const NewChallenge& asked, Instant now) {
    auto& session = store.session();
    const auto found = campaign::find_campaign_by_id(session, asked.campaign);
    const auto version = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    if (!version) throw Refused{{Reason::not_found}};
    if (campaign::phase_of(*found, *version, now) != campaign::Phase::open)
        throw Refused{bad("A race runs while the campaign is open.")};
    if (asked.asking == asked.asked)
        throw Refused{bad(asked.type == "team" ? "Choose another team than your own."
                                               : "Choose somebody else than yourself.")};
    if (!is_in(session, asked, asked.asked) || !is_in(session, asked, asked.asking))
        throw Refused{bad(asked.type == "team" ? "No team of this campaign has that address."
                                               : "Nobody of this campaign has that address.")};
    if (asked.type == "team" && !roster::find_team_by_id(session, TeamId{asked.asked})->captain)
        throw Refused{bad("That team has no captain who could say yes.")};
    if (asked.days < 1 || asked.days > race_days_max)
        throw Refused{bad("A race has 1 to 90 days.", "days")};
    int open = 0;
    for (const auto& race : challenges_of(session, asked.type, asked.asking)) {
        if (!is_open(race)) continue;
        if (race.is_of(asked.type, asked.asked))
            throw Refused{bad("There is a race between you already.")};
        if (++open >= open_challenges_max)
            throw Refused{bad("Five races at once are enough. End one first.")};
    }
    const auto until = now + std::chrono::days{asked.days};
    return std::min(until, campaign::closes_at(version->plan));
}

void begin(store::Session& session, Challenge& race, Instant now) {
    race.state = Race::running, race.agreed_at = now;
    race.asking_from = scores_of(session, race.type, race.asking).by(race.measure);
    race.asked_from = scores_of(session, race.type, race.asked).by(race.measure);
}

void finish(store::Session& session, Challenge& race) {
    const auto gained = gained_in(race, scores_of(session, race.type, race.asking),
                                  scores_of(session, race.type, race.asked));
    race.state = Race::over;
    race.asking_until = gained.asking, race.asked_until = gained.asked;
}

}  // namespace

std::optional<Answer> find_answer(std::string_view name) {
    if (name == "accept") return Answer::accept;
    if (name == "decline") return Answer::decline;
    if (name == "cancel") return Answer::cancel;
    return {};
}

Challenge ask_to_race(store::Store& store, const NewChallenge& asked, const people::Actor& actor,
                      Instant now) {
    if (auto earlier = find_challenge_by_key(store.session(), asked.request_key)) return *earlier;
    const Challenge made{.id = new_id<ChallengeId>(now),
                         .campaign = asked.campaign,
                         .type = asked.type,
                         .asking = asked.asking,
                         .asked = asked.asked,
                         .measure = contest_of(store.session(), asked.campaign).measure,
                         .until = insist_on_race(store, asked, now),
                         .asked_at = now};
    const auto mails = mails_when_challenged(store.session(), made);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_challenge(tx, made, asked.request_key);
            mail::insert_mails(tx, mails, now);
            ledger::append_audit(tx, entry_about(made, actor, "race asked for"), now);
        });
    } catch (const store::Duplicate&) {
        if (auto earlier = find_challenge_by_key(store.session(), asked.request_key))
            return *earlier;
        throw;
    }
    return made;
}

Challenge answer_race(store::Store& store, const Side& side, Answer answer,
                      const people::Actor& actor, Instant now) {
    auto& session = store.session();
    auto race = find_challenge(session, side.challenge).value_or(Challenge{});
    if (!race.is_of(side.type, side.id)) throw Refused{{Reason::not_found}};
    const auto before = race.state;
    const bool is_asked = race.asked == side.id;
    if (!is_open(race) || now >= race.until) throw Refused{{Reason::already_decided}};
    if (answer == Answer::cancel) {
        race.state = Race::cancelled;
    } else {
        if (!is_asked) throw Refused{{Reason::not_allowed}};
        if (before != Race::asked) throw Refused{{Reason::already_decided}};
        if (answer == Answer::decline) race.state = Race::declined;
        if (answer == Answer::accept) begin(session, race, now);
    }
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_challenge(tx, race, before, now)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(
            tx, entry_about(race, actor, "race " + std::string{race_name(race.state)}), now);
    });
    ++race.version;
    return race;
}

std::vector<CampaignId> end_races(store::Store& store, Instant now) {
    std::vector<CampaignId> ended;
    auto& session = store.session();
    const auto due = challenges_due(session, now, ended_at_once_max);
    if (!due.empty()) score_changes(store);  // What was confirmed before the end still counts.
    for (auto race : due) {
        const auto before = race.state;
        if (before == Race::asked) race.state = Race::cancelled;
        if (before == Race::running) finish(session, race);
        store.in_transaction([&](store::Transaction& tx) {
            if (!update_challenge(tx, race, before, now)) return;
            ledger::append_audit(tx,
                                 entry_about(race, people::program_actor(),
                                             "race " + std::string{race_name(race.state)}),
                                 now);
        });
        ended.push_back(race.campaign);
    }
    return ended;
}

}  // namespace contest
