// Lists of participants: for everybody (only those who are listed), for the desk, for a team.
#include <algorithm>

#include "campaign/roster/participant_row.h"

namespace roster {

namespace {

const std::string listed = " AND is_public = 1 AND is_minor = 0";

int bounded(int limit) { return std::min(limit, participants_listed_max); }

std::string prefix_pattern(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return '%' + pattern + '%';
}

std::vector<Participant> found_in(store::Session& session, const std::vector<std::int64_t>& ids,
                                  const std::string& and_only) {
    if (ids.empty()) return {};
    const auto count = std::min(ids.size(), std::size_t{participants_listed_max});
    std::string places;
    std::vector<store::Value> values;
    for (std::size_t i = 0; i < count; ++i) {
        places += i == 0 ? "?" : ", ?";
        values.push_back(store::value_of(ids[i]));
    }
    auto found = participants_from(
        session.query(select_participant + "WHERE id IN (" + places + ")" + and_only, values));
    const auto rank = [&](const Participant& one) {
        return std::ranges::find(ids, one.id.value) - ids.begin();
    };
    std::ranges::sort(found, {}, rank);
    return found;
}

}  // namespace

std::vector<Participant> find_participants(store::Session& session,
                                           const std::vector<std::int64_t>& ids) {
    return found_in(session, ids, "");
}

std::vector<Participant> listed_participants(store::Session& session,
                                             const std::vector<std::int64_t>& ids) {
    return found_in(session, ids, listed);
}

std::vector<Participant> participants_of(store::Session& session, AccountId account) {
    return participants_from(session.all(select_participant + "WHERE account_id = ?"
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

std::vector<Participant> search_participants(store::Session& session, CampaignId campaign,
                                             std::string_view shown, int limit) {
    return participants_from(session.all(
        select_participant + "WHERE campaign_id = ? AND shown_name <> '' AND shown_name LIKE ?" +
            listed + " ORDER BY shown_name, id LIMIT ?",
        campaign, prefix_pattern(shown), bounded(limit)));
}

std::vector<Participant> page_of_participants(store::Session& session,
                                              const ParticipantPage& page) {
    if (!page.after)
        return participants_from(session.all(select_participant + "WHERE campaign_id = ?" + listed +
                                                 " ORDER BY made_at DESC, id DESC LIMIT ?",
                                             page.campaign, page.limit));
    const auto& [at, id] = *page.after;
    return participants_from(session.all(
        select_participant + "WHERE campaign_id = ? AND made_at <= ? AND (made_at < ? OR id < ?)" +
            listed + " ORDER BY made_at DESC, id DESC LIMIT ?",
        page.campaign, at, at, id, page.limit));
}

std::vector<Participant> all_members(store::Session& session, TeamId team, int limit) {
    return participants_from(session.all(select_participant +
                                             "WHERE team_id = ? AND left_at IS NULL"
                                             " ORDER BY id LIMIT ?",
                                         team, bounded(limit)));
}

std::vector<Participant> listed_members(store::Session& session, TeamId team, int limit) {
    return participants_from(
        session.all(select_participant + "WHERE team_id = ?" + listed + " ORDER BY id LIMIT ?",
                    team, bounded(limit)));
}

std::vector<Participant> participants_to_choose(store::Session& session, CampaignId campaign,
                                                int limit) {
    return participants_from(session.all(
        select_participant + "WHERE campaign_id = ? AND is_public = 1 ORDER BY name, id LIMIT ?",
        campaign, bounded(limit)));
}

std::vector<Participant> participants_wanting(store::Session& session, TeamId team, int limit) {
    return participants_from(session.all(select_participant +
                                             "WHERE wanted_team_id = ? AND left_at IS NULL"
                                             " ORDER BY made_at, id LIMIT ?",
                                         team, bounded(limit)));
}

// Without a captain, the coordinator answers for the team as well.
std::vector<Participant> participants_to_admit(store::Session& session, CampaignId campaign,
                                               int limit) {
    return participants_from(session.all(
        select_participant + "WHERE campaign_id = ? AND left_at IS NULL"
                             "   AND (campaign_says = 'waiting' OR wanted_team_id IN"
                             "        (SELECT team.id FROM team WHERE team.campaign_id = ?"
                             "            AND team.captain_id IS NULL))"
                             " ORDER BY made_at, id LIMIT ?",
        campaign, campaign, bounded(limit)));
}

std::vector<Participant> participants_registered(store::Session& session, CampaignId campaign,
                                                 int limit) {
    return participants_from(session.all(
        select_participant + "WHERE campaign_id = ? AND registered_by IS NOT NULL"
                             "   AND left_at IS NULL ORDER BY made_at DESC, id DESC LIMIT ?",
        campaign, bounded(limit)));
}

std::vector<Participant> participants_to_review(store::Session& session, CampaignId campaign,
                                                int limit) {
    return participants_from(session.all(select_participant +
                                             "WHERE words_state = 'waiting' AND left_at IS NULL"
                                             "   AND (? = 0 OR campaign_id = ?)"
                                             " ORDER BY words_written_at, id LIMIT ?",
                                         campaign.value, campaign.value, bounded(limit)));
}

std::int64_t count_participants(store::Session& session, CampaignId campaign) {
    return session
        .one("SELECT COUNT(*) AS n FROM participant WHERE campaign_id = ? AND is_public = 1",
             campaign)
        ->number("n");
}

}  // namespace roster
