#include "campaign/giving/payout.h"

#include <map>
#include <set>

#include "campaign/words/check.h"

namespace giving {

namespace {

using ledger::Event;
using ledger::NewTransfer;

NewTransfer row_of(Event event, std::string debit, std::string credit, Money amount) {
    NewTransfer row;
    row.event = event, row.debit = std::move(debit), row.credit = std::move(credit);
    if (amount.minor < 0) std::swap(row.debit, row.credit);
    row.amount = amount.minor < 0 ? -amount : amount;
    row.purpose.method = "card";
    return row;
}

std::string key_of(const Payout& payout, const std::string& step, CampaignId campaign) {
    return "payout:" + std::to_string(payout.id.value) + ":" + step + ":" +
           std::to_string(campaign.value);
}

}  // namespace

std::string_view payout_state_name(providers::PayoutSeen::State state) {
    switch (state) {
        case providers::PayoutSeen::State::announced:
            return "announced";
        case providers::PayoutSeen::State::paid:
            return "paid";
        case providers::PayoutSeen::State::failed:
            return "failed";
    }
    check(false, "a state of a payout has a name");
    return {};
}

std::vector<NewTransfer> rows_when_announced(const Payout& payout,
                                             const std::vector<PayoutItem>& items) {
    std::map<std::int64_t, Money> shares;
    for (const auto& item : items) {
        auto& share =
            shares.try_emplace(item.campaign.value, 0, payout.amount.currency).first->second;
        share = share + item.net();
    }
    if (items.empty()) shares.emplace(0, payout.amount);
    std::vector<NewTransfer> rows;
    for (const auto& [campaign, share] : shares) {
        if (share.minor == 0) continue;
        auto row = row_of(Event::payout_announced, "payout", "clearing:" + payout.provider, share);
        row.purpose.campaign = CampaignId{campaign};
        row.cause_type = "payout", row.cause_id = payout.id.value;
        row.effect_key = key_of(payout, "7", row.purpose.campaign);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<NewTransfer> rows_when_back(const Payout& payout,
                                        const std::vector<ledger::Transfer>& announced) {
    std::vector<NewTransfer> rows;
    for (const auto& one : announced) {
        if (one.event != Event::payout_announced) continue;
        auto row = row_of(Event::payout_announced, one.credit, one.debit, one.amount);
        row.purpose = one.purpose;
        row.cause_type = "payout", row.cause_id = payout.id.value;
        row.effect_key = key_of(payout, "7f", row.purpose.campaign);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<NewTransfer> rows_when_payout_placed(const std::vector<ledger::Transfer>& of_payout,
                                                 const PayoutPlacing& placed) {
    std::vector<NewTransfer> rows;
    std::set<CampaignId> done;  // What came after a campaign's first row is that it came back.
    for (const auto& one : of_payout) {
        if (one.event != Event::payout_announced || !done.insert(one.purpose.campaign).second)
            continue;
        const bool is_in = (one.debit == "payout") != placed.gives_back;
        auto row = row_of(Event::payout_placed, is_in ? "unplaced" : "payout",
                          is_in ? "payout" : "unplaced", one.amount);
        row.purpose = one.purpose, row.bank_date = placed.bank_date;
        row.cause_type = "bank_placing", row.cause_id = placed.placing;
        row.effect_key = "bank_placing:" + std::to_string(placed.placing) +
                         ":8:" + std::to_string(one.purpose.campaign.value);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<NewTransfer> rows_of_charges(const Payout& payout,
                                         const std::vector<PayoutItem>& items) {
    std::vector<NewTransfer> rows;
    for (const auto& item : items) {
        const auto net = item.net();
        if (item.payment || !item.movement.payment.empty() || net.minor >= 0) continue;
        auto row =
            row_of(Event::provider_fee, "cost:card_fee", "clearing:" + payout.provider, -net);
        row.cause_type = "payout", row.cause_id = payout.id.value;
        row.effect_key =
            "movement:" + payout.provider + ":" + item.movement.id.substr(0, 60) + ":6";
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace giving
