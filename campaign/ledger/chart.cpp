#include "campaign/ledger/chart.h"

#include <algorithm>
#include <array>

namespace ledger {

namespace {

constexpr std::array plain_accounts{"unplaced",     "payout",  "float",   "refund_due",
                                    "dispute_held", "advance", "outside", "promised",
                                    "declared",     "in_kind", "memo"};
constexpr std::array parted_accounts{"bank", "clearing", "cash", "transit", "quarantine"};
constexpr std::array income_kinds{"gift", "fee_cover",   "registration", "matching",
                                  "sale", "tax_reclaim", "cash_over"};
constexpr std::array cost_kinds{"card_fee", "dispute_fee", "bank_fee", "cash_short", "paid_out"};

bool is_one_of(const auto& list, std::string_view name) {
    return std::ranges::any_of(list, [&](std::string_view one) { return one == name; });
}

// "income:gift" fits "income" and "income:gift"; "cost:card_fee" fits only itself.
bool fits(std::string_view pattern, std::string_view account) {
    return pattern == account || (pattern != "cost" && pattern == account_class(account));
}

}  // namespace

std::string_view account_class(std::string_view account) {
    return account.substr(0, account.find(':'));
}

bool is_account(std::string_view account) {
    const auto colon = account.find(':');
    if (colon == std::string_view::npos) return is_one_of(plain_accounts, account);
    const auto group = account.substr(0, colon), part = account.substr(colon + 1);
    if (group == "income" || group == "returned") return is_one_of(income_kinds, part);
    if (group == "cost") return is_one_of(cost_kinds, part);
    constexpr std::size_t part_max = 24;
    return is_one_of(parted_accounts, group) && !part.empty() && part.size() <= part_max;
}

const std::vector<EventRow>& all_events() {
    static const std::vector<EventRow> events{
        {Event::promised, "promised", "memo", "A promise was made"},
        {Event::promise_ended, "memo", "promised", "A promise was kept, lapsed or was withdrawn"},
        {Event::declared, "declared", "memo", "Somebody said that they hold it"},
        {Event::declaration_ended, "memo", "declared", "What was handed in was counted or refused"},
        {Event::captured, "clearing", "income", "A card payment was taken"},
        {Event::provider_fee, "cost:card_fee", "clearing", "The provider kept its fee"},
        {Event::payout_announced, "payout", "clearing", "A payout was announced"},
        {Event::payout_announced, "clearing", "payout", "A payout came back"},
        {Event::payout_placed, "unplaced", "payout", "A payout arrived at the bank"},
        {Event::payout_placed, "payout", "unplaced", "The bank took a payout back"},
        {Event::refunded, "returned", "refund_due", "A refund was approved"},
        {Event::refunded, "refund_due", "clearing", "A refund went back to the card"},
        {Event::refunded, "refund_due", "unplaced", "A refund went back by bank"},
        {Event::refunded, "clearing", "refund_due", "A refund failed"},
        {Event::disputed, "returned", "dispute_held", "A payment was disputed"},
        {Event::disputed, "dispute_held", "clearing", "The disputed money was taken"},
        {Event::disputed, "cost:dispute_fee", "clearing", "The provider charged for a dispute"},
        {Event::disputed, "clearing", "dispute_held", "The disputed money came back"},
        {Event::disputed, "dispute_held", "returned", "A dispute was won"},
        {Event::quarantined, "clearing", "quarantine", "A payment that fits nothing"},
        {Event::quarantined, "quarantine", "income", "A payment left quarantine as a gift"},
        {Event::quarantined, "quarantine", "clearing", "A payment was sent back"},
        {Event::bank_line, "bank", "unplaced", "A line came in on the bank statement"},
        {Event::bank_line, "unplaced", "bank", "A line went out on the bank statement"},
        {Event::line_placed, "unplaced", "income", "A bank line was placed as a gift"},
        {Event::line_placed, "returned", "unplaced", "A transfer or a cheque was returned"},
        {Event::line_placed, "cost:bank_fee", "unplaced", "The bank charged a fee"},
        {Event::line_placed, "unplaced", "outside", "A bank line was not ours"},
        {Event::line_placed, "outside", "unplaced", "A bank line out was not ours"},
        {Event::counted, "cash", "income", "Two people confirmed it"},
        {Event::count_corrected, "cost:cash_short", "cash", "A later count found less"},
        {Event::count_corrected, "cost:cash_short", "transit", "The bank counted less"},
        {Event::count_corrected, "cash", "income:cash_over", "A later count found more"},
        {Event::count_corrected, "transit", "income:cash_over", "The bank counted more"},
        {Event::deposited, "transit", "cash", "Bags went to the bank"},
        {Event::deposited, "unplaced", "transit", "A deposit arrived at the bank"},
        {Event::float_moved, "float", "unplaced", "Change was drawn from the bank"},
        {Event::float_moved, "cash", "float", "Change came back in a bag"},
        {Event::float_moved, "cost:paid_out", "cash", "A voucher was paid from a bag"},
        {Event::pool_moved, "unplaced", "advance", "A matching pool was paid in"},
        {Event::pool_moved, "advance", "income:matching", "A matching gift was earned"},
        {Event::pool_moved, "returned:matching", "advance", "A match fell with its gift"},
        {Event::pool_moved, "advance", "refund_due", "The rest of a pool is given back"},
        {Event::given_in_kind, "in_kind", "memo", "A gift in kind"},
        {Event::tax_reclaimed, "unplaced", "income:tax_reclaim", "Reclaimed tax arrived"},
    };
    return events;
}

bool is_event(Event event, std::string_view debit, std::string_view credit) {
    if (!is_account(debit) || !is_account(credit)) return false;
    return std::ranges::any_of(all_events(), [&](const EventRow& row) {
        if (event == Event::reversed) return fits(row.debit, credit) && fits(row.credit, debit);
        return row.event == event && fits(row.debit, debit) && fits(row.credit, credit);
    });
}

std::string_view event_words(Event event, std::string_view debit, std::string_view credit) {
    for (const auto& row : all_events())
        if (row.event == event && fits(row.debit, debit) && fits(row.credit, credit))
            return row.words;
    return "Booked wrong, and taken back";
}

}  // namespace ledger
