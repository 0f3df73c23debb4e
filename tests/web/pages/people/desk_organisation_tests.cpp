// The organisation's page as its forms are really sent.
#include "web/pages/people/desk_organisation.h"

#include <boost/test/unit_test.hpp>

#include "campaign/organisation/bank_account.h"
#include "campaign/organisation/organisation.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

using http::Method;
using people::Role;

namespace {

struct Office : Site {
    http::Response post(const people::SignedIn& by, const std::string& path,
                        const std::vector<std::pair<std::string, std::string>>& fields) {
        auto request = request_of(path);
        request.method = Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(by, request));
    }
    std::string page_of(const people::SignedIn& by) {
        return ask(sent_by(by, request_of("/desk/organisation"))).body;
    }

    people::SignedIn boss = sign_in_colleague(*store, Role::organiser);
    people::SignedIn finance = sign_in_colleague(*store, Role::finance);
    std::vector<std::pair<std::string, std::string>> form{
        {"legal_name", "Klinik <b>"}, {"address", "Weg 1\n12345 Stadt"}, {"zone", "Europe/Berlin"},
        {"currency", "EUR"},          {"imprint", "# Us\n\nWe."},        {"version", "1"}};
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_organisation_tests, Office)

BOOST_AUTO_TEST_CASE(what_was_written_on_several_lines_comes_back_on_several_lines) {
    const auto answer = post(boss, "/desk/organisation", form);

    BOOST_TEST(answer.status == 303);
    BOOST_TEST(has(page_of(boss), "Weg 1\n12345 Stadt"));
    BOOST_TEST(has(page_of(boss), "# Us\n\nWe."));
    BOOST_TEST(has(page_of(boss), "Klinik &lt;b&gt;"));
}

BOOST_AUTO_TEST_CASE(a_form_that_cannot_be_kept_loses_nothing_and_says_why_beside_the_field) {
    form[3].second = "EURO", form[0].second = "Our long name";

    const auto answer = post(boss, "/desk/organisation", form);

    BOOST_TEST(answer.status == 400);
    BOOST_TEST(has(answer.body, "Our long name"));
    BOOST_TEST(has(answer.body, "EURO"));
    BOOST_TEST(has(answer.body, "Weg 1\n12345 Stadt"));
    BOOST_TEST(has(answer.body, "id=\"currency-error\""));
    BOOST_TEST(organisation::find_organisation(store->session()).legal_name.empty());
}

BOOST_AUTO_TEST_CASE(who_was_overtaken_keeps_what_they_typed) {
    post(boss, "/desk/organisation", form);
    form[0].second = "Typed too late";

    const auto answer = post(boss, "/desk/organisation", form);

    BOOST_TEST(has(answer.body, "Typed too late"));
    BOOST_TEST(has(answer.body, "changed this meanwhile"));
    BOOST_TEST(organisation::find_organisation(store->session()).legal_name == "Klinik <b>");
}

BOOST_AUTO_TEST_CASE(finance_sees_the_accounts_and_not_the_form) {
    const auto page = page_of(finance);

    BOOST_TEST(has(page, "id=\"accounts\""));
    BOOST_TEST(!has(page, "name=\"legal_name\""));
}

BOOST_AUTO_TEST_CASE(an_account_is_entered_by_one_and_agreed_to_by_another_on_the_screen) {
    post(boss, "/desk/organisation/accounts",
         {{"holder", "Klinik"}, {"iban", "DE89370400440532013000"}, {"account_kind", "own"}});
    const auto id = organisation::all_bank_accounts(store->session()).at(0).id.value;
    const auto path = "/desk/organisation/accounts/" + std::to_string(id);

    const auto alone = post(boss, path, {{"verdict", "approve"}});
    BOOST_TEST(alone.status == 403);
    BOOST_TEST(organisation::active_bank_accounts(store->session()).empty());
    const auto second = post(finance, path, {{"verdict", "approve"}});

    BOOST_TEST(second.status == 303);
    BOOST_TEST(organisation::active_bank_accounts(store->session()).size() == 1u);
}

BOOST_AUTO_TEST_CASE(finance_of_one_campaign_does_not_decide_for_the_organisation) {
    const auto id = new_id<CampaignId>(test_now());
    const auto narrow = sign_in_colleague(*store, Role::finance, id);

    const auto answer = post(narrow, "/desk/organisation/accounts",
                             {{"holder", "Klinik"}, {"iban", "DE89370400440532013000"}});

    BOOST_TEST(answer.status == 403);
    BOOST_TEST(organisation::all_bank_accounts(store->session()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
