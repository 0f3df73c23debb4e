#include "web/pages/printing/studio_order.h"

#include <algorithm>

#include "campaign/links/placing.h"
#include "campaign/organisation/picture.h"
#include "campaign/words/check.h"
#include "print/finishing.h"
#include "web/pages/links/code.h"
#include "web/pages/printing/our_look.h"
#include "web/pages/printing/product_order.h"

namespace pages {

namespace {

struct Target {
    links::Link link;
    std::string label, participant;
};

[[noreturn]] void refuse_target() { throw Refused{{Reason::not_found}}; }

Target target_of(const Studio& studio, const StudioWish& wish, const people::Actor& actor) {
    auto& session = studio.store.session();
    const auto& campaign = studio.campaign;
    if (wish.target.starts_with("p-")) {
        const auto one = roster::find_participant(session, campaign.id, wish.target.substr(2));
        if (!one) refuse_target();
        const auto link = links::find_link_by_id(session, one->link);
        check(link.has_value(), "a participant has a link");
        return {*link, "", one->shown_name};
    }
    if (wish.target == "campaign")
        return {
            links::find_or_add_link(studio.store, {.campaign = campaign.id, .channel = "poster"},
                                    actor, studio.now),
            "", ""};
    for (const auto& place : links::all_placements(session, campaign.id)) {
        if (std::to_string(place.id.value) != wish.target) continue;
        const auto link = links::find_link_of_placement(session, place.id);
        check(link.has_value(), "a placement has a link");
        return {*link, place.name, ""};
    }
    refuse_target();
}

void take_own_words(print::ProductWords& to, const StudioWish& wish) {
    const auto take = [](std::string& words, const std::string& own) {
        if (!own.empty()) words = own;
    };
    take(to.title, wish.title);
    take(to.summary, wish.summary);
    take(to.call_to_action, wish.call);
    take(to.after_scan, wish.after);
    if (!wish.note.empty()) to.facts.insert(to.facts.begin(), wish.note);
    if (to.facts.size() > print::facts_max) to.facts.resize(print::facts_max);
}

// As large as the sheet needs it, no larger: a job of all formats would grow beyond its bound.
std::string own_picture(const Studio& studio, const StudioWish& wish) {
    constexpr double a4_side_mm = 300;
    constexpr int pixels = 2400, pixels_beyond_a4 = 4000;
    auto& session = studio.store.session();
    const auto found = printing::find_print_picture(session, wish.picture);
    if (!found || found->campaign != studio.campaign.id)
        throw Refused{
            {Reason::not_found, "photo", "The picture was deleted before it was printed."}};
    const auto sheet = print::find_layout(wish.layout)->sheet;
    const bool is_large = std::max(sheet.width, sheet.height) > a4_side_mm;
    return printing::bytes_of_print_picture(session, found->id,
                                            found->at_least(is_large ? pixels_beyond_a4 : pixels));
}

// Of photos only what everybody may see already: paper cannot be taken back.
std::string picture_of(const Studio& studio, const StudioWish& wish) {
    constexpr int width_wanted = 1600;
    if (wish.picture) return own_picture(studio, wish);
    const auto photo = wish.photo;
    if (!photo) return {};
    auto& session = studio.store.session();
    const auto found = pictures::public_photos(session, {photo}, studio.now);
    if (found.empty() || found[0].campaign != studio.campaign.id) return {};
    const auto picture =
        organisation::find_picture(session, found[0].at_least(width_wanted).digest);
    return picture ? picture->bytes : std::string{};
}

}  // namespace

print::ProductOrder studio_order(const Studio& studio, const StudioWish& wish,
                                 const people::Actor& actor) {
    auto& session = studio.store.session();
    const auto target = target_of(studio, wish, actor);
    const PosterWish poster{.campaign = studio.campaign,
                            .version = studio.version,
                            .link = target.link,
                            .label = target.label,
                            .participant = target.participant,
                            .language = wish.language};
    auto order = product_order(session, studio.config, poster, studio.now);
    order.layout = wish.layout;
    take_own_words(order.words, wish);
    if (!wish.theme.empty()) {
        order.look.theme = wish.theme;
        order.look.brand = our_colours(organisation::find_look(session), wish.theme);
    }
    order.look.picture = picture_of(studio, wish);
    order.look.ink = wish.is_sparing ? print::InkUse::low : print::InkUse::full;
    order.edge = wish.is_for_press ? print::SheetEdge::bleed : print::SheetEdge::cut;
    return order;
}

std::optional<std::string> finished_file(const print::Product& product, const StudioWish& wish,
                                         Instant created) {
    if (!wish.is_cmyk) return product.pdf;
    return print::make_cmyk(product.pdf, {.language = wish.language, .slug_mm = product.trim.x},
                            created);
}

}  // namespace pages
