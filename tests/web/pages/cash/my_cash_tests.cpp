#include "web/pages/cash/my_cash.h"

#include <boost/test/unit_test.hpp>

#include "campaign/cash/bagging.h"
#include "campaign/cash/closing.h"
#include "campaign/cash/counting.h"
#include "campaign/cash/handing.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/giving/giving.h"
#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

struct Pocket : Site {
    Pocket() {
        now = *read_instant("2027-06-10T10:00:00Z");  // Gifts are taken.
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        std::tie(anna, home) = joined("Anna");
    }
    std::pair<roster::Participant, std::string> joined(const std::string& name) {
        const auto made = roster::join_campaign(
            *store, {.campaign = walk.id, .name = name, .email = "a@b.org", .request_key = name},
            {{}, "participant"}, now);
        return {made.participant, "/me/" + made.token};
    }
    http::Response post(const std::string& path, const Fields& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(request);
    }
    http::Response enter(const std::string& amount, const std::string& key = "k") {
        return post(home + "/cash", {{"form_key", key}, {"amount", amount}, {"from", "Gran"}});
    }
    ledger::Figures figures() {
        return ledger::figures_of_subject(store->session(),
                                          ledger::tally_of(anna.id, anna.campaign));
    }
    std::vector<giving::Gift> held() { return giving::cash_held_by(store->session(), anna.id, 9); }
    void check_ledger() {
        for (const auto& difference : ledger::verify_ledger(*store, {}).differences)
            BOOST_ERROR(difference);
        BOOST_TEST(figures().bridge_holds());
    }

    campaign::Campaign walk;
    roster::Participant anna;
    std::string home;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(my_cash_tests, Pocket)

BOOST_AUTO_TEST_CASE(what_a_participant_holds_is_lighter_until_two_people_have_counted_it) {
    BOOST_TEST(enter("80").status == 303);
    BOOST_TEST(enter("80").status == 303);  // Pressed twice.

    BOOST_TEST(figures().entered == 8000);
    BOOST_TEST(figures().raised == 0);
    BOOST_REQUIRE(held().size() == 1u);
    BOOST_TEST(holds(ask(home).body, "Gran"));
    BOOST_TEST(!holds(ask("/c/walk/p/" + anna.slug).body, "Gran"));  // Nobody has read it.
    giving::confirm_entered(*store, {held()[0].id, {8000, walk.currency}, {}}, test_finance(), now);
    BOOST_TEST(figures().entered == 0);
    BOOST_TEST(figures().raised == 8000);
    BOOST_TEST(held().empty());
    check_ledger();
}

BOOST_AUTO_TEST_CASE(an_entry_is_taken_back_by_who_made_it_and_by_nobody_else) {
    enter("80");
    const auto number = std::to_string(held().at(0).id.value);
    const auto [ben, bens] = joined("Ben");
    BOOST_TEST(post(bens + "/cash/" + number, {}).status == 404);
    BOOST_TEST(figures().entered == 8000);

    BOOST_TEST(post(home + "/cash/" + number, {}).status == 303);

    BOOST_TEST(figures().entered == 0);
    BOOST_TEST(held().empty());
    BOOST_TEST(post(home + "/cash/" + number, {}).status == 409);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(nobody_shines_with_a_million_in_the_pocket) {
    enter("999999", "one");
    enter("800", "two");
    const auto lighter = giving::lighter_of(store->session(), walk.id, walk.currency, now);
    BOOST_TEST(lighter.minor == 100'000);  // A thousand euros of it.
}

BOOST_AUTO_TEST_CASE(what_is_no_amount_is_said_beside_it) {
    const auto answer = enter("a lot");
    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer.body, "id=\"cash-error\""));
    BOOST_TEST(holds(answer.body, "value=\"a lot\""));
    BOOST_TEST(enter("0").status == 422);
    BOOST_TEST(held().empty());
}

BOOST_AUTO_TEST_CASE(a_colleague_who_walks_takes_back_but_does_not_count_their_own_cash) {
    store->in_transaction([&](store::Transaction& tx) {
        roster::claim_participant(tx, anna.id, test_finance().account);
    });
    enter("80");
    const auto gift = held().at(0);
    BOOST_CHECK_THROW(
        giving::confirm_entered(*store, {gift.id, {8000, walk.currency}, {}}, test_finance(), now),
        Refused);
    BOOST_TEST(post(home + "/cash/" + std::to_string(gift.id.value), {}).status == 303);
    BOOST_TEST(held().empty());
    check_ledger();
}

BOOST_AUTO_TEST_CASE(cash_of_a_page_that_is_not_claimed_yet_is_told_by_its_address) {
    enter("80");
    const auto gift = held().at(0);
    store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "UPDATE participant SET email = (SELECT email FROM account WHERE id = ?) WHERE id = ?",
            test_finance().account, anna.id);
    });
    BOOST_CHECK_THROW(
        giving::confirm_entered(*store, {gift.id, {8000, walk.currency}, {}}, test_finance(), now),
        Refused);
}

BOOST_AUTO_TEST_CASE(a_page_says_when_to_hand_in_what_was_counted_and_takes_an_answer) {
    const auto author = test_author(), approver = test_approver(), finance = test_finance();
    enter("80");
    cash::ask_by(*store, walk.id, read_date("2027-06-18"), finance, now);
    BOOST_TEST(holds(ask(home).body, "€80 you hold: hand it in by"));
    const auto envelope = cash::hand_in(
        *store, {.campaign = walk.id, .participant = anna.id, .request_key = "e"}, author, now);
    BOOST_TEST(holds(ask(home).body, "Handed in. It waits to be counted by two people."));
    BOOST_TEST(!holds(ask(home).body, "you hold"));

    const auto bag = cash::begin_bag(*store, walk.id, "b", author, now);
    cash::put_in_bag(*store, bag.id, {envelope.id}, author, now);
    cash::seal_bag(*store, bag.id, "S", author, now);
    const auto rows = cash::rows_in(store->session(), envelope.id);
    cash::keep_sheet(*store, {.envelope = envelope.id, .found = {{rows.at(0).gift.id, 7000}}}, {},
                     author, now);
    for (const auto& who : {author, approver})
        cash::count_bag(*store,
                        {.bag = bag.id,
                         .counter = who.account,
                         .pieces = {{cash::Sort::note, walk.currency, 1000, 7}},
                         .device_key = who.role + std::to_string(who.account.value)},
                        who, now);
    cash::close_bag(*store, bag.id, "", finance, now);

    BOOST_TEST(holds(ask(home).body, "You said €80. Two people counted €70"));
    const auto answer = home + "/envelopes/" + std::to_string(envelope.id.value);
    BOOST_TEST(post(answer, {{"answer", ""}}).status == 400);
    BOOST_TEST(post(answer, {{"answer", "Gran counted it"}}).status == 303);
    BOOST_TEST(holds(ask(home).body, "Gran counted it"));
    const auto bens = joined("Ben").second;
    BOOST_TEST(
        post(bens + "/envelopes/" + std::to_string(envelope.id.value), {{"answer", "x"}}).status ==
        404);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
