#include "campaign/bank/arriving.h"

#include <algorithm>

#include "campaign/bank/mention.h"

namespace bank {

namespace {

// Does the line name other gifts, and not this one?
bool is_of_others(store::Session& session, const Line& line, GiftId gift) {
    const auto named = named_gifts(session, {line}).at(0);
    return !named.empty() &&
           std::ranges::none_of(named, [&](const NamedGift& one) { return one.gift.id == gift; });
}

bool is_placed_on(store::Session& session, const Line& line, GiftId gift) {
    return std::ranges::any_of(placings_of_line(session, line.id), [&](const Placing& one) {
        return one.gift == gift && !one.is_undone;
    });
}

}  // namespace

giving::Gift mark_arrived_once(store::Store& store, const giving::Arrival& arrival,
                               const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto gift = giving::find_gift(session, arrival.gift);
    if (!gift || gift->is_rehearsal) return giving::mark_arrived(store, arrival, actor, now);
    for (const auto& line :
         imported_lines_like(session, {arrival.bank_account, arrival.arrived, arrival.bank_date})) {
        if (is_placed_on(session, line, gift->id) &&
            (gift->open.minor == 0 || line.bank_reference == arrival.statement_reference))
            throw Refused{{Reason::already_decided, "statement_reference",
                           "This line of the bank statement was booked before."}};
        if (line.placed > 0 || is_of_others(session, line, gift->id)) continue;
        if (arrival.statement_reference.empty()) break;
        place_as_gifts(store, line.id,
                       {{gift->id, arrival.arrived,
                         arrival.lets_rest_go ? Rest::is_let_go : Rest::stays_promised}},
                       {"person", arrival.statement_reference}, actor, now);
        return *giving::find_gift(session, gift->id);
    }
    return giving::mark_arrived(store, arrival, actor, now);
}

void refuse_placed_line(store::Session& session, const std::vector<GiftId>& gifts,
                        const HandSearch& search, const std::string& statement_reference) {
    for (const auto& line : imported_lines_like(session, search)) {
        if (line.booked_on != search.day && line.bank_reference != statement_reference) continue;
        for (const auto gift : gifts)
            if (is_placed_on(session, line, gift))
                throw Refused{{Reason::already_decided, "statement",
                               "This line of the bank statement was booked before."}};
    }
}

}  // namespace bank
