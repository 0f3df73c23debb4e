#include "campaign/giving/thanks.h"

namespace giving {

namespace {

const std::string from_to_thank =
    "  FROM share s JOIN gift g ON g.id = s.gift_id"
    "  LEFT JOIN thank t ON t.gift_id = g.id AND t.participant_id = s.participant_id"
    " WHERE s.participant_id = ? AND g.state = 'confirmed' AND g.is_rehearsal = 0"
    "   AND g.hides_from_participant = 0 AND t.gift_id IS NULL ";

const std::string select_to_thank =
    "SELECT g.id, IF(g.words_state = 'published', g.donor_name, '') AS name,"
    "       IF(g.words_state = 'published', g.message, '') AS message,"
    "       IF(g.hides_amount = 1, NULL, s.minor) AS minor, g.currency, g.confirmed_at AS at,"
    "       g.email <> '' AND g.consent_mail_at IS NOT NULL AS may_write" +
    from_to_thank;

ToThank to_thank_from(const store::Row& row) {
    ToThank one{.gift = row.id<GiftId>("id"),
                .name = row.text("name"),
                .message = row.text("message"),
                .amount = {},
                .at = row.instant("at"),
                .may_write = row.flag("may_write")};
    if (!row.is_null("minor"))
        one.amount = Money{row.number("minor"), currency_of(row.text("currency"))};
    return one;
}

}  // namespace

std::string_view thank_way_name(ThankWay way) { return way == ThankWay::mail ? "mail" : "self"; }

std::vector<ToThank> gifts_to_thank(store::Session& session, ParticipantId participant, int limit) {
    std::vector<ToThank> list;
    for (const auto& row :
         session.all(select_to_thank + "ORDER BY g.confirmed_at, g.id LIMIT ?", participant, limit))
        list.push_back(to_thank_from(row));
    return list;
}

std::int64_t count_to_thank(store::Session& session, ParticipantId participant) {
    return session.one("SELECT COUNT(*) AS n" + from_to_thank, participant)->number("n");
}

std::int64_t count_thanked(store::Session& session, ParticipantId participant) {
    return session.one("SELECT COUNT(*) AS n FROM thank WHERE participant_id = ?", participant)
        ->number("n");
}

std::optional<ToThank> find_to_thank(store::Session& session, ParticipantId participant,
                                     GiftId gift) {
    const auto row = session.one(select_to_thank + "AND g.id = ?", participant, gift);
    if (!row) return {};
    return to_thank_from(*row);
}

void insert_thank(store::Transaction& tx, ParticipantId participant, GiftId gift, ThankWay way,
                  Instant now) {
    tx.run("INSERT INTO thank (gift_id, participant_id, way, made_at) VALUES (?, ?, ?, ?)", gift,
           participant, thank_way_name(way), now);
}

}  // namespace giving
