// Thanks: for which gifts a participant has yet to thank, and whether we may carry it.
//
// Only gifts that have arrived, and none whose donor stays hidden from the participant. We write to
// a donor only if they gave an address and said that they may be written to. Once each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/gift.h"

namespace giving {

enum class ThankWay { mail, self };  // self: they did it themselves and say so.
std::string_view thank_way_name(ThankWay);

struct ToThank {
    GiftId gift;
    std::string name, message;  // Empty where nobody has read them yet.
    std::optional<Money> amount;
    Instant at;
    bool may_write = false;
};

std::vector<ToThank> gifts_to_thank(store::Session&, ParticipantId, int limit);  // Oldest first.
std::int64_t count_to_thank(store::Session&, ParticipantId);
std::int64_t count_thanked(store::Session&, ParticipantId);
// One of those to be thanked for; nothing if it is not, or not any more.
std::optional<ToThank> find_to_thank(store::Session&, ParticipantId, GiftId);
void insert_thank(store::Transaction&, ParticipantId, GiftId, ThankWay, Instant now);

}  // namespace giving
