// Statements that follow each other, and the alarm that one is missing.
#include "campaign/bank/sequence.h"

#include <algorithm>

#include "campaign/bank/balance.h"
#include "tests/campaign/bank/bank_fixture.h"

namespace {

bank::Told told(const char* from, const char* until, std::int64_t opening, std::int64_t closing) {
    return {*read_date(from), *read_date(until), opening, closing, ""};
}

std::size_t gaps_in(const std::vector<bank::Told>& all) {
    return bank::gap_days(bank::in_sequence(all)).size();
}

struct WithStatements : WithBank {
    static SampleFile of(std::int64_t opening, const char* day, std::int64_t cents) {
        SampleFile file;
        file.opening = opening;
        file.lines = {{.cents = cents, .day = day, .reference = std::to_string(opening)}};
        return file;
    }
    bool alarms(const SampleFile& file) {
        return bank::plan_imports(store->session(), statements_in(camt_text(file)), {})
            .at(0)
            .has(bank::Trouble::gap_before);
    }
    bank::StatementBalance ours() {
        const auto all = bank::statement_balances(store->session());
        return *std::ranges::find(all, bank_account, &bank::StatementBalance::account);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sequence_tests, WithStatements)

BOOST_AUTO_TEST_CASE(the_same_statement_again_is_no_gap_and_changes_no_balance) {
    const auto first = of(10'000, "2027-05-03", 500), second = of(10'500, "2027-05-04", 700);
    bring(camt_text(first));
    bring(camt_text(second));
    BOOST_TEST(!alarms(first));
    BOOST_TEST(!alarms(second));

    BOOST_TEST(bring(camt_text(first)).fresh == 0);
    BOOST_TEST(bring(camt_text(second)).fresh == 0);

    BOOST_TEST(ours().gaps == 0);
    BOOST_TEST(ours().opening.value() == 10'000);
    BOOST_TEST(ours().closing.value() == 11'200);
}

BOOST_AUTO_TEST_CASE(two_statements_of_one_day_follow_each_other_by_their_balances) {
    const auto before = of(9'000, "2027-05-02", 1'000), morning = of(10'000, "2027-05-03", 500),
               evening = of(10'500, "2027-05-03", 700), leaps = of(11'000, "2027-05-03", 900);
    bring(camt_text(before));
    BOOST_TEST(alarms(evening));
    bring(camt_text(morning));
    BOOST_TEST(!alarms(evening));
    BOOST_TEST(alarms(leaps));

    bring(camt_text(evening));

    BOOST_TEST(ours().gaps == 0);
    BOOST_TEST(ours().closing.value() == 11'200);
    BOOST_TEST(!alarms(morning));
    BOOST_TEST(!alarms(evening));
}

BOOST_AUTO_TEST_CASE(the_second_of_a_day_may_come_first) {
    bring(camt_text(of(9'000, "2027-05-02", 1'000)));
    bring(camt_text(of(10'500, "2027-05-03", 700)));
    BOOST_TEST(ours().gaps == 1);
    BOOST_TEST(!alarms(of(10'000, "2027-05-03", 500)));

    bring(camt_text(of(10'000, "2027-05-03", 500)));

    BOOST_TEST(ours().gaps == 0);
    BOOST_TEST(ours().closing.value() == 11'200);
}

BOOST_AUTO_TEST_CASE(a_statement_that_is_missing_is_still_told) {
    BOOST_TEST(gaps_in({told("2027-05-01", "2027-05-31", 0, 100),
                        told("2027-07-01", "2027-07-31", 150, 170)}) == 1);
    BOOST_TEST(gaps_in({told("2027-05-01", "2027-05-01", 0, 100),
                        told("2027-05-01", "2027-05-01", 150, 170)}) == 1);
}

BOOST_AUTO_TEST_CASE(an_export_that_reaches_back_leaves_no_gap) {
    const auto may = told("2027-05-01", "2027-05-31", 0, 100),
               spring = told("2027-05-20", "2027-06-30", 70, 170);

    BOOST_TEST(gaps_in({may, spring}) == 0);
    BOOST_TEST(!bank::closing_missed(spring, {may}).has_value());
    BOOST_TEST(gaps_in({may, told("2027-05-31", "2027-05-31", 90, 100)}) == 0);
    BOOST_TEST(bank::closing_missed(told("2027-06-02", "2027-06-30", 70, 170), {may}).value() ==
               100);
}

BOOST_AUTO_TEST_SUITE_END()
