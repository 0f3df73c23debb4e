#include <algorithm>
#include <array>

#include "campaign/conversations/conversation.h"
#include "campaign/words/check.h"

namespace conversations {

namespace {

constexpr std::array<std::string_view, 3> state_names{"open", "waiting", "closed"};
constexpr std::array<std::string_view, 3> speaker_names{"team", "participant", "note"};

const std::string select_conversation =
    "SELECT id, campaign_id, participant_id, about, title, owner_id, state, opened_by, opened_at,"
    "       changed_at, version"
    "  FROM conversation ";

const std::string select_said =
    "SELECT id, speaker, account_id, words, said_at FROM said WHERE conversation_id = ? ";

template <typename Names>
std::size_t place_of(const Names& names, const std::string& name) {
    const auto at = std::ranges::find(names, name);
    check(at != names.end(), name + " is one of the table's words");
    return static_cast<std::size_t>(at - names.begin());
}

Conversation conversation_from(const store::Row& row) {
    return {.id = row.id<ConversationId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .participant = row.id<ParticipantId>("participant_id"),
            .about = row.text("about"),
            .title = row.text("title"),
            .owner = row.id<AccountId>("owner_id"),
            .opened_by = row.id<AccountId>("opened_by"),
            .state = static_cast<State>(place_of(state_names, row.text("state"))),
            .opened_at = row.instant("opened_at"),
            .changed_at = row.instant("changed_at"),
            .version = static_cast<int>(row.number("version"))};
}

std::optional<Conversation> maybe(const std::optional<store::Row>& row) {
    if (!row) return {};
    return conversation_from(*row);
}

std::vector<Conversation> list(const std::vector<store::Row>& rows) {
    std::vector<Conversation> found;
    for (const auto& row : rows) found.push_back(conversation_from(row));
    return found;
}

// They come newest first, because the latest count, and are told in their order.
std::vector<Said> said_from(const std::vector<store::Row>& rows) {
    std::vector<Said> found;
    for (const auto& row : rows)
        found.push_back(
            {.id = row.id<SaidId>("id"),
             .speaker = static_cast<Speaker>(place_of(speaker_names, row.text("speaker"))),
             .account = row.id<AccountId>("account_id"),
             .words = row.text("words"),
             .at = row.instant("said_at")});
    std::ranges::reverse(found);
    return found;
}

}  // namespace

std::string_view state_name(State state) { return state_names[static_cast<std::size_t>(state)]; }

std::optional<Conversation> find_conversation(store::Session& session, ConversationId id) {
    return maybe(session.one(select_conversation + "WHERE id = ?", id));
}

std::optional<Conversation> find_conversation_by_key(store::Session& session,
                                                     const std::string& key) {
    return maybe(session.one(select_conversation + "WHERE request_key = ?", key));
}

std::vector<Conversation> conversations_of_campaign(store::Session& session, CampaignId campaign) {
    return list(session.all(select_conversation +
                                "WHERE (? = 0 OR campaign_id = ?)"
                                " ORDER BY FIELD(state, 'open', 'waiting', 'closed'),"
                                "          changed_at DESC, id DESC LIMIT ?",
                            campaign.value, campaign.value, listed_max));
}

std::vector<Conversation> conversations_of_participant(store::Session& session,
                                                       ParticipantId participant) {
    return list(session.all(
        select_conversation + "WHERE participant_id = ? ORDER BY changed_at DESC, id DESC LIMIT ?",
        participant, listed_max));
}

std::vector<Said> all_said(store::Session& session, ConversationId id) {
    return said_from(
        session.all(select_said + "ORDER BY said_at DESC, id DESC LIMIT ?", id, said_max));
}

std::vector<Said> said_to_participant(store::Session& session, ConversationId id) {
    return said_from(
        session.all(select_said + "AND speaker <> 'note' ORDER BY said_at DESC, id DESC LIMIT ?",
                    id, said_max));
}

std::int64_t count_said_by_participant(store::Session& session, ParticipantId participant,
                                       Instant since) {
    return session
        .one(
            "SELECT COUNT(*) AS n FROM said"
            "  JOIN conversation ON conversation.id = said.conversation_id"
            " WHERE conversation.participant_id = ? AND said.speaker = 'participant'"
            "   AND said.said_at > ?",
            participant, since)
        ->number("n");
}

Unanswered unanswered_by_team(store::Session& session, CampaignId campaign) {
    const auto row = session.one(
        "SELECT COUNT(*) AS n, MIN(changed_at) AS oldest FROM conversation"
        " WHERE state = 'open' AND campaign_id = ?",
        campaign);
    return {row->number("n"), row->maybe_instant("oldest")};
}

std::int64_t count_unanswered_by_participant(store::Session& session, ParticipantId participant) {
    return session
        .one(
            "SELECT COUNT(*) AS n FROM conversation WHERE state = 'waiting'"
            "   AND participant_id = ?",
            participant)
        ->number("n");
}

int remove_closed_conversations(store::Transaction& tx, Instant closed_before) {
    constexpr int at_once_max = 200;
    return tx.run("DELETE FROM conversation WHERE closed_at < ? ORDER BY closed_at LIMIT ?",
                  closed_before, at_once_max);
}

}  // namespace conversations
