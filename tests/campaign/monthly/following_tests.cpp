// Monthly gifts with the sandbox in the provider's part: a real process that speaks its protocol.
// Whatever is told, in which order and how often, the same gifts and the same sums stand at the
// end.
#include <algorithm>
#include <numeric>

#include "campaign/campaign.h"
#include "campaign/giving/correcting.h"
#include "campaign/giving/inbox.h"
#include "campaign/giving/keying.h"
#include "campaign/giving/receiving.h"
#include "campaign/mail/outbox.h"
#include "campaign/monthly/following.h"
#include "campaign/monthly/subscribing.h"
#include "tests/campaign/giving/card_fixture.h"
#include "tests/support/sandbox_client.h"

using namespace std::chrono_literals;
using monthly::EndedBy;
using monthly::Series;
using monthly::SeriesState;
using monthly::Wish;

namespace {

struct Monthly : WithCards {
    Monthly() {
        giving::enter_keys(*store, registry, *providers::find_kind("stripe"),
                           {{"api", "sk_test_sandbox"}, {"webhook", "whsec_sandbox"}},
                           people::program_actor(), now);
    }
    std::unique_ptr<providers::Provider> stripe() { return registry.find("stripe", now); }
    // Recorded, with its checkout begun: the gift, its series, its checkout.
    struct Begun {
        giving::Gift gift;
        monthly::SeriesId series;
        std::string checkout;
    };
    Begun begin(const std::string& key) {
        auto asked = gift_of(10'000, key, "card");
        asked.origin = "form", asked.is_monthly = true;
        asked.lines.push_back({"fee_cover", fund, euro(300), false});
        asked.donor.email = key + "@example.org", asked.donor.name = "Anna";
        asked.donor.mentions = {"memory", "Rose", ""};
        asked.shares = {{walkers[0], team, euro(0)}};
        const auto gift = giving::record_gift(*store, asked, terms, donor, now).gift;
        const auto series = monthly::open_series(*store, gift, "stripe", now);
        giving::begin_checkout(*store, *stripe(), gift.id,
                               {"walk", "Spring Walk", "https://wlk.example/g/x",
                                "https://wlk.example/g/x", "client", "network"},
                               now);
        return {gift, series.id, giving::payments_of(store->session(), gift.id).front().checkout};
    }
    void pay(const Begun& begun) { sandbox.tell("/sandbox/sales/" + begun.checkout + "/pay"); }
    Series follow(const Begun& begun) {
        return monthly::follow_series(*store, *stripe(), begun.series, "", now);
    }
    Series series_of(const Begun& begun) {
        return *monthly::find_series(store->session(), begun.series);
    }
    std::string subscription_of(const Begun& begun) {
        return stripe()->find_subscription(begun.checkout)->id;
    }
    void act(const Begun& begun, const std::string& what) {
        sandbox.tell("/sandbox/subscriptions/" + subscription_of(begun) + "/" + what);
    }
    std::vector<giving::Gift> gifts_of(const Begun& begun) {
        std::vector<giving::Gift> gifts;
        for (const auto& month : monthly::months_of(store->session(), begun.series))
            if (month.gift) gifts.push_back(*giving::find_gift(store->session(), month.gift));
        return gifts;
    }
    std::int64_t quarantined() {
        return store->session()
            .one("SELECT COUNT(*) AS n FROM transfer WHERE event = 11")
            ->number("n");
    }
    std::int64_t mails(const std::string& fact) {
        return store->session()
            .one("SELECT COUNT(*) AS n FROM mail WHERE kind = 'monthly' AND facts LIKE ?",
                 "%\"" + fact + "\"%")
            ->number("n");
    }
    void hear(const providers::Notice& notice) {
        giving::InboxEvent event{new_number(now), "stripe", notice, 0, now};
        store->in_transaction([&](store::Transaction& tx) { insert_event(tx, event, "{}"); });
        giving::work_off_inbox(*store, registry, now);
    }

    support::SandboxClient sandbox;
    const bool is_present =
        (now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
         true);
    providers::Addresses addresses{{"stripe", sandbox.url()}};
    providers::Registry registry{store->session(), addresses};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(monthly_following_tests, Monthly)

BOOST_AUTO_TEST_CASE(every_paid_month_is_one_gift_like_the_first) {
    const auto begun = begin("anna");
    BOOST_TEST((follow(begun).state == SeriesState::begun));
    pay(begun);
    const auto running = follow(begun);
    BOOST_TEST((running.state == SeriesState::running));
    BOOST_REQUIRE(running.next_at.has_value());
    BOOST_CHECK(*running.next_at > now + std::chrono::days{27});
    BOOST_TEST((reread(begun.gift).state == State::confirmed));
    giving::review_words(*store, begun.gift.id, "published", "",
                         people::Actor{AccountId{7}, "moderator"}, now);

    act(begun, "month");
    follow(begun), follow(begun);

    const auto gifts = gifts_of(begun);
    BOOST_REQUIRE(gifts.size() == 2u);
    BOOST_TEST(gifts[0].id.value == begun.gift.id.value);
    const auto& second = gifts[1];
    BOOST_TEST((second.state == State::confirmed));
    BOOST_TEST(second.confirmed.minor == 10'300);
    BOOST_TEST(second.origin == "monthly");
    BOOST_TEST(second.words_state == "published");
    BOOST_TEST(second.donor.email == "anna@example.org");
    BOOST_TEST(second.donor.mentions.remembered == "Rose");
    BOOST_TEST(giving::lines_of(store->session(), second).size() == 2u);
    BOOST_TEST((giving::shares_of(store->session(), second).front().participant == walkers[0]));
    BOOST_TEST(figures().confirmed == 2 * 10'300);
    BOOST_TEST(figures().raised == 2 * 10'000);
    BOOST_TEST(figures().costs == 2 * (144 + 25));  // 1.4 % and 0.25 of each.
    BOOST_TEST(figures_of_walker(0).raised == 2 * 10'000);
    BOOST_TEST(mails("BEGAN") == 1);
    BOOST_TEST(count_mails("thanks") == 2);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_next_month_is_thanked_as_finance_has_put_it_right) {
    enrol_walkers();
    const auto begun = begin("anna");
    pay(begun), follow(begun);
    const auto first = reread(begun.gift);
    giving::move_shares(*store,
                        {first.id,
                         first.version,
                         {{walkers[0], team, euro(4'000)}, {walkers[1], team, euro(6'000)}},
                         "half of it was for Ben"},
                        finance, now);

    act(begun, "month");
    follow(begun);

    const auto second = gifts_of(begun).at(1);
    const auto shares = giving::shares_of(store->session(), second);
    BOOST_REQUIRE(shares.size() == 2u);
    BOOST_TEST((shares[0].participant == walkers[0] && shares[1].participant == walkers[1]));
    BOOST_TEST(shares[0].amount.minor == 4'000);
    BOOST_TEST(shares[1].amount.minor == 6'000);
    BOOST_TEST(figures_of_walker(0).raised == 2 * 4'000);
    BOOST_TEST(figures_of_walker(1).raised == 2 * 6'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(every_order_of_what_is_told_ends_in_the_same_gifts_and_sums) {
    // What happens, one step before each message; messages come in every order, then all again.
    const std::vector<std::string> steps{"", "fail", "month", "mend", "retry"};
    std::vector<int> order(5);
    std::iota(order.begin(), order.end(), 0);
    int told = 0;
    do {
        const auto begun = begin("order-" + std::to_string(++told));
        pay(begun);
        const auto id = subscription_of(begun);
        const auto name = monthly::name_of(begun.series);
        const auto number = [&](const char* type, int which) {
            return std::string{type} + std::to_string(told) + "-" + std::to_string(which);
        };
        const std::vector<providers::Notice> notices{
            {number("evt_done", 0), "checkout.session.completed", begun.checkout, "",
             std::to_string(begun.gift.id.value), id},
            {number("evt_paid", 1), "invoice.paid", "", "", name, id},
            {number("evt_fail", 2), "invoice.payment_failed", "", "", name, id},
            {number("evt_upd", 3), "customer.subscription.updated", "", "", name, id},
            {number("evt_gone", 4), "customer.subscription.deleted", "", "", "", id}};
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (!steps[i].empty()) act(begun, steps[i]);
            hear(notices[static_cast<std::size_t>(order[i])]);
        }
        act(begun, "end");
        for (auto again : notices) again.event += "-again", hear(again);

        const auto series = series_of(begun);
        const auto gifts = gifts_of(begun);
        BOOST_TEST_CONTEXT("order " << told) {
            BOOST_TEST((series.state == SeriesState::ended));
            BOOST_REQUIRE(gifts.size() == 2u);
            const std::map<std::string, std::int64_t> expected{{"clearing:stripe", 10'300 - 169},
                                                               {"cost:card_fee", 169},
                                                               {"income:fee_cover", -300},
                                                               {"income:gift", -10'000}};
            for (const auto& gift : gifts) {
                BOOST_TEST((gift.state == State::confirmed));
                BOOST_TEST((balances_of(gift) == expected));
            }
        }
    } while (std::next_permutation(order.begin(), order.end()));
    BOOST_TEST(told == 120);
    BOOST_TEST(figures().confirmed == told * 2 * 10'300);
    BOOST_TEST(figures().gifts == told * 2);
    BOOST_TEST(mails("ENDED") == told);
    BOOST_TEST(quarantined() == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_payment_of_which_only_the_card_is_told_finds_its_month) {
    const auto begun = begin("card only");
    pay(begun);
    act(begun, "month");
    const auto sales = sandbox.state().at("sales").items();
    for (const auto& sale : sales)
        BOOST_TEST(
            giving::learn_payment(*store, *stripe(), sale.at("payment").text(), now).has_value());

    BOOST_TEST(gifts_of(begun).size() == 2u);
    BOOST_TEST(figures().confirmed == 2 * 10'300);
    BOOST_TEST(quarantined() == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_nobody_told_is_found_by_reading_the_list_and_by_the_sweep) {
    const auto begun = begin("silent");
    pay(begun), act(begun, "month");

    giving::hear_missed(*store, registry, now);
    giving::work_off_inbox(*store, registry, now);

    BOOST_TEST(gifts_of(begun).size() == 2u);
    act(begun, "month");
    const auto next = *series_of(begun).next_at;
    const auto round = monthly::sweep_series(*store, registry, next + 3h);
    BOOST_TEST(round.done == 1);
    BOOST_TEST(gifts_of(begun).size() == 3u);
    BOOST_TEST(figures().confirmed == 3 * 10'300);
    BOOST_TEST(quarantined() == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(money_of_a_month_goes_back_as_that_of_any_gift) {
    const auto begun = begin("back");
    pay(begun), act(begun, "month"), follow(begun);
    auto gifts = gifts_of(begun);  // Both of one second here, so their order tells nothing.
    std::erase_if(gifts, [&](const auto& gift) { return gift.id == begun.gift.id; });
    const auto second = gifts.front();
    const auto payment = giving::payments_of(store->session(), second.id).front();
    sandbox.tell("/sandbox/sales/" + payment.checkout + "/refund", {{"amount", "3000"}});

    hear({"evt_refund", "charge.refunded", "", payment.facts.payment, "", ""});

    BOOST_TEST(reread(second).confirmed.minor == 7'300);
    BOOST_TEST(reread(begun.gift).confirmed.minor == 10'300);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_refused_card_is_told_once_for_each_month_and_owes_nothing) {
    const auto begun = begin("refused");
    pay(begun), follow(begun), act(begun, "fail"), act(begun, "month");
    auto series = follow(begun);
    BOOST_TEST((series.state == SeriesState::stumbling));
    act(begun, "retry"), follow(begun);
    BOOST_TEST(mails("FAILED") == 1);
    BOOST_TEST(monthly::months_of(store->session(), begun.series).back().fails == 2);
    BOOST_TEST(gifts_of(begun).size() == 1u);
    BOOST_TEST(figures().confirmed == 10'300);

    act(begun, "mend"), act(begun, "retry");
    series = follow(begun);

    BOOST_TEST((series.state == SeriesState::running));
    BOOST_TEST(gifts_of(begun).size() == 2u);
    BOOST_TEST(figures().confirmed == 2 * 10'300);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(its_donor_stops_it_and_starts_again_before_the_day) {
    const auto begun = begin("stop");
    pay(begun), follow(begun);
    monthly::stop_series(*store, begun.series, donor, now);
    auto series = monthly::carry_out_wish(*store, *stripe(), begun.series, now);
    BOOST_TEST((series.state == SeriesState::stopping));
    BOOST_TEST((series.ends_by == EndedBy::donor));
    BOOST_TEST(mails("BY_YOU") == 1);
    BOOST_CHECK_THROW(monthly::stop_series(*store, begun.series, donor, now), Refused);

    monthly::restart_series(*store, begun.series, donor, now);
    series = monthly::carry_out_wish(*store, *stripe(), begun.series, now);
    BOOST_TEST((series.state == SeriesState::running));
    BOOST_TEST(mails("AGAIN") == 1);

    monthly::stop_series(*store, begun.series, donor, now);
    monthly::carry_out_wish(*store, *stripe(), begun.series, now);
    act(begun, "month");
    series = follow(begun);
    BOOST_TEST((series.state == SeriesState::ended));
    BOOST_TEST(gifts_of(begun).size() == 1u);
    BOOST_TEST(mails("BY_YOU") == 2);
    BOOST_CHECK_THROW(monthly::restart_series(*store, begun.series, donor, now), Refused);
}

BOOST_AUTO_TEST_CASE(a_wish_that_the_provider_could_not_hear_is_told_again) {
    const auto begun = begin("away");
    pay(begun), follow(begun);
    monthly::stop_series(*store, begun.series, donor, now);
    sandbox.tell("/sandbox/switches", {{"errors", "100"}});
    BOOST_CHECK_THROW(monthly::carry_out_wish(*store, *stripe(), begun.series, now),
                      outside::Unreachable);
    BOOST_TEST(monthly::sweep_series(*store, registry, now).put_off == 1);
    BOOST_TEST((series_of(begun).wish == Wish::stop));
    sandbox.tell("/sandbox/switches", {{"errors", "0"}});

    monthly::sweep_series(*store, registry, now);

    BOOST_TEST((series_of(begun).state == SeriesState::stopping));
    BOOST_TEST((series_of(begun).wish == Wish::none));
}

BOOST_AUTO_TEST_CASE(finance_ends_it_with_a_reason_that_its_donor_reads) {
    const auto begun = begin("desk");
    pay(begun), follow(begun);
    BOOST_CHECK_THROW(monthly::end_series(*store, begun.series, "", finance, now), Refused);
    monthly::end_series(*store, begun.series, "The card was stolen.", finance, now);
    const auto series = monthly::carry_out_wish(*store, *stripe(), begun.series, now);

    BOOST_TEST((series.state == SeriesState::ended));
    BOOST_TEST(mails("BY_US") == 1);
    BOOST_TEST(store->session()
                   .one("SELECT COUNT(*) AS n FROM audit WHERE action = 'monthly gift ended'"
                        " AND reason = 'The card was stolen.'")
                   ->number("n") == 1);
    BOOST_CHECK_THROW(monthly::end_series(*store, begun.series, "again", finance, now), Refused);
}

BOOST_AUTO_TEST_CASE(a_checkout_that_nobody_finished_is_no_series_and_no_gift) {
    const auto begun = begin("left");
    sandbox.tell("/sandbox/sales/" + begun.checkout + "/expire");
    const auto series = follow(begun);
    BOOST_TEST((series.state == SeriesState::begun));
    BOOST_TEST((reread(begun.gift).state == State::expired));
    BOOST_TEST(monthly::recent_series(store->session(), 10).empty());
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(mails("AMOUNT") == 0);
}

// Finance ended it while its donor was paying: the money is a gift, and no more is taken.
BOOST_AUTO_TEST_CASE(
    a_checkout_that_was_finished_while_it_was_ended_is_one_gift_and_takes_no_more) {
    const auto begun = begin("both");
    monthly::end_series(*store, begun.series, "asked by phone", finance, now);
    pay(begun);

    const auto series = monthly::carry_out_wish(*store, *stripe(), begun.series, now);

    BOOST_TEST((series.state == SeriesState::ended));
    BOOST_TEST((reread(begun.gift).state == State::confirmed));
    follow(begun);
    BOOST_TEST(gifts_of(begun).size() == 1u);
    BOOST_TEST(figures().confirmed == 10'300);
    check_ledger();
}

// Ended before anything was paid: the checkout is closed, so that it cannot be paid later.
BOOST_AUTO_TEST_CASE(a_checkout_that_was_ended_first_cannot_be_finished) {
    const auto begun = begin("never");
    monthly::end_series(*store, begun.series, "asked by phone", finance, now);

    const auto series = monthly::carry_out_wish(*store, *stripe(), begun.series, now);

    BOOST_TEST((series.state == SeriesState::ended));
    BOOST_TEST((reread(begun.gift).state == State::expired));
    BOOST_TEST((stripe()->find_payment(begun.checkout)->state == Payment::State::expired));
    BOOST_TEST(figures().confirmed == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(once_and_every_month_are_not_the_same_form) {
    auto asked = gift_of(10'000, "key", "card");
    asked.origin = "form";
    giving::record_gift(*store, asked, terms, donor, now);
    asked.is_monthly = true;
    BOOST_CHECK_THROW(giving::record_gift(*store, asked, terms, donor, now), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
