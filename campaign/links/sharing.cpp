#include "campaign/links/sharing.h"

#include "campaign/words/check.h"

namespace links {

namespace {

NewLink link_for(const ShareSpot& spot, std::string_view channel) {
    return {.campaign = spot.campaign,
            .channel = std::string{channel},
            .landing = spot.participant ? "participant"
                       : spot.team      ? "team"
                                        : "campaign",
            .participant = spot.participant,
            .team = spot.participant ? TeamId{} : spot.team,
            .shared_from = std::string{shared_from_name(spot.from)},
            .share_key = share_key_of(spot, channel)};
}

}  // namespace

std::string_view shared_from_name(SharedFrom from) {
    switch (from) {
        case SharedFrom::own:
            return "own";
        case SharedFrom::page:
            return "page";
        case SharedFrom::thanks:
            return "thanks";
    }
    return "page";
}

bool is_share_channel(std::string_view channel) {
    const auto found = find_channel(channel);
    return found && found->medium == Medium::share && found->name != "participant";
}

std::string share_key_of(const ShareSpot& spot, std::string_view channel) {
    const auto page = spot.participant ? "p" + std::to_string(spot.participant.value)
                      : spot.team      ? "t" + std::to_string(spot.team.value)
                                       : "c" + std::to_string(spot.campaign.value);
    return page + "/" + std::string{shared_from_name(spot.from)} + "/" + std::string{channel};
}

Link find_or_make_share_link(store::Store& store, const ShareSpot& spot, std::string_view channel,
                             Instant now) {
    check(is_share_channel(channel), "a share button has a channel to share by");
    const auto asked = link_for(spot, channel);
    if (const auto known = find_link_by_share(store.session(), asked.share_key)) return *known;
    try {
        return store.in_transaction(
            [&](store::Transaction& tx) { return make_link(tx, asked, now); });
    } catch (const store::Duplicate&) {  // Two pressed it at once: the other one's it is.
    } catch (const store::OutcomeUnknown&) {
    }
    const auto made = find_link_by_share(store.session(), asked.share_key);
    if (!made) throw store::Unavailable{"the link of this button is not there yet"};
    return *made;
}

}  // namespace links
