// Conversation: between the team and one participant, taken out of the public. Nothing of it is
// ever public: no page, feed, event or program carries it.
//
// It has an owner in the team, who can be changed, and a state: the team is asked (open), the
// participant is (waiting), or it is over (closed; later deleted). A note is for the team alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"

namespace conversations {

using ConversationId = Id<struct ConversationEntity>;
using SaidId = Id<struct SaidEntity>;

enum class State { open, waiting, closed };
std::string_view state_name(State);

enum class Speaker { team, participant, note };

struct Conversation {
    ConversationId id;
    CampaignId campaign;
    ParticipantId participant;
    std::string about;  // Which words it is about ("post-17"), or empty.
    std::string title;
    AccountId owner, opened_by;  // Opened by nobody: by the participant.
    State state = State::open;
    Instant opened_at, changed_at;
    int version = 1;  // Counts every change.
};

struct Said {
    SaidId id;
    Speaker speaker = Speaker::team;
    AccountId account;  // Of the colleague; nobody where the participant speaks.
    std::string words;
    Instant at;
};

constexpr std::size_t title_max = 120, words_max = 1'500, lines_max = 60;
constexpr int listed_max = 100, said_max = 300, said_a_day_max = 30;

// Storage: conversation_sql.cpp. Those that wait for the team first, then the newest.
std::optional<Conversation> find_conversation(store::Session&, ConversationId);
std::optional<Conversation> find_conversation_by_key(store::Session&, const std::string& key);
std::vector<Conversation> conversations_of_campaign(store::Session&, CampaignId);  // 0: of all.
std::vector<Conversation> conversations_of_participant(store::Session&, ParticipantId);
// The latest said_max of it, oldest first: all of it, or without what is for the team alone.
std::vector<Said> all_said(store::Session&, ConversationId);
std::vector<Said> said_to_participant(store::Session&, ConversationId);
std::int64_t count_said_by_participant(store::Session&, ParticipantId, Instant since);

struct Unanswered {
    std::int64_t count = 0;
    std::optional<Instant> oldest;
};
Unanswered unanswered_by_team(store::Session&, CampaignId);
std::int64_t count_unanswered_by_participant(store::Session&, ParticipantId);

// What was closed before that moment, a bounded number at a time; how many went.
int remove_closed_conversations(store::Transaction&, Instant closed_before);

}  // namespace conversations
