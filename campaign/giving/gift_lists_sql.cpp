#include "campaign/giving/gift_lists.h"
#include "campaign/giving/gift_row.h"
#include "campaign/pledges/pledge.h"

namespace giving {

const std::string public_columns =
    "g.id, IF(g.is_anonymous = 0 AND g.hides_from_participant = 0 AND g.words_state = 'published', "
    "g.donor_name, '') AS name,"
    " IF(g.hides_from_participant = 0 AND g.words_state = 'published', g.message, '') AS message,"
    // Of a transfer that came short the covered fee is missing first; a refund takes the gift
    // first.
    " (SELECT IF(g.hides_amount = 1, NULL, IF(g.method = 'card',"
    " GREATEST(COALESCE(SUM(n.minor), 0) - (g.minor - g.confirmed_minor), 0),"
    " LEAST(g.confirmed_minor, COALESCE(SUM(n.minor), 0)) +"
    " GREATEST(g.confirmed_minor - g.minor, 0))) FROM gift_line n"
    " WHERE n.gift_id = g.id AND n.counts = 1) AS minor, g.currency,"
    " GREATEST(g.is_anonymous, g.hides_from_participant) AS is_anonymous,"
    " IF(g.hides_from_participant = 0 AND g.words_state = 'published', g.occasion, '') AS occasion,"
    " IF(g.hides_from_participant = 0 AND g.words_state = 'published', g.remembered, '')"
    " AS remembered,"
    " IF(g.is_anonymous = 0 AND g.hides_from_participant = 0 AND g.words_state = 'published',"
    " g.company, '') AS company,"
    " g.confirmed_at AS at";

// Nobody has to read what belongs to a payment that never came.
const std::string words_to_read =
    "words_state = 'waiting' AND state NOT IN ('intent', 'failed', 'expired')";

PublicGift public_from(const store::Row& row) {
    PublicGift gift;
    gift.id = row.number("id"), gift.name = row.text("name"), gift.message = row.text("message");
    if (!row.is_null("minor"))
        gift.amount = Money{row.number("minor"), currency_of(row.text("currency"))};
    gift.mentions = {row.text("occasion"), row.text("remembered"), row.text("company")};
    gift.at = row.instant("at"), gift.is_anonymous = row.flag("is_anonymous");
    return gift;
}

namespace {

constexpr std::int64_t lighter_cap_units = 1000;
constexpr int lighter_days = 30;

std::vector<PublicGift> publics_from(const std::vector<store::Row>& rows) {
    std::vector<PublicGift> gifts;
    for (const auto& row : rows) gifts.push_back(public_from(row));
    return gifts;
}

std::vector<Gift> gifts_from(const std::vector<store::Row>& rows) {
    std::vector<Gift> gifts;
    for (const auto& row : rows) gifts.push_back(gift_from(row));
    return gifts;
}

Waiting waiting_from(const store::Row& row) {
    return {row.number("n"), row.number("minor"), row.maybe_instant("oldest")};
}

Waiting sum_waiting(store::Session& session, CampaignId campaign, const std::string& where) {
    const std::string sql =
        "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(open_minor), 0) AS SIGNED)"
        " AS minor, MIN(given_at) AS oldest FROM gift WHERE " +
        where;
    if (!campaign) return waiting_from(*session.one(sql));
    return waiting_from(*session.one(sql + " AND campaign_id = ?", campaign));
}

// "… WHERE <where> [AND campaign_id = ?] <order> LIMIT ?"
std::vector<Gift> list_gifts(store::Session& session, CampaignId campaign, const std::string& where,
                             int limit) {
    const auto order = where.find(" ORDER BY ");
    const auto condition = where.substr(0, order), rest = where.substr(order);
    if (!campaign)
        return gifts_from(
            session.all(select_gift + "WHERE " + condition + rest + " LIMIT ?", limit));
    return gifts_from(
        session.all(select_gift + "WHERE " + condition + " AND campaign_id = ?" + rest + " LIMIT ?",
                    campaign, limit));
}

}  // namespace

std::vector<PublicGift> recent_public_gifts(store::Session& session, CampaignId campaign,
                                            int limit) {
    return publics_from(
        session.all("SELECT " + public_columns +
                        " FROM gift g WHERE g.campaign_id = ? AND g.state = 'confirmed'"
                        " AND g.is_rehearsal = 0 ORDER BY g.confirmed_at DESC LIMIT ?",
                    campaign, limit));
}

std::vector<PublicGift> recent_public_gifts_of(store::Session& session, ParticipantId participant,
                                               int limit) {
    std::vector<PublicGift> gifts;
    for (const auto& row :
         session.all("SELECT " + public_columns +
                         ", s.minor AS share_minor FROM share s JOIN gift g ON g.id = s.gift_id"
                         " WHERE s.participant_id = ? AND g.state = 'confirmed'"
                         " AND g.is_rehearsal = 0 AND s.minor > 0"
                         " ORDER BY s.made_at DESC LIMIT ?",
                     participant, limit)) {
        auto gift = public_from(row);  // Of a gift for several people: this one's part.
        if (gift.amount) gift.amount->minor = row.number("share_minor");
        gifts.push_back(std::move(gift));
    }
    return gifts;
}

std::vector<OwnGift> recent_gifts_to(store::Session& session, ParticipantId participant,
                                     int limit) {
    std::vector<OwnGift> gifts;
    for (const auto& row :
         session.all("SELECT g.id, IF(g.hides_from_participant = 0 AND g.words_state = "
                     "'published', g.donor_name, '') AS name,"
                     " IF(g.hides_from_participant = 0 AND g.words_state = 'published', g.message, "
                     "'') AS message,"
                     " IF(g.hides_from_participant = 0 AND g.words_state = 'published',"
                     " g.occasion, '') AS occasion,"
                     " IF(g.hides_from_participant = 0 AND g.words_state = 'published',"
                     " g.remembered, '') AS remembered,"
                     " IF(g.hides_from_participant = 0 AND g.words_state = 'published',"
                     " g.company, '') AS company,"
                     " IF(g.state = 'confirmed', s.minor, g.open_minor) AS minor, g.currency,"
                     " g.hides_from_participant AS is_anonymous, g.given_at AS at, g.state"
                     " FROM share s JOIN gift g ON g.id = s.gift_id WHERE s.participant_id = ?"
                     " AND g.state IN ('pending', 'entered', 'confirmed') AND g.is_rehearsal = 0"
                     " ORDER BY s.made_at DESC LIMIT ?",
                     participant, limit)) {
        OwnGift gift;
        static_cast<PublicGift&>(gift) = public_from(row);
        gift.state = state_of(row.text("state"));
        gifts.push_back(std::move(gift));
    }
    return gifts;
}

std::vector<Gift> cash_held_by(store::Session& session, ParticipantId participant, int limit) {
    std::vector<Gift> gifts;
    for (const auto& row :
         session.all(select_gift + "WHERE origin = 'walker' AND state = 'entered'"
                                   " AND envelope_id IS NULL AND id IN"
                                   " (SELECT gift_id FROM share WHERE participant_id = ?)"
                                   " ORDER BY given_at, id LIMIT ?",
                     participant, limit))
        gifts.push_back(gift_from(row));
    return gifts;
}

Money lighter_of(store::Session& session, CampaignId campaign, Currency currency, Instant now) {
    const auto cap = lighter_cap_units * smallest_gift(currency);
    const auto since = now - std::chrono::days{lighter_days};
    const auto others = session.one(
        "SELECT CAST(COALESCE(SUM(IF(state = 'entered', open_minor, LEAST(open_minor, ?))), 0)"
        " AS SIGNED) AS minor FROM gift WHERE campaign_id = ? AND is_rehearsal = 0"
        " AND ((state = 'entered' AND origin <> 'walker')"
        "      OR (state = 'pending' AND proven_at IS NOT NULL AND given_at > ?))",
        cap, campaign, since);
    const auto walkers = session.one(
        "SELECT CAST(COALESCE(SUM(LEAST(held, ?)), 0) AS SIGNED) AS minor FROM"
        " (SELECT SUM(open_minor) AS held FROM gift JOIN share ON share.gift_id = gift.id"
        "   WHERE gift.campaign_id = ? AND state = 'entered' AND origin = 'walker'"
        "     AND is_rehearsal = 0 AND given_at > ? GROUP BY share.participant_id) AS pockets",
        cap, campaign, since);
    const auto pledged = pledges::proven_open(session, campaign, cap, since);
    return {others->number("minor") + walkers->number("minor") + pledged, currency};
}

Waiting entered_waiting(store::Session& session, CampaignId campaign) {
    return sum_waiting(session, campaign,
                       "state = 'entered' AND envelope_id IS NULL AND is_rehearsal = 0");
}

Waiting promises_open(store::Session& session, CampaignId campaign) {
    return sum_waiting(session, campaign,
                       "method = 'transfer' AND open_minor > 0 AND is_rehearsal = 0"
                       " AND state IN ('pending', 'confirmed')");
}

Waiting words_waiting(store::Session& session, CampaignId campaign) {
    return sum_waiting(session, campaign, words_to_read);
}

std::vector<Gift> entered_gifts(store::Session& session, CampaignId campaign, int limit) {
    return list_gifts(session, campaign,
                      "state = 'entered' AND envelope_id IS NULL AND is_rehearsal = 0"
                      " ORDER BY given_at",
                      limit);
}

std::vector<Gift> confirmed_at_desk(store::Session& session, CampaignId campaign, int limit) {
    return list_gifts(session, campaign,
                      "state = 'confirmed' AND is_rehearsal = 0 AND method <> 'transfer'"
                      " ORDER BY decided_at DESC",
                      limit);
}

std::vector<Gift> gifts_to_review(store::Session& session, CampaignId campaign, int limit) {
    return list_gifts(session, campaign, words_to_read + " ORDER BY given_at", limit);
}

namespace {

// Money that came for a promise that is over is still money: a whole reference finds any state.
std::vector<Gift> gifts_of_reference(store::Session& session, CampaignId campaign,
                                     const std::string& reference) {
    return gifts_from(session.all(select_gift +
                                      "WHERE reference = ? AND campaign_id = ?"
                                      " AND is_rehearsal = 0 AND state <> 'rejected' LIMIT 1",
                                  reference, campaign));
}

std::string in_capitals(std::string_view text) {
    std::string packed;
    for (const auto c : text)
        if (c != ' ') packed += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return packed;
}

std::string like_of(std::string_view text) {
    std::string like = "%";
    for (const auto c : text) {
        if (c == '%' || c == '_' || c == '\\') like += '\\';
        like += c;
    }
    return like + "%";
}

}  // namespace

std::vector<Gift> open_promises(store::Session& session, const PromiseSearch& search) {
    const auto packed = in_capitals(search.query);
    if (is_creditor_reference(packed) && search.campaign)
        return gifts_of_reference(session, search.campaign, packed);
    std::string sql = select_gift +
                      "WHERE method = 'transfer' AND open_minor > 0"
                      " AND is_rehearsal = 0 AND state IN ('pending', 'confirmed') AND id > ?";
    std::vector<store::Value> values{store::value_of(search.after.value)};
    if (search.campaign) {
        sql += " AND campaign_id = ?";
        values.push_back(store::value_of(search.campaign));
    }
    if (!search.query.empty()) {
        sql += " AND (reference LIKE ? OR donor_name LIKE ? OR minor = ?)";
        const auto amount = read_money(search.query, currency_of("EUR"),
                                       search.query.find(',') == std::string::npos ? '.' : ',');
        values.push_back(store::value_of(like_of(packed)));
        values.push_back(store::value_of(like_of(search.query)));
        values.push_back(store::value_of(amount ? amount->minor : -1));
    }
    sql += " ORDER BY id LIMIT ?";
    values.push_back(store::value_of(search.limit));
    return gifts_from(session.query(sql, values));
}

std::vector<Gift> gifts_after(store::Session& session, CampaignId campaign, GiftId last,
                              int limit) {
    if (!campaign)
        return gifts_from(
            session.all(select_gift + "WHERE id > ? ORDER BY id LIMIT ?", last.value, limit));
    return gifts_from(
        session.all(select_gift + "WHERE id > ? AND campaign_id = ? ORDER BY id LIMIT ?",
                    last.value, campaign, limit));
}

std::vector<Gift> gifts_of_references(store::Session& session,
                                      const std::vector<std::string>& references) {
    if (references.empty()) return {};
    std::string sql = select_gift +
                      "WHERE method = 'transfer' AND is_rehearsal = 0"
                      " AND reference IN (";
    std::vector<store::Value> values;
    for (const auto& reference : references) {
        sql += values.empty() ? "?" : ", ?";
        values.push_back(store::value_of(reference));
    }
    return gifts_from(session.query(sql + ")", values));
}

std::vector<Gift> open_promises_like(store::Session& session, const OpenSearch& search) {
    const std::string sql = select_gift +
                            "WHERE method = 'transfer' AND open_minor > 0 AND is_rehearsal = 0"
                            " AND state IN ('pending', 'confirmed') AND ";
    const std::string rest = " ORDER BY id DESC LIMIT ?";
    if (!search.email.empty())
        return gifts_from(session.all(sql + "email = ?" + rest, search.email, search.limit));
    if (!search.name.empty())
        return gifts_from(
            session.all(sql + "? IN (donor_name, receipt_name)" + rest, search.name, search.limit));
    return gifts_from(session.all(sql + "open_minor = ? AND currency = ?" + rest, search.open.minor,
                                  search.open.currency.text(), search.limit));
}

}  // namespace giving
