// Colleagues for tests: an account with one role, signed in, without the time that a password
// takes.
#pragma once

#include "campaign/people/inviting.h"
#include "campaign/people/session.h"
#include "web/http/message.h"

// Throws what the verbs throw; the address is made of the role and a number.
people::SignedIn sign_in_colleague(store::Store&, people::Role, CampaignId = {});

// As the browser of that person would send it, with the form token when it posts.
http::Request sent_by(const people::SignedIn&, http::Request);

// An organiser's doing, for verbs that want to know whose.
people::Actor acting(const people::SignedIn&, people::Role = people::Role::organiser);

constexpr std::string_view good_password = "walking is good for you";
