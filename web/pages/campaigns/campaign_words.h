// What is said of a campaign and its people on several pages, in the reader's language.
//
// A name that nobody has read yet is never shown: ready words stand in its place.
#pragma once

#include <string>

#include "campaign/campaign.h"
#include "campaign/language/template.h"
#include "campaign/roster/participant.h"
#include "web/app.h"

namespace live {
struct State;
}

namespace pages {

std::string kind_words(campaign::Kind, const std::string& language);    // "Charity walk"
std::string join_words(campaign::Kind, const std::string& language);    // "Walk with us"
std::string phase_words(campaign::Phase, const std::string& language);  // "Open"
std::string version_state_words(campaign::VersionState, const std::string& language);
// "€5,000", or "200 gifts": an amount in the goal's unit.
std::string goal_amount_words(const campaign::Campaign&, const campaign::Plan&, std::int64_t amount,
                              const std::string& language);
std::string window_words(const campaign::Plan&, const std::string& language);
// "Riverside Trust · Charity walk 2027"
std::string kicker_words(const http::Request&, App&, const live::State&);

// "A walker of Spring Walk": while a name waits to be read.
std::string name_words(const roster::Participant&, const live::State&, const std::string& language);
std::string name_words(const roster::Team&, const live::State&, const std::string& language);

std::string campaign_path(const campaign::Campaign&);  // "/c/spring-walk"
std::string hero_path(const live::State&);
// Puts the code that somebody came with behind an address: "?from=K7Q2MX".
std::string with_code(std::string path, const http::Request&);

}  // namespace pages
