// Lists of gifts, for the pages: what the public may see, what waits at the desk.
//
// Anonymity and review are applied in the query, so that nothing hidden ever leaves the database:
// a name or a message that nobody has read yet, or that its donor hides, comes back empty.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/gift.h"

namespace giving {

// A gift as strangers may see it: confirmed, name and message reviewed, amount unless hidden.
struct PublicGift {
    std::int64_t id = 0;        // To tell two apart; opens nothing.
    std::string name, message;  // Empty: anonymous, or not read by anybody yet.
    std::optional<Money> amount;
    Instant at;
    bool is_anonymous = false;
    Mentions mentions = {};  // As far as they may be seen, too.
};

std::vector<PublicGift> recent_public_gifts(store::Session&, CampaignId, int limit);
std::vector<PublicGift> recent_public_gifts_of(store::Session&, ParticipantId, int limit);
// For the participant's own eyes: promises and hand-ins too; names unless hidden from them.
struct OwnGift : PublicGift {
    State state = State::pending;
};
std::vector<OwnGift> recent_gifts_to(store::Session&, ParticipantId, int limit);

// Cash that the participant said they hold, and nobody has counted. Oldest first.
std::vector<Gift> cash_held_by(store::Session&, ParticipantId, int limit);

// The lighter tone: handed in, and promised with a proven address, younger than 30 days, each
// promise up to the cap; what a participant says they hold (for as long), all of it up to the cap.
Money lighter_of(store::Session&, CampaignId, Currency, Instant now);

// For the desk: which gifts, of one campaign or (0) of all.
struct Waiting {
    std::int64_t count = 0, minor = 0;
    std::optional<Instant> oldest;
};
Waiting entered_waiting(store::Session&, CampaignId);
Waiting promises_open(store::Session&, CampaignId);
Waiting words_waiting(store::Session&, CampaignId);

std::vector<Gift> entered_gifts(store::Session&, CampaignId, int limit);      // Oldest first.
std::vector<Gift> confirmed_at_desk(store::Session&, CampaignId, int limit);  // Newest first.
std::vector<Gift> gifts_to_review(store::Session&, CampaignId, int limit);    // Oldest first.

// Open promises by reference, name or amount (`query` may be empty), oldest first, after a gift.
struct PromiseSearch {
    CampaignId campaign;
    std::string query;
    GiftId after = {};
    int limit = 30;
};
std::vector<Gift> open_promises(store::Session&, const PromiseSearch&);

// Gifts by transfer with one of these references, whatever became of them; no rehearsals.
std::vector<Gift> gifts_of_references(store::Session&, const std::vector<std::string>&);

// Promises by transfer that are open, of every campaign: by address if one is given, else by the
// donor's or the receipt's name, else by what is open of them. The latest first.
struct OpenSearch {
    Money open;
    std::string name = {}, email = {};
    int limit = 40;
};
std::vector<Gift> open_promises_like(store::Session&, const OpenSearch&);

// In order of id, after one, at most `limit`: for walking every gift of a campaign (0: of all).
std::vector<Gift> gifts_after(store::Session&, CampaignId, GiftId last, int limit);

}  // namespace giving
