// A sponsor's pool from the desk's form to what everybody reads on the campaign's pages.
#include <boost/test/unit_test.hpp>

#include "campaign/giving/giving.h"
#include "campaign/ledger/verifying.h"
#include "campaign/matching/matching.h"
#include "campaign/publishing.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"
#include "tests/support/web_client.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Sponsored : Site {
    Sponsored() {
        add_test_colleagues(*store);
        now = read_instant("2027-06-12T10:00:00Z").value();
        walk = open_test_campaign(*store, "walk");
    }
    // They have worked at the desk all the while.
    void stay_signed_in() {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE session SET seen_at = ?, expires_at = ?", now,
                   now + std::chrono::days{1});
        });
    }
    http::Response post(const people::SignedIn& who, const std::string& path,
                        const Fields& fields) {
        stay_signed_in();
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(who, std::move(request)));
    }
    std::string desk(const people::SignedIn& who) {
        stay_signed_in();
        return ask(sent_by(who, request_of("/desk/walk/matching"))).body;
    }
    std::string page(const std::string& path) {
        now += std::chrono::seconds{2};  // Newer than what the feed keeps.
        return ask(path).body;
    }
    Fields typed(const std::string& money = "later") {
        return {{"form_key", "key-" + money},
                {"sponsor", "City Bakery"},
                {"gives", "1"},
                {"per", "1"},
                {"cap", "50"},
                {"gift_cap", ""},
                {"from", "2027-06-12T00:00"},
                {"until", "2027-06-20T00:00"},
                {"money", money},
                {"remainder", "back"}};
    }
    matching::Pool newest() { return matching::recent_pools(store->session(), walk.id, 1).at(0); }
    std::string path_of_newest() {
        return "/desk/walk/matching/" + std::to_string(newest().id.value);
    }
    void offer_and_agree(const std::string& money = "later") {
        BOOST_TEST(post(ann, "/desk/walk/matching", typed(money)).status == 303);
        BOOST_TEST(post(ben, path_of_newest(), {{"act", "agree"}, {"version", "1"}}).status == 303);
    }
    giving::Given give(std::int64_t cents) {
        giving::NewGift asked;
        asked.request_key = "gift-" + std::to_string(++gifts);
        const giving::Terms terms{.campaign = walk.id,
                                  .currency = walk.currency,
                                  .fund = campaign::first_fund(store->session(), walk.id).id};
        asked.lines = {{"gift", terms.fund, Money{cents, terms.currency}, true}};
        const auto given =
            giving::record_gift(*store, asked, terms, people::donor_actor("test"), now);
        const auto& gift = given.gift;
        giving::mark_arrived(
            *store,
            {gift.id, gift.amount, *read_date("2027-06-12"), asked.request_key, BankAccountId{1}},
            test_finance(), now);
        for (const auto id : matching::match_gifts(*store, now)) feed.changed(id);
        return given;
    }
    Fields line(const char* act, const char* amount) {
        return {{"act", act},
                {"amount", amount},
                {"bank_date", "2027-06-12"},
                {"statement", std::string{act} + amount}};
    }

    campaign::Campaign walk;
    int gifts = 0;
    people::SignedIn ann = sign_in_colleague(*store, people::Role::coordinator);
    people::SignedIn ben = sign_in_colleague(*store, people::Role::coordinator);
    people::SignedIn finance = sign_in_colleague(*store, people::Role::finance);
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_matching_tests, Sponsored)

BOOST_AUTO_TEST_CASE(a_colleague_agrees_and_the_page_says_what_a_gift_becomes) {
    BOOST_TEST(holds(desk(ann), "No sponsor matches gifts yet."));
    BOOST_TEST(post(ann, "/desk/walk/matching", typed()).status == 303);
    BOOST_TEST(holds(desk(ann), "You wrote this yourself: somebody else must agree."));
    BOOST_TEST(!holds(desk(ann), "Agree: it may run"));
    BOOST_TEST(!holds(page("/c/walk"), "City Bakery"));
    BOOST_TEST(post(ann, path_of_newest(), {{"act", "agree"}, {"version", "1"}}).status == 422);

    BOOST_TEST(holds(desk(ben), "Agree: it may run"));
    BOOST_TEST(post(ben, path_of_newest(), {{"act", "agree"}, {"version", "1"}}).status == 303);

    const auto public_page = page("/c/walk");
    BOOST_TEST(holds(public_page, "Every €1 becomes €2 until"));
    BOOST_TEST(holds(public_page, "19 June 2027."),
               public_page.substr(public_page.find("becomes"), 80));
    BOOST_TEST(holds(public_page, "€50 of €50 left, given by City Bakery."));
    BOOST_TEST(holds(page("/c/walk/give"), "Every €1 becomes €2 until"));
}

BOOST_AUTO_TEST_CASE(a_campaign_that_is_closed_promises_no_matching_any_more) {
    offer_and_agree();
    give(2'000);
    BOOST_TEST(holds(page("/c/walk/live.json"), "becomes"));

    campaign::change_state(*store, {walk.id, campaign::State::closed, ""}, test_author(), now);

    const auto text = page("/c/walk");
    BOOST_TEST(holds(text, "City Bakery has added €20 to your gifts."));
    BOOST_TEST(holds(text, "It ran until Sat 12 June 2027."));
    BOOST_TEST(!holds(text, "left, given by"));
    for (const auto* path : {"/c/walk", "/c/walk/live.json", "/c/walk/numbers"})
        BOOST_TEST_CONTEXT(path) BOOST_TEST(!holds(page(path), "becomes"));
}

BOOST_AUTO_TEST_CASE(a_gift_moves_the_page_its_state_and_the_numbers) {
    offer_and_agree();
    give(2'000);

    const auto text = page("/c/walk");
    BOOST_TEST(holds(text, "€30 of €50 left, given by City Bakery."));
    BOOST_TEST(holds(text, "€20 matched by City Bakery, still to come"));
    const auto state = page("/c/walk/live.json");
    BOOST_TEST(holds(state, "\"matching_percent\":40"));
    BOOST_TEST(holds(state, "\"raised_minor\":2000"));
    BOOST_TEST(holds(page("/c/walk/numbers"), "Matched by City Bakery, still to come"));
    BOOST_TEST(holds(page("/c/walk/ranking"), "City Bakery has added €20."));

    give(4'000);
    BOOST_TEST(holds(page("/c/walk"), "all there was. Thank you!"));
    BOOST_TEST(!holds(page("/c/walk/give"), "City Bakery"));
}

BOOST_AUTO_TEST_CASE(finance_marks_what_the_sponsor_pays_and_nobody_else_does) {
    offer_and_agree();
    give(2'000);
    const auto money = path_of_newest() + "/money";
    BOOST_TEST(!holds(desk(ann), "The sponsor&#39;s money has come"));
    BOOST_TEST(post(ann, money, line("pay", "20")).status == 403);
    BOOST_TEST(post(finance, money, line("pay", "20.01")).status == 422);
    BOOST_TEST(post(finance, money, line("pay", "x")).status == 422);

    BOOST_TEST(post(finance, money, line("pay", "20")).status == 303);

    BOOST_TEST(holds(page("/c/walk/live.json"), "\"raised_minor\":4000"));
    BOOST_TEST(!holds(page("/c/walk/live.json"), "still to come"));
    BOOST_TEST(ledger::verify_ledger(*store, {}).holds());
}

BOOST_AUTO_TEST_CASE(a_prepaid_pool_runs_from_its_money_to_its_settlement) {
    offer_and_agree("first");
    const auto money = path_of_newest() + "/money";
    give(1'000);
    BOOST_TEST(!holds(page("/c/walk"), "City Bakery"));
    BOOST_TEST(holds(desk(finance), "it begins when its money has come"));
    BOOST_TEST(post(finance, money, line("pay", "50")).status == 303);
    give(1'000);
    BOOST_TEST(holds(page("/c/walk/live.json"), "\"raised_minor\":4000"));

    now = read_instant("2027-06-21T10:00:00Z").value();
    BOOST_TEST(holds(page("/c/walk"), "City Bakery has added €20 to your gifts."));
    BOOST_TEST(holds(desk(finance), "Settle it"));
    BOOST_TEST(post(finance, money, {{"act", "settle"}}).status == 303);
    BOOST_TEST(holds(desk(finance), "Owed to the sponsor"));
    BOOST_TEST(post(finance, money, line("repay", "30")).status == 303);

    BOOST_TEST(newest().to_repay() == 0);
    BOOST_TEST(ledger::verify_ledger(*store, {}).holds());
}

BOOST_AUTO_TEST_CASE(donor_desk_and_programs_see_what_was_added_to_a_gift) {
    offer_and_agree();
    const auto given = give(2'000);

    BOOST_TEST(holds(page("/g/" + given.token), "Matched by City Bakery"));
    stay_signed_in();
    const auto id = std::to_string(given.gift.id.value);
    BOOST_TEST(holds(ask(sent_by(finance, request_of("/desk/gifts/" + id))).body, "promised"));
    const auto figures = page("/api/v1/campaigns/walk/figures");
    BOOST_TEST(holds(figures, "\"sponsor\":\"City Bakery\""), figures);
    BOOST_TEST(holds(figures, "\"is_open\":true"));
}

BOOST_AUTO_TEST_CASE(today_tells_who_has_something_to_do_about_a_pool) {
    const auto today = [&](const people::SignedIn& who) {
        stay_signed_in();
        return ask(sent_by(who, request_of("/desk"))).body;
    };
    const std::string waits = "pool waits for a second person", settle = "is to be paid or settled";
    BOOST_TEST(post(ann, "/desk/walk/matching", typed()).status == 303);
    BOOST_TEST(!holds(today(ann), waits));
    BOOST_TEST(holds(today(ben), waits));
    BOOST_TEST(post(ben, path_of_newest(), {{"act", "agree"}, {"version", "1"}}).status == 303);
    give(2'000);
    BOOST_TEST(!holds(today(finance), settle));

    now = read_instant("2027-06-21T10:00:00Z").value();

    BOOST_TEST(holds(today(finance), settle));
    BOOST_TEST(!holds(today(ben), settle));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_in_the_form_is_said_beside_it_and_nothing_is_lost) {
    auto fields = typed();
    fields[1].second = "", fields[4].second = "a lot", fields[7].second = "2027-06-01T00:00";

    const auto answer = post(ann, "/desk/walk/matching", fields);

    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer.body, "id=\"cap-error\""));
    BOOST_TEST(holds(answer.body, "value=\"a lot\""));
    fields[4].second = "50";
    BOOST_TEST(holds(post(ann, "/desk/walk/matching", fields).body, "Say who gives it."));
    fields[1].second = "City Bakery";
    BOOST_TEST(holds(post(ann, "/desk/walk/matching", fields).body, "It ends after it begins."));
    BOOST_TEST(matching::recent_pools(store->session(), walk.id, 9).empty());
}

BOOST_AUTO_TEST_CASE(a_pool_of_another_campaign_is_not_found_here) {
    offer_and_agree();
    open_test_campaign(*store, "other");
    const auto id = std::to_string(newest().id.value);

    BOOST_TEST(post(ben, "/desk/other/matching/" + id, {{"act", "end"}, {"version", "2"}}).status ==
               404);
    BOOST_TEST(post(finance, "/desk/other/matching/" + id + "/money", {{"act", "settle"}}).status ==
               404);
}

BOOST_AUTO_TEST_SUITE_END()
