// What the verbs of the roster write, row by row. Only enrolling.cpp calls it.
//
// Updates say in their WHERE which version was read; false means that somebody was faster.
#pragma once

#include "campaign/roster/participant.h"

namespace roster {

struct ParticipantKeys {
    std::string token_digest, request_key;
};

// What a reviewer decided about words that were read at `version`.
struct WordsMove {
    std::int64_t subject = 0;
    int version = 0;  // Of a participant; teams are never renamed.
    WordsState to = WordsState::published;
    AccountId decided_by;
    std::string reason;
};

void insert_participant(store::Transaction&, const Participant&, const ParticipantKeys&);
void update_participant_link(store::Transaction&, ParticipantId, LinkId);
bool update_participant_words(store::Transaction&, const Participant&, Instant now);
bool move_participant_words(store::Transaction&, const WordsMove&, Instant now);

void insert_team(store::Transaction&, const Team&);
bool move_team_words(store::Transaction&, const WordsMove&, Instant now);

}  // namespace roster
