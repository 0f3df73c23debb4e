// A month of a real-looking campaign at whose end the ledger, the provider and the bank agree or
// each difference is named; then faults are planted, and each has to be named, too.
// WAYMARK_MONTH_GIFTS says how many gifts (tests/bench/month.sh: 5,000).
#include "tests/month.h"

#include <cstdlib>

namespace {

struct WithFaults : Month {
    GiftId begin_card() {
        auto asked = asked_for("card");
        asked.origin = "form", asked.shares = {};
        const auto gift = giving::record_gift(*store, asked, terms, donor, clock_now()).gift;
        giving::begin_checkout(*store, *stripe(), gift.id,
                               {"walk", "Spring Walk", "https://wlk.example/g/x",
                                "https://wlk.example/g/x", "client", "network"},
                               clock_now());
        return gift.id;
    }
    bool clearing_differs() {
        const auto held = stripe()->balances();
        return (held.empty() ? 0 : held.front().minor) !=
               giving::clearing_of(store->session(), "stripe", currency_of("EUR")).minor;
    }
    bool has_answer_day(GiftId gift) {
        for (const auto& dispute : payment_of(gift).facts.disputes)
            if (dispute.answer_by) return true;
        return false;
    }
    bool has_open(const std::string& account) {
        const auto all = finance::open_items(store->session());
        return std::ranges::any_of(
            all, [&](const auto& item) { return item.account.starts_with(account); });
    }
    bool has_cause(finance::Cause cause) {
        for (const auto& side : sides())
            for (const auto& difference : side.differences)
                if (difference.cause == cause) return true;
        return false;
    }
    bool has_cash_item(cash::ItemKind kind) {
        const auto all = cash::open_cash_items(store->session(), campaign, now);
        return std::ranges::any_of(all, [&](const auto& item) { return item.kind == kind; });
    }
    std::string today() { return iso_text(Date{std::chrono::floor<std::chrono::days>(now)}); }
    bool refuses_file(const SampleFile& file) {
        try {
            return bring(camt_text(file)).imports.empty();
        } catch (const Refused&) {
            return true;
        }
    }
    giving::Gift arrived_transfer() {
        const auto gift = give(asked_for("transfer")).gift;
        return giving::mark_arrived(
            *store, {gift.id, gift.amount, *read_date(today()), "by hand", bank_account}, finance,
            now);
    }
    void bring_deposit(const cash::Deposit& deposit, std::int64_t cents) {
        SampleFile file{.opening = 0,
                        .lines = {{.cents = cents,
                                   .day = today(),
                                   .name = "Us",
                                   .text = "EINZAHLUNG",
                                   .reference = "X-9"}}};
        bring(camt_text(file));
        for (const auto& line : bank::open_lines(store->session(), 500))
            if (line.bank_reference == "X-9")
                bank::place_as_deposit(*store, line.id, deposit.id, {"person", "counted short"},
                                       finance, now);
    }
    std::vector<std::string> some_rows(int n) {
        std::vector<std::string> rows;
        for (const auto& row : store->session().all(
                 "SELECT id FROM transfer WHERE credit = 'income:gift' ORDER BY id LIMIT ?", n))
            rows.push_back(row.text("id"));
        return rows;
    }
};

void expect(const std::string& fault, bool is_named) {
    BOOST_TEST_MESSAGE((is_named ? "named: " : "MISSED: ") << fault);
    BOOST_CHECK_MESSAGE(is_named, fault);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(month_tests, Month)

BOOST_AUTO_TEST_CASE(after_a_month_ledger_provider_and_bank_agree_to_the_cent) {
    const auto* wanted = std::getenv("WAYMARK_MONTH_GIFTS");
    const int gifts = wanted != nullptr ? std::atoi(wanted) : 160;

    live_through(gifts);

    const auto differing = differing_gifts();
    for (const auto& one : differing) BOOST_ERROR(one);
    check_ledger();
    const auto held = stripe()->balances();
    const auto at_provider = held.empty() ? 0 : held.front().minor;
    const auto in_books = giving::clearing_of(store->session(), "stripe", currency_of("EUR")).minor;
    BOOST_CHECK_EQUAL(in_books, at_provider);
    BOOST_CHECK(agrees("bank:" + std::to_string(bank_account.value)));
    BOOST_CHECK_EQUAL(balance_of("bank:" + std::to_string(bank_account.value)), balance - 10'000);
    std::string told;
    for (const auto& [what, n] : counts) told += what + " " + std::to_string(n) + ", ";
    for (const auto& side : sides())
        for (const auto& difference : side.differences)
            told += "\n" + side.account + " differs by " + decimal_text(difference.amount) +
                    " because of " + std::to_string(static_cast<int>(difference.cause));
    BOOST_TEST_MESSAGE(expected.size() << " gifts: " << told << "\n"
                                       << lines_made << " bank lines, " << placed
                                       << " placed without a person, " << by_hand << " by one; "
                                       << ledger::verify_ledger(*store, {}).rows << " ledger rows");
}

BOOST_FIXTURE_TEST_CASE(faults_at_the_provider_are_each_named, WithFaults) {
    live_through(40);

    const auto unheard = begin_card();
    act(unheard, "pay");
    expect("a payment of which nobody told us: the provider holds more than the books say",
           clearing_differs());
    ask(unheard);
    const auto wrong_sum = begin_card(), wrong_currency = begin_card(),
               stays_disputed = begin_card();
    act(wrong_sum, "pay", {{"amount", "123"}}), ask(wrong_sum);
    expect("a payment of another amount than was asked for waits in quarantine",
           is_open("quarantine:stripe", -123));
    act(wrong_currency, "pay", {{"amount", "777"}, {"currency", "USD"}}), ask(wrong_currency);
    expect("a payment in another currency waits in quarantine", is_open("quarantine:stripe", -777));
    act(stays_disputed, "pay"), act(stays_disputed, "dispute");
    const auto disputed = ask(stays_disputed);
    expect("a dispute that is open has a day to answer by",
           disputed.state == State::disputed && has_answer_day(stays_disputed));
    pay_out(), week.clear();
    expect("a payout that the bank has not shown is an open item", has_open("payout"));
}

BOOST_FIXTURE_TEST_CASE(faults_at_the_bank_are_each_named, WithFaults) {
    live_through(40);

    SampleFile broken{.opening = balance};
    broken.lines = {{.cents = 1234, .text = "?", .reference = "X-1"}}, broken.missing = 1;
    expect("a statement whose lines do not make its closing balance is not booked",
           refuses_file(broken));
    SampleFile late{.opening = balance + 5000};
    late.lines = {
        {.cents = 1234, .day = today(), .name = "Nobody", .text = "?", .reference = "X-2"},
        {.cents = 2345, .day = today(), .name = "STRIPE", .text = "PAYOUT", .reference = "X-3"}};
    bring(camt_text(late));
    expect("a statement before it is missing", has_cause(finance::Cause::gap));
    expect("money that nobody knows waits in unplaced", is_open("unplaced", 1234));
    expect("a payout of another amount than was announced is not taken for it",
           is_open("unplaced", 2345));
    const auto twice = give(asked_for("transfer")).gift;
    SampleFile again{.opening = balance + 5000 + 1234 + 2345};
    again.lines = {paid_by(twice, twice.amount.minor, "X-4"),
                   paid_by(twice, twice.amount.minor, "X-5")};
    for (auto& line : again.lines) line.day = today();
    const auto import = bring(camt_text(again)).imports.front();
    bank::place_exact_lines(*store, import, 100, finance, now);
    expect("a promise that is paid twice: the second one waits for a person",
           is_open("unplaced", twice.amount.minor));
}

BOOST_FIXTURE_TEST_CASE(faults_in_the_cash_box_are_each_named, WithFaults) {
    live_through(40);

    std::int64_t inside = 0;
    const auto bag = sealed_bag({fill_envelope(4, inside)});
    count(bag, anna, inside);
    const auto differ = this->count(bag, ben, inside - 200);
    expect("two people who count differently both count again",
           differ.result == cash::Result::differ);
    const auto left_over = hold(0, 900);
    bring_envelope(0);
    expect("an envelope that nobody has counted is an open item",
           has_cash_item(cash::ItemKind::envelope));
    const auto counted = counted_by_both(again(bag), inside);
    cash::close_bag(*store, counted.id, "", cleo, now);
    const auto deposit = deposit_of({this->again(counted)});
    bring_deposit(deposit, inside - 1000);
    expect("a deposit that the bank counted short is open by what is missing",
           is_open("transit:", 1000));
}

BOOST_FIXTURE_TEST_CASE(what_is_done_behind_our_back_is_each_named, WithFaults) {
    live_through(40);

    const auto twice = arrived_transfer();
    ledger::seal_rows(*store, now);
    for (const auto* trigger : {"transfer_is_never_changed", "transfer_is_never_removed",
                                "audit_is_never_changed", "seal_is_never_removed"})
        as_root("DROP TRIGGER " + std::string{trigger});
    const auto rows = some_rows(3);
    as_root("UPDATE transfer SET reason = 'x' WHERE id = " + rows[0]);
    as_root("DELETE FROM transfer WHERE id = " + rows[1]);
    as_root(
        "INSERT INTO transfer SELECT id + 1, event, debit, credit, minor, currency, campaign_id,"
        " fund_id, kind, method, counts, cause_type, cause_id, 'by hand', given_at, booked_at,"
        " booked_on, bank_date, actor_id, actor_role, on_behalf_of, reason, reverses, row_hash"
        " FROM transfer WHERE id = " +
        rows[2]);
    as_root("UPDATE audit SET reason = 'x' ORDER BY id LIMIT 1");
    as_root("UPDATE tally SET raised = raised + 5 WHERE subject_type = 'campaign' AND slot = 3");
    as_root("UPDATE gift SET confirmed_minor = confirmed_minor + 1 WHERE id = " +
            std::to_string(twice.id.value));
    as_root("DELETE FROM seal WHERE number = 1");
    expect("a byte of a ledger row was changed", verify_names("Ledger row " + rows[0]));
    expect("a ledger row was removed", verify_names("Ledger row " + rows[1] + " was removed"));
    expect("a ledger row was added", verify_names("was added behind our back"));
    expect("an audit entry was changed", verify_names("Audit entry"));
    expect("a tally drifted", verify_names("The tally of campaign"));
    expect("a gift says more than its rows",
           verify_names("Gift " + std::to_string(twice.id.value)));
    expect("a seal is gone", verify_names("Seal 1 is missing"));
}

BOOST_AUTO_TEST_SUITE_END()
