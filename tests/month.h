// Month: a campaign through a month of a real-looking life, with a card provider (the sandbox, a
// real process), bank files, envelopes, bags and deposits; and what is planted and looked for in
// it.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <random>

#include "campaign/bank/depositing.h"
#include "campaign/bank/expecting.h"
#include "campaign/finance/open_items.h"
#include "campaign/finance/sides.h"
#include "campaign/giving/collecting.h"
#include "campaign/giving/disbursing.h"
#include "campaign/giving/keying.h"
#include "campaign/giving/receiving.h"
#include "campaign/giving/refunding.h"
#include "campaign/giving/returning.h"
#include "campaign/ledger/sealing.h"
#include "campaign/store/connection.h"
#include "tests/campaign/cash/cash_fixture.h"
#include "tests/support/sandbox_client.h"

using giving::State;

inline Instant clock_now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

// What a line of the statement is, as only we know: who reads the statement has to find out.
struct Meant {
    enum class Sort { gift, returned, payout, deposit, fee, refund } sort;
    GiftId gift = {};
    std::int64_t id = 0;
};

struct Month : WithCash {
    Month() {
        giving::enter_keys(*store, registry, *providers::find_kind("stripe"),
                           {{"api", "sk_test_sandbox"}, {"webhook", "whsec_sandbox"}},
                           people::program_actor(), present);
        now = present - std::chrono::days{30};
    }

    // --- gifts -------------------------------------------------------------------------------

    std::int64_t any_amount() { return 500 + 100 * static_cast<std::int64_t>(dice() % 196); }
    bool one_in(unsigned n) { return dice() % n == 0; }

    giving::NewGift asked_for(const std::string& method) {
        auto asked = gift_of(any_amount(), key(), method);
        asked.is_meant = true;
        asked.donor.email = "donor" + std::to_string(dice() % 4000) + "@example.org";
        asked.donor.name = "Donor " + std::to_string(dice() % 4000);
        if (one_in(3)) asked.shares = {{walkers[dice() % 2], team, euro(0)}};
        return asked;
    }

    void add_line(const Meant& meant, std::int64_t cents, const std::string& text,
                  const std::string& name) {
        SampleLine line;
        line.cents = cents, line.text = text, line.name = name;
        line.day = iso_text(Date{std::chrono::floor<std::chrono::days>(now)});
        line.reference = "M" + std::to_string(++lines_made);
        week.push_back(line);
        meant_by.emplace(line.reference, meant);
    }

    void give_by_transfer() {
        const auto gift = give(asked_for("transfer")).gift;
        const auto cents = gift.amount.minor;
        const auto text = giving::grouped(gift.reference);
        const Meant meant{Meant::Sort::gift, gift.id};
        const auto roll = dice() % 100;
        if (roll < 4) {  // Promised, and never paid.
            expected[gift.id.value] = 0, ++counts["promised only"];
            return;
        }
        const auto arrives = roll < 7 ? cents - 300 : cents;
        expected[gift.id.value] = arrives, ++counts["by transfer"];
        add_line(meant, arrives, roll < 15 && roll >= 7 ? "Lauf im Mai" : text, gift.donor.name);
        if (roll < 7) ++counts["came short"];
        if (roll >= 7 && roll < 15) ++counts["without a reference"];
        if (roll >= 15 && roll < 17) {  // The bank takes it back.
            add_line({Meant::Sort::returned, gift.id}, -arrives, "Ruecklastschrift " + text,
                     gift.donor.name);
            expected[gift.id.value] = 0, ++counts["taken back by the bank"];
        }
        if (roll >= 17 && roll < 20) to_repay.push_back(gift.id);
    }

    giving::CardPayment payment_of(GiftId gift) {
        return giving::payments_of(store->session(), gift).front();
    }
    std::unique_ptr<providers::Provider> stripe() { return registry.find("stripe", clock_now()); }
    void act(GiftId gift, const std::string& what, const outside::HttpFields& more = {}) {
        sandbox.tell("/sandbox/sales/" + payment_of(gift).checkout + "/" + what, more);
    }
    giving::Gift ask(GiftId gift) {
        return giving::ask_and_settle(*store, *stripe(), payment_of(gift), clock_now()).gift;
    }

    void give_by_card() {
        auto asked = asked_for("card");
        asked.origin = "form";
        if (one_in(2)) asked.lines.push_back({"fee_cover", fund, euro(60), false});
        const auto gift = giving::record_gift(*store, asked, terms, donor, clock_now()).gift;
        giving::begin_checkout(*store, *stripe(), gift.id,
                               {"walk", "Spring Walk", "https://wlk.example/g/x",
                                "https://wlk.example/g/x", "client", "network"},
                               clock_now());
        ++counts["by card"];
        const auto roll = dice() % 100;
        auto& stands = expected[gift.id.value] = gift.amount.minor;
        if (roll < 4) {  // Begun, and not paid in time.
            act(gift.id, "expire"), ask(gift.id), stands = 0;
            return;
        }
        if (roll < 8) {  // A delayed method: some of them fail.
            act(gift.id, "pay_later"), ask(gift.id);
            const bool fails = roll < 5;
            act(gift.id, fails ? "fail" : "settle"), ask(gift.id);
            if (fails) stands = 0;
            ++counts["by a delayed method"];
            return;
        }
        act(gift.id, "pay"), ask(gift.id);
        if (roll < 11) {
            act(gift.id, "refund", {{"amount", "300"}}), ask(gift.id);
            stands -= 300, ++counts["refunded by the provider"];
        } else if (roll < 14) {
            giving::propose_refund(*store,
                                   {gift.id, {}, gift.amount, "the donor asked for it", key()},
                                   finance, clock_now());
            giving::send_refunds(*store, registry, clock_now());
            ask(gift.id), stands = 0, ++counts["refunded by us"];
        } else if (roll < 16) {
            act(gift.id, "dispute"), ask(gift.id), ++counts["disputed"];
            if (roll == 14) act(gift.id, "win");
            if (roll == 15) act(gift.id, one_in(2) ? "lose" : "win");
            stands = ask(gift.id).confirmed.minor;
        }
    }

    // An envelope of a walker with what they declared, some of it less than they said.
    cash::Envelope fill_envelope(int gifts, std::int64_t& inside) {
        const int which = static_cast<int>(dice() % 2);
        std::vector<giving::Gift> declared;
        for (int i = 0; i < gifts; ++i) declared.push_back(hold(which, any_amount(), "Neighbour"));
        const auto envelope = bring_envelope(which);
        for (const auto& gift : declared) {
            const bool is_less = one_in(12);
            const auto found = is_less ? gift.amount.minor - 200 : gift.amount.minor;
            if (is_less) set_found(envelope, gift, found), ++counts["counted less than declared"];
            expected[gift.id.value] = found, inside += found, ++counts["in envelopes"];
        }
        return envelope;
    }

    void give_in_bags(int gifts) {
        std::vector<cash::Bag> bags;
        std::int64_t brought = 0;
        while (gifts > 0) {
            std::int64_t inside = 0;
            std::vector<cash::Envelope> envelopes;
            for (int i = 0; i < 4 && gifts > 0; ++i, gifts -= 6)
                envelopes.push_back(fill_envelope(std::min(gifts, 6), inside));
            const auto bag = counted_by_both(sealed_bag(envelopes), inside);
            cash::close_bag(*store, bag.id, "", cleo, now);
            bags.push_back(again(bag)), brought += inside, ++counts["bags"];
        }
        if (bags.empty()) return;
        later();
        const auto slip = "SLIP " + std::to_string(4000 + ++deposits);
        cash::NewDeposit asked{.campaign = campaign,
                               .slip = slip,
                               .taken_on = Date{std::chrono::floor<std::chrono::days>(now)},
                               .request_key = key()};
        for (const auto& bag : bags) asked.bags.push_back(bag.id);
        const auto deposit = cash::make_deposit(*store, asked, cleo, now);
        // Every other deposit is two lines of the statement.
        const Meant meant{Meant::Sort::deposit, {}, deposit.id.value};
        const auto first = deposits % 2 == 0 ? brought / 2 : brought;
        add_line(meant, first, "EINZAHLUNG " + slip, "Riverside Trust");
        if (first < brought)
            add_line(meant, brought - first, "EINZAHLUNG " + slip, "Riverside Trust");
    }

    // --- the provider's payouts, our refunds by bank ------------------------------------------

    void pay_out() {
        sandbox.tell("/sandbox/charges", {{"amount", "990"}});
        const auto payout = sandbox.tell("/sandbox/payouts");
        const auto id = payout.at("id").text();
        sandbox.tell("/sandbox/payouts/" + id + "/paid");
        asked_at = std::max(clock_now(), asked_at) + std::chrono::minutes{6};
        giving::read_payouts(*store, registry, asked_at);
        const auto known = giving::find_payout_named(store->session(), "stripe", id);
        BOOST_REQUIRE(known.has_value());
        BOOST_REQUIRE(known->booked_at.has_value());
        add_line({Meant::Sort::payout, {}, known->id.value}, known->amount.minor,
                 payout.at("descriptor").text() + " " + payout.at("trace").text(), "STRIPE");
        ++counts["payouts"];
    }

    void repay_some() {
        for (const auto id : std::exchange(to_repay, {})) {
            const auto gift = *giving::find_gift(store->session(), id);
            if (gift.confirmed.minor == 0) continue;
            const auto refund = giving::propose_refund(
                *store, {id, {}, gift.confirmed, "given by mistake", key()}, finance, now);
            expected[id.value] = 0, ++counts["refunded by bank"];
            add_line({Meant::Sort::refund, id, refund.id.value}, -gift.confirmed.minor,
                     "Rueckzahlung " + giving::grouped(gift.reference), gift.donor.name);
        }
    }

    // --- the statement -------------------------------------------------------------------------

    bank::ImportId bring_week() {
        SampleFile file;
        file.opening = balance, file.lines = std::exchange(week, {});
        for (const auto& line : file.lines) balance += line.cents;
        const auto booked = bring(camt_text(file));
        BOOST_REQUIRE_EQUAL(booked.imports.size(), 1u);
        placed +=
            bank::place_exact_lines(*store, booked.imports.front(), 5000, finance, now).placed;
        placed += bank::place_expected_lines(*store, 1000, finance, now).placed;
        return booked.imports.front();
    }

    // What a person finds out about the lines that are left.
    void place_the_rest() {
        for (const auto& line : bank::open_lines(store->session(), 5000)) {
            const auto found = meant_by.find(line.bank_reference);
            BOOST_REQUIRE(found != meant_by.end());
            const auto& meant = found->second;
            const bank::Because because{"person", "looked it up"};
            later();
            ++by_hand;
            switch (meant.sort) {
                case Meant::Sort::gift:
                    bank::place_as_gifts(*store, line.id, {{meant.gift, line.open()}}, because,
                                         finance, now);
                    break;
                case Meant::Sort::returned:
                    bank::place_as_return(*store, line.id, meant.gift, because, finance, now);
                    break;
                case Meant::Sort::payout:
                    bank::place_as_payout(*store, line.id, giving::PayoutId{meant.id}, because,
                                          finance, now);
                    break;
                case Meant::Sort::deposit:
                    bank::place_as_deposit(*store, line.id, cash::DepositId{meant.id}, because,
                                           finance, now);
                    break;
                case Meant::Sort::refund:
                    bank::place_as_refunds(*store, line.id, {giving::RefundId{meant.id}}, because,
                                           finance, now);
                    break;
                case Meant::Sort::fee:
                    bank::place_elsewhere(*store, line.id, bank::Kind::fee, because, finance, now);
                    break;
            }
        }
    }

    void live_through(int gifts) {
        constexpr int weeks = 4;
        for (int w = 0; w < weeks; ++w) {
            for (int i = 0; i < gifts / weeks; ++i) {
                now += std::chrono::seconds{7 * 86400 / (gifts / weeks + 1)};
                const auto roll = dice() % 100;
                if (roll < 45)
                    give_by_transfer();
                else if (roll < 80)
                    give_by_card();
            }
            give_in_bags(gifts / weeks / 5);
            pay_out();
            add_line({Meant::Sort::fee}, -450, "Kontofuehrung", "The bank");
            bring_week();
            place_the_rest();
            repay_some();
        }
        now += std::chrono::days{1};
        bring_week();
        place_the_rest();
        ledger::seal_rows(*store, now);
    }

    std::vector<std::string> differing_gifts() {
        std::vector<std::string> differing;
        for (const auto& [id, cents] : expected) {
            const auto gift = giving::find_gift(store->session(), GiftId{id});
            if (gift->confirmed.minor != cents)
                differing.push_back(gift->method + " " + std::to_string(id) + ": " +
                                    std::to_string(gift->confirmed.minor) + " instead of " +
                                    std::to_string(cents));
        }
        return differing;
    }
    std::vector<finance::Side> sides() {
        return finance::all_sides(store->session(), currency_of("EUR"));
    }
    bool agrees(const std::string& account) {
        const auto all = sides();
        return std::ranges::any_of(
            all, [&](const auto& side) { return side.account == account && side.agrees(); });
    }
    void as_root(const std::string& sql) { store::Connection{root}.execute(sql); }
    bool verify_names(const std::string& words) {
        const auto verdict = ledger::verify_ledger(*store, {});
        return std::ranges::any_of(verdict.differences, [&](const std::string& difference) {
            return difference.find(words) != std::string::npos;
        });
    }
    // Is there an open item of this account with so much money?
    bool is_open(const std::string& account, std::int64_t cents) {
        const auto all = finance::open_items(store->session());
        return std::ranges::any_of(all, [&](const auto& item) {
            return item.account.starts_with(account) && item.amount.minor == cents;
        });
    }

    const Instant present = clock_now();
    Instant asked_at = present;
    std::mt19937 dice{2027};
    support::SandboxClient sandbox;
    providers::Addresses addresses{{"stripe", sandbox.url()}};
    providers::Registry registry{store->session(), addresses};
    std::map<std::int64_t, std::int64_t> expected;  // By gift: what has to stand confirmed.
    std::map<std::string, Meant> meant_by;          // By the bank's reference.
    std::map<std::string, int> counts;
    std::vector<GiftId> to_repay;
    std::vector<SampleLine> week;
    std::int64_t balance = 10'000, lines_made = 0, placed = 0, by_hand = 0;
    int deposits = 0;
};
