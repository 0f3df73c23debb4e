// Gift Aid: who is covered, what is claimed once, what is taken back, and tax that comes.
#include "campaign/gift_aid/claiming.h"

#include <future>

#include "campaign/bank/placing.h"
#include "tests/campaign/receipts/receipts_fixture.h"

namespace {

struct InBritain : WithReceipts {
    InBritain() {
        store->in_transaction(
            [&](store::Transaction& tx) { tx.run("UPDATE campaign SET currency = 'GBP'"); });
        terms.currency = currency_of("GBP");
    }
    static Money pounds(std::int64_t pence) { return {pence, currency_of("GBP")}; }
    giving::Gift came(std::int64_t pence, const std::string& key) {
        auto asked = named_gift(pence, key);
        asked.lines = {{"gift", fund, pounds(pence), true}};
        const auto gift = give(asked).gift;
        return giving::mark_arrived(
            *store, {gift.id, pounds(pence), *read_date("2027-05-21"), "line " + key, bank_account},
            finance, now);
    }
    gift_aid::NewDeclaration declaration_on(const giving::Gift& gift) const {
        return {gift.id,
                {"Ms", "Anna", "Smith-Jones", "4", "Lime Street", "s192bd"},
                gift_aid::wording_of("Riverside Trust")};
    }
    void declare(const giving::Gift& gift, bool past = false, bool future = false) {
        auto asked = declaration_on(gift);
        asked.covers_past = past, asked.covers_future = future;
        gift_aid::declare(*store, asked, donor, now);
    }
    void prove(const giving::Gift& gift) {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE gift SET proven_at = ?, version = version + 1 WHERE id = ?", now,
                   gift.id);
        });
    }
    void give_back_pounds(const giving::Gift& gift, std::int64_t left) { give_back(gift, left); }
    // A line of a statement, in.
    bank::LineId import_line(std::int64_t pence) {
        const bank::LineId id{new_number(now)};
        bank::NewLine line{id, {}, "print " + std::to_string(id.value)};
        line.line.amount = pounds(pence), line.line.booked_on = *read_date("2027-06-11");
        line.line.other_name = "HMRC";
        store->in_transaction([&](store::Transaction& tx) {
            bank::insert_lines(tx, bank_account, {}, "camt", {line}, AccountId{2}, now);
            ledger::append_transfers(tx, {bank::row_when_imported(bank_account, line)},
                                     {finance, now, *read_date("2027-06-12")});
        });
        return id;
    }
    gift_aid::Schedule schedule(const std::string& key = "form") {
        return gift_aid::make_schedule(*store, key, finance, now);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(gift_aid_tests, InBritain)

BOOST_AUTO_TEST_CASE(postcodes_are_written_as_hmrc_wants_them) {
    BOOST_TEST(gift_aid::read_postcode("s192bd").value() == "S19 2BD");
    BOOST_TEST(gift_aid::read_postcode(" SW1A 1aa ").value() == "SW1A 1AA");
    BOOST_TEST(gift_aid::read_postcode("x").value() == "X");
    for (const auto* wrong : {"", "12345", "S1", "S19 22D", "S19-2BD", "ABCDEFGH"})
        BOOST_TEST(!gift_aid::read_postcode(wrong).has_value(), wrong);
}

BOOST_AUTO_TEST_CASE(a_declared_gift_is_claimed_once) {
    const auto gift = came(10'000, "one");
    came(5'000, "undeclared");
    BOOST_CHECK_THROW(schedule("nothing"), Refused);
    declare(gift);

    const auto made = schedule();

    BOOST_TEST(made.claims == 1);
    BOOST_TEST(made.minor == 10'000);
    BOOST_TEST(made.tax().minor == 2'500);
    BOOST_TEST((schedule().id == made.id));  // The same form.
    BOOST_CHECK_THROW(schedule("another"), Refused);
}

BOOST_AUTO_TEST_CASE(two_schedules_at_once_claim_nothing_twice) {
    for (int i = 0; i < 10; ++i) declare(came(1'000, "g" + std::to_string(i)));
    std::vector<std::future<int>> made;
    for (int i = 0; i < 4; ++i)
        made.push_back(std::async(std::launch::async, [&, i] {
            try {
                return schedule("form " + std::to_string(i)).claims;
            } catch (const Refused&) {
                return 0;
            }
        }));
    int claims = 0;
    for (auto& one : made) claims += one.get();

    BOOST_TEST(claims == 10);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM gift_aid_line") == 10);
}

BOOST_AUTO_TEST_CASE(what_goes_back_is_taken_back_by_the_next_schedule) {
    const auto gift = came(10'000, "one");
    declare(gift);
    schedule();
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE gift SET version = version + 1 WHERE id = ?", gift.id);
    });
    BOOST_CHECK_THROW(schedule("nothing moved"), Refused);

    give_back_pounds(gift, 4'000);
    const auto next = schedule("next");

    BOOST_TEST(next.claims == 0);
    BOOST_TEST(next.adjusted == 6'000);
    BOOST_TEST(next.tax().minor == -1'500);
    BOOST_CHECK_THROW(schedule("once more"), Refused);
}

BOOST_AUTO_TEST_CASE(past_and_future_gifts_are_covered_by_a_proven_address_alone) {
    const auto before = came(1'000, "before");
    now += std::chrono::hours{24};
    const auto gift = came(2'000, "on");
    declare(gift, true, true);
    now += std::chrono::hours{24};
    const auto after = came(4'000, "after");
    BOOST_TEST(gift_aid::lines_to_claim(store->session()).size() == 1u);

    for (const auto& one : {before, gift, after}) prove(one);
    BOOST_TEST(gift_aid::lines_to_claim(store->session()).size() == 3u);
}

BOOST_AUTO_TEST_CASE(an_ended_declaration_covers_what_was_given_before) {
    const auto gift = came(2'000, "on");
    declare(gift, false, true);
    now += std::chrono::hours{24};
    const auto between = came(4'000, "between");
    now += std::chrono::hours{24};
    gift_aid::end_declaration(*store, gift.id, donor, now);
    now += std::chrono::hours{24};
    const auto late = came(8'000, "late");
    for (const auto& one : {gift, between, late}) prove(one);

    BOOST_TEST(schedule().minor == 6'000);
    BOOST_CHECK_THROW(gift_aid::end_declaration(*store, gift.id, donor, now), Refused);
}

BOOST_AUTO_TEST_CASE(the_sheet_has_hmrcs_columns_and_small_gifts_share_lines) {
    declare(came(20'000, "large"));
    for (int i = 0; i < 40; ++i) declare(came(3'000, "s" + std::to_string(i)));
    const auto made = schedule();
    const auto lines = gift_aid::lines_of_schedule(store->session(), made.id);

    const auto alone = gift_aid::schedule_csv(made, lines, gift_aid::Small::each_alone);
    const auto together = gift_aid::schedule_csv(made, lines, gift_aid::Small::together);

    BOOST_TEST(alone.find("Item,Title,First name,Last name,House name or number,Postcode,"
                          "Aggregated donations,Sponsored event,Donation date,Amount") !=
               alone.npos);
    BOOST_TEST(alone.find(",Ms,Anna,Smith Jones,4,S19 2BD,,,20/05/27,200.00") != alone.npos, alone);
    BOOST_TEST(std::ranges::count(alone, '\n') == 3 + 41);
    BOOST_TEST(std::ranges::count(together, '\n') == 3 + 3);  // 200; 33 and 7 of the small ones.
    BOOST_TEST(together.find("One off Gift Aid donations,,20/05/27,990.00") != together.npos);
}

BOOST_AUTO_TEST_CASE(reclaimed_tax_is_income_when_it_comes_and_counts_toward_no_goal) {
    declare(came(10'000, "one"));
    const auto made = schedule();
    const bank::LineId line = import_line(2'500);

    bank::place_as_reclaim(*store, line, made.id.value, {}, finance, now);

    BOOST_TEST(figures().confirmed == 12'500);
    BOOST_TEST(figures().raised == 10'000);
    BOOST_TEST(gift_aid::find_schedule(store->session(), made.id)->reclaimed == 2'500);
    check_ledger();
    const auto placing = bank::placings_of_line(store->session(), line).at(0);
    bank::take_back_placing(*store, placing.id, finance, now);
    BOOST_TEST(figures().confirmed == 10'000);
    BOOST_TEST(gift_aid::find_schedule(store->session(), made.id)->reclaimed == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(nobody_declares_without_a_home_or_outside_britain) {
    const auto gift = came(10'000, "one");
    auto asked = declaration_on(gift);
    asked.by.postcode = "12345";
    BOOST_CHECK_THROW(gift_aid::declare(*store, asked, donor, now), Refused);
    store->in_transaction(
        [&](store::Transaction& tx) { tx.run("UPDATE organisation SET country = 'DE'"); });
    BOOST_CHECK_THROW(declare(gift), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
