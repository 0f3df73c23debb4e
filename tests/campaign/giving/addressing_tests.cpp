#include "campaign/giving/addressing.h"

#include "tests/campaign/giving/giving_fixture.h"
#include "tests/support/joining.h"

BOOST_FIXTURE_TEST_SUITE(addressing_tests, WithCampaign)

BOOST_AUTO_TEST_CASE(finance_writes_down_for_whom_a_receipt_is_and_where_it_knows_it_from) {
    const auto gift = enter_and_confirm(5'000, 5'000, "cash");
    BOOST_TEST(gift.donor.receipt_name.empty());

    const auto after = giving::address_receipt(
        *store, {gift.id, gift.version, "Ann Berg", "Elm Street 3\n12345 Springfield", "envelope"},
        finance, now);

    BOOST_TEST(after.donor.receipt_name == "Ann Berg");
    BOOST_TEST(after.donor.receipt_address == "Elm Street 3\n12345 Springfield");
    BOOST_TEST(after.confirmed.minor == 5'000);
    BOOST_TEST(store->session()
                   .one("SELECT COUNT(*) AS n FROM audit WHERE action = 'receipt data written down'"
                        " AND reason = 'envelope'")
                   ->number("n") == 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_said_and_who_comes_second_is_refused) {
    const auto gift = enter_and_confirm(5'000, 5'000, "cash");
    const auto write = [&](const std::string& name, const std::string& address,
                           const std::string& reason) {
        giving::address_receipt(*store, {gift.id, gift.version, name, address, reason}, finance,
                                now);
    };
    BOOST_CHECK_EXCEPTION(write("", "Elm Street 3\nTown", "letter"), Refused,
                          beside("receipt_name"));
    BOOST_CHECK_EXCEPTION(write("Ann", "", "letter"), Refused, beside("address"));
    BOOST_CHECK_EXCEPTION(write("Ann", "Elm Street 3\nTown", ""), Refused, beside("reason"));
    write("Ann", "Elm Street 3\nTown", "letter");
    BOOST_CHECK_EXCEPTION(write("Ben", "Elm Street 3\nTown", "letter"), Refused,
                          because(Reason::already_decided));
}

BOOST_AUTO_TEST_SUITE_END()
