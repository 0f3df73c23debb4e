// The pages of a gift by card, with the sandbox as the provider: give, pay, come back, or not.
#include "web/pages/giving/checkout.h"

#include <boost/test/unit_test.hpp>

#include "campaign/giving/card_testing.h"
#include "campaign/giving/keying.h"
#include "campaign/giving/receiving.h"
#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "campaign/organisation/organising.h"
#include "campaign/publishing.h"
#include "campaign/words/token.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/sandbox_client.h"
#include "tests/support/site.h"

using Form = std::vector<std::pair<std::string, std::string>>;

namespace {

struct WithCardPages : Site {
    WithCardPages() {
        add_test_colleagues(*store);
        store->in_transaction(
            [](store::Transaction& tx) { tx.run("UPDATE organisation SET is_demo = 1"); });
        now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        auto plan = test_plan();
        plan.starts_on = Date{std::chrono::floor<std::chrono::days>(now) - std::chrono::days{2}};
        plan.ends_on = Date{std::chrono::floor<std::chrono::days>(now) + std::chrono::days{9}};
        walk = campaign::draft_campaign(*store, {.slug = "walk", .plan = plan}, test_author(), now);
        const auto version = campaign::submit_plan(*store, walk.id, test_author(), now);
        campaign::decide_plan(*store, {.version = version.id}, test_approver(), now);
        config.card_addresses["stripe"] = sandbox.url();
        giving::enter_keys(*store, registry, *providers::find_kind("stripe"),
                           {{"api", "sk_test_sandbox"}, {"webhook", "whsec_sandbox"}},
                           people::program_actor(), now);
    }
    http::Response post(const std::string& path, const Form& fields,
                        const std::string& client = "192.0.2.7") {
        auto request = request_of(path);
        request.method = http::Method::post, request.client = client;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        if (!cookie.empty()) request.cookies.add("__Host-giver", cookie);
        return ask(std::move(request));
    }
    http::Response give(const std::string& amount, Form more = {},
                        const std::string& client = "192.0.2.7") {
        more.insert(more.begin(), {{"amount", amount},
                                   {"form_key", "key-" + std::to_string(++forms)},
                                   {"method", "card"}});
        return post("/c/walk/gifts", more, client);
    }
    giving::Gift last_gift() {
        return *giving::find_gift_by_key(store->session(), "web:key-" + std::to_string(forms));
    }
    std::string page_of(const giving::Gift& gift) {
        return "/g/" + giving::token_for(store->session(), gift.request_key);
    }
    giving::CardPayment payment_of(const giving::Gift& gift) {
        return giving::payments_of(store->session(), gift.id).front();
    }
    void act(const giving::Gift& gift, const std::string& what) {
        sandbox.tell("/sandbox/sales/" + payment_of(gift).checkout + "/" + what);
    }
    // A card was refused there, and the provider says so.
    void decline(const giving::Gift& gift) {
        act(gift, "decline");
        const auto body = R"({"id":"evt_)" + random_token() +
                          R"(","type":"payment_intent.payment_failed","data":{"object":)"
                          R"({"object":"payment_intent","metadata":{"gift":")" +
                          std::to_string(gift.id.value) + R"("}}}})";
        const auto at = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
        const auto stamp = std::to_string(at);
        auto request = request_of("/hooks/stripe");
        request.method = http::Method::post, request.body = body;
        request.headers["stripe-signature"] =
            "t=" + stamp + ",v1=" + hmac_sha256_hex("whsec_sandbox", stamp + "." + body);
        BOOST_REQUIRE(ask(std::move(request)).status == 200);
        giving::work_off_inbox(*store, registry, now);
    }
    ledger::Figures figures() { return ledger::figures_of(store->session(), walk.id); }

    support::SandboxClient sandbox;
    providers::Registry registry{store->session(), config.card_addresses};
    campaign::Campaign walk;
    std::string cookie;
    int forms = 0;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cards_tests, WithCardPages)

BOOST_AUTO_TEST_CASE(a_card_is_the_first_way_and_its_page_is_the_only_other_place_a_form_leads) {
    const auto page = ask("/c/walk/give");

    const auto card = page.body.find("value=\"card\" checked");
    BOOST_TEST(card != std::string::npos);
    BOOST_TEST(card < page.body.find("value=\"transfer\""));
    BOOST_TEST(
        holds(header_of(page, "Content-Security-Policy"), "form-action 'self' " + sandbox.url()));
    BOOST_TEST(holds(page.body, "nothing here asks for real money"));
}

BOOST_AUTO_TEST_CASE(without_keys_or_with_keys_that_move_no_money_only_a_transfer_is_offered) {
    store->in_transaction(
        [](store::Transaction& tx) { tx.run("UPDATE organisation SET is_demo = 0"); });

    const auto page = ask("/c/walk/give");

    BOOST_TEST(!holds(page.body, "value=\"card\""));
    BOOST_TEST(holds(page.body, "value=\"transfer\" checked"));
    BOOST_TEST(give("20").status == 422);
}

BOOST_AUTO_TEST_CASE(a_donor_pays_and_is_thanked_whether_or_not_a_message_came) {
    const auto answer = give("20", {{"fee_cover", "yes"}});
    BOOST_TEST(answer.status == 303);
    BOOST_TEST(header_of(answer, "Location").starts_with("http://"));
    BOOST_TEST(holds(header_of(answer, "Location"), "/pay/cs_"));
    BOOST_TEST((figures() == ledger::Figures{}));
    const auto gift = last_gift();
    BOOST_TEST(gift.amount.minor == 2'060);
    act(gift, "pay");

    const auto page = ask(page_of(gift) + "?back=paid");

    BOOST_TEST(holds(page.body, "Your €20.60 has arrived."));
    BOOST_TEST(figures().raised == 2'000);
    BOOST_TEST(figures().confirmed == 2'060);
    BOOST_TEST(header_of(page, "Refresh").empty());
    BOOST_TEST(ledger::verify_ledger(*store, {}).holds());
}

BOOST_AUTO_TEST_CASE(an_address_that_says_paid_is_not_believed) {
    give("20");
    const auto page = ask(page_of(last_gift()) + "?back=paid&status=paid");

    BOOST_TEST(holds(page.body, "Nothing was taken."));
    BOOST_TEST(holds(page.body, "Pay €20"));
    BOOST_TEST(figures().confirmed == 0);
}

BOOST_AUTO_TEST_CASE(who_left_the_payment_page_loses_nothing_and_may_try_again) {
    const auto first = header_of(give("20", {{"name", "Ann"}, {"message", "Go!"}}), "Location");
    const auto gift = last_gift();
    const auto page = ask(page_of(gift) + "?back=left");
    BOOST_TEST(holds(page.body, "Nothing was taken."));
    BOOST_TEST(holds(page.body, "Everything you typed is kept"));
    BOOST_TEST(holds(header_of(page, "Content-Security-Policy"), sandbox.url()));

    const auto again = post(page_of(gift), {{"change", "pay"}});

    BOOST_TEST(again.status == 303);
    BOOST_TEST(header_of(again, "Location") == first);
    act(gift, "expire"), now += std::chrono::seconds{3};
    BOOST_TEST(holds(ask(page_of(gift)).body, "not finished in time"));
    const auto anew = header_of(post(page_of(gift), {{"change", "pay"}}), "Location");
    BOOST_TEST(holds(anew, "/pay/cs_"));
    BOOST_TEST(anew != first);
    act(gift, "pay"), now += std::chrono::seconds{3};
    BOOST_TEST(holds(ask(page_of(gift)).body, "Thank you, Ann."));
}

BOOST_AUTO_TEST_CASE(a_page_that_waits_says_so_and_looks_again) {
    give("20");
    const auto gift = last_gift();
    act(gift, "pay_later");
    const auto page = ask(page_of(gift));
    BOOST_TEST(holds(page.body, "We are waiting for your bank. You need do nothing."));
    give("30");
    const auto other = last_gift();
    sandbox.tell("/sandbox/switches", {{"errors", "100"}});

    const auto blind = ask(page_of(other));

    BOOST_TEST(holds(blind.body, "We cannot see your payment yet."));
    BOOST_TEST(!header_of(blind, "Refresh").empty());
}

BOOST_AUTO_TEST_CASE(the_network_was_cut_before_the_return_page_so_the_second_gift_is_asked_about) {
    const auto answer = give("20");
    cookie = answer.cookies.at(0).substr(answer.cookies.at(0).find('=') + 1);
    cookie.resize(cookie.find(';'));
    const auto gift = last_gift();
    act(gift, "pay");  // And nobody has told us.
    now += std::chrono::minutes{4};

    const auto asked = give("20");

    BOOST_TEST(asked.status == 422);
    BOOST_TEST(holds(asked.body, "You gave €20 4 minutes ago. Give again?"));
    BOOST_TEST(holds(asked.body, page_of(gift)));
    BOOST_TEST(figures().confirmed == 2'000);
    BOOST_TEST(give("20", {{"again", "yes"}}).status == 303);
}

BOOST_AUTO_TEST_CASE(when_the_provider_is_away_everything_is_kept_and_a_transfer_is_offered) {
    sandbox.tell("/sandbox/switches", {{"errors", "100"}});

    const auto page = give("20", {{"name", "Ann <b>"}, {"message", "Go!"}});

    BOOST_TEST(page.status == 503);
    BOOST_TEST(holds(page.body, "Nothing was taken."));
    BOOST_TEST(holds(page.body, "Ann &lt;b&gt;"));
    BOOST_TEST(holds(page.body, "value=\"transfer\" checked"));
}

BOOST_AUTO_TEST_CASE(money_that_comes_after_the_campaign_closed_is_a_gift_and_marked_late) {
    give("20");
    const auto gift = last_gift();
    act(gift, "pay");
    now += std::chrono::days{20};
    campaign::change_state(*store, {walk.id, campaign::State::closed, "over"}, test_approver(),
                           now);

    giving::sweep_payments(*store, registry, now);

    const auto late = last_gift();
    BOOST_TEST((late.state == giving::State::confirmed));
    BOOST_TEST(late.is_late);
    BOOST_TEST(figures().raised == 2'000);
    BOOST_TEST(ledger::verify_ledger(*store, {}).holds());
}

BOOST_AUTO_TEST_CASE(two_hundred_refused_cards_from_one_address_are_slowed_and_then_blocked) {
    int through = 0, slowed = 0, donors = 0, noticed = 0, first_slow = 0;
    for (int i = 1; i <= 200; ++i, now += std::chrono::seconds{2}) {
        const auto answer = give("1", {}, "198.51.100.7");
        if (answer.status == 303) ++through, decline(last_gift());
        if (answer.status == 429) ++slowed, first_slow = first_slow == 0 ? i : first_slow;
        if (i % 10 != 0) continue;
        ++donors;  // Next door, in another network, somebody gives.
        const auto normal = give("20", {}, "203.0.113." + std::to_string(i));
        if (normal.status != 303) ++noticed;
        if (normal.status == 303) act(last_gift(), "pay"), ask(page_of(last_gift()));
    }

    BOOST_TEST_MESSAGE("one address: 200 tries in 400 s, "
                       << through << " reached a card page, " << slowed
                       << " told to wait (the first was try " << first_slow << "); " << donors
                       << " donors gave meanwhile, " << noticed << " noticed");
    BOOST_TEST(through <= giving::per_origin.blocked_from);
    BOOST_TEST(noticed == 0);
    BOOST_TEST(figures().gifts == donors);
    BOOST_TEST(give("20", {{"method", "transfer"}}, "198.51.100.7").status != 303);  // Twice named.
    BOOST_TEST(post("/c/walk/gifts", {{"amount", "20"}, {"form_key", "k"}, {"method", "transfer"}},
                    "198.51.100.7")
                   .status == 303);
}

BOOST_AUTO_TEST_CASE(two_hundred_refused_cards_from_many_addresses) {
    int through = 0, slowed = 0, donors = 0, noticed = 0;
    for (int i = 0; i < 200; ++i, now += std::chrono::seconds{2}) {
        // Fifty addresses in ten networks.
        const auto client =
            "198.51." + std::to_string(i % 10) + "." + std::to_string(i / 10 % 5 + 1);
        const auto answer = give("1", {}, client);
        if (answer.status == 303) ++through, decline(last_gift());
        if (answer.status == 429) ++slowed;
        if (i % 10 != 0) continue;
        ++donors;
        const auto normal = give("20", {}, "203.0.113." + std::to_string(i));
        if (normal.status != 303) ++noticed;
        if (normal.status == 303) act(last_gift(), "pay"), ask(page_of(last_gift()));
    }

    BOOST_TEST_MESSAGE("fifty addresses in ten networks: 200 tries in 400 s, "
                       << through << " reached a card page, " << slowed << " told to wait; "
                       << donors << " donors gave meanwhile, " << noticed << " noticed");
    BOOST_TEST(through < 80);
    BOOST_TEST(noticed == 0);
    const auto finance = sign_in_colleague(*store, people::Role::finance);
    BOOST_TEST(holds(ask(sent_by(finance, request_of("/desk"))).body, "trying out cards"));
}

BOOST_AUTO_TEST_CASE(many_people_behind_one_address_who_pay_are_never_slowed) {
    int slowed = 0;
    for (int i = 0; i < 120; ++i, now += std::chrono::seconds{5}) {
        const auto answer = give("20", {{"again", "yes"}});
        if (answer.status != 303) ++slowed;
        if (answer.status == 303) act(last_gift(), "pay"), ask(page_of(last_gift()));
    }

    BOOST_TEST(slowed == 0);
    BOOST_TEST(figures().gifts == 120);
}

BOOST_AUTO_TEST_CASE(an_organiser_enters_keys_and_sees_what_is_wrong_beside_the_field) {
    const auto boss = sign_in_colleague(*store, people::Role::organiser);
    const auto send = [&](const Form& fields) {
        auto request = request_of("/desk/organisation/cards/stripe");
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(boss, request));
    };
    const auto wrong = send({{"api", "sk_test_wrong"}});
    BOOST_TEST(wrong.status == 400);
    BOOST_TEST(holds(wrong.body, "id=\"stripe-api-error\""));
    BOOST_TEST(!holds(wrong.body, "sk_test_wrong"));

    BOOST_TEST(send({{"webhook", "whsec_next_of_ours"}}).status == 303);

    const auto page = ask(sent_by(boss, request_of("/desk/organisation/cards")));
    BOOST_TEST(page.status == 200);
    BOOST_TEST(holds(page.body, "…ours"));
    BOOST_TEST(holds(page.body, "accepted until"));
    BOOST_TEST(!holds(page.body, "whsec_next_of_ours"));
    BOOST_TEST(holds(page.body, "https://wlk.example/hooks/stripe"));
}

BOOST_AUTO_TEST_SUITE_END()
