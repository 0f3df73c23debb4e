#include "campaign/links/volunteering.h"

#include <algorithm>

#include "campaign/words/check.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace links {

namespace {

// Every column of a volunteer, read by volunteer_from() and nowhere else.
const std::string select_volunteer =
    "SELECT id, campaign_id, name, email, telephone, language, turn, sent, made_at, seen_at,"
    "       ended_at, version"
    "  FROM helper ";

Volunteer volunteer_from(const store::Row& row) {
    return {.id = row.id<VolunteerId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .name = row.text("name"),
            .email = row.text("email"),
            .telephone = row.text("telephone"),
            .language = row.text("language"),
            .turn = static_cast<int>(row.number("turn")),
            .sent = static_cast<int>(row.number("sent")),
            .made_at = row.instant("made_at"),
            .seen_at = row.maybe_instant("seen_at"),
            .ended_at = row.maybe_instant("ended_at"),
            .version = static_cast<int>(row.number("version"))};
}

std::optional<Volunteer> maybe_volunteer(const std::optional<store::Row>& row) {
    if (!row) return {};
    return volunteer_from(*row);
}

std::string token_of(store::Session& session, VolunteerId id, int turn) {
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    check(secret.has_value(), "the secret of tokens was made by the migration");
    constexpr std::size_t digits = 32;  // 128 bits.
    return hmac_sha256_hex(secret->text("value"),
                           "round of " + std::to_string(id.value) + " turn " + std::to_string(turn))
        .substr(0, digits);
}

}  // namespace

std::optional<Refusal> volunteer_objection(const NewVolunteer& asked) {
    const auto wrong = [](const char* field, const char* detail) {
        return Refusal{Reason::not_a_valid_value, field, detail};
    };
    if (asked.name.empty() || count_code_points(asked.name) > volunteer_name_max)
        return wrong("name", "Tell us a name of at most 80 letters.");
    if (count_code_points(asked.telephone) > telephone_max)
        return wrong("telephone", "The telephone number is too long.");
    if (!asked.email.empty() && !read_mail_address(asked.email))
        return wrong("email", "This is not an e-mail address.");
    return {};
}

std::vector<Volunteer> all_volunteers(store::Session& session, CampaignId campaign) {
    std::vector<Volunteer> found;
    for (const auto& row :
         session.all(select_volunteer + "WHERE campaign_id = ? ORDER BY name, id LIMIT ?", campaign,
                     volunteers_max))
        found.push_back(volunteer_from(row));
    return found;
}

std::optional<Volunteer> find_volunteer(store::Session& session, VolunteerId id) {
    return maybe_volunteer(session.one(select_volunteer + "WHERE id = ?", id));
}

std::optional<Volunteer> find_volunteer_by_name(store::Session& session, CampaignId campaign,
                                                std::string_view name) {
    return maybe_volunteer(
        session.one(select_volunteer + "WHERE campaign_id = ? AND name = ?", campaign, name));
}

std::optional<Volunteer> find_volunteer_by_token(store::Session& session, std::string_view token) {
    if (token.empty()) return {};
    return maybe_volunteer(session.one(
        select_volunteer + "WHERE token_digest = ? AND ended_at IS NULL", sha256_hex(token)));
}

std::string volunteer_token(store::Session& session, const Volunteer& volunteer) {
    return token_of(session, volunteer.id, volunteer.turn);
}

std::string volunteer_token_digest(store::Session& session, VolunteerId id, int turn) {
    return sha256_hex(token_of(session, id, turn));
}

VolunteerKeys volunteer_keys(store::Session& session, Instant now) {
    const auto id = new_id<VolunteerId>(now);
    return {id, volunteer_token_digest(session, id, 1)};
}

std::vector<Placement> places_of_volunteer(store::Session& session, const Volunteer& volunteer) {
    std::vector<Placement> places;
    for (auto& place : all_placements(session, volunteer.campaign))
        if (!place.ended_at && place.arrangement.volunteer == volunteer.id)
            places.push_back(std::move(place));
    std::ranges::sort(places, {}, [](const Placement& place) {
        return std::pair{place.arrangement.round, place.id};
    });
    return places;
}

void insert_volunteer(store::Transaction& tx, const Volunteer& made,
                      const std::string& token_digest, AccountId by) {
    tx.run(
        "INSERT INTO helper (id, campaign_id, name, email, telephone, language, token_digest,"
        " made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.name, made.email, made.telephone, made.language, token_digest,
        by, made.made_at);
}

bool update_volunteer(store::Transaction& tx, const Volunteer& before, const NewVolunteer& asked) {
    return tx.run(
               "UPDATE helper SET name = ?, email = ?, telephone = ?, language = ?,"
               " version = version + 1 WHERE id = ? AND version = ?",
               asked.name, asked.email, asked.telephone, asked.language, before.id,
               before.version) == 1;
}

bool end_volunteer_row(store::Transaction& tx, const Volunteer& before, Instant now) {
    return tx.run(
               "UPDATE helper SET ended_at = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND ended_at IS NULL",
               now, before.id, before.version) == 1;
}

bool renew_volunteer_row(store::Transaction& tx, const Volunteer& before,
                         const std::string& digest) {
    return tx.run(
               "UPDATE helper SET turn = turn + 1, token_digest = ?, ended_at = NULL,"
               " version = version + 1 WHERE id = ? AND version = ?",
               digest, before.id, before.version) == 1;
}

bool note_round_sent(store::Transaction& tx, const Volunteer& before) {
    return tx.run(
               "UPDATE helper SET sent = sent + 1, version = version + 1"
               " WHERE id = ? AND version = ?",
               before.id, before.version) == 1;
}

int hand_place(store::Transaction& tx, PlacementId place, const Volunteer& one, int round) {
    return tx.run(
        "UPDATE placement SET trouble = IF(helper_id <=> ?, trouble, ''), helper_id = ?,"
        " round = ?, version = version + 1"
        " WHERE id = ? AND campaign_id = ? AND ended_at IS NULL",
        one.id, one.id, round, place, one.campaign);
}

void note_volunteer_seen(store::Transaction& tx, VolunteerId id, Instant now) {
    tx.run("UPDATE helper SET seen_at = ? WHERE id = ?", now, id);
}

}  // namespace links
