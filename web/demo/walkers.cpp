#include "web/demo/walkers.h"

#include <algorithm>
#include <cstdio>

#include "campaign/links/sharing.h"
#include "campaign/roster/enrolling.h"
#include "campaign/sharing/bringing.h"
#include "campaign/words/text.h"
#include "web/demo/lanes.h"

namespace demo {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::uint32_t seed = 2001;
constexpr int well_connected = 24, pages_left_waiting = 2;

struct Joining {
    std::size_t show = 0;
    int team = -1;  // Of Cast::teams; -1: alone.
    bool founds_team = false;
    roster::NewParticipant asked;
    Instant at, read_at;
    std::int64_t pull = 1;
    bool is_read = true;
};

std::string address_of(std::size_t number) {
    return "walker" + std::to_string(number) + "@example.com";
}

roster::NewParticipant draw_words(const Cast& cast, Dice& dice) {
    const auto name = draw_name(cast, dice);
    roster::NewParticipant asked{.name = name.full};
    const auto& story = dice.one_of(cast.stories);
    const bool is_theirs = story.language == name.language && is_utf8(story.text);
    if (is_theirs || dice.happens(250)) asked.story = story.text;
    asked.language = name.language;
    asked.goal = dice.one_of(std::vector<std::int64_t>{10'000, 20'000, 25'000, 30'000, 50'000});
    return asked;
}

std::vector<int> teams_of(const Cast& cast, const std::string& slug) {
    std::vector<int> teams;
    for (std::size_t i = 0; i < cast.teams.size(); ++i)
        if (cast.teams[i].campaign == slug) teams.push_back(static_cast<int>(i));
    return teams;
}

// The first of each team founds it, in the first days; the others come over the weeks.
std::vector<Joining> draw_joinings(const Stage& stage, const Cast& cast, Instant now) {
    Dice dice{seed};
    std::vector<Joining> all;
    for (std::size_t s = 0; s < stage.shows.size(); ++s) {
        const auto& show = stage.shows[s];
        const auto teams = teams_of(cast, show.campaign.slug);
        const auto span = std::chrono::duration_cast<minutes>(now - show.opened_at).count();
        for (int i = 0; i < show.participants; ++i) {
            const bool founds = i < static_cast<int>(teams.size());
            Joining one{.show = s, .founds_team = founds, .asked = draw_words(cast, dice)};
            one.team = founds             ? teams[static_cast<std::size_t>(i)]
                       : dice.happens(60) ? -1
                                          : dice.one_of(teams);
            const auto late = dice.below(1000) * dice.below(1000) / 1000;  // Most come early.
            one.at = founds ? show.opened_at + minutes{60 + dice.below(2000)}
                            : show.opened_at + minutes{2100 + (span - 2400) * late / 1000};
            one.read_at = std::min(one.at + minutes{5 + dice.below(500)}, now);
            one.pull = 1 + 400 / (3 + dice.below(60));
            one.asked.campaign = show.campaign.id;
            one.asked.request_key = "demo-walker-" + std::to_string(all.size());
            one.asked.email = address_of(all.size());
            all.push_back(one);
        }
    }
    auto& first = all.front();
    first.asked.name = "Ingrid Lindqvist", first.asked.email = stage.colleagues.walker.email;
    first.asked.account = stage.colleagues.walker.actor.account;
    first.asked.story = cast.stories.front().text, first.pull = 160;
    auto newest = all;
    std::ranges::sort(newest, std::greater{}, &Joining::at);
    for (auto& one : all) one.is_read = one.at < newest[pages_left_waiting - 1].at;
    return all;
}

struct Joiner {
    store::Store& store;
    const Stage& stage;
    const Cast& cast;

    Walker join(const Joining& one, TeamId team) const {
        auto asked = one.asked;
        asked.team = team;
        if (one.founds_team) asked.new_team = cast.teams[static_cast<std::size_t>(one.team)].name;
        const people::Actor self{asked.account, "participant"};
        const auto joined = roster::join_campaign(store, asked, self, one.at);
        const auto& made = joined.participant;
        if (one.is_read) publish(made, one);
        return {made.id, made.team, {made.link}, one.at, one.pull};
    }

    void publish(const roster::Participant& made, const Joining& one) const {
        const auto& reader = stage.colleagues.moderator.actor;
        const auto stored = roster::find_participant_by_id(store.session(), made.id);
        roster::review_page(store, {made.id, stored->version}, reader, one.read_at);
        if (one.founds_team) roster::review_team(store, {made.team}, reader, one.read_at);
    }

    // Who is well connected brings every third of those who come after them.
    void bring(const std::vector<Walker>& walkers) const {
        constexpr std::size_t every = 3;
        std::vector<const Walker*> hosts;
        for (const auto& one : walkers)
            if (one.links.size() > 1) hosts.push_back(&one);
        for (std::size_t i = 0; i < walkers.size() && !hosts.empty(); i += every) {
            const auto& host = *hosts[i / every % hosts.size()];
            const auto& guest = walkers[i];
            if (host.since >= guest.since) continue;
            auto& session = store.session();
            const auto link = links::find_link_by_id(session, host.links.front());
            const auto joined = roster::find_participant_by_id(session, guest.id);
            sharing::note_bringing(store, *joined, link->code, guest.since);
        }
    }

    void share(Walker& walker, CampaignId campaign) const {
        for (const auto* channel : {"whatsapp", "facebook", "email"})
            walker.links.push_back(links::find_or_make_share_link(store,
                                                                  {.campaign = campaign,
                                                                   .participant = walker.id,
                                                                   .from = links::SharedFrom::own},
                                                                  channel, walker.since + hours{1})
                                       .id);
    }
};

}  // namespace

Walkers join_walkers(store::Store& store, const Stage& stage, const Cast& cast, Instant now) {
    const auto joinings = draw_joinings(stage, cast, now);
    const Joiner joiner{store, stage, cast};
    std::vector<Walker> joined(joinings.size());
    std::vector<TeamId> teams(cast.teams.size());
    for (std::size_t i = 0; i < joinings.size(); ++i) {
        if (!joinings[i].founds_team) continue;
        joined[i] = joiner.join(joinings[i], {});
        teams[static_cast<std::size_t>(joinings[i].team)] = joined[i].team;
    }
    run_lanes([&](int lane) {
        for (auto i = static_cast<std::size_t>(lane); i < joinings.size(); i += lanes) {
            const auto& one = joinings[i];
            if (!one.founds_team)
                joined[i] = joiner.join(
                    one, one.team < 0 ? TeamId{} : teams[static_cast<std::size_t>(one.team)]);
            if (one.pull >= well_connected)
                joiner.share(joined[i], stage.shows[one.show].campaign.id);
        }
    });
    Walkers walkers(stage.shows.size());
    for (std::size_t i = 0; i < joinings.size(); ++i)
        walkers[joinings[i].show].push_back(joined[i]);
    for (const auto& of_show : walkers) joiner.bring(of_show);
    return walkers;
}

}  // namespace demo
