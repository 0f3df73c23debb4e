// The verbs of bookkeeping.h.
#include "campaign/finance/bookkeeping.h"
#include "campaign/ledger/audit.h"

namespace finance {

namespace {

std::string listed(const std::string& before, const std::string& next) {
    constexpr std::size_t detail_max = 1500;
    if (before.size() > detail_max) return before;
    return before.empty() ? next : before + ", " + next;
}

void audit_change(store::Transaction& tx, const char* action, const std::string& detail,
                  const people::Actor& actor, Instant now) {
    ledger::append_audit(
        tx, {.actor = actor, .action = action, .subject_type = "bookkeeping", .detail = detail},
        now);
}

}  // namespace

void number_accounts(store::Store& store, const std::vector<AccountNumber>& wanted,
                     const people::Actor& actor, Instant now) {
    std::vector<AccountNumber> changed;
    std::string detail;
    for (const auto& known : account_numbers(store.session()))
        for (const auto& one : wanted)
            if (one.account == known.account && one.number != known.number) {
                changed.push_back(one);
                detail = listed(detail, one.account + ": " + known.number + " → " + one.number);
            }
    if (changed.empty()) return;
    store.in_transaction([&](store::Transaction& tx) {
        for (const auto& one : changed) put_account_number(tx, one, actor.account, now);
        audit_change(tx, "accounts numbered", detail, actor, now);
    });
}

void name_cost_centres(store::Store& store, const std::vector<CostCentre>& wanted,
                       const people::Actor& actor, Instant now) {
    std::vector<CostCentre> changed;
    std::string detail;
    for (const auto& known : cost_centres(store.session()))
        for (const auto& one : wanted)
            if (one.campaign == known.campaign && one.fund == known.fund &&
                one.code != known.code) {
                changed.push_back(one);
                detail = listed(detail, known.title + " " + known.fund_name + ": " + known.code +
                                            " → " + one.code);
            }
    if (changed.empty()) return;
    store.in_transaction([&](store::Transaction& tx) {
        for (const auto& one : changed) put_cost_centre(tx, one, actor.account, now);
        audit_change(tx, "cost centres named", detail, actor, now);
    });
}

}  // namespace finance
