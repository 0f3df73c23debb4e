#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"
#include "campaign/pledges/lap.h"
#include "campaign/pledges/pledge.h"
#include "web/pages/desk_task.h"

namespace pages {

using language::say;

std::vector<Task> pledge_tasks(const http::Request& request, App& app,
                               const campaign::Campaign& shown) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto desk = "/desk/" + shown.slug;
    const bool does_finance = request.visitor->may(people::Duty::do_finance, shown.id);
    std::vector<Task> tasks;
    if (does_finance)
        if (const auto papers = pledges::count_unproven_papers(session, shown.id); papers > 0)
            tasks.push_back(
                {.href = desk + "/pledges",
                 .title = language::say_count("{1} pledge from paper waits for a look",
                                              "{1} pledges from paper wait for a look", papers, in),
                 .line = say("Until somebody in finance has seen the paper, it is not "
                             "shown.",
                             in),
                 .action = say("Look at them", in)});
    if (!does_finance && !request.visitor->may(people::Duty::run_campaign, shown.id)) return tasks;
    for (const auto& batch :
         pledges::recent_lap_batches(session, shown.id, pledges::lap_batches_listed_max))
        if (batch.state == pledges::LapState::entered &&
            batch.entered_by != request.visitor->account)
            tasks.push_back({.href = desk + "/laps/" + std::to_string(batch.id.value),
                             .title = say("A list of laps waits for a second person", in),
                             .line = people::name_of(session, batch.entered_by),
                             .age = language::ago_text(batch.entered_at, request.now, in),
                             .action = say("Look at it", in)});
    return tasks;
}

}  // namespace pages
