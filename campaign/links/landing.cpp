#include "campaign/links/landing.h"

#include "campaign/phase.h"
#include "campaign/words/token.h"

namespace links {

namespace {

std::string participant_slug_of(store::Session& session, const Link& link) {
    if (!link.participant) return {};
    const auto row = session.one(
        "SELECT slug FROM participant WHERE id = ? AND campaign_id = ? AND is_public = 1",
        link.participant, link.campaign);
    return row ? row->text("slug") : "";
}

std::string introduction_slug_of(store::Session& session, const Link& link) {
    if (link.channel != "introduction") return {};
    const auto row = session.one(
        "SELECT slug FROM introduction"
        " WHERE link_id = ? AND ended_at IS NULL AND shown_version IS NOT NULL",
        link.id);
    return row ? row->text("slug") : "";
}

std::string team_slug_of(store::Session& session, const Link& link) {
    if (!link.team) return {};
    const auto row = session.one("SELECT slug FROM team WHERE id = ? AND campaign_id = ?",
                                 link.team, link.campaign);
    return row ? row->text("slug") : "";
}

Surroundings surroundings_of(store::Session& session, const Link& link, Instant now) {
    const auto campaign = campaign::find_campaign_by_id(session, link.campaign);
    if (!campaign) return {};
    const auto version = campaign::find_shown_version(session, *campaign);
    if (!version) return {.campaign_slug = campaign->slug, .participant_slug = {}};
    return {.campaign_slug = campaign->slug,
            .introduction_slug = introduction_slug_of(session, link),
            .participant_slug = participant_slug_of(session, link),
            .team_slug = team_slug_of(session, link),
            .is_public = campaign->state != campaign::State::draft,
            .takes_gifts = !campaign::gift_objection(*campaign, *version, now),
            .takes_people = !campaign::join_objection(*campaign, *version, now)};
}

}  // namespace

std::string landing_path(const Link& link, const Surroundings& around) {
    const auto from = "?from=" + link.code;
    const auto page = "/c/" + around.campaign_slug;
    if (link.landing == "give" && around.takes_gifts) {
        const auto credit = around.participant_slug.empty() ? "" : "&p=" + around.participant_slug;
        return page + "/give" + from + credit;
    }
    if (link.landing == "join" && around.takes_people) return page + "/join" + from;
    if (!around.participant_slug.empty() && link.landing != "campaign")
        return page + "/p/" + around.participant_slug + from;
    if (!around.introduction_slug.empty()) return page + "/i/" + around.introduction_slug + from;
    if (link.landing == "team" && !around.team_slug.empty())
        return page + "/t/" + around.team_slug + from;
    return page + from;
}

std::optional<Destination> find_destination(store::Session& session, std::string_view code,
                                            Instant now) {
    auto link = find_link(session, code);
    if (!link) return {};
    auto around = surroundings_of(session, *link, now);
    auto path = landing_path(*link, around);
    return Destination{std::move(*link), std::move(around), std::move(path)};
}

std::shared_ptr<const Destination> Destinations::recall_destination(std::string_view code,
                                                                    Instant now) {
    const auto normal = normalise_code(code);
    if (normal.empty()) return {};
    {
        const std::lock_guard lock{mutex_};
        const auto known = known_.find(normal);
        if (known != known_.end() && now - known->second.read_at < destination_age_max)
            return known->second.destination;
    }
    const auto found = find_destination(store_.session(), normal, now);
    if (!found) return {};  // Strangers' guesses are not kept.
    const auto destination = std::make_shared<const Destination>(*found);
    const std::lock_guard lock{mutex_};
    if (known_.size() >= destinations_max) known_.clear();
    known_[normal] = {destination, now};
    return destination;
}

}  // namespace links
