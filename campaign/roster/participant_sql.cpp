#include <algorithm>
#include <array>

#include "campaign/roster/guardian.h"
#include "campaign/roster/participant_row.h"
#include "campaign/roster/roster_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/initials.h"
#include "campaign/words/token.h"

namespace roster {

namespace {

constexpr std::array<std::string_view, 3> says_names{"yes", "waiting", "no"};

Says says_of(const std::string& name) {
    const auto at = std::ranges::find(says_names, name);
    check(at != says_names.end(), "yes, waiting or no was said");
    return static_cast<Says>(at - says_names.begin());
}

std::optional<Participant> maybe_participant(const std::optional<store::Row>& row) {
    if (!row) return {};
    return participant_from(*row);
}

}  // namespace

// Every column of a participant, read by participant_from() and nowhere else.
extern const std::string select_participant =
    "SELECT id, campaign_id, team_id, slug, name, email, story, shown_name, shown_story, goal,"
    "       link_id, words_state, words_reason, words_written_at, made_at, language, account_id,"
    "       version, is_minor, guardian_name, campaign_says, captain_says, wanted_team_id, note,"
    "       wanted_slug, registered_by, left_at"
    "  FROM participant ";

Participant participant_from(const store::Row& row) {
    return {.id = row.id<ParticipantId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .team = row.id<TeamId>("team_id"),
            .slug = row.text("slug"),
            .name = row.text("name"),
            .email = row.text("email"),
            .story = row.text("story"),
            .shown_name = row.text("shown_name"),
            .shown_story = row.text("shown_story"),
            .goal = row.number("goal"),
            .link = row.id<LinkId>("link_id"),
            .words_state = words_state_of(row.text("words_state")),
            .words_reason = row.text("words_reason"),
            .words_written_at = row.instant("words_written_at"),
            .made_at = row.instant("made_at"),
            .language = row.text("language"),
            .account = row.id<AccountId>("account_id"),
            .version = static_cast<int>(row.number("version")),
            .is_minor = row.number("is_minor") != 0,
            .guardian_name = row.text("guardian_name"),
            .campaign_says = says_of(row.text("campaign_says")),
            .captain_says = says_of(row.text("captain_says")),
            .wanted_team = row.id<TeamId>("wanted_team_id"),
            .note = row.text("note"),
            .wanted_slug = row.text("wanted_slug"),
            .registered_by = row.id<AccountId>("registered_by"),
            .left_at = row.maybe_instant("left_at")};
}

std::vector<Participant> participants_from(const std::vector<store::Row>& rows) {
    std::vector<Participant> participants;
    for (const auto& row : rows) participants.push_back(participant_from(row));
    return participants;
}

std::string_view says_name(Says says) { return says_names[static_cast<std::size_t>(says)]; }

std::string name_to_show(const Participant& one) {
    return one.is_minor ? initials_of(one.name) : one.name;
}

std::optional<Participant> find_participant(store::Session& session, CampaignId campaign,
                                            std::string_view slug) {
    return maybe_participant(
        session.one(select_participant + "WHERE campaign_id = ? AND slug = ? AND is_public = 1",
                    campaign, slug));
}

std::optional<Participant> find_participant_by_id(store::Session& session, ParticipantId id) {
    return maybe_participant(session.one(select_participant + "WHERE id = ?", id));
}

std::optional<Participant> find_participant_by_token(store::Session& session,
                                                     const std::string& token) {
    return maybe_participant(
        session.one(select_participant + "WHERE token_digest = ?", sha256_hex(token)));
}

std::optional<Participant> find_participant_by_key(store::Session& session,
                                                   const std::string& request_key) {
    return maybe_participant(
        session.one(select_participant + "WHERE request_key = ?", request_key));
}

void claim_participant(store::Transaction& tx, ParticipantId participant, AccountId account) {
    tx.run("UPDATE participant SET account_id = ? WHERE id = ? AND account_id IS NULL", account,
           participant);
}

std::string participant_token(store::Session& session, const std::string& request_key) {
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    check(secret.has_value(), "the secret of tokens was made by the migration");
    constexpr std::size_t digits = 32;  // 128 bits.
    return sha256_hex("participant" + secret->text("value") + request_key).substr(0, digits);
}

std::string request_key_of(store::Session& session, ParticipantId participant) {
    const auto row = session.one("SELECT request_key FROM participant WHERE id = ?", participant);
    check(row.has_value(), "a participant was made by a request");
    return row->text("request_key");
}

void insert_participant(store::Transaction& tx, const Participant& made,
                        const ParticipantKeys& keys) {
    tx.run(
        "INSERT INTO participant (id, campaign_id, team_id, slug, name, email, story,"
        "       shown_story, goal, token_digest, request_key, words_state, words_written_at,"
        "       language, made_at, account_id, is_minor, guardian_name, guardian_agreed_at,"
        "       guardian_wording, campaign_says, captain_says, wanted_team_id, invitation_id,"
        "       registered_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.team, made.slug, made.name, made.email, made.story, made.goal,
        keys.token_digest, keys.request_key, words_state_name(made.words_state),
        made.words_written_at, made.language, made.made_at, made.account, made.is_minor,
        made.guardian_name, made.is_minor ? std::optional{made.made_at} : std::nullopt,
        made.is_minor ? guardian_wording.version : 0, says_name(made.campaign_says),
        says_name(made.captain_says), made.wanted_team, keys.invitation, made.registered_by);
}

void update_participant_link(store::Transaction& tx, ParticipantId participant, LinkId link) {
    tx.run("UPDATE participant SET link_id = ? WHERE id = ?", link, participant);
}

bool update_participant_words(store::Transaction& tx, const Participant& changed, Instant now) {
    return tx.run(
               "UPDATE participant SET name = ?, story = ?, goal = ?, wanted_slug = ?, words_state "
               "= ?,"
               "       words_reason = '', words_written_at = ?, version = version + 1"
               " WHERE id = ? AND version = ?",
               changed.name, changed.story, changed.goal, changed.wanted_slug,
               words_state_name(changed.words_state), now, changed.id, changed.version) == 1;
}

bool move_participant_words(store::Transaction& tx, const WordsMove& move, Instant now) {
    // Undone: what was published a moment ago is taken down, and ready words stand again.
    const bool is_moved = move.to != WordsState::sent_back;
    const bool is_published = move.to == WordsState::published;
    return tx.run(
               "UPDATE participant SET words_state = ?, words_reason = ?, words_decided_by = ?,"
               "       words_decided_at = ?, version = version + 1,"
               "       shown_name = IF(?, ?, shown_name),"
               "       shown_story = IF(?, IF(?, story, ''), shown_story)"
               " WHERE id = ? AND version = ?",
               words_state_name(move.to), move.reason, move.decided_by, now, is_moved,
               is_published ? move.shown_name : std::string{}, is_moved, is_published, move.subject,
               move.version) == 1;
}

void change_participant_slug(store::Transaction& tx, ParticipantId participant,
                             const std::string& slug) {
    tx.run("UPDATE participant SET slug = ?, wanted_slug = '' WHERE id = ?", slug, participant);
}

bool move_membership(store::Transaction& tx, const Participant& to, const Participant& from) {
    return tx.run(
               "UPDATE participant SET team_id = ?, wanted_team_id = ?, campaign_says = ?,"
               "       captain_says = ?, note = ?"
               " WHERE id = ? AND team_id <=> ? AND wanted_team_id <=> ? AND campaign_says = ?"
               "   AND captain_says = ?",
               to.team, to.wanted_team, says_name(to.campaign_says), says_name(to.captain_says),
               to.note, from.id, from.team, from.wanted_team, says_name(from.campaign_says),
               says_name(from.captain_says)) == 1;
}

bool lock_member(store::Transaction& tx, ParticipantId participant, TeamId team) {
    return tx
        .lock(
            "SELECT id FROM participant WHERE id = ? AND team_id = ? AND left_at IS NULL"
            " FOR UPDATE",
            participant, team)
        .has_value();
}

bool mark_left(store::Transaction& tx, ParticipantId participant, Instant now) {
    return tx.run(
               "UPDATE participant SET left_at = ?, team_id = NULL, wanted_team_id = NULL"
               " WHERE id = ? AND left_at IS NULL",
               now, participant) == 1;
}

bool mark_returned(store::Transaction& tx, ParticipantId participant) {
    return tx.run("UPDATE participant SET left_at = NULL WHERE id = ? AND left_at IS NOT NULL",
                  participant) == 1;
}

}  // namespace roster
