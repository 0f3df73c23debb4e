#include "campaign/cash/deposit.h"
#include "campaign/giving/money_path.h"

namespace giving {

namespace {

using ledger::Event;

constexpr int steps_max = 50;

MoneyPath path_of_card(store::Session& session, const Gift& gift) {
    MoneyPath path;
    for (const auto& row : session.all(
             "SELECT o.provider, MAX(o.placed_at) AS placed_at,"
             " CAST(SUM(i.minor - i.fee_minor) AS SIGNED) AS net FROM payment p"
             " JOIN payout_item i ON i.payment_id = p.id JOIN payout o ON o.id = i.payout_id"
             " WHERE p.gift_id = ? AND o.booked_at IS NOT NULL AND o.back_at IS NULL"
             " GROUP BY o.id, o.provider LIMIT ?",
             gift.id, steps_max)) {
        path.is_between = path.is_between || row.is_null("placed_at");
        const auto net = row.number("net");
        if (net == 0) continue;
        const Money amount{net < 0 ? -net : net, gift.amount.currency};
        const auto clearing = "clearing:" + row.text("provider");
        const auto add = [&](Event event, const std::string& to, const std::string& from) {
            path.hops.push_back(net > 0 ? Hop{event, to, from, amount}
                                        : Hop{event, from, to, amount});
        };
        add(Event::payout_announced, "payout", clearing);
        add(Event::payout_placed, "unplaced", "payout");
    }
    return path;
}

MoneyPath path_of_bag(store::Session& session, const Gift& gift) {
    const auto row = session.one(
        "SELECT b.number AS bag, d.number AS deposit,"
        " d.minor + d.corrected_minor - d.arrived_minor AS rest FROM gift g"
        " JOIN cash_envelope e ON e.id = g.envelope_id JOIN cash_bag b ON b.id = e.bag_id"
        " LEFT JOIN cash_deposit d ON d.id = b.deposit_id WHERE g.id = ?",
        gift.id);
    // Counted at the desk: it may have gone to the bank with that of others.
    if (!row)
        return {{},
                gift.method != "transfer" && gift.method != "card_reader" &&
                    cash::left_at_desk(session, gift.campaign) < gift.confirmed.minor};
    if (row->is_null("deposit") || row->number("rest") != 0) return {{}, true};
    const auto bag = "cash:bag-" + row->text("bag");
    const auto transit = "transit:deposit-" + row->text("deposit");
    return {{{Event::deposited, transit, bag, gift.confirmed},
             {Event::deposited, "unplaced", transit, gift.confirmed}}};
}

}  // namespace

MoneyPath path_of_money(store::Session& session, const Gift& gift) {
    if (gift.method == "card") return path_of_card(session, gift);
    // Money that went back by bank stands with its own bank line.
    const auto back = session.one(
        "SELECT COUNT(*) AS n FROM refund WHERE gift_id = ? AND way = 'bank'"
        " AND state IN ('approved', 'done')",
        gift.id);
    if (back->number("n") > 0) return {{}, true};
    if (gift.confirmed.minor == 0) return {};
    return path_of_bag(session, gift);
}

}  // namespace giving
