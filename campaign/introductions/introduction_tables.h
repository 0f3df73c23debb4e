// What the verbs of introductions write, row by row. Only introducing.cpp calls it.
//
// Updates say in their WHERE what must still be true; false means that somebody was faster.
#pragma once

#include "campaign/introductions/introduction.h"

namespace introductions {

struct ProfileMove {
    ProfileId profile;
    State from, to;
    AccountId decided_by = {};
    std::string reason = {};
};

void insert_introduction(store::Transaction&, const Introduction&, const std::string& request_key);
void insert_profile(store::Transaction&, const Profile&);
bool update_draft(store::Transaction&, const Profile&);  // Only while it is one, of this author.
bool move_profile(store::Transaction&, const ProfileMove&, Instant now);
void replace_profiles_before(store::Transaction&, const Profile&);
void show_profile(store::Transaction&, IntroductionId, ProfileId);
bool end_introduction(store::Transaction&, IntroductionId, Instant now);

}  // namespace introductions
