// Mention: applause without an amount: in memory or in honour of somebody, or for the company that
// gives. No figure knows it. Its words are shown, and a card is sent to who should hear of it, only
// after a person has read them, together with the other words of the gift.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace giving {

struct Mentions {
    std::string occasion;    // "memory" or "honour"; empty: nobody is remembered.
    std::string remembered;  // Who; empty where there is no occasion.
    std::string company;     // Of the donor.
    bool is_empty() const { return remembered.empty() && company.empty(); }
    friend bool operator==(const Mentions&, const Mentions&) = default;
};

// Who is to be told of the gift, once it is confirmed and a person has read all its words.
struct Card {
    std::string name, email, words;
    bool tells_amount = false;  // The donor said so.
    friend bool operator==(const Card&, const Card&) = default;
};

// "In memory of Rose Miller", "In honour of …"; empty where nobody is remembered.
std::string remembering_text(const Mentions&, const std::string& language);

// Storage: mention_sql.cpp. Once it was told, only the name is kept.
struct KeptCard {
    Card card;
    std::optional<Instant> told_at = {};
};
void insert_card(store::Transaction&, GiftId, const Card&, Instant now);
std::optional<KeptCard> find_card(store::Session&, GiftId);
void remove_card(store::Transaction&, GiftId);  // Unless it was told.
bool set_card_told(store::Transaction&, GiftId, const std::string& refuse_digest,
                   const std::string& recipient_digest, Instant now);
// Of gifts that are confirmed and whose words were published before that moment.
std::vector<GiftId> cards_to_tell(store::Session&, Instant published_before, int limit);
// Nothing was confirmed for so long that nobody is to be told any more.
void forget_cards(store::Transaction&, Instant made_before);
// Whose card it was: the digest of the recipient.
std::optional<std::string> card_to_refuse(store::Session&, const std::string& refuse_token);

}  // namespace giving
