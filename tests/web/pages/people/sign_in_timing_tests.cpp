// How long known and unknown addresses take, for reading: nothing fails by time. Asked for by name:
// waymark_tests --run_test=sign_in_timing_tests
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>

#include "campaign/people/inviting.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"
#include "tests/support/web_client.h"

namespace {

using Microseconds = std::chrono::microseconds;

struct Stopwatch : Site {
    Stopwatch() {
        add_test_colleagues(*store);
        people::make_demo_account(
            *store,
            {"known@example.org", "Anna", std::string{good_password}, people::Role::coordinator},
            now);
        const auto walk = open_test_campaign(*store, "spring-walk").id;
        roster::join_campaign(
            *store,
            {.campaign = walk, .name = "Anna", .email = "walks@example.org", .request_key = "k1"},
            {{}, "participant"}, now);
    }

    // Hours lie between two questions, so that nobody has to wait.
    Microseconds time_of(const std::string& path, const support::FormFields& fields, int status) {
        now += std::chrono::hours{3};
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        const auto began = std::chrono::steady_clock::now();
        const auto answer = ask(request);
        const auto took = std::chrono::steady_clock::now() - began;
        BOOST_TEST(answer.status == status);
        return std::chrono::duration_cast<Microseconds>(took);
    }

    void compare(const std::string& path, const std::string& known, const std::string& unknown,
                 int status) {
        std::vector<Microseconds> first, second;
        for (int i = 0; i < 200; ++i) {
            first.push_back(time_of(path, {{"email", known}, {"password", "wrong"}}, status));
            second.push_back(time_of(path, {{"email", unknown}, {"password", "wrong"}}, status));
        }
        say(path + ", known:  ", first);
        say(path + ", unknown:", second);
    }
    void say(const std::string& what, std::vector<Microseconds> times) {
        std::ranges::sort(times);
        const auto at = [&](std::size_t percent) {
            return times[times.size() * percent / 100].count();
        };
        std::cout << what << " median " << at(50) << " us, quartiles " << at(25) << " to " << at(75)
                  << " us\n";
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in_timing_tests, Stopwatch, *boost::unit_test::disabled())

BOOST_AUTO_TEST_CASE(a_wrong_password) {
    compare("/desk/sign-in", "known@example.org", "nobody@example.org", 400);
}

BOOST_AUTO_TEST_CASE(asking_for_a_code) {
    compare("/sign-in", "walks@example.org", "nobody@example.org", 303);
}

BOOST_AUTO_TEST_SUITE_END()
