#include "web/pages/giving/give.h"

#include <boost/test/unit_test.hpp>

#include "campaign/giving/payment.h"
#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "print/qr.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

struct WithWalk : Site {
    WithWalk() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        now = *read_instant("2027-06-10T10:00:00Z");
    }
    using Form = std::vector<std::pair<std::string, std::string>>;
    http::Response post(const std::string& path, const Form& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        if (!cookie.empty()) request.cookies.add("__Host-giver", cookie);
        return ask(std::move(request));
    }
    http::Response give(const std::string& amount, const std::string& key, Form more = {}) {
        more.insert(more.begin(), {{"amount", amount}, {"form_key", key}, {"method", "transfer"}});
        return post("/c/walk/gifts", more);
    }
    ledger::Figures figures() { return ledger::figures_of(store->session(), walk.id); }

    campaign::Campaign walk;
    std::string cookie;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(give_tests, WithWalk)

BOOST_AUTO_TEST_CASE(the_form_asks_for_an_amount_and_a_way_to_pay_and_nothing_else) {
    const auto page = ask("/c/walk/give");

    BOOST_CHECK_EQUAL(page.status, 200);
    BOOST_CHECK(holds(page.body, "name=\"amount\""));
    BOOST_CHECK(holds(page.body, "value=\"transfer\""));
    std::size_t required = 0;
    for (auto at = page.body.find(" required"); at != std::string::npos;
         at = page.body.find(" required", at + 1))
        ++required;
    BOOST_CHECK_EQUAL(required, 1u);
    BOOST_CHECK(page.cookies.empty());
}

BOOST_AUTO_TEST_CASE(a_promise_is_answered_with_its_own_page) {
    const auto answer = give("20", "key-1");

    BOOST_CHECK_EQUAL(answer.status, 303);
    const auto where = header_of(answer, "Location");
    BOOST_CHECK(where.starts_with("/g/"));
    BOOST_CHECK_EQUAL(figures().pledged, 2000);
    const auto slip = ask(where);
    BOOST_CHECK_EQUAL(slip.status, 200);
    BOOST_CHECK(holds(slip.body, "RF"));
    BOOST_CHECK(holds(slip.body, "€20"));
    const auto again = give("20", "key-1");
    BOOST_CHECK_EQUAL(header_of(again, "Location"), where);
    BOOST_CHECK_EQUAL(figures().pledged, 2000);
}

BOOST_AUTO_TEST_CASE(an_amount_that_can_not_be_read_loses_nothing_of_what_was_typed) {
    const auto page = give("1,000.00", "key", {{"name", "Ann <b>Lee</b>"}, {"message", "Go!"}});

    BOOST_CHECK_EQUAL(page.status, 422);
    BOOST_CHECK(holds(page.body, "id=\"amount-error\""));
    BOOST_CHECK(holds(page.body, "value=\"1,000.00\""));
    BOOST_CHECK(holds(page.body, "Ann &lt;b&gt;Lee&lt;/b&gt;"));
    BOOST_CHECK(holds(page.body, "Go!"));
    BOOST_CHECK_EQUAL(figures().pledged, 0);
}

BOOST_AUTO_TEST_CASE(two_hundred_amounts_are_exact_or_refused) {
    int key = 0;
    for (const std::string bad :
         {"", "0", "-5", "0.001", "0.99", "1e9", "1,000.00", "１２", "NaN", "0x10", "9e99",
          "9223372036854775808", "1000000.01", "5 5", "+5", "5€", "5.", "<script>"}) {
        const auto page = give(bad, "bad-" + std::to_string(++key));
        BOOST_CHECK_EQUAL(page.status, 422);
    }
    BOOST_CHECK_EQUAL(figures().pledged, 0);
    for (int cents = 100; cents < 300; ++cents) {
        const auto text = std::to_string(cents / 100) + "." + std::to_string(cents / 10 % 10) +
                          std::to_string(cents % 10);
        const auto before = figures().pledged;
        BOOST_CHECK_EQUAL(give(text, "good-" + text).status, 303);
        BOOST_CHECK_EQUAL(figures().pledged - before, cents);
    }
}

BOOST_AUTO_TEST_CASE(the_same_browser_giving_the_same_again_is_asked_first) {
    cookie = "the-browser-of-ann";
    give("20", "key-1");

    const auto asked = give("20", "key-2");
    BOOST_CHECK_EQUAL(asked.status, 422);
    BOOST_CHECK(holds(asked.body, "Give again?"));
    BOOST_CHECK_EQUAL(give("20", "key-2", {{"again", "yes"}}).status, 303);
    BOOST_CHECK_EQUAL(figures().pledged, 4000);
}

BOOST_AUTO_TEST_CASE(a_covered_fee_is_a_line_of_its_own) {
    give("20", "key-1", {{"fee_cover", "yes"}});

    BOOST_CHECK_EQUAL(figures().pledged, 2060);
}

BOOST_AUTO_TEST_CASE(a_donor_takes_a_promise_back) {
    const auto where = header_of(give("20", "key-1"), "Location");
    const auto page = where.substr(0, where.find('?'));

    post(page, {{"change", "withdraw"}});

    BOOST_CHECK_EQUAL(figures().pledged, 0);
    BOOST_CHECK(holds(ask(page).body, "You took this promise back."));
    BOOST_CHECK(ledger::verify_ledger(*store, {}).holds());
}

BOOST_AUTO_TEST_CASE(nobody_opens_a_gift_without_its_token) {
    give("20", "key-1");

    BOOST_CHECK_EQUAL(ask("/g/00000000000000000000000000000000").status, 404);
    BOOST_CHECK_EQUAL(ask("/g/key-1").status, 404);
}

BOOST_AUTO_TEST_CASE(a_payment_code_says_what_the_scheme_asks) {
    const giving::Payee to{"Riverside Trust", "DE02120300000000202051", ""};
    const Money amount{2000, currency_of("EUR")};

    BOOST_CHECK_EQUAL(giving::epc_payload(to, amount, "RF18539007547034"),
                      "BCD\n002\n1\nSCT\n\nRiverside Trust\nDE02120300000000202051\nEUR20.00\n"
                      "CHAR\nRF18539007547034");
    BOOST_CHECK(giving::epc_payload(to, Money{2000, currency_of("CHF")}, "RF").empty());
    BOOST_CHECK(giving::epc_payload({}, amount, "RF").empty());
    const auto symbol = print::encode_payment(giving::epc_payload(to, amount, "RF18539007547034"));
    BOOST_REQUIRE(symbol);
    BOOST_CHECK_LE(symbol->version, 13);
}

BOOST_AUTO_TEST_SUITE_END()
