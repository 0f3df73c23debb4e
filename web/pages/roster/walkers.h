// Lists of people who take part, as the campaign's page and the page of everybody show them.
#pragma once

#include "campaign/language/template.h"
#include "campaign/ledger/tally.h"
#include "campaign/roster/participant.h"
#include "web/app.h"

namespace live {
struct State;
}

namespace pages {

// A row for each that is found, in their order: HREF, NAME, RAISED, BAR (beside the best), TEAM.
struct Walkers {
    const http::Request& request;
    App& app;
    const live::State& state;
    std::vector<ledger::Ranked> ranking;
};
void fill_walkers(language::Values& section, const Walkers&);

http::Response list_walkers(const http::Request&, App&);  // GET /c/:campaign/people

}  // namespace pages
