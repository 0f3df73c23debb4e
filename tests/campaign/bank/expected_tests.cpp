// Money out that was agreed to before: refunds of one donor that were paid in one transfer.
#include "campaign/bank/expected.h"

#include "campaign/bank/expecting.h"
#include "campaign/giving/refunding.h"
#include "tests/campaign/bank/bank_fixture.h"

namespace {

struct WithRefunds : WithBank {
    giving::Refund owed(std::int64_t cents, const std::string& name) {
        static int count = 0;
        const auto key = "e" + std::to_string(++count);
        auto asked = gift_of(cents, key);
        asked.donor.name = name, asked.is_meant = true;
        const auto gift = arrive(give(asked).gift, cents, key);
        return giving::propose_refund(*store, {gift.id, {}, euro(cents), "as asked", key}, finance,
                                      now);
    }
    bank::Line out(std::int64_t cents) {
        SampleFile file;
        file.lines = {{.cents = -cents, .name = "Anna Berg", .text = "Erstattung"}};
        bring(camt_text(file));
        return bank::open_lines(store->session(), 10).back();
    }
    std::vector<bank::Expected> expected(const bank::Line& line) {
        return bank::expected_for(store->session(), line);
    }
    giving::RefundState state(const giving::Refund& one) {
        return giving::find_refund(store->session(), one.id)->state;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bank_expected_tests, WithRefunds)

BOOST_AUTO_TEST_CASE(two_refunds_of_one_donor_in_one_transfer_are_one_choice) {
    const auto one = owed(5000, "Anna Berg"), two = owed(2000, "Anna Berg");
    owed(2000, "Ben Adler"), owed(900, "Anna Berg");
    const auto line = out(7000);

    const auto all = expected(line);
    BOOST_REQUIRE(all.size() == 1u);
    BOOST_REQUIRE(all[0].more.size() == 1u);
    bank::place_as_refunds(*store, line.id, {all[0].refund->id, all[0].more[0].id}, {}, finance,
                           now);

    BOOST_CHECK(state(one) == giving::RefundState::done);
    BOOST_CHECK(state(two) == giving::RefundState::done);
    BOOST_TEST(balance_of("unplaced") == 0);
    BOOST_TEST(balance_of("refund_due") == -2900);
    check_ledger();

    for (const auto& placing : bank::placings_of_line(store->session(), line.id))
        bank::take_back_placing(*store, placing.id, finance, now);
    BOOST_CHECK(state(one) == giving::RefundState::approved);
    BOOST_CHECK(state(two) == giving::RefundState::approved);
    BOOST_TEST(balance_of("refund_due") == -9900);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(refunds_that_are_not_the_line_or_of_two_donors_are_refused) {
    const auto one = owed(5000, "Anna Berg"), other = owed(2000, "Ben Adler");
    const auto line = out(7000);
    BOOST_TEST(expected(line).empty());

    const auto place = [&](const std::vector<giving::RefundId>& refunds) {
        bank::place_as_refunds(*store, line.id, refunds, {}, finance, now);
    };
    BOOST_CHECK_THROW(place({one.id}), Refused);
    BOOST_CHECK_THROW(place({one.id, one.id}), Refused);
    BOOST_CHECK_THROW(place({}), Refused);
    BOOST_CHECK(state(one) == giving::RefundState::approved);
    BOOST_TEST(balance_of("unplaced") == 7000);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
