// Accepting: money that nobody promised becomes a new gift, as a person decides. The program
// records it, the person places the line on it: who confirms a gift is never who entered it.
#pragma once

#include "campaign/bank/line.h"
#include "campaign/bank/placing.h"
#include "campaign/giving/gift.h"

namespace bank {

struct NewLineGift {
    CampaignId campaign;  // Of any phase but a draft: what comes after the end is late.
    FundId fund;          // 0: the campaign's first.
    ParticipantId participant = {};
    giving::Donor donor = {};
    std::string reason;
};

// The whole open rest of a line in, given on the line's day. The same sent twice is one gift. Taken
// back, the gift is withdrawn and nothing of it stays promised. Refuses: not_found;
// not_a_valid_value without a reason; already_decided where nothing of the line is open;
// not_allowed for another currency or a draft; what giving::objection() says.
giving::Gift accept_line(store::Store&, LineId, const NewLineGift&, const people::Actor&,
                         Instant now);

}  // namespace bank
