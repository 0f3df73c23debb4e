#include "campaign/giving/mention.h"

#include "campaign/words/token.h"

namespace giving {

void insert_card(store::Transaction& tx, GiftId gift, const Card& card, Instant now) {
    tx.run(
        "INSERT INTO remembrance (id, gift_id, name, email, words, tells_amount, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        new_number(now), gift, card.name, card.email, card.words, card.tells_amount, now);
}

std::optional<KeptCard> find_card(store::Session& session, GiftId gift) {
    const auto row = session.one(
        "SELECT name, email, words, tells_amount, told_at FROM remembrance WHERE gift_id = ?",
        gift);
    if (!row) return {};
    return KeptCard{
        {row->text("name"), row->text("email"), row->text("words"), row->flag("tells_amount")},
        row->maybe_instant("told_at")};
}

void remove_card(store::Transaction& tx, GiftId gift) {
    tx.run("DELETE FROM remembrance WHERE gift_id = ? AND told_at IS NULL", gift);
}

bool set_card_told(store::Transaction& tx, GiftId gift, const std::string& refuse_digest,
                   const std::string& recipient_digest, Instant now) {
    return tx.run(
               "UPDATE remembrance SET told_at = ?, refuse_digest = ?, recipient_digest = ?,"
               " email = '', words = '' WHERE gift_id = ? AND told_at IS NULL",
               now, refuse_digest, recipient_digest, gift) == 1;
}

std::vector<GiftId> cards_to_tell(store::Session& session, Instant published_before, int limit) {
    std::vector<GiftId> gifts;
    for (const auto& row :
         session.all("SELECT r.gift_id FROM remembrance r JOIN gift g ON g.id = r.gift_id"
                     " WHERE r.told_at IS NULL AND g.state = 'confirmed' AND g.is_rehearsal = 0"
                     " AND g.words_state = 'published' AND g.words_decided_at <= ?"
                     " ORDER BY r.id LIMIT ?",
                     published_before, limit))
        gifts.push_back(row.id<GiftId>("gift_id"));
    return gifts;
}

void forget_cards(store::Transaction& tx, Instant made_before) {
    constexpr int at_once_max = 500;
    tx.run("DELETE FROM remembrance WHERE told_at IS NULL AND made_at < ? LIMIT ?", made_before,
           at_once_max);
}

std::optional<std::string> card_to_refuse(store::Session& session,
                                          const std::string& refuse_token) {
    const auto row = session.one("SELECT recipient_digest FROM remembrance WHERE refuse_digest = ?",
                                 sha256_hex(refuse_token));
    if (!row) return {};
    return row->text("recipient_digest");
}

}  // namespace giving
