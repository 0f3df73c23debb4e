#include "campaign/ledger/verifying.h"

#include <algorithm>

#include "campaign/store/connection.h"
#include "tests/campaign/giving/giving_fixture.h"

namespace {

struct WithGifts : WithCampaign {
    WithGifts() {
        arrive(give(gift_of(5000, "a")).gift, 5000, "S-1");
        enter_and_confirm(2000, 2000, "cash");
        give(gift_of(700, "b"));
    }
    // What an intruder with the owner's rights could do.
    void as_root(const std::string& sql) { store::Connection{root}.execute(sql); }
    bool names(const std::string& words) {
        const auto verdict = ledger::verify_ledger(*store, {});
        return std::ranges::any_of(verdict.differences, [&](const std::string& difference) {
            return difference.find(words) != std::string::npos;
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(verifying_tests, WithGifts)

BOOST_AUTO_TEST_CASE(an_honest_ledger_holds) {
    const auto verdict = ledger::verify_ledger(*store, {});

    BOOST_CHECK(verdict.holds());
    BOOST_CHECK_EQUAL(verdict.rows, 8);
}

BOOST_AUTO_TEST_CASE(a_row_that_was_changed_is_named) {
    as_root("DROP TRIGGER transfer_is_never_changed");
    as_root("UPDATE transfer SET minor = minor + 1 WHERE credit = 'income:gift' LIMIT 1");

    BOOST_CHECK(names("its hash differs"));
}

BOOST_AUTO_TEST_CASE(a_tally_that_drifted_is_named_with_both_sums) {
    as_root("UPDATE tally SET raised = raised + 5 WHERE subject_type = 'campaign' AND slot = 3");

    BOOST_CHECK(names("raised 7005"));
    BOOST_CHECK(names("the ledger says pledged 700, entered 0, confirmed 7000, raised 7000"));
}

BOOST_AUTO_TEST_CASE(a_row_that_was_removed_is_missed) {
    as_root("DROP TRIGGER transfer_is_never_removed");
    as_root("DELETE FROM transfer WHERE credit = 'income:gift' LIMIT 1");

    BOOST_CHECK(names("The tally of campaign"));
    BOOST_CHECK(names("Gift "));
}

BOOST_AUTO_TEST_CASE(the_trigger_stops_even_the_owner) {
    BOOST_CHECK_THROW(as_root("UPDATE transfer SET minor = 1"), store::ConstraintBroken);
    BOOST_CHECK_THROW(as_root("DELETE FROM audit"), store::ConstraintBroken);
}

BOOST_AUTO_TEST_SUITE_END()
