#include "campaign/cash/depositing.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/cash/series.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/holding.h"
#include "campaign/ledger/tally.h"
#include "campaign/ledger/transfer.h"
#include "campaign/organisation/organisation.h"

namespace cash {

namespace {

using ledger::Event;
using ledger::NewTransfer;

ledger::Booking booking_of(store::Session& session, const people::Actor& actor, Instant now,
                           std::string reason) {
    const auto zone = organisation::find_organisation(session).time_zone;
    return {actor, now, language::date_in(now, zone), std::move(reason)};
}

struct Cause {
    std::string type;
    std::int64_t id = 0;
    std::string step;
};

NewTransfer row_of(Event event, std::pair<std::string, std::string> sides, Money amount,
                   const Cause& cause) {
    NewTransfer row;
    row.event = event, row.debit = std::move(sides.first), row.credit = std::move(sides.second);
    row.amount = amount, row.cause_type = cause.type, row.cause_id = cause.id;
    row.effect_key = cause.type + ":" + std::to_string(cause.id) + ":" + cause.step;
    return row;
}

// One row for each method that moves; nothing else about them differs.
std::vector<NewTransfer> rows_of_parts(const NewTransfer& whole,
                                       const std::vector<ledger::Holding>& parts) {
    std::vector<NewTransfer> rows;
    for (const auto& part : parts) {
        rows.push_back(whole);
        rows.back().amount.minor = part.minor, rows.back().purpose.method = part.method;
        rows.back().effect_key += ":" + part.method;
    }
    return rows;
}

void write_rows(store::Transaction& tx, CampaignId campaign, std::vector<NewTransfer> rows,
                const std::pair<FundId, ledger::Booking>& by) {
    for (auto& row : rows) {
        const auto method = row.purpose.method.empty() ? "cash" : row.purpose.method;
        row.purpose = {campaign, by.first, row.credit == "income:cash_over" ? "cash_over" : "",
                       method, false};
    }
    ledger::append_transfers(tx, rows, by.second);
    ledger::add_to_tally(tx, ledger::tally_of(campaign), ledger::figures_of_rows(rows),
                         by.second.now);
}

void note(store::Transaction& tx, const people::Actor& actor, const char* action,
          const Deposit& deposit, Instant now, const std::string& reason = {}) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "cash_deposit",
                          .subject_id = deposit.id.value,
                          .campaign = deposit.campaign,
                          .reason = reason,
                          .detail = "deposit " + std::to_string(deposit.number) + ", " +
                                    decimal_text(deposit.amount)},
                         now);
}

void take_from_desk(store::Transaction& tx, const NewDeposit& asked, std::int64_t version) {
    if (asked.desk == 0) return;
    // Whoever takes from the desk box turns its page: two people do not take the same money.
    if (version == 0)
        tx.run("INSERT INTO cash_till (campaign_id, desk_taken) VALUES (?, ?)", asked.campaign,
               asked.desk);
    else if (tx.run("UPDATE cash_till SET desk_taken = desk_taken + ?, version = version + 1"
                    " WHERE campaign_id = ? AND version = ?",
                    asked.desk, asked.campaign, version) != 1)
        refuse(Reason::already_decided);
}

std::vector<Bag> bags_to_bring(store::Session& session, const NewDeposit& asked) {
    std::vector<Bag> bags;
    for (const auto id : asked.bags) {
        const auto bag = find_bag(session, id);
        if (!bag || bag->campaign != asked.campaign) refuse(Reason::not_found);
        if (bag->state != BagState::counted || bag->handover)
            refuse(Reason::already_decided, "bag",
                   "Only a bag that is counted and in one hand goes to the bank.");
        bags.push_back(*bag);
    }
    return bags;
}

void insert_deposit(store::Transaction& tx, const Deposit& deposit, const std::string& key,
                    AccountId by) {
    tx.run(
        "INSERT INTO cash_deposit (id, number, campaign_id, fund_id, currency, slip, minor,"
        " desk_minor, taken_on, request_key, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        deposit.id.value, deposit.number, deposit.campaign, deposit.fund,
        deposit.amount.currency.text(), deposit.slip, deposit.amount.minor, deposit.desk,
        deposit.taken_on, key, by, deposit.made_at);
}

// What goes to the bank, by account and method: all of each bag, and as much of the desk's box.
std::vector<NewTransfer> rows_of_deposit(store::Session& session, const Deposit& deposit,
                                         const std::vector<Bag>& bags) {
    std::vector<NewTransfer> rows;
    const auto add = [&](const std::string& from, std::int64_t minor) {
        if (minor == 0) return;
        const auto whole =
            row_of(Event::deposited, {deposit.account(), from}, {minor, deposit.amount.currency},
                   {"cash_deposit", deposit.id.value, "16:" + from});
        const auto held = ledger::holdings_of(session, deposit.campaign, from);
        for (auto& row : rows_of_parts(whole, ledger::parts_moved(held, minor)))
            rows.push_back(std::move(row));
    };
    for (const auto& bag : bags) add(bag.account(), bag.content);
    add("cash:desk", deposit.desk);
    return rows;
}

void bring_bags(store::Transaction& tx, const Deposit& deposit, const std::vector<Bag>& bags) {
    for (const auto& bag : bags)
        if (tx.run("UPDATE cash_bag SET state = 'deposited', deposit_id = ?, version = version + 1"
                   " WHERE id = ? AND version = ? AND state = 'counted'",
                   deposit.id.value, bag.id.value, bag.version) != 1)
            refuse(Reason::already_decided);
}

Deposit deposit_here(store::Session& session, DepositId id) {
    const auto deposit = find_deposit(session, id);
    if (!deposit) refuse(Reason::not_found);
    return *deposit;
}

void turn(store::Transaction& tx, const Deposit& deposit, const std::string& set,
          std::vector<store::Value> values) {
    values.push_back(store::value_of(deposit.id.value));
    values.push_back(store::value_of(deposit.version));
    if (tx.change("UPDATE cash_deposit SET " + set +
                      ", version = version + 1 WHERE id = ? AND version = ?",
                  values) != 1)
        refuse(Reason::already_decided);
}

}  // namespace

Deposit make_deposit(store::Store& store, const NewDeposit& asked, const people::Actor& actor,
                     Instant now) {
    auto& session = store.session();
    const auto campaign = campaign::find_campaign_by_id(session, asked.campaign);
    if (!campaign) refuse(Reason::not_found);
    if (const auto earlier = find_deposit_by_key(session, asked.request_key)) return *earlier;
    const auto bags = bags_to_bring(session, asked);
    const auto till =
        session.one("SELECT version FROM cash_till WHERE campaign_id = ?", asked.campaign);
    if (asked.desk < 0 || asked.desk > left_at_desk(session, asked.campaign))
        refuse(Reason::amount_out_of_range, "desk", "That is more than was counted at the desk.");
    Deposit deposit;
    deposit.id = new_id<DepositId>(now), deposit.campaign = asked.campaign;
    deposit.fund = campaign::first_fund(session, asked.campaign).id;
    deposit.amount = {asked.desk, campaign->currency}, deposit.desk = asked.desk;
    for (const auto& bag : bags) deposit.amount.minor += bag.content;
    deposit.slip = asked.slip, deposit.taken_on = asked.taken_on, deposit.made_at = now;
    if (deposit.amount.minor == 0)
        refuse(Reason::not_a_valid_value, "bag", "Choose at least one bag with money in it.");
    const auto booking = booking_of(session, actor, now, "");
    auto rows = rows_of_deposit(session, deposit, bags);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            deposit.number = lock_next_number(tx, "deposit", {});
            insert_deposit(tx, deposit, asked.request_key, actor.account);
            take_from_desk(tx, asked, till ? till->number("version") : 0);
            bring_bags(tx, deposit, bags);
            for (auto& row : rows) row.debit = deposit.account();
            write_rows(tx, deposit.campaign, rows, {deposit.fund, booking});
            note(tx, actor, "deposit made", deposit, now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint == "deposit_is_made_once")
            return *find_deposit_by_key(session, asked.request_key);
        throw Refused{{Reason::already_decided}};
    }
    return deposit_here(session, deposit.id);
}

void undo_deposit(store::Store& store, DepositId id, const std::string& reason,
                  const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto deposit = deposit_here(session, id);
    if (deposit.is_taken_back()) refuse(Reason::already_decided);
    if (!deposit.may_be_taken_back())
        refuse(Reason::not_allowed, "",
               "Something of it has arrived or was settled: it is not taken back any more.");
    if (reason.empty()) refuse(Reason::not_a_valid_value, "reason", "Say what was wrong with it.");
    std::vector<NewTransfer> rows;
    for (const auto& row : ledger::transfers_of_cause(session, "cash_deposit", id.value))
        rows.push_back(ledger::reversal_of(row));
    const auto bags = bags_in(session, id);
    const auto booking = booking_of(session, actor, now, reason);
    store.in_transaction([&](store::Transaction& tx) {
        turn(tx, deposit, "corrected_minor = -minor", {});
        for (const auto& bag : bags)
            if (tx.run(
                    "UPDATE cash_bag SET state = 'counted', deposit_id = NULL,"
                    " version = version + 1 WHERE id = ? AND version = ? AND state = 'deposited'",
                    bag.id.value, bag.version) != 1)
                refuse(Reason::already_decided);
        if (deposit.desk > 0)
            tx.run(
                "UPDATE cash_till SET desk_taken = desk_taken - ?, version = version + 1"
                " WHERE campaign_id = ?",
                deposit.desk, deposit.campaign);
        ledger::append_transfers(tx, rows, booking);
        ledger::add_to_tally(tx, ledger::tally_of(deposit.campaign), ledger::figures_of_rows(rows),
                             now);
        note(tx, actor, "deposit taken back", deposit, now, reason);
    });
}

void propose_difference(store::Store& store, DepositId id, const std::string& reason,
                        const people::Actor& actor, Instant now) {
    const auto deposit = deposit_here(store.session(), id);
    if (deposit.difference_id != 0 || deposit.rest() == 0) refuse(Reason::already_decided);
    if (deposit.arrived == 0)
        refuse(Reason::not_allowed, "", "Nothing of it has arrived yet: wait for the bank.");
    if (reason.empty())
        refuse(Reason::not_a_valid_value, "reason", "Say how the difference came about.");
    const auto difference = new_number(now);
    store.in_transaction([&](store::Transaction& tx) {
        turn(tx, deposit, "difference_id = ?", {store::value_of(difference)});
        tx.run(
            "INSERT INTO cash_difference (id, campaign_id, deposit_id, minor, reason, author,"
            " made_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            difference, deposit.campaign, id.value, -deposit.rest(), reason, actor.account, now);
        note(tx, actor, "difference proposed", deposit, now, reason);
    });
}

void agree_difference(store::Store& store, DepositId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto deposit = deposit_here(session, id);
    if (deposit.difference_id == 0) refuse(Reason::already_decided);
    if (deposit.difference_author == actor.account) refuse(Reason::needs_second_person);
    if (deposit.difference != -deposit.rest())
        refuse(Reason::already_decided, "",
               "Something has arrived since. Withdraw the difference and look again.");
    const auto minor = deposit.difference;
    const Money amount{minor < 0 ? -minor : minor, deposit.amount.currency};
    const Cause cause{"cash_deposit", id.value, "15:" + std::to_string(deposit.difference_id)};
    const auto row = row_of(
        Event::count_corrected,
        minor < 0 ? std::pair<std::string, std::string>{"cost:cash_short", deposit.account()}
                  : std::pair<std::string, std::string>{deposit.account(), "income:cash_over"},
        amount, cause);
    const auto held = ledger::holdings_of(session, deposit.campaign, deposit.account());
    const auto rows = minor < 0 ? rows_of_parts(row, ledger::parts_missing(held, -minor))
                                : std::vector<NewTransfer>{row};
    const auto booking = booking_of(session, actor, now, deposit.difference_reason);
    store.in_transaction([&](store::Transaction& tx) {
        turn(tx, deposit, "difference_id = NULL, corrected_minor = corrected_minor + ?",
             {store::value_of(minor)});
        tx.run(
            "UPDATE cash_difference SET approver = ?, booked_at = ? WHERE id = ?"
            " AND booked_at IS NULL",
            actor.account, now, deposit.difference_id);
        write_rows(tx, deposit.campaign, rows, {deposit.fund, booking});
        note(tx, actor, "difference agreed", deposit, now, deposit.difference_reason);
    });
}

void withdraw_difference(store::Store& store, DepositId id, const people::Actor& actor,
                         Instant now) {
    const auto deposit = deposit_here(store.session(), id);
    if (deposit.difference_id == 0) refuse(Reason::already_decided);
    store.in_transaction([&](store::Transaction& tx) {
        turn(tx, deposit, "difference_id = NULL", {});
        note(tx, actor, "difference withdrawn", deposit, now, deposit.difference_reason);
    });
}

void draw_float(store::Store& store, const NewFloat& asked, const people::Actor& actor,
                Instant now) {
    auto& session = store.session();
    const auto campaign = campaign::find_campaign_by_id(session, asked.campaign);
    if (!campaign || campaign->is_rehearsal) refuse(Reason::not_found);
    if (asked.minor <= 0 || asked.minor > 100'000'000) refuse(Reason::amount_out_of_range, "float");
    const auto fund = campaign::first_fund(session, asked.campaign).id;
    const auto id = new_number(now);
    const auto row = row_of(Event::float_moved, {"float", "unplaced"},
                            {asked.minor, campaign->currency}, {"cash_float", id, "17"});
    const auto booking = booking_of(session, actor, now, asked.note);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            tx.run(
                "INSERT INTO cash_float (id, campaign_id, currency, minor, note, request_key,"
                " made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id, asked.campaign, campaign->currency.text(), asked.minor, asked.note,
                asked.request_key, actor.account, now);
            tx.run(
                "INSERT INTO cash_till (campaign_id, float_out) VALUES (?, ?)"
                " ON DUPLICATE KEY UPDATE float_out = float_out + VALUES(float_out),"
                " version = version + 1",
                asked.campaign, asked.minor);
            write_rows(tx, asked.campaign, {row}, {fund, booking});
            ledger::append_audit(tx,
                                 {.actor = actor,
                                  .action = "float drawn",
                                  .subject_type = "campaign",
                                  .subject_id = asked.campaign.value,
                                  .campaign = asked.campaign,
                                  .reason = asked.note,
                                  .detail = decimal_text({asked.minor, campaign->currency})},
                                 now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "float_is_drawn_once") throw;
    }
}

}  // namespace cash
