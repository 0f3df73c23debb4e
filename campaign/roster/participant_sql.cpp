#include <algorithm>
#include <array>

#include "campaign/roster/roster_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace roster {

namespace {

constexpr std::array<std::string_view, 3> words_states{"waiting", "published", "sent_back"};

// Every column of a participant, read by participant_from() and nowhere else.
const std::string select_participant =
    "SELECT id, campaign_id, team_id, slug, name, email, story, shown_name, shown_story, goal,"
    "       link_id, words_state, words_reason, words_written_at, made_at, language, account_id,"
    "       version"
    "  FROM participant ";

WordsState words_state_of(const std::string& name) {
    const auto at = std::ranges::find(words_states, name);
    check(at != words_states.end(), "words wait, are published or were sent back");
    return static_cast<WordsState>(at - words_states.begin());
}

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
            .version = static_cast<int>(row.number("version"))};
}

std::optional<Participant> maybe_participant(const std::optional<store::Row>& row) {
    if (!row) return {};
    return participant_from(*row);
}

std::vector<Participant> participants_from(const std::vector<store::Row>& rows) {
    std::vector<Participant> participants;
    for (const auto& row : rows) participants.push_back(participant_from(row));
    return participants;
}

std::string prefix_pattern(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return '%' + pattern + '%';
}

}  // namespace

std::string_view words_state_name(WordsState state) {
    return words_states[static_cast<std::size_t>(state)];
}

std::optional<Participant> find_participant(store::Session& session, CampaignId campaign,
                                            std::string_view slug) {
    return maybe_participant(
        session.one(select_participant + "WHERE campaign_id = ? AND slug = ? AND left_at IS NULL",
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

std::vector<Participant> find_participants(store::Session& session,
                                           const std::vector<std::int64_t>& ids) {
    if (ids.empty()) return {};
    const auto count = std::min(ids.size(), std::size_t{participants_listed_max});
    std::string places;
    std::vector<store::Value> values;
    for (std::size_t i = 0; i < count; ++i) {
        places += i == 0 ? "?" : ", ?";
        values.push_back(store::value_of(ids[i]));
    }
    auto found = participants_from(
        session.query(select_participant + "WHERE id IN (" + places + ")", values));
    const auto rank = [&](const Participant& one) {
        return std::ranges::find(ids, one.id.value) - ids.begin();
    };
    std::ranges::sort(found, {}, rank);
    return found;
}

std::vector<Participant> participants_of(store::Session& session, AccountId account) {
    return participants_from(session.all(select_participant +
                                             "WHERE account_id = ? AND left_at IS NULL"
                                             " ORDER BY made_at DESC, id LIMIT ?",
                                         account, participants_listed_max));
}

// The first comparison finds its rows by the index; the second one is exact to the letter.
std::vector<Participant> unclaimed_participants(store::Session& session, const std::string& email) {
    return participants_from(session.all(select_participant +
                                             "WHERE email = ? AND account_id IS NULL"
                                             "   AND left_at IS NULL"
                                             "   AND LOWER(email) COLLATE utf8mb4_bin = ?"
                                             " ORDER BY made_at DESC, id LIMIT ?",
                                         email, email, participants_listed_max));
}

void claim_participant(store::Transaction& tx, ParticipantId participant, AccountId account) {
    tx.run("UPDATE participant SET account_id = ? WHERE id = ? AND account_id IS NULL", account,
           participant);
}

std::vector<Participant> search_participants(store::Session& session, CampaignId campaign,
                                             std::string_view shown, int limit) {
    return participants_from(session.all(
        select_participant + "WHERE campaign_id = ? AND left_at IS NULL AND shown_name <> ''"
                             "   AND shown_name LIKE ? ORDER BY shown_name, id LIMIT ?",
        campaign, prefix_pattern(shown), std::min(limit, participants_listed_max)));
}

std::vector<Participant> page_of_participants(store::Session& session,
                                              const ParticipantPage& page) {
    if (!page.after)
        return participants_from(session.all(select_participant +
                                                 "WHERE campaign_id = ? AND left_at IS NULL"
                                                 " ORDER BY made_at DESC, id DESC LIMIT ?",
                                             page.campaign, page.limit));
    const auto& [at, id] = *page.after;
    return participants_from(session.all(
        select_participant + "WHERE campaign_id = ? AND left_at IS NULL AND made_at <= ?"
                             " AND (made_at < ? OR id < ?)"
                             " ORDER BY made_at DESC, id DESC LIMIT ?",
        page.campaign, at, at, id, page.limit));
}

std::vector<Participant> all_members(store::Session& session, TeamId team, int limit) {
    return participants_from(session.all(select_participant +
                                             "WHERE team_id = ? AND left_at IS NULL"
                                             " ORDER BY id LIMIT ?",
                                         team, std::min(limit, participants_listed_max)));
}

std::vector<Participant> participants_to_review(store::Session& session, CampaignId campaign,
                                                int limit) {
    return participants_from(
        session.all(select_participant + "WHERE words_state = 'waiting' AND left_at IS NULL"
                                         "   AND (? = 0 OR campaign_id = ?)"
                                         " ORDER BY words_written_at, id LIMIT ?",
                    campaign.value, campaign.value, std::min(limit, participants_listed_max)));
}

std::int64_t count_participants(store::Session& session, CampaignId campaign) {
    return session
        .one("SELECT COUNT(*) AS n FROM participant WHERE campaign_id = ? AND left_at IS NULL",
             campaign)
        ->number("n");
}

std::string participant_token(store::Session& session, const std::string& request_key) {
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    check(secret.has_value(), "the secret of tokens was made by the migration");
    constexpr std::size_t digits = 32;  // 128 bits.
    return sha256_hex("participant" + secret->text("value") + request_key).substr(0, digits);
}

void insert_participant(store::Transaction& tx, const Participant& made,
                        const ParticipantKeys& keys) {
    tx.run(
        "INSERT INTO participant (id, campaign_id, team_id, slug, name, email, story,"
        "       shown_story, goal, token_digest, request_key, words_state, words_written_at,"
        "       language, made_at, account_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.team, made.slug, made.name, made.email, made.story, made.goal,
        keys.token_digest, keys.request_key, words_state_name(made.words_state),
        made.words_written_at, made.language, made.made_at, made.account);
}

void update_participant_link(store::Transaction& tx, ParticipantId participant, LinkId link) {
    tx.run("UPDATE participant SET link_id = ? WHERE id = ?", link, participant);
}

bool update_participant_words(store::Transaction& tx, const Participant& changed, Instant now) {
    return tx.run(
               "UPDATE participant SET name = ?, story = ?, goal = ?, words_state = ?,"
               "       words_reason = '', words_written_at = ?, version = version + 1"
               " WHERE id = ? AND version = ?",
               changed.name, changed.story, changed.goal, words_state_name(changed.words_state),
               now, changed.id, changed.version) == 1;
}

bool move_participant_words(store::Transaction& tx, const WordsMove& move, Instant now) {
    // Undone: what was published a moment ago is taken down, and ready words stand again.
    const auto shows = [&](const char* column) {
        const std::string name{column};
        if (move.to == WordsState::published) return ", shown_" + name + " = " + name;
        if (move.to == WordsState::waiting) return ", shown_" + name + " = ''";
        return std::string{};
    };
    return tx.run(
               "UPDATE participant SET words_state = ?, words_reason = ?, words_decided_by = ?,"
               "       words_decided_at = ?, version = version + 1" +
                   shows("name") + shows("story") + " WHERE id = ? AND version = ?",
               words_state_name(move.to), move.reason, move.decided_by, now, move.subject,
               move.version) == 1;
}

}  // namespace roster
