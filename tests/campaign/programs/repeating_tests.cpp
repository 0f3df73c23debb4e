#include "campaign/programs/repeating.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/database.h"

using programs::Claim;
using programs::RequestKey;

namespace {

struct Repeating : FreshDatabase {
    Claim claim(const RequestKey& of, const std::string& hash = std::string(64, 'a'),
                Instant at = test_now()) {
        return programs::claim_request(*store, of, hash, at);
    }
    const RequestKey key{"token 1\nPOST /x", "k", "client"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(repeating_tests, Repeating)

BOOST_AUTO_TEST_CASE(one_claims_the_second_waits_and_then_gets_the_same_answer) {
    const auto first = claim(key);
    BOOST_TEST((first.outcome == Claim::Outcome::mine));
    BOOST_TEST((claim(key).outcome == Claim::Outcome::working));
    BOOST_TEST((claim(key, std::string(64, 'b')).outcome == Claim::Outcome::other_request));

    programs::keep_answer(*store, key, first.number, {201, "/g/1", "{\"a\":\"é\"}"}, test_now());

    const auto again = claim(key);
    BOOST_TEST_REQUIRE((again.outcome == Claim::Outcome::done));
    BOOST_TEST(again.answer->status == 201);
    BOOST_TEST(again.answer->location == "/g/1");
    BOOST_TEST(again.answer->body == "{\"a\":\"é\"}");
    BOOST_TEST((claim(key, std::string(64, 'b')).outcome == Claim::Outcome::other_request));
}

BOOST_AUTO_TEST_CASE(whose_worker_died_is_taken_over_when_the_lease_is_over) {
    const auto first = claim(key);
    const auto later = test_now() + std::chrono::seconds{programs::lease_s + 1};

    const auto second = claim(key, std::string(64, 'a'), later);

    BOOST_TEST((second.outcome == Claim::Outcome::mine));
    programs::keep_answer(*store, key, first.number, {500, "", "late"}, later);  // Too late.
    BOOST_TEST((claim(key, std::string(64, 'a'), later).outcome == Claim::Outcome::working));
}

BOOST_AUTO_TEST_CASE(what_was_let_go_or_is_old_may_be_used_for_something_else) {
    programs::let_go_of_claim(*store, key, claim(key).number);
    const auto other = claim(key, std::string(64, 'b'));
    BOOST_TEST((other.outcome == Claim::Outcome::mine));
    programs::keep_answer(*store, key, other.number, {200, "", "x"}, test_now());

    const auto later = test_now() + std::chrono::hours{programs::answer_hours + 1};
    BOOST_TEST((claim(key, std::string(64, 'c'), later).outcome == Claim::Outcome::mine));
}

BOOST_AUTO_TEST_CASE(answers_stand_sealed_and_belong_to_their_scope) {
    const auto mine = claim(key);
    programs::keep_answer(*store, key, mine.number, {200, "", "the donor's secret"}, test_now());

    const auto row = store->session().one("SELECT answer FROM idempotency");
    BOOST_TEST(row->text("answer").find("secret") == std::string::npos);
    const RequestKey of_another{"token 2\nPOST /x", "k", "client"};
    BOOST_TEST((claim(of_another).outcome == Claim::Outcome::mine));
}

BOOST_AUTO_TEST_CASE(a_flood_of_keys_is_stopped_for_its_client_alone) {
    store->in_transaction([&](store::Transaction& tx) {
        for (int i = 0; i < programs::answers_per_client_max; ++i)
            programs::insert_claim(tx, {"s", std::to_string(i), "flooder"}, std::string(64, 'a'), i,
                                   test_now());
    });

    BOOST_TEST((claim({"s", "one more", "flooder"}).outcome == Claim::Outcome::too_many));
    BOOST_TEST((claim({"s", "0", "flooder"}).outcome == Claim::Outcome::working));
    BOOST_TEST((claim({"s", "mine", "somebody else"}).outcome == Claim::Outcome::mine));
    programs::forget_old_answers(*store, test_now() + std::chrono::hours{24 * 4});
    BOOST_TEST((claim({"s", "one more", "flooder"}).outcome == Claim::Outcome::mine));
}

BOOST_AUTO_TEST_SUITE_END()
