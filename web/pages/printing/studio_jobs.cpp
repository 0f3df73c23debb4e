// Print jobs: asked for in the studio, worked off by a process of their own.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/links/placing.h"
#include "campaign/printing/printing.h"
#include "campaign/words/text.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/printing/product_order.h"
#include "web/pages/printing/studio.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using print::ItemsWanted;
using printing::PrintedPart;
using printing::PrintJob;

constexpr int people_a_part = 200;
constexpr std::chrono::seconds tell_every{1};
constexpr std::size_t form_key_max = 50;

std::vector<links::Placement> places_of(const Studio& studio) {
    auto places = links::all_placements(studio.store.session(), studio.campaign.id);
    std::erase_if(places, [](const auto& place) { return place.ended_at.has_value(); });
    std::ranges::sort(places, {}, [](const auto& place) { return place.id.value; });
    return places;
}

// "001" so that programs that sort by name keep the order.
std::string numbered(int number, std::string_view name, std::string_view ending) {
    auto digits = std::to_string(number);
    digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
    const auto slug = slug_of(name);
    return digits + (slug.empty() ? "" : "-" + slug) + "." + std::string{ending};
}

struct Worker {
    // The finished part, or what to tell people why there is none.
    struct Made {
        PrintedPart part;
        std::string note;
    };

    Made next(int part, std::int64_t after) {
        switch (wish.print_for) {
            case PrintFor::people:
            case PrintFor::one:
                return for_people(part, after);
            case PrintFor::places:
                return for_place(part, after);
            case PrintFor::formats:
                return for_format(part);
        }
        return {};
    }

    Made for_people(int part, std::int64_t after) {
        auto people = people_to_print(
            studio.store.session(), studio.config,
            {studio.campaign.id, wish.language, names_for(wish.layout), after, people_a_part});
        auto order = order_for(wish);
        const auto first = people.items.empty() ? "" : people.items.front().words["number"];
        order.items = std::move(people.items);
        Made made = render(order, numbered(part + 1, wish.layout + " " + first, "pdf"));
        made.part.through_id = people.through;
        if (people.unread > 0 && made.note.empty())
            made.note = made.part.name + ": " +
                        say_count("{1} name has not been read by anybody yet and is left out.",
                                  "{1} names have not been read by anybody yet and are left out.",
                                  people.unread, wish.language);
        if (order.items.empty()) made.part.bytes.clear(), made.note.clear();
        return made;
    }
    Made for_place(int part, std::int64_t after) {
        const auto places = places_of(studio);
        const auto place =
            std::ranges::find_if(places, [&](const auto& one) { return one.id.value > after; });
        if (place == places.end()) return {};  // Taken down meanwhile.
        auto own = wish;
        own.target = std::to_string(place->id.value);
        auto made = render(order_for(own), numbered(part + 1, place->name, "pdf"));
        made.part.through_id = place->id.value;
        return made;
    }
    Made for_format(int part) {
        const auto layouts = formats();
        if (part >= static_cast<int>(layouts.size())) return {};
        auto own = wish;
        own.layout = layouts[static_cast<std::size_t>(part)].name;
        auto order = order_for(own);
        if (layouts[static_cast<std::size_t>(part)].items != ItemsWanted::none)
            add_sample_items(order, studio, own);
        return render(order, own.layout + ".pdf");
    }

    print::ProductOrder order_for(const StudioWish& own) const {
        return studio_order(studio, own, people::program_actor());
    }
    // What is for people by name is printed for people by name, and is not a format of the
    // campaign.
    static std::vector<print::LayoutSummary> formats() {
        auto layouts = print::all_layouts();
        std::erase_if(layouts, [](const auto& one) { return one.items == ItemsWanted::must; });
        return layouts;
    }
    Made render(const print::ProductOrder& order, std::string name) const {
        const auto product = print::render_product(order, watch);
        Made made{{.name = name, .bytes = {}}, {}};
        if (!product) return made;  // Stopped: it is not ours any more.
        if (!product->releasable()) {
            for (const auto& finding : product->inspection.findings)
                if (finding.weight == print::Weight::fault) {
                    made.note =
                        name + ": " +
                        say_with(finding.pattern.empty() ? finding.sentence : finding.pattern,
                                 said(finding.values), wish.language);
                    break;
                }
            return made;
        }
        auto file = finished_file(*product, wish, order.created);
        if (!file)
            made.note = name + ": " + say("Four inks could not be made here.", wish.language);
        else if (file->size() > printing::part_bytes_max)
            made.note = name + ": " + say("The file became too large.", wish.language);
        else
            made.part.bytes = std::move(*file);
        return made;
    }
    std::vector<std::string> said(std::vector<std::string> values) const {
        for (auto& value : values) value = say(value, wish.language);
        return values;
    }

    const Studio& studio;
    const StudioWish& wish;
    const print::PageWatch watch;
};

// Tells people every second how many pages there are, and hears whether the job is ours still.
print::PageWatch watch_for(const Studio& studio, const PrintJob& job, Instant (*clock)()) {
    return [&store = studio.store, id = job.id, claim = job.claims, clock, told = clock()](
               int page, int pages) mutable {
        const auto now = clock();
        if (now - told < tell_every) return print::Onward::go_on;
        told = now;
        return printing::keep_pages(store, id, claim, {page, pages}) ? print::Onward::go_on
                                                                     : print::Onward::stop;
    };
}

std::string title_of(const StudioWish& wish, const std::string& lang) {
    const auto layout = print::find_layout(wish.layout);
    const auto name = layout ? say(layout->title, lang) : wish.layout;
    switch (wish.print_for) {
        case PrintFor::people:
            return say_with("{1}, for everybody who takes part", {name}, lang);
        case PrintFor::places:
            return say_with("{1}, for every place", {name}, lang);
        case PrintFor::formats:
            return say("All formats", lang);
        case PrintFor::one:
            break;
    }
    return name;
}

}  // namespace

int count_parts(const Studio& studio, const StudioWish& wish) {
    switch (wish.print_for) {
        case PrintFor::people:
        case PrintFor::one: {
            const auto count = count_people_to_print(studio.store.session(), studio.campaign.id);
            return static_cast<int>((count + people_a_part - 1) / people_a_part);
        }
        case PrintFor::places:
            return static_cast<int>(places_of(studio).size());
        case PrintFor::formats:
            return static_cast<int>(Worker::formats().size());
    }
    return 0;
}

bool work_print_job(const Studio& studio, const PrintJob& job, Instant (*clock)()) {
    const auto wish = read_studio_wish(http::read_urlencoded(job.asked), job.language);
    Worker worker{studio, wish, watch_for(studio, job, clock)};
    auto& session = studio.store.session();
    auto after = printing::last_through_id(session, job.id);
    std::size_t bytes = static_cast<std::size_t>(job.bytes);
    for (int part = job.parts_done; part < job.parts; ++part) {
        auto made = worker.next(part, after);
        made.part.part = part;
        bytes += made.part.bytes.size();
        if (bytes > printing::job_bytes_max) {
            printing::fail_job(
                studio.store, job.id, job.claims,
                say("Together the files became too large. Print fewer at a time.", job.language),
                clock());
            return true;
        }
        if (!made.note.empty() && !printing::keep_note(studio.store, job.id, job.claims, made.note))
            return false;
        if (!printing::keep_part(studio.store, job.id, job.claims, made.part)) return false;
        if (made.part.through_id != 0) after = made.part.through_id;
    }
    return printing::finish_job(studio.store, job.id, job.claims, clock());
}

http::Response start_print_job(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto& key = request.form.text("form_key");
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    const auto wish = read_studio_wish(request.form, request.language);
    const Studio studio{app.store, app.config, here.campaign, here.version, request.now};
    printing::ask_for_job(
        app.store,
        {.campaign = here.campaign.id,
         .title = title_of(wish, request.language),
         .file_name = here.campaign.slug + "-" +
                      (wish.print_for == PrintFor::formats ? "formats" : wish.layout),
         .asked = studio_query(wish),
         .language = request.language,
         .request_key = key,
         .parts = count_parts(studio, wish),
         .made_by = request.visitor->account},
        actor_here(request, here), request.now);
    return http::redirect(here.path() + "/studio?" + studio_query(wish) + "#jobs");
}

}  // namespace pages
