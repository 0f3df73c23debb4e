// Correcting: what was put down wrongly is put right, with a reason. What was stays to be seen: in
// the audit who was thanked before, in the ledger a reversing row for each row that is replaced.
//
// Each is one unit of work for a gift that is still as it was seen (its version); whoever comes
// second is refused already_decided. The gift keeps its donor, its page and its receipt.
#pragma once

#include <string>

#include "campaign/giving/gift.h"
#include "campaign/people/role.h"

namespace giving {

constexpr std::size_t correction_shares_max = 20;

// Who else is thanked for it, with how much. The parts add up to what of the gift counts, or there
// are none. No ledger row moves. A participant's team is the one that the gift knows, or today's.
struct SharesMoved {
    GiftId gift;
    int version = 0;
    std::vector<Share> shares;  // Of participants, or of teams alone.
    std::string reason;
};
Gift move_shares(store::Store&, const SharesMoved&, const people::Actor&, Instant now);

// To another fund, or to another campaign of the same currency and its fund; then nobody of the
// former campaign is thanked any more. The money moves where it stands.
struct GiftMoved {
    GiftId gift;
    int version = 0;
    FundId fund;
    std::string reason;
};
Gift move_gift(store::Store&, const GiftMoved&, const people::Actor&, Instant now);

// It was never given: cash, a cheque or a card reader's slip that was counted by mistake. Not by
// who entered it. Transfers are taken back at their bank line, cards are refunded.
struct GiftReversed {
    GiftId gift;
    int version = 0;
    std::string reason;
};
bool can_reverse(const Gift&);
Gift reverse_gift(store::Store&, const GiftReversed&, const people::Actor&, Instant now);

// What of a gift counts toward the goal as it stands: that may be shared out.
Money shareable_of(const Gift&, const std::vector<Line>&);

}  // namespace giving
