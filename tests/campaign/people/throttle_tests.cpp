// Who guesses waits, and many at once gain nothing.
#include "campaign/people/throttle.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

#include "campaign/people/inviting.h"
#include "campaign/people/signing.h"
#include "campaign/words/refusal.h"
#include "tests/support/colleagues.h"
#include "tests/support/database.h"

using namespace people;

namespace {

struct Gate : FreshDatabase {
    bool take(const Turns& turns) {
        try {
            store->in_transaction([&](store::Transaction& tx) { take_turns(tx, turns, now); });
            return true;
        } catch (const Refused& refused) {
            BOOST_TEST((refused.refusal.reason == Reason::too_many_attempts));
            return false;
        }
    }
    int free_turns(const Turns& turns) {
        int taken = 0;
        while (taken < 1000 && take(turns)) ++taken;
        return taken;
    }

    Instant now = test_now();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(throttle_tests, Gate)

BOOST_AUTO_TEST_CASE(the_wait_doubles_up_to_a_limit) {
    const Turns turns{{"one", {2, 8}}};
    BOOST_TEST(free_turns(turns) == 2);
    for (const int wait_s : {1, 2, 4, 8, 8}) {
        BOOST_TEST(find_wait(store->session(), turns, now).value() == wait_s);
        now += std::chrono::seconds{wait_s} - std::chrono::microseconds{1};
        BOOST_TEST(!take(turns));
        now += std::chrono::microseconds{1};
        BOOST_TEST(take(turns));
    }
}

BOOST_AUTO_TEST_CASE(turns_are_forgotten_one_by_one) {
    const Turns turns{{"one", {6, 900}}};  // One is forgotten every ten minutes.
    BOOST_TEST(free_turns(turns) == 6);

    now += std::chrono::minutes{20};

    BOOST_TEST(free_turns(turns) == 2);
    now += std::chrono::hours{2};
    BOOST_TEST(free_turns(turns) == 6);
}

BOOST_AUTO_TEST_CASE(who_is_refused_for_one_reason_uses_up_none_of_the_others) {
    const Turns both{{"narrow", {1, 900}}, {"wide", {3, 900}}};
    BOOST_TEST(free_turns(both) == 1);

    BOOST_TEST(free_turns({{"wide", {3, 900}}}) == 2);
}

BOOST_AUTO_TEST_CASE(an_address_is_sent_at_most_a_few_mails_in_an_hour_whoever_asks) {
    int mails = 0;
    for (int minute = 0; minute < 60; ++minute, now += std::chrono::minutes{1})
        for (int client = 0; client < 4; ++client) {
            const auto from = "203.0." + std::to_string(minute) + "." + std::to_string(client);
            mails += take(code_mail_turns({"anna@example.org", from})) ? 1 : 0;
        }

    BOOST_TEST(mails >= 3);
    BOOST_TEST(mails <= 6);
}

BOOST_AUTO_TEST_CASE(neighbours_share_a_network) {
    BOOST_TEST(network_of("192.0.2.7") == "192.0.2");
    BOOST_TEST(network_of("2001:db8:7:1::9") == "2001:db8:7");
    BOOST_TEST(network_of("") == "");
}

BOOST_AUTO_TEST_CASE(of_a_hundred_wrong_passwords_at_once_five_are_looked_at) {
    make_demo_account(
        *store, {"anna@example.org", "Anna", std::string{good_password}, Role::organiser}, now);
    std::atomic<int> looked_at = 0, waiting = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 100; ++i)
        threads.emplace_back([&] {
            for (;;) {
                try {
                    sign_in(*store, {"anna@example.org", "wrong", {"192.0.2.7"}}, now);
                } catch (const Refused& refused) {
                    ++(refused.refusal.reason == Reason::too_many_attempts ? waiting : looked_at);
                    return;
                } catch (const store::Unavailable&) {  // Too busy: it was not looked at; again.
                }
            }
        });
    for (auto& thread : threads) thread.join();

    BOOST_TEST(looked_at == per_pair.free_max);
    BOOST_TEST(waiting == 100 - per_pair.free_max);
}

BOOST_AUTO_TEST_SUITE_END()
