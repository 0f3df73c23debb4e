#include "campaign/finance/sides.h"

#include <algorithm>

#include "campaign/bank/balance.h"
#include "campaign/giving/providers/provider_cursor.h"
#include "campaign/ledger/balances.h"
#include "campaign/organisation/bank_account.h"

namespace finance {

namespace {

void add_difference(Side& side, const char* name, Difference difference) {
    difference.key = "side:" + side.account + "/" + name;
    side.differences.push_back(std::move(difference));
}

// Opening of the first statement + what the ledger has booked since = closing of the last one.
Side bank_side(const bank::StatementBalance& balance, const organisation::BankAccount& account) {
    const auto money = [&](std::int64_t minor) { return Money{minor, balance.currency}; };
    Side side{.account = "bank:" + std::to_string(balance.account.value), .name = account.label};
    const auto ours = balance.opening.value_or(0) + balance.booked;
    side.ledger = money(balance.closing ? ours : balance.booked + balance.later);
    if (account.sharing == organisation::Sharing::shared) {
        side.ledger = money(balance.booked + balance.later);
        add_difference(side, "shared", {.cause = Cause::shared_account, .amount = money(0)});
        return side;
    }
    if (!balance.closing) {
        add_difference(side, "told", {.cause = Cause::not_told, .amount = money(0)});
        return side;
    }
    side.theirs = money(*balance.closing), side.as_of = balance.until;
    side.later = money(balance.later);
    side.opening = money(balance.opening.value_or(0));
    side.moved = money(balance.booked + balance.later);
    const auto off = ours - *balance.closing;
    if (off == 0) return side;
    if (balance.by_hand != 0)
        add_difference(side, "hand",
                       {.cause = Cause::by_hand,
                        .amount = money(balance.by_hand),
                        .since = balance.oldest_by_hand,
                        .count = balance.lines_by_hand});
    const auto rest = off - balance.by_hand;
    if (rest != 0)
        add_difference(side, "rest",
                       {.cause = balance.gaps > 0 ? Cause::gap : Cause::unexplained,
                        .amount = money(rest),
                        .since = balance.until,
                        .count = balance.gaps});
    return side;
}

Side unplaced_side(const ledger::Balance& balance, const std::vector<OpenItem>& items,
                   Currency currency) {
    Side side{.account = "unplaced", .ledger = {-balance.closing(), currency}};
    Difference waiting{.cause = Cause::lines_waiting, .amount = {0, currency}};
    for (const auto& item : items) {
        if (item.account != "unplaced" || item.amount.currency != currency) continue;
        if (item.cause_type == "other") {
            add_difference(
                side, "other",
                {.cause = Cause::other_rows, .amount = item.amount, .since = item.since});
            continue;
        }
        waiting.amount = waiting.amount + item.amount;
        waiting.count += 1;
        if (!waiting.since || item.since < *waiting.since) waiting.since = item.since;
    }
    if (waiting.count > 0) add_difference(side, "lines", waiting);
    side.theirs = Money{0, currency};
    return side;
}

// What the provider said that it held for us, when it was last asked for its payouts.
Side clearing_side(store::Session& session, const std::string& provider,
                   const ledger::Balance& balance, Currency currency) {
    Side side{
        .account = balance.account, .name = provider, .ledger = {balance.closing(), currency}};
    const auto said = providers::find_cursor(session, {provider, "payouts"});
    if (!said.balance || said.balance->currency != currency || !said.asked_at) {
        add_difference(side, "told", {.cause = Cause::not_told, .amount = {0, currency}});
        return side;
    }
    const Date day{std::chrono::floor<std::chrono::days>(*said.asked_at)};
    side.theirs = *said.balance, side.as_of = day;
    const auto off = side.ledger - *side.theirs;
    if (off.minor != 0)
        add_difference(side, "rest", {.cause = Cause::unexplained, .amount = off, .since = day});
    return side;
}

}  // namespace

std::vector<Side> all_sides(store::Session& session, Currency currency) {
    std::vector<Side> sides;
    const auto accounts = organisation::all_bank_accounts(session);
    for (const auto& balance : bank::statement_balances(session)) {
        if (balance.currency != currency) continue;
        const auto account =
            std::ranges::find(accounts, balance.account, &organisation::BankAccount::id);
        if (account != accounts.end()) sides.push_back(bank_side(balance, *account));
    }
    const auto items = open_items(session);
    for (const auto& balance : ledger::trial_balance(session, {.currency = currency})) {
        const auto group = ledger::account_class(balance.account);
        if (balance.account == "unplaced") sides.push_back(unplaced_side(balance, items, currency));
        if (group != "clearing") continue;
        sides.push_back(
            clearing_side(session, balance.account.substr(group.size() + 1), balance, currency));
    }
    for (auto& side : sides)
        for (auto& difference : side.differences)
            difference.owner = owner_of_item(session, difference.key);
    return sides;
}

}  // namespace finance
