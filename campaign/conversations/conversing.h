// Conversing: opening a private conversation, saying something in it, whose it is, closing it.
//
// Who may is decided before: the team for its campaign, a participant for their own. Sent twice, a
// form is one message. The participant is told by mail that there is something to read, never what.
// All throw Refused.
#pragma once

#include "campaign/conversations/conversation.h"
#include "campaign/people/role.h"
#include "campaign/words/refusal.h"

namespace conversations {

struct NewConversation {
    ParticipantId participant;
    std::string about = {};  // "post-17"
    std::string title, words;
    Speaker speaker = Speaker::team;  // Or the participant, who writes to the team.
    std::string request_key;
};
// A colleague who opens it owns it.
Conversation open_conversation(store::Store&, const NewConversation&, const people::Actor&,
                               Instant now);

struct NewSaid {
    ConversationId conversation;
    Speaker speaker = Speaker::team;
    std::string words;
    std::string request_key;
};
// The team's words make it wait for the participant, the participant's open it (a closed one, too);
// a note changes nothing.
void say_in_conversation(store::Store&, const NewSaid&, const people::Actor&, Instant now);

struct Handing {
    ConversationId conversation;
    int seen_version = 0;
    AccountId owner;  // A colleague who may read it, or nobody.
};
void hand_conversation(store::Store&, const Handing&, const people::Actor&, Instant now);
// Again is harmless.
void close_conversation(store::Store&, ConversationId, const people::Actor&, Instant now);

}  // namespace conversations
