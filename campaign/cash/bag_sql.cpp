#include <algorithm>
#include <array>

#include "campaign/cash/bag.h"
#include "campaign/people/account.h"
#include "campaign/words/check.h"

namespace cash {

namespace {

constexpr std::array states{std::pair{BagState::open, std::string_view{"open"}},
                            std::pair{BagState::sealed, std::string_view{"sealed"}},
                            std::pair{BagState::agreed, std::string_view{"agreed"}},
                            std::pair{BagState::disputed, std::string_view{"disputed"}},
                            std::pair{BagState::counted, std::string_view{"counted"}},
                            std::pair{BagState::deposited, std::string_view{"deposited"}}};

const std::string select_bag =
    "SELECT b.id, b.number, b.campaign_id, b.fund_id, b.currency, b.state, b.seal, b.holder,"
    " b.held_since, b.made_at, b.handover_id, b.round, b.tries, b.is_recount, b.agreed_count,"
    " b.first_counter, b.second_counter, b.decided_by, b.content_minor, b.deposit_id, b.closed_at,"
    " b.version, COALESCE(a.name, '') AS holder_name,"
    " (SELECT COUNT(*) FROM cash_envelope e WHERE e.bag_id = b.id) AS envelopes"
    " FROM cash_bag b LEFT JOIN account a ON a.id = b.holder ";

Bag bag_from(const store::Row& row) {
    Bag one;
    one.id = row.id<BagId>("id"), one.number = row.number("number");
    one.campaign = row.id<CampaignId>("campaign_id"), one.fund = row.id<FundId>("fund_id");
    one.currency = currency_of(row.text("currency")), one.seal = row.text("seal");
    for (const auto& [state, name] : states)
        if (name == row.text("state")) one.state = state;
    one.holder = row.id<AccountId>("holder"), one.holder_name = row.text("holder_name");
    one.held_since = row.instant("held_since"), one.made_at = row.instant("made_at");
    one.handover = row.id<HandoverId>("handover_id");
    one.round = static_cast<int>(row.number("round"));
    one.tries = static_cast<int>(row.number("tries")), one.is_recount = row.flag("is_recount");
    one.agreed_count = row.id<CountId>("agreed_count");
    one.first_counter = row.id<AccountId>("first_counter");
    one.second_counter = row.id<AccountId>("second_counter");
    one.decided_by = row.id<AccountId>("decided_by"), one.content = row.number("content_minor");
    one.envelopes = row.number("envelopes"), one.deposit = row.id<DepositId>("deposit_id");
    one.closed_at = row.maybe_instant("closed_at");
    one.version = static_cast<int>(row.number("version"));
    return one;
}

std::vector<Bag> bags_from(const std::vector<store::Row>& rows) {
    std::vector<Bag> all;
    for (const auto& row : rows) all.push_back(bag_from(row));
    return all;
}

const std::string select_handover =
    "SELECT h.id, h.bag_id, h.from_account, h.to_account, h.state, h.seal_whole, h.note,"
    " h.made_at, h.ended_at, b.number AS bag_number, COALESCE(f.name, '') AS from_name,"
    " COALESCE(t.name, '') AS to_name FROM cash_handover h JOIN cash_bag b ON b.id = h.bag_id"
    " LEFT JOIN account f ON f.id = h.from_account LEFT JOIN account t ON t.id = h.to_account ";

std::vector<Handover> handovers_from(const std::vector<store::Row>& rows) {
    std::vector<Handover> all;
    for (const auto& row : rows) {
        Handover one;
        one.id = row.id<HandoverId>("id"), one.bag = row.id<BagId>("bag_id");
        one.bag_number = row.number("bag_number"), one.from = row.id<AccountId>("from_account");
        one.to = row.id<AccountId>("to_account"), one.from_name = row.text("from_name");
        one.to_name = row.text("to_name"), one.note = row.text("note");
        one.state = row.text("state"), one.made_at = row.instant("made_at");
        if (!row.is_null("seal_whole")) one.seal_whole = row.flag("seal_whole");
        one.ended_at = row.maybe_instant("ended_at");
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

std::string_view state_name(BagState state) {
    for (const auto& [one, name] : states)
        if (one == state) return name;
    check(false, "a state of a bag has a name");
    return {};
}

std::optional<Bag> find_bag(store::Session& session, BagId id) {
    const auto row = session.one(select_bag + "WHERE b.id = ?", id.value);
    if (!row) return {};
    return bag_from(*row);
}

std::optional<Bag> find_bag_by_key(store::Session& session, const std::string& request_key) {
    const auto row = session.one(select_bag + "WHERE b.request_key = ?", request_key);
    if (!row) return {};
    return bag_from(*row);
}

std::vector<Bag> bags_of(store::Session& session, CampaignId campaign) {
    return bags_from(
        session.all(select_bag + "WHERE b.campaign_id = ? ORDER BY b.number DESC LIMIT ?", campaign,
                    bags_listed_max));
}

std::vector<Bag> bags_in(store::Session& session, DepositId deposit) {
    return bags_from(session.all(select_bag + "WHERE b.deposit_id = ? ORDER BY b.number LIMIT ?",
                                 deposit.value, bags_listed_max));
}

std::vector<Bag> bags_to_deposit(store::Session& session, CampaignId campaign) {
    return bags_from(session.all(select_bag + "WHERE b.campaign_id = ? AND b.state = 'counted'"
                                              " ORDER BY b.number LIMIT ?",
                                 campaign, bags_listed_max));
}

std::vector<Handover> handovers_of(store::Session& session, BagId bag) {
    constexpr int handovers_max = 200;
    return handovers_from(session.all(select_handover + "WHERE h.bag_id = ? ORDER BY h.id LIMIT ?",
                                      bag.value, handovers_max));
}

std::vector<Handover> handovers_waiting_for(store::Session& session, CampaignId campaign,
                                            AccountId account) {
    return handovers_from(session.all(
        select_handover + "WHERE h.to_account = ? AND h.state = 'asked' AND b.campaign_id = ?"
                          " ORDER BY h.id LIMIT ?",
        account, campaign, bags_listed_max));
}

bool is_own_bag(store::Session& session, BagId bag, AccountId account) {
    const auto colleague = people::find_account(session, account);
    return session
        .one(
            "SELECT e.id FROM cash_envelope e JOIN participant p ON p.id = e.participant_id"
            " WHERE e.bag_id = ? AND (p.account_id = ? OR (p.account_id IS NULL AND p.email <> ''"
            " AND p.email = ?)) LIMIT 1",
            bag.value, account.value, colleague ? colleague->email : std::string{})
        .has_value();
}

std::vector<Hand> hands_of(store::Session& session, CampaignId campaign) {
    std::vector<Hand> hands;
    for (const auto& colleague : people::all_colleagues(session)) {
        const bool may = std::ranges::any_of(colleague.roles, [&](const people::HeldRole& held) {
            return people::role_covers(held.role, people::Duty::enter_cash) &&
                   (!held.campaign || held.campaign == campaign);
        });
        if (!may) continue;
        const auto pin = session.one("SELECT account_id FROM cash_pin WHERE account_id = ?",
                                     colleague.account.id);
        hands.push_back({colleague.account.id, colleague.account.name, pin.has_value()});
    }
    return hands;
}

bool step_bag(store::Transaction& tx, const Bag& before, const BagStep& step) {
    if (std::ranges::find(step.from, before.state) == step.from.end()) return false;
    return tx.run(
               "UPDATE cash_bag SET state = ?, round = ?, tries = ?, agreed_count = ?,"
               " first_counter = ?, second_counter = ?, decided_by = ?, reason = ?,"
               " version = version + 1 WHERE id = ? AND version = ?",
               state_name(step.to), step.round, step.tries, step.agreed, step.first, step.second,
               step.decided_by, step.reason, before.id.value, before.version) == 1;
}

}  // namespace cash
