// What posters of one campaign need somebody today.
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/ranking.h"
#include "web/html/frame.h"
#include "web/pages/desk_task.h"

namespace pages {

std::vector<Task> place_tasks(const http::Request& request, App& app,
                              const campaign::Campaign& shown) {
    if (!request.visitor->may(people::Duty::run_campaign, shown.id)) return {};
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto versions = campaign::recent_versions(session, shown.id, 1);
    if (versions.empty()) return {};
    const auto& plan = versions.front().plan;
    const auto due = links::count_places_due(
        session, shown.id, language::date_in(request.now, plan.time_zone), request.now);
    if (!due.is_any()) return {};
    std::vector<std::string> parts;
    std::string show;  // What one looks at; empty: all places, where there is more than one sort.
    const auto part = [&](const char* name, std::int64_t count, std::string words) {
        if (count == 0) return;
        show = parts.empty() ? std::string{"?show="} + name : std::string{};
        parts.push_back(std::move(words));
    };
    using language::say_count;
    part("due", due.to_hang,
         say_count("{1} place should hang already", "{1} places should hang already", due.to_hang,
                   in));
    part("down", due.to_take_down,
         say_count("{1} poster is to be taken down", "{1} posters are to be taken down",
                   due.to_take_down, in));
    part("not-possible", due.not_possible,
         say_count("{1} place is not possible", "{1} places are not possible", due.not_possible,
                   in));
    part("dead", due.dead,
         say_count("{1} poster was not scanned for a week",
                   "{1} posters were not scanned for a week", due.dead, in));
    return {{.href = "/desk/" + shown.slug + "/placements" + show,
             .title = joined(parts),
             .line = plan.title,
             .action = language::say("Look at them", in)}};
}

}  // namespace pages
