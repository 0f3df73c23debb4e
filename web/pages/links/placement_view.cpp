#include "web/pages/links/placement_view.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/links/old_paper.h"
#include "campaign/words/text.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::to_say;
using language::Values;

constexpr std::size_t words_max = 100;

// What one can choose to see, and of what it speaks.
struct Choice {
    std::string_view name, title;
    bool (*is_one)(const PlacesView&, const links::PlacementYield&);
};
constexpr Choice choices[] = {
    {"", to_say("all places"),
     [](const PlacesView&, const links::PlacementYield&) { return true; }},
    {"to-go", to_say("to hang"),
     [](const PlacesView&, const links::PlacementYield& one) { return one.placement.is_to_go(); }},
    {"due", to_say("overdue to hang"),
     [](const PlacesView& view, const links::PlacementYield& one) {
         return links::is_due_to_hang(one.placement, view.today());
     }},
    {"hung", to_say("hung"),
     [](const PlacesView&, const links::PlacementYield& one) { return one.placement.is_up(); }},
    {"down", to_say("to be taken down"),
     [](const PlacesView& view, const links::PlacementYield& one) {
         return links::is_due_to_come_down(one.placement, view.today());
     }},
    {"not-possible", to_say("not possible"),
     [](const PlacesView&, const links::PlacementYield& one) {
         return !one.placement.ended_at && !one.placement.trouble.empty();
     }},
    {"unasked", to_say("without permission"),
     [](const PlacesView&, const links::PlacementYield& one) {
         return one.placement.is_to_go() &&
                one.placement.arrangement.permission != links::Permission::given;
     }},
    {"nobody", to_say("without a helper"),
     [](const PlacesView&, const links::PlacementYield& one) {
         return one.placement.is_to_hang() && !one.placement.arrangement.volunteer;
     }},
    {"old", to_say("with an older date"),
     [](const PlacesView& view, const links::PlacementYield& one) {
         return view.old_paper.contains(one.placement.id);
     }},
    {"dead", to_say("without a scan for a week"),
     [](const PlacesView& view, const links::PlacementYield& one) {
         return links::is_dead_place(one, view.request.now);
     }},
};

const Choice& choice_of(const std::string& name) {
    const auto found = std::ranges::find(choices, name, &Choice::name);
    return found == std::end(choices) ? choices[0] : *found;
}

std::int64_t count_of(std::string_view name, const PlacesView& view, const Places& places) {
    const auto& choice = choice_of(std::string{name});
    return std::ranges::count_if(places, [&](const auto& one) { return choice.is_one(view, one); });
}

bool is_found(const links::PlacementYield& one, const std::string& words) {
    const auto lowered = [](std::string text) {
        std::ranges::transform(text, text.begin(), [](unsigned char c) {
            return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
        });
        return text;
    };
    const auto wanted = lowered(words);
    for (const auto& text : {one.placement.name, one.placement.address, one.code})
        if (lowered(text).find(wanted) != std::string::npos) return true;
    return false;
}

}  // namespace

PlacesView places_view(const http::Request& request, App& app, const CampaignHere& here) {
    auto& session = app.store.session();
    PlacesView view{request, here, links::all_volunteers(session, here.campaign.id), {}};
    for (const auto& old : links::all_old_paper(session, here.campaign.id, here.version.plan))
        view.old_paper.insert(old.placement.id);
    return view;
}

// What is due today and what stands in the way, each with the way to it.
void fill_due(Values& values, const PlacesView& view, const Places& places) {
    const auto& lang = view.language();
    std::vector<std::pair<std::string, std::string>> tasks;
    const auto task = [&](const char* name, const char* one, const char* many) {
        if (const auto count = count_of(name, view, places); count > 0)
            tasks.emplace_back(name, say_count(one, many, count, lang));
    };
    task("due", "{1} place should hang already", "{1} places should hang already");
    task("down", "{1} poster is to be taken down", "{1} posters are to be taken down");
    task("old", "{1} poster shows an older date", "{1} posters show an older date");
    task("not-possible", "{1} place is not possible", "{1} places are not possible");
    task("nobody", "{1} place has no helper yet", "{1} places have no helper yet");
    task("dead", "{1} poster was not scanned for a week",
         "{1} posters were not scanned for a week");
    if (tasks.empty()) return;
    auto& due = values.add("DUE");
    for (const auto& [name, label] : tasks)
        due.add("TASK").set("HREF", view.path() + "?show=" + name).set("LABEL", label);
}

void fill_filters(Values& values, const PlacesView& view) {
    const auto& lang = view.language();
    const auto& query = view.request.query;
    auto& filters = values.add("FILTERS");
    filters.set("FORM_HREF", view.path());
    values.set("SHOWN", query.text("show")).set("SHOWN_BY", query.text("by"));
    values.set("QUERY", query.text("q"));
    for (const auto& choice : choices)
        filters.add("SHOW")
            .set("VALUE", choice.name)
            .set("LABEL", say(choice.title, lang))
            .show_if(query.text("show") == choice.name, "CHOSEN");
    filters.add("BY").set("VALUE", "").set("LABEL", say("everybody", lang));
    for (const auto& one : view.volunteers)
        filters.add("BY")
            .set("VALUE", one.id.value)
            .set("LABEL", one.name)
            .show_if(query.text("by") == std::to_string(one.id.value), "CHOSEN");
}

Places chosen_places(const PlacesView& view, const Places& places) {
    const auto& query = view.request.query;
    const auto& choice = choice_of(query.text("show"));
    const auto by = query.text("by");
    const auto words = read_line(query.text("q"), words_max).value_or("");
    Places chosen;
    for (const auto& one : places)
        if (choice.is_one(view, one) && (words.empty() || is_found(one, words)) &&
            (by.empty() || std::to_string(one.placement.arrangement.volunteer.value) == by))
            chosen.push_back(one);
    return chosen;
}

}  // namespace pages
