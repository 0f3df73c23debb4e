// Authorising: giving a program a token, ending it, and knowing it when it comes.
//
// All throw Refused: not_allowed where somebody would hand on more than they hold.
#pragma once

#include "campaign/programs/access_token.h"

namespace programs {

struct NewToken {
    std::string name;
    people::Grant grant;
    int days = 90;
};
struct MadeToken {
    AccessToken token;
    std::string secret;  // The whole token: shown now and never again.
};
MadeToken make_access_token(store::Store&, const NewToken&, const people::Visitor& maker,
                            const people::Actor&, Instant now);
void end_access_token(store::Store&, AccessTokenId, const people::Actor&, Instant now);

// Who it stands for; its use is noted, at most once a minute.
std::optional<Bearer> recognise(store::Store&, std::string_view token, Instant now);

}  // namespace programs
