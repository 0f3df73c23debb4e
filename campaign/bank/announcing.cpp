#include "campaign/bank/announcing.h"

#include <algorithm>

#include "campaign/bank/placing.h"
#include "campaign/bank/suggestion.h"
#include "campaign/pledges/paying.h"

namespace bank {

namespace {

bool is_like(const giving::Gift& gift, const std::string& name) {
    return compare_names(gift.donor.name, name) != Likeness::none ||
           compare_names(gift.donor.receipt_name, name) != Likeness::none;
}

// Was this line marked by hand before it came, for the pledge that it names or its giver?
bool is_marked_by_hand(store::Session& session, const Line& line,
                       const std::vector<std::string>& references) {
    const auto by_hand = lines_by_hand_like(session, line);
    if (by_hand.empty()) return false;
    const auto named = pledges::pledges_of_references(session, references);
    return std::ranges::any_of(by_hand, [&](const Line& hand) {
        const auto gift = giving::find_gift(session, hand.hand_gift);
        if (!gift) return false;
        const auto paid = pledges::find_pledge_of_gift(session, gift->request_key);
        return is_like(*gift, line.other_name) ||
               std::ranges::any_of(named, [&](const pledges::Pledge& pledge) {
                   return paid == pledge.id || is_like(*gift, pledge.donor.name);
               });
    });
}

}  // namespace

int announce_pledged_lines(store::Store& store, const std::vector<Line>& lines,
                           const std::vector<std::vector<NamedGift>>& named, Instant now) {
    auto& session = store.session();
    std::vector<pledges::Arriving> arriving;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        if (!named[i].empty() || line.amount.minor <= 0 || line.is_return) continue;
        pledges::Arriving one{line.id.value, {}, line.amount, line.booked_on};
        for (const auto& mention : mentions_in(line)) one.references.push_back(mention.reference);
        if (one.references.empty() || is_marked_by_hand(session, line, one.references)) continue;
        if (placings_of_line(session, line.id).empty()) arriving.push_back(std::move(one));
    }
    return arriving.empty() ? 0 : pledges::announce_arrivals(store, arriving, now);
}

}  // namespace bank
