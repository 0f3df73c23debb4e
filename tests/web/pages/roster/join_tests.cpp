#include "web/pages/roster/join.h"

#include <boost/test/unit_test.hpp>

#include "campaign/roster/participant.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

struct Joining : Site {
    Joining() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
    }
    http::Request post(const std::string& path,
                       const std::vector<std::pair<std::string, std::string>>& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    http::Response join(const std::string& name, const std::string& email,
                        const std::string& key = "form-1") {
        return ask(post("/c/walk/participants",
                        {{"name", name}, {"email", email}, {"goal", "250"}, {"form_key", key}}));
    }

    campaign::Campaign walk;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(join_tests, Joining)

BOOST_AUTO_TEST_CASE(a_name_and_an_address_make_a_page_with_a_link_and_a_code) {
    const auto answer = join("Anna Schmidt", "anna@example.org");

    BOOST_TEST(answer.status == 303);
    const auto home = header_of(answer, "Location");
    BOOST_TEST(home.starts_with("/me/"));
    const auto page = ask(home);
    BOOST_TEST(page.body.find("Keep this address") != std::string::npos);
    BOOST_TEST(page.body.find("Hello, Anna Schmidt!") != std::string::npos);
    BOOST_TEST(page.body.find("/q/") != std::string::npos);
    BOOST_TEST(page.body.find("WhatsApp") != std::string::npos);
    BOOST_TEST(header_of(page, "Referrer-Policy") == "no-referrer");
}

BOOST_AUTO_TEST_CASE(the_private_address_is_shown_as_a_reminder_only_once) {
    const auto home = header_of(join("Anna", "anna@example.org"), "Location");

    BOOST_TEST(ask(home.substr(0, home.find('?'))).body.find("Keep this address") ==
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_double_click_is_one_walker) {
    const auto first = header_of(join("Anna", "anna@example.org"), "Location");
    const auto second = header_of(join("Anna", "anna@example.org"), "Location");

    BOOST_TEST(first.substr(0, first.find('?')) == second);
    BOOST_TEST(roster::count_participants(store->session(), walk.id) == 1);
}

BOOST_AUTO_TEST_CASE(what_was_typed_wrongly_is_said_beside_its_field_and_kept) {
    const auto answer = join("Anna", "nonsense");

    BOOST_TEST(answer.status == 422);
    BOOST_TEST(answer.body.find("id=\"email-error\"") != std::string::npos);
    BOOST_TEST(answer.body.find("value=\"nonsense\"") != std::string::npos);
    BOOST_TEST(answer.body.find("value=\"Anna\"") != std::string::npos);
    BOOST_TEST(answer.body.find("value=\"250\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_edit_is_kept_and_waits_to_be_read) {
    auto home = header_of(join("Anna", "anna@example.org"), "Location");
    home = home.substr(0, home.find('?'));

    const auto answer =
        ask(post(home, {{"name", "Anna S."}, {"story", "For my sister."}, {"version", "1"}}));

    BOOST_TEST(answer.status == 303);
    const auto page = ask(home).body;
    BOOST_TEST(page.find("For my sister.") != std::string::npos);
    BOOST_TEST(page.find("Waits to be read") != std::string::npos);
    BOOST_TEST(ask("/me/guess").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
