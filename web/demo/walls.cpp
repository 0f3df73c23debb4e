#include "web/demo/walls.h"

#include <algorithm>
#include <array>

#include "campaign/language/locale.h"
#include "campaign/links/following.h"
#include "campaign/links/placing.h"
#include "campaign/organisation/organisation.h"
#include "web/demo/moments.h"

namespace demo {

namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::uint32_t seed = 3001;
constexpr std::array<std::pair<const char*, std::int64_t>, 5> share_channels{
    {{"facebook", 20}, {"whatsapp", 28}, {"email", 14}, {"linkedin", 5}, {"copy", 9}}};

// Two places stopped working: nobody has come by since, and the desk shows them as dead.
constexpr std::array<std::string_view, 2> dead_places{"Cinema foyer", "Parish hall"};

struct Hanger {
    store::Store& store;
    const people::Actor& coordinator;
    Instant now;

    Wall hang(const Show& show, const PlaceText& place, Instant at) const {
        links::NewPlacement asked{show.campaign.id, place.name, place.address};
        asked.copies = place.copies, asked.channel = place.channel;
        asked.cost = {place.cents, show.terms.currency};
        asked.volunteer_name = place.helper, asked.arrangement.round = place.round;
        asked.arrangement.contact = place.contact;
        if (!place.contact.empty()) asked.arrangement.permission = links::Permission::given;
        const auto zone = organisation::find_organisation(store.session()).time_zone;
        asked.arrangement.hang_by = language::date_in(show.opened_at + days{10}, zone);
        asked.arrangement.take_down_by = language::date_in(now + days{21}, zone);
        const auto placed = links::add_placements(store, {asked}, coordinator, at).front();
        const bool is_dead = std::ranges::find(dead_places, place.name) != dead_places.end();
        move(placed.placement.id, links::PlacementState::printed, at + days{1});
        if (place.pull != 5) move(placed.placement.id, links::PlacementState::hung, at + days{2});
        return {placed.link.id, place.channel, place.pull, at + days{2},
                is_dead ? now - days{16} : now};
    }

    void move(PlacementId id, links::PlacementState to, Instant at) const {
        const auto seen = links::find_placement(store.session(), id);
        links::set_placement_state(store, *seen, to, coordinator, at);
    }

    Wall share(const Show& show, const std::string& channel, std::int64_t pull) const {
        const auto at = show.opened_at + minutes{30};
        const auto link = links::add_link(
            store, {.campaign = show.campaign.id, .channel = channel}, coordinator, at);
        return {link.id, channel, pull, at, now};
    }
};

links::Visit draw_person(Dice& dice, const Lead& lead) {
    static const std::vector<std::string> browsers{"Safari", "Chrome", "Chrome", "Firefox",
                                                   "Samsung", "Edge"};
    constexpr std::string_view hex = "0123456789abcdef";
    links::Visit visit{lead.link, lead.campaign, links::Sort::person, lead.at,
                       dice.one_of(browsers)};
    if (lead.channel == "facebook") visit.referrer_host = "m.facebook.com";
    if (lead.channel == "linkedin") visit.referrer_host = "www.linkedin.com";
    for (int i = 0; i < 16; ++i) visit.visitor += hex[static_cast<std::size_t>(dice.below(16))];
    return visit;
}

links::Visit draw_bot(Dice& dice, const Lead& lead) {
    static const std::vector<std::string> bots{"Facebook", "WhatsApp", "Telegram", "Google",
                                               "other bot"};
    links::Visit visit{lead.link, lead.campaign, links::Sort::bot, lead.at, dice.one_of(bots)};
    return visit;
}

}  // namespace

Walls hang_posters(store::Store& store, const Stage& stage, const Cast& cast, Instant now) {
    const Hanger hanger{store, stage.colleagues.coordinator.actor, now};
    Dice dice{seed};
    Walls walls(stage.shows.size());
    for (std::size_t s = 0; s < stage.shows.size(); ++s) {
        const auto& show = stage.shows[s];
        for (const auto& place : cast.places)
            if (place.campaign == show.campaign.slug)
                walls[s].push_back(
                    hanger.hang(show, place, show.opened_at + minutes{dice.below(9000)}));
        for (const auto& [channel, pull] : share_channels)
            walls[s].push_back(hanger.share(show, channel, pull));
    }
    return walls;
}

std::vector<links::Visit> draw_visits(const Stage& stage, const Walls& walls,
                                      const std::vector<Lead>& leads, Instant now) {
    constexpr int lookers_per_pull = 22, bots_per_mille = 140;
    Dice dice{seed + 1};
    std::vector<links::Visit> visits;
    const auto add = [&](const Lead& lead) {
        visits.push_back(draw_person(dice, lead));
        if (dice.happens(bots_per_mille)) visits.push_back(draw_bot(dice, lead));
    };
    for (auto lead : leads) {
        lead.at -= minutes{1 + dice.below(9)};
        add(lead);
        for (auto looks = dice.below(4); looks > 0; --looks) {
            lead.at = std::min(lead.at + minutes{dice.below(2000)}, now);
            add(lead);
        }
    }
    for (std::size_t s = 0; s < walls.size(); ++s)
        for (const auto& wall : walls[s])
            for (auto count = wall.pull * lookers_per_pull; count > 0; --count)
                add({wall.link, stage.shows[s].campaign.id, wall.channel,
                     draw_moment(dice, wall.since, wall.until, 0)});
    std::ranges::sort(visits, {}, &links::Visit::at);
    return visits;
}

void write_visits(store::Store& store, const std::vector<links::Visit>& visits) {
    constexpr int pages_per_mille = 870;
    Dice dice{seed + 2};
    for (std::size_t from = 0; from < visits.size(); from += links::visits_in_batch_max) {
        const auto until = std::min(from + links::visits_in_batch_max, visits.size());
        const std::vector<links::Visit> batch(visits.begin() + static_cast<std::ptrdiff_t>(from),
                                              visits.begin() + static_cast<std::ptrdiff_t>(until));
        std::map<LinkId, std::int64_t> pages;
        for (const auto& visit : batch)
            if (visit.sort == links::Sort::person && dice.happens(pages_per_mille))
                ++pages[visit.link];
        std::vector<links::PageView> views;
        for (const auto& [link, count] : pages) views.push_back({link, count});
        links::record_visits(store, batch, views);
    }
}

}  // namespace demo
