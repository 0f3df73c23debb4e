#include <algorithm>
#include <array>

#include "campaign/links/link.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace links {

namespace {

constexpr int code_tries_max = 20;
constexpr std::array landings{"campaign", "participant", "team", "give", "join"};

// Every column of a link, read by link_from() and nowhere else.
const std::string select_link =
    "SELECT id, code, campaign_id, channel, landing, label, placement_id, participant_id, team_id,"
    "       shared_from, made_at, retired_at"
    "  FROM link ";

Link link_from(const store::Row& row) {
    return {.id = row.id<LinkId>("id"),
            .code = row.text("code"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .channel = row.text("channel"),
            .landing = row.text("landing"),
            .label = row.text("label"),
            .placement = row.id<PlacementId>("placement_id"),
            .participant = row.id<ParticipantId>("participant_id"),
            .team = row.id<TeamId>("team_id"),
            .shared_from = row.text("shared_from"),
            .made_at = row.instant("made_at"),
            .retired_at = row.maybe_instant("retired_at")};
}

std::vector<Link> links_from(const std::vector<store::Row>& rows) {
    std::vector<Link> links;
    for (const auto& row : rows) links.push_back(link_from(row));
    return links;
}

std::optional<std::string> unless_empty(const std::string& key) {
    return key.empty() ? std::nullopt : std::optional{key};
}

}  // namespace

Link make_link(store::Transaction& tx, const NewLink& asked, Instant now) {
    check(find_channel(asked.channel).has_value(), "a link has a channel of the table");
    check(std::ranges::count(landings, asked.landing) == 1, "a link has a known landing");
    for (int attempt = 0; attempt < code_tries_max; ++attempt) {
        const Link link{.id = new_id<LinkId>(now),
                        .code = random_code(),
                        .campaign = asked.campaign,
                        .channel = asked.channel,
                        .landing = asked.landing,
                        .label = asked.label,
                        .placement = asked.placement,
                        .participant = asked.participant,
                        .team = asked.team,
                        .shared_from = asked.shared_from,
                        .made_at = now,
                        .retired_at = {}};
        try {
            tx.run(
                "INSERT INTO link (id, code, campaign_id, channel, landing, label,"
                "                  placement_id, participant_id, team_id, shared_from,"
                "                  made_by, made_at, request_key, share_key)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                link.id, link.code, link.campaign, link.channel, link.landing, link.label,
                link.placement, link.participant, link.team, link.shared_from, asked.made_by, now,
                unless_empty(asked.request_key), unless_empty(asked.share_key));
            return link;
        } catch (const store::Duplicate& taken) {
            if (taken.constraint != "one_link_per_code") throw;
            // The code is taken: a Duplicate undoes one statement.
        }
    }
    throw BrokenInvariant{"no free short code in many tries"};
}

bool retire_link(store::Transaction& tx, LinkId link, Instant now) {
    return tx.run("UPDATE link SET retired_at = ? WHERE id = ? AND retired_at IS NULL", now,
                  link) == 1;
}

std::optional<Link> find_link(store::Session& session, std::string_view code) {
    const auto normal = normalise_code(code);
    if (normal.empty()) return {};
    const auto row = session.one(select_link + "WHERE code = ?", normal);
    if (!row) return {};
    return link_from(*row);
}

std::optional<Link> find_link_by_key(store::Session& session, const std::string& request_key) {
    const auto row = session.one(select_link + "WHERE request_key = ?", request_key);
    if (!row) return {};
    return link_from(*row);
}

std::optional<Link> find_link_by_share(store::Session& session, const std::string& share_key) {
    const auto row = session.one(select_link + "WHERE share_key = ?", share_key);
    if (!row) return {};
    return link_from(*row);
}

std::optional<Link> find_link_by_id(store::Session& session, LinkId id) {
    const auto row = session.one(select_link + "WHERE id = ?", id);
    if (!row) return {};
    return link_from(*row);
}

std::optional<Link> find_link_of_placement(store::Session& session, PlacementId placement) {
    // What came there last: by a swap, as a spare, or made for it.
    const auto row = session.one(
        select_link +
            "WHERE placement_id = ? ORDER BY retired_at IS NULL DESC,"
            "      COALESCE((SELECT MAX(until_at) FROM link_stay WHERE link_id = link.id),"
            "               (SELECT bound_at FROM spare WHERE link_id = link.id), made_at) DESC,"
            "      id DESC LIMIT 1",
        placement);
    if (!row) return {};
    return link_from(*row);
}

std::vector<std::string> find_near_codes(store::Session& session, const std::string& code) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string places;
    std::vector<store::Value> values;
    if (normalise_code(code) != code || code.empty()) return {};
    for (std::size_t at = 0; at < code.size(); ++at)
        for (const char letter : alphabet) {
            auto near = code;
            near[at] = letter;
            if (near == code) continue;
            places += places.empty() ? "?" : ", ?";
            values.push_back(store::value_of(near));
        }
    values.push_back(store::value_of(near_codes_max));
    std::vector<std::string> codes;
    for (const auto& row : session.query(
             "SELECT code FROM link WHERE retired_at IS NULL AND code IN (" + places + ") LIMIT ?",
             values))
        codes.push_back(row.text("code"));
    return codes;
}

std::vector<Link> all_links_of_campaign(store::Session& session, CampaignId campaign) {
    return links_from(session.all(
        select_link + "WHERE campaign_id = ? AND placement_id IS NULL AND participant_id IS NULL"
                      " AND share_key IS NULL"
                      " AND NOT EXISTS (SELECT 1 FROM spare WHERE spare.link_id = link.id)"
                      " ORDER BY made_at DESC LIMIT ?",
        campaign, links_listed_max));
}

std::vector<Link> all_links_of_participant(store::Session& session, ParticipantId participant) {
    return links_from(session.all(select_link + "WHERE participant_id = ? ORDER BY made_at LIMIT ?",
                                  participant, links_listed_max));
}

}  // namespace links
