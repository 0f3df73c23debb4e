// What the verbs of the roster write, row by row. Only its verbs call it.
//
// Updates say in their WHERE which version was read; false means that somebody was faster.
#pragma once

#include "campaign/roster/invitation.h"
#include "campaign/roster/participant.h"

namespace roster {

struct ParticipantKeys {
    std::string token_digest, request_key;
    JoinInvitationId invitation = {};  // By which they came, if by one.
};

// What a reviewer decided about words that were read at `version`.
struct WordsMove {
    std::int64_t subject = 0;
    int version = 0;
    WordsState to = WordsState::published;
    AccountId decided_by;
    std::string reason;
    std::string shown_name = {};  // What stands on pages once it is published.
};

std::string request_key_of(store::Session&, ParticipantId);
void insert_participant(store::Transaction&, const Participant&, const ParticipantKeys&);
void update_participant_link(store::Transaction&, ParticipantId, LinkId);
bool update_participant_words(store::Transaction&, const Participant&, Instant now);
bool move_participant_words(store::Transaction&, const WordsMove&, Instant now);
void change_participant_slug(store::Transaction&, ParticipantId, const std::string& slug);
// From one team, wish and answer to others; false if they are not as they were.
bool move_membership(store::Transaction&, const Participant& to, const Participant& from);
bool lock_member(store::Transaction&, ParticipantId, TeamId);
bool mark_left(store::Transaction&, ParticipantId, Instant now);
bool mark_returned(store::Transaction&, ParticipantId);

void insert_team(store::Transaction&, const Team&);
bool move_team_words(store::Transaction&, const WordsMove&, Instant now);
bool update_team(store::Transaction&, const Team&);  // Name, address wanted, who may join.
void change_team_slug(store::Transaction&, TeamId, const std::string& slug);
// Everything about who leads a team begins here.
std::optional<ParticipantId> lock_captain(store::Transaction&, TeamId);
void put_captain(store::Transaction&, TeamId, ParticipantId captain);
bool put_heir(store::Transaction&, TeamId, ParticipantId captain, ParticipantId heir);
bool captain_steps_back_for(store::Transaction&, TeamId, ParticipantId heir);
void forget_heir(store::Transaction&, TeamId, ParticipantId heir);

}  // namespace roster
