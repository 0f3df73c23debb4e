// Lines of the bank that name a pledge while other lines were marked by hand.
#include "campaign/bank/placing.h"
#include "campaign/pledges/paying.h"
#include "campaign/pledges/pledging.h"
#include "tests/campaign/bank/bank_fixture.h"

namespace {

struct WithPledge : WithBank {
    WithPledge() {
        pledges::NewPledge asked;
        asked.amount = euro(5'000), asked.unit = asked.cap = euro(0);
        asked.first_on = *read_date("2027-06-01"), asked.request_key = "a";
        asked.donor.name = "Ann Adler", asked.donor.email = "ann@example.org";
        pledge = pledges::make_pledge(*store, asked, terms, donor, now).pledge.id;
    }
    void mark_by_hand(const std::string& name) {
        auto asked = gift_of(5'000, "by hand");
        asked.donor.name = name;
        arrive(give(asked).gift, 5'000, "page 11, line 3");
    }
    // How many lines were placed without a person, of one that names the pledge.
    int place_line_of(const std::string& payer) {
        SampleFile file;
        const auto reference = pledges::find_pledge(store->session(), pledge)->reference;
        file.lines = {
            {.cents = 5'000, .name = payer, .text = "Rate " + reference, .reference = "A1"}};
        bring(camt_text(file));
        now += std::chrono::seconds{1};
        return bank::place_exact_lines(*store, {}, 1000, finance, now).placed;
    }
    std::int64_t paid() { return pledges::find_pledge(store->session(), pledge)->paid.minor; }

    pledges::PledgeId pledge;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pledge_lines_tests, WithPledge)

BOOST_AUTO_TEST_CASE(a_strangers_line_by_hand_of_the_same_amount_holds_nothing_up) {
    mark_by_hand("Sebnem Yilmaz");

    BOOST_TEST(place_line_of("Ann Adler") == 1);

    BOOST_TEST(paid() == 5'000);
    BOOST_TEST(figures().confirmed == 10'000);
    BOOST_TEST(figures().pledged == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_line_by_hand_under_a_similar_name_is_looked_at_by_a_person) {
    mark_by_hand("A. Adler");

    BOOST_TEST(place_line_of("Ann Adler") == 0);

    BOOST_TEST(paid() == 0);
    check_ledger();
}

// Her husband pays what she pledged, and her transfer was marked by hand before.
BOOST_AUTO_TEST_CASE(a_line_by_hand_of_the_givers_name_counts_whoever_pays) {
    mark_by_hand("Adler, Ann");

    BOOST_TEST(place_line_of("Tom Berg") == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_line_by_hand_of_that_pledge_holds_it_up) {
    const auto gift =
        pledges::pay_pledge(*store, {pledge, "transfer", euro(5'000), "by hand"}, walker, now).gift;
    arrive(gift, 5'000, "page 11, line 3");

    BOOST_TEST(place_line_of("Tom Berg") == 0);

    BOOST_TEST(figures().confirmed == 5'000);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
