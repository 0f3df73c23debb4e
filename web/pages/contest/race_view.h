// Race view: how a race between two people or two teams looks, on the pages of either side.
#pragma once

#include "campaign/contest/challenge.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace live {
struct State;
}

namespace pages {

// How races look from one page.
struct RaceView {
    const http::Request& request;
    App& app;
    const live::State& state;
    std::string type;     // participant, team
    std::int64_t id = 0;  // Whose page it is.

    const std::string& language() const { return request.language; }
};

// STATE and two rows RUNNER (NAME, HREF, SCORE, BAR).
void fill_race(language::Values& row, const RaceView&, const contest::Challenge&);

// Section RACES with rows RACE, of those that run or are over, for a public page; none without any.
void fill_public_races(language::Values&, const http::Request&, App&, const live::State&,
                       const std::string& type, std::int64_t id);

}  // namespace pages
