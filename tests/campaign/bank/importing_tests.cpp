#include "campaign/bank/importing.h"

#include <algorithm>
#include <random>
#include <thread>

#include "campaign/bank/statement_file.h"
#include "tests/campaign/bank/bank_fixture.h"

namespace {

SampleFile month() {
    SampleFile file;
    file.lines = {{.cents = 5000, .reference = "A1"},
                  {.cents = 2000, .day = "2027-05-22", .name = "Ben Adler"},
                  {.cents = 2000, .day = "2027-05-22", .name = "Ben Adler"},
                  {.cents = -350, .day = "2027-05-23", .name = "The bank", .text = "Fee"}};
    return file;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(importing_tests, WithBank)

BOOST_AUTO_TEST_CASE(every_line_is_booked_once_against_unplaced) {
    const auto booked = bring(camt_text(month()));

    BOOST_CHECK_EQUAL(booked.fresh, 4);
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 8650);
    BOOST_CHECK_EQUAL(balance_of("unplaced"), -8650);
    BOOST_CHECK_EQUAL(count("transfer"), 4);
    const auto import = bank::find_import(store->session(), booked.imports.at(0));
    BOOST_REQUIRE(import);
    BOOST_CHECK_EQUAL(*import->closing - *import->opening, 8650);
    BOOST_CHECK_EQUAL(bank::count_open_lines(store->session()), 4);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_plan_says_what_would_come_and_writes_nothing) {
    const auto plans = bank::plan_imports(store->session(), statements_in(camt_text(month())), {});

    BOOST_REQUIRE_EQUAL(plans.size(), 1U);
    BOOST_CHECK_EQUAL(plans[0].count(bank::Fate::fresh), 4);
    BOOST_CHECK(plans[0].may_be_booked());
    BOOST_CHECK_EQUAL(count("bank_line"), 0);
    BOOST_CHECK_EQUAL(count("transfer"), 0);
}

BOOST_AUTO_TEST_CASE(twice_shuffled_overlapping_and_in_the_other_format_books_nothing_twice) {
    auto file = month();
    bring(camt_text(file));
    std::mt19937 dice{3};
    for (int round = 0; round < 5; ++round) {
        std::shuffle(file.lines.begin(), file.lines.end(), dice);
        BOOST_CHECK_EQUAL(bring(camt_text(file)).fresh, 0);
        BOOST_CHECK_EQUAL(bring(csv_text(file)).fresh, 0);
        file.version = "052.001.02";
        BOOST_CHECK_EQUAL(bring(camt_text(file)).fresh, 0);
    }
    file.lines.push_back({.cents = 700, .day = "2027-05-24"});
    BOOST_CHECK_EQUAL(bring(csv_text(file)).fresh, 1);
    BOOST_CHECK_EQUAL(bring(camt_text(file)).fresh, 0);

    BOOST_CHECK_EQUAL(balance_of("bank:300"), 9350);
    BOOST_CHECK_EQUAL(count("bank_line"), 5);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_same_file_by_several_people_at_once_is_booked_once) {
    const auto statements = statements_in(camt_text(month()));
    std::vector<std::thread> people;
    for (int i = 0; i < 6; ++i)
        people.emplace_back([&] {
            try {
                bank::book_statements(*store, statements, "may.xml", {}, finance, now);
            } catch (const Refused&) {  // Others were faster five times.
            }
        });
    for (auto& one : people) one.join();

    BOOST_CHECK_EQUAL(count("bank_line"), 4);
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 8650);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_does_not_add_up_is_named_and_not_booked) {
    auto file = month();
    file.missing = 100;

    const auto plan =
        bank::plan_imports(store->session(), statements_in(camt_text(file)), {}).at(0);

    BOOST_CHECK(plan.has(bank::Trouble::does_not_add_up));
    BOOST_CHECK_THROW(bring(camt_text(file)), Refused);
    BOOST_CHECK_EQUAL(count("bank_line"), 0);
}

BOOST_AUTO_TEST_CASE(a_statement_that_is_missing_between_two_is_told) {
    bring(camt_text(month()));
    SampleFile next;
    next.opening = 10000 + 8650, next.lines = {{.cents = 100, .day = "2027-06-01"}};
    const auto follows =
        bank::plan_imports(store->session(), statements_in(camt_text(next)), {}).at(0);
    next.opening += 1;
    const auto leaps =
        bank::plan_imports(store->session(), statements_in(camt_text(next)), {}).at(0);

    BOOST_CHECK(!follows.has(bank::Trouble::gap_before));
    BOOST_CHECK(leaps.has(bank::Trouble::gap_before));
    BOOST_CHECK(leaps.may_be_booked());
}

BOOST_AUTO_TEST_CASE(accounts_that_are_not_ours_are_not_booked) {
    auto file = month();
    file.account = "DE75512108001245126199";

    BOOST_CHECK_THROW(bring(camt_text(file)), Refused);
    BOOST_CHECK_THROW(bring(camt_text(file), {bank_account}), Refused);
    BOOST_CHECK_EQUAL(count("bank_line"), 0);
}

BOOST_AUTO_TEST_CASE(an_import_is_taken_back_by_rows_that_reverse_it_and_can_come_again) {
    const auto booked = bring(camt_text(month()));

    bank::undo_import(*store, booked.imports.at(0), finance, now);

    BOOST_CHECK_EQUAL(balance_of("bank:300"), 0);
    BOOST_CHECK_EQUAL(balance_of("unplaced"), 0);
    BOOST_CHECK_EQUAL(count("transfer"), 8);
    BOOST_CHECK_EQUAL(count("bank_line"), 4);
    BOOST_CHECK_EQUAL(bank::count_open_lines(store->session()), 0);
    BOOST_CHECK_THROW(bank::undo_import(*store, booked.imports.at(0), finance, now), Refused);
    BOOST_CHECK_EQUAL(bring(camt_text(month())).fresh, 4);
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 8650);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(money_marked_by_hand_is_known_when_its_line_comes) {
    const auto gift = give(gift_of(5000, "a")).gift;
    arrive(gift, 5000, "my own words");
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 5000);
    SampleFile file;
    file.lines = {paid_by(gift, 5000, "A1"), {.cents = 300, .reference = "A2"}};

    const auto booked = bring(camt_text(file));

    BOOST_CHECK_EQUAL(booked.known, 1);
    BOOST_CHECK_EQUAL(booked.fresh, 1);
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 5300);
    BOOST_CHECK_EQUAL(figures().confirmed, 5000);
    BOOST_CHECK_EQUAL(bring(csv_text(file)).fresh, 0);
    BOOST_CHECK_EQUAL(bring(camt_text(file)).fresh, 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(of_a_shared_account_only_what_is_ours_is_kept) {
    const auto gift = give(gift_of(5000, "a")).gift;
    SampleFile file;
    file.account = shared_iban;
    file.lines = {paid_by(gift, 5000, "A1"),
                  {.cents = 98765, .name = "Health insurance", .text = "Patient 4711"},
                  {.cents = 1500, .name = "Cleo Dorn", .text = "For the walk, I lost the number"}};

    const auto booked = bring(camt_text(file), {{}, {{0, 3}}});

    BOOST_CHECK_EQUAL(booked.fresh, 2);
    BOOST_CHECK_EQUAL(booked.of_others, 1);
    BOOST_CHECK_EQUAL(balance_of("bank:301"), 6500);
    BOOST_CHECK_EQUAL(count("bank_stranger"), 1);
    // Neither the name nor the words nor the amount of the stranger stands anywhere.
    for (const auto* column : {"other_name", "remittance"})
        BOOST_CHECK_EQUAL(count(std::string{"bank_line WHERE "} + column +
                                " LIKE '%insurance%' OR " + column + " LIKE '%4711%'"),
                          0);
    BOOST_CHECK_EQUAL(count("bank_line WHERE minor = 98765"), 0);
    BOOST_CHECK_EQUAL(bring(camt_text(file)).fresh, 0);
    BOOST_CHECK_EQUAL(count("bank_stranger"), 1);
}

BOOST_AUTO_TEST_CASE(a_draft_is_sealed_for_its_uploader_and_ends_by_itself) {
    const auto token = bank::keep_draft(*store, {"may.xml", "the secret lines"}, finance, now);

    const auto found = bank::find_draft(store->session(), token, finance.account, now);
    BOOST_REQUIRE(found);
    BOOST_CHECK_EQUAL(found->bytes, "the secret lines");
    BOOST_CHECK(!bank::find_draft(store->session(), token, walker.account, now));
    BOOST_CHECK(
        !bank::find_draft(store->session(), token, finance.account, now + std::chrono::hours{2}));
    BOOST_CHECK_EQUAL(count("bank_draft WHERE sealed LIKE '%secret%'"), 0);
    bank::discard_draft(*store, token);
    BOOST_CHECK_EQUAL(count("bank_draft"), 0);
}

BOOST_AUTO_TEST_CASE(a_file_as_large_as_a_form_takes_can_be_kept) {
    const auto token =
        bank::keep_draft(*store, {"big.xml", std::string(8 * 1024 * 1024, 'x')}, finance, now);

    BOOST_CHECK(bank::find_draft(store->session(), token, finance.account, now));
}

BOOST_AUTO_TEST_CASE(a_mapping_is_saved_and_replaced_under_its_name) {
    bank::CsvProfile profile;
    profile.name = "Our bank";
    profile.columns = {{"booked_on", "Day"}, {"amount", "Sum"}};

    bank::save_profile(*store, profile, finance, now);
    profile.columns["text"] = "Why";
    bank::save_profile(*store, profile, finance, now);

    const auto saved = bank::saved_profiles(store->session());
    BOOST_REQUIRE_EQUAL(saved.size(), 1U);
    BOOST_CHECK_EQUAL(saved[0].columns.at("text"), "Why");
    profile.columns.erase("booked_on");
    BOOST_CHECK_THROW(bank::save_profile(*store, profile, finance, now), Refused);
}

BOOST_AUTO_TEST_CASE(two_statements_in_one_zip_that_overlap_are_booked_once) {
    const auto whole = camt_text(month());
    auto notice = month();
    notice.version = "054.001.08";
    const auto zip = zip_of({{"a.xml", camt_text(notice)}, {"b.xml", whole}});

    const auto plans = bank::plan_imports(store->session(), statements_in(zip), {});
    BOOST_REQUIRE_EQUAL(plans.size(), 2U);
    BOOST_CHECK_EQUAL(plans[1].count(bank::Fate::fresh), 0);
    BOOST_CHECK_EQUAL(bring(zip).fresh, 4);
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 8650);
}

BOOST_AUTO_TEST_SUITE_END()
