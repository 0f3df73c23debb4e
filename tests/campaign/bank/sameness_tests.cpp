#include "campaign/bank/sameness.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include "tests/campaign/bank/bank_samples.h"

namespace {

std::vector<bank::KnownLine> known_from(const bank::Statement& statement) {
    std::vector<bank::KnownLine> known;
    for (const auto& line : statement.lines)
        known.push_back({line.number, line, statement.family(), "", ""});
    return known;
}

bank::Statement camt_of(const SampleFile& file) { return statements_in(camt_text(file))[0]; }
bank::Statement csv_of(const SampleFile& file) { return statements_in(csv_text(file))[0]; }

std::ptrdiff_t fresh_in(const bank::Statement& statement,
                        const std::vector<bank::KnownLine>& known) {
    return std::ranges::count_if(bank::pair_lines(statement, known),
                                 [](const auto& pair) { return !pair.has_value(); });
}

// Lines of every awkward sort: twins with and without a reference, same sums, same people.
SampleFile awkward() {
    SampleFile file;
    file.lines = {{.cents = 500, .reference = "R1"},
                  {.cents = 500, .reference = "R2"},
                  {.cents = 500},
                  {.cents = 500},
                  {.cents = 500, .name = "Ben Adler", .iban = "DE75512108001245126199"},
                  {.cents = -500, .name = "Ben Adler", .iban = "DE75512108001245126199"},
                  {.cents = 500, .day = "2027-05-22"},
                  {.cents = 501},
                  {.cents = 500, .text = "For the children"},
                  {.cents = 2000, .text = "RF18539007547034 thank you", .reference = "R3"}};
    return file;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sameness_tests)

BOOST_AUTO_TEST_CASE(the_same_file_again_in_any_order_has_nothing_new) {
    auto file = awkward();
    const auto known = known_from(camt_of(file));
    std::mt19937 dice{7};
    for (int round = 0; round < 50; ++round) {
        std::shuffle(file.lines.begin(), file.lines.end(), dice);
        BOOST_CHECK_EQUAL(fresh_in(camt_of(file), known), 0);
    }
}

BOOST_AUTO_TEST_CASE(the_other_format_of_the_same_lines_has_nothing_new_either_way) {
    auto file = awkward();
    std::mt19937 dice{8};
    for (int round = 0; round < 50; ++round) {
        const auto known_camt = known_from(camt_of(file)), known_csv = known_from(csv_of(file));
        std::shuffle(file.lines.begin(), file.lines.end(), dice);
        BOOST_CHECK_EQUAL(fresh_in(csv_of(file), known_camt), 0);
        BOOST_CHECK_EQUAL(fresh_in(camt_of(file), known_csv), 0);
    }
}

BOOST_AUTO_TEST_CASE(overlapping_files_bring_each_line_once) {
    const auto whole = awkward();
    for (std::size_t cut = 1; cut <= whole.lines.size(); ++cut) {
        auto part = whole;
        part.lines.resize(cut);
        const auto left = static_cast<std::ptrdiff_t>(whole.lines.size() - cut);
        BOOST_CHECK_EQUAL(fresh_in(camt_of(whole), known_from(camt_of(part))), left);
        BOOST_CHECK_EQUAL(fresh_in(csv_of(whole), known_from(camt_of(part))), left);
        BOOST_CHECK_EQUAL(fresh_in(camt_of(whole), known_from(csv_of(part))), left);
    }
}

BOOST_AUTO_TEST_CASE(true_twins_are_as_many_as_the_bank_says) {
    SampleFile one, two;
    one.lines = {{.cents = 500}};
    two.lines = {{.cents = 500}, {.cents = 500}};

    BOOST_CHECK_EQUAL(fresh_in(camt_of(two), known_from(camt_of(one))), 1);
    BOOST_CHECK_EQUAL(fresh_in(camt_of(one), known_from(camt_of(two))), 0);
}

BOOST_AUTO_TEST_CASE(two_references_of_one_bank_are_two_movements) {
    SampleFile first, second;
    first.lines = {{.cents = 500, .reference = "R1"}};
    second.lines = {{.cents = 500, .reference = "R2"}};

    BOOST_CHECK_EQUAL(fresh_in(camt_of(second), known_from(camt_of(first))), 1);
}

BOOST_AUTO_TEST_CASE(a_notification_days_before_is_known_by_its_reference) {
    SampleFile early, late;
    early.version = "054.001.04", early.lines = {{.cents = 500, .reference = "R1"}};
    late.lines = {{.cents = 500, .day = "2027-05-24", .reference = "R1"}};

    BOOST_CHECK_EQUAL(fresh_in(camt_of(late), known_from(camt_of(early))), 0);
}

BOOST_AUTO_TEST_CASE(what_was_marked_by_hand_is_known_by_its_gift_or_by_what_was_typed) {
    SampleFile file;
    file.lines = {{.cents = 5000, .text = "rf18 5390-0754 7034"},
                  {.cents = 5000, .reference = "2027/121/88"},
                  {.cents = 5000}};
    const auto statement = camt_of(file);
    bank::KnownLine hand;
    hand.id = 9, hand.family = "hand";
    hand.line.amount = {5000, currency_of("EUR")};
    hand.line.booked_on = *read_date("2027-05-20");

    hand.gift_reference = "RF18539007547034";
    auto pairs = bank::pair_lines(statement, {hand});
    BOOST_REQUIRE(pairs[0]);
    BOOST_CHECK_EQUAL(pairs[0]->line, 9);
    BOOST_CHECK(pairs[0]->sign == bank::Sign::by_hand);
    BOOST_CHECK(!pairs[1] && !pairs[2]);

    hand.gift_reference = "RF99000000000000", hand.statement_reference = "2027/121/88";
    pairs = bank::pair_lines(statement, {hand});
    BOOST_CHECK(!pairs[0] && pairs[1] && !pairs[2]);

    hand.line.booked_on = *read_date("2027-05-10");
    pairs = bank::pair_lines(statement, {hand});
    BOOST_CHECK(!pairs[0] && !pairs[1] && !pairs[2]);
}

BOOST_AUTO_TEST_CASE(a_batch_is_the_same_as_its_parts) {
    bank::Statement parts, whole;
    parts.format = "camt.054", whole.format = "camt.053";
    for (const auto cents : {1000, 2000}) {
        bank::StatementLine line;
        line.booked_on = *read_date("2027-05-21"), line.amount = {cents, currency_of("EUR")};
        line.entry_reference = "B7", line.number = static_cast<int>(parts.lines.size()) + 1;
        line.bank_reference = "B7-" + std::to_string(cents);
        parts.lines.push_back(line);
    }
    auto sum = parts.lines[0];
    sum.amount = {3000, currency_of("EUR")}, sum.bank_reference = "B7";
    whole.lines = {sum};

    BOOST_CHECK_EQUAL(fresh_in(whole, known_from(parts)), 0);
    BOOST_CHECK_EQUAL(fresh_in(parts, known_from(whole)), 0);
    whole.lines[0].amount = {3001, currency_of("EUR")};
    BOOST_CHECK_EQUAL(fresh_in(whole, known_from(parts)), 1);
}

BOOST_AUTO_TEST_SUITE_END()
