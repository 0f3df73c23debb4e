// Gifts in kind: a memo with its value, thanked by name after a second look, never raised.
#include "campaign/in_kind/recording.h"

#include "tests/campaign/giving/giving_fixture.h"

namespace {

struct WithThings : WithCampaign {
    in_kind::NewInKind rolls(const std::string& key = "form") const {
        return {campaign,    "500 rolls", "Miller's Bakery",        euro(40'000),
                "the baker", true,        *read_date("2027-05-20"), key};
    }
    in_kind::InKind record(const in_kind::NewInKind& asked) {
        return in_kind::record_in_kind(*store, asked, walker, now);
    }
    std::int64_t memo() {
        return store->session()
            .one(
                "SELECT CAST(COALESCE(SUM(IF(debit = 'in_kind', minor, -minor)), 0) AS SIGNED)"
                " AS n FROM transfer WHERE debit = 'in_kind' OR credit = 'in_kind'")
            ->number("n");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(in_kind_tests, WithThings)

BOOST_AUTO_TEST_CASE(a_thing_is_a_memo_and_in_no_figure) {
    const auto one = record(rolls());

    BOOST_TEST((record(rolls()).id == one.id));  // The same form.
    BOOST_TEST(memo() == 40'000);
    BOOST_TEST((figures() == ledger::Figures{}));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(thanks_are_public_when_somebody_else_has_read_them) {
    const auto one = record(rolls());
    BOOST_TEST(in_kind::shown_in_kind(store->session(), campaign, 10).empty());
    BOOST_CHECK_THROW(in_kind::show_thanks(*store, one.id, walker, now), Refused);

    in_kind::show_thanks(*store, one.id, finance, now);

    BOOST_TEST(in_kind::shown_in_kind(store->session(), campaign, 10).size() == 1u);
}

BOOST_AUTO_TEST_CASE(who_did_not_agree_is_never_named) {
    auto asked = rolls();
    asked.may_be_named = false;
    BOOST_CHECK_THROW(in_kind::show_thanks(*store, record(asked).id, finance, now), Refused);
}

BOOST_AUTO_TEST_CASE(taken_back_it_leaves_the_thanks_and_the_memo_is_nothing) {
    const auto one = record(rolls());
    in_kind::show_thanks(*store, one.id, finance, now);

    in_kind::take_back_in_kind(*store, one.id, finance, now);

    BOOST_TEST(memo() == 0);
    BOOST_TEST(in_kind::shown_in_kind(store->session(), campaign, 10).empty());
    BOOST_CHECK_THROW(in_kind::take_back_in_kind(*store, one.id, finance, now), Refused);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_thing_without_a_value_or_a_valuer_is_refused) {
    auto asked = rolls();
    asked.value = euro(0);
    BOOST_CHECK_THROW(record(asked), Refused);
    asked = rolls(), asked.valued_by = "";
    BOOST_CHECK_THROW(record(asked), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
