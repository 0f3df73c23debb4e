// Hooks against a real receiver on loopback: what it is sent, when it fails, what it must not
// reach.
#include "campaign/hooks/sending.h"

#include <boost/test/unit_test.hpp>

#include <mutex>

#include "campaign/giving/giving.h"
#include "campaign/hooks/subscribing.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/words/text.h"
#include "tests/support/api_site.h"
#include "tests/support/campaigns.h"
#include "web/http/front.h"

namespace {

using hooks::EventKind;

// Remembers what it was sent; answers what it is told to.
class Receiver {
public:
    Receiver()
        : front_{{.address = "127.0.0.1", .port = 0, .public_url = "http://127.0.0.1"},
                 [this](http::Request& request) { return take(request); },
                 [](http::Method, std::string_view) { return http::body_bytes_default_max; }} {}

    http::Response take(const http::Request& request) {
        const std::lock_guard lock{mutex_};
        received.push_back(request);
        auto response = http::json("{}", status);
        if (status == 302) set_header(response, "Location", "/elsewhere");
        return response;
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(front_.port()) + "/in"; }

    int status = 204;
    std::vector<http::Request> received = {};

private:
    std::mutex mutex_;
    http::Front front_;
};

struct Hooked : ApiSite {
    hooks::Hook hook(CampaignId campaign = {}) {
        return hooks::subscribe(
            *store,
            {receiver.url(), campaign, {hooks::kinds_offered.begin(), hooks::kinds_offered.end()}},
            hooks::Addresses::anywhere, test_author(), now);
    }
    giving::Gift promise(const std::string& key) {
        giving::NewGift asked;
        asked.lines = {{"gift", campaign::first_fund(store->session(), walk.id).id,
                        Money{2500, Currency{}}, true}};
        asked.request_key = key, asked.is_meant = true;
        asked.donor.name = "Ann Example", asked.donor.email = "ann@example.org";
        return giving::record_gift(*store, asked, {walk.id, Currency{}, asked.lines[0].fund},
                                   people::donor_actor(""), now)
            .gift;
    }
    void arrive(const giving::Gift& gift, const std::string& reference) {
        giving::mark_arrived(
            *store, {gift.id, gift.amount, *read_date("2027-06-09"), reference, BankAccountId{1}},
            test_finance(), now);
    }
    int send() {
        hooks::spread_events(*store, now);
        return hooks::send_due(*store, outward, 100, now);
    }

    Receiver receiver;
    hooks::Outward outward{"https://wlk.example", hooks::Addresses::anywhere};
};

std::string header(const http::Request& request, const char* name) { return request.header(name); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sending_tests, Hooked)

BOOST_AUTO_TEST_CASE(a_signature_is_that_of_the_published_vector) {
    // standard-webhooks' own example: the secret, id, time and body of its libraries' tests.
    const Instant at{std::chrono::seconds{1614265330}};

    BOOST_TEST(hooks::signature_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                   "msg_p5jXN8AQM9LWM0D4loKWxJek", at, R"({"test": 2432232314})") ==
               "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

BOOST_AUTO_TEST_CASE(
    a_gift_is_told_after_its_commit_signed_and_without_what_strangers_may_not_see) {
    const auto told = hook();
    const auto gift = promise("k1");
    now += std::chrono::seconds{1};
    arrive(gift, "S-1");

    BOOST_TEST(send() == 2);

    BOOST_TEST_REQUIRE(receiver.received.size() == 2u);
    for (const auto& one : receiver.received) {
        BOOST_TEST(header(one, "webhook-signature") ==
                   hooks::signature_of(told.secret, header(one, "webhook-id"), now, one.body));
        BOOST_TEST(!holds(one.body, "Ann"));
        BOOST_TEST(!holds(one.body, "ann@"));
        BOOST_TEST(holds(one.body, std::to_string(gift.id.value)));
    }
    BOOST_TEST(holds(receiver.received[0].body, "\"type\":\"gift.recorded\""));
    BOOST_TEST(holds(receiver.received[1].body, "\"type\":\"gift.confirmed\""));
    BOOST_TEST(send() == 0);  // Each once.
}

BOOST_AUTO_TEST_CASE(a_post_is_told_when_it_is_published_and_not_before) {
    hook();
    const auto post = posts::write_post(
        *store, {.campaign = walk.id, .words = "We are on our way.", .request_key = "p1"},
        test_author(), now);
    BOOST_TEST(send() == 0);
    posts::review_post(*store, {.post = post.id, .seen_version = post.version}, test_approver(),
                       now);

    BOOST_TEST(send() == 1);
    BOOST_TEST(holds(receiver.received.at(0).body, "\"type\":\"post.published\""));
    BOOST_TEST(holds(receiver.received.at(0).body, std::to_string(post.id.value)));
    BOOST_TEST(holds(get("/api/v1/campaigns/walk/posts").body, "We are on our way."));
}

BOOST_AUTO_TEST_CASE(what_is_rolled_back_or_of_another_campaign_is_told_to_nobody) {
    hook(open_test_campaign(*store, "other").id);
    hooks::spread_events(*store, now);
    promise("k1");
    try {
        store->in_transaction([&](store::Transaction& tx) {
            hooks::tell_campaign(tx, walk.id, now);
            throw std::runtime_error{"not this time"};
        });
    } catch (const std::runtime_error&) {
    }

    BOOST_TEST(send() == 0);
    const auto rows = store->session().one(
        "SELECT COUNT(*) AS n FROM hook_event WHERE kind = 'campaign.changed' AND campaign_id = ?"
        " AND made_at = ?",
        walk.id, now);
    BOOST_TEST(rows->number("n") == 0);
}

BOOST_AUTO_TEST_CASE(who_does_not_acknowledge_is_asked_again_later_and_given_up_after_three_days) {
    const auto told = hook();
    promise("k1");
    receiver.status = 500;

    BOOST_TEST(send() == 0);
    BOOST_TEST(send() == 0);  // Not yet due again.
    BOOST_TEST(receiver.received.size() == 1u);
    int tries = 1;
    for (int hours = 0; hours < 80; hours += 8) {
        now += std::chrono::hours{8};
        send();
        ++tries;
    }

    const auto given_up = hooks::recent_deliveries(store->session(), told.id, 5).front();
    BOOST_TEST((given_up.state == hooks::DeliveryState::dead));
    BOOST_TEST(given_up.status == 500);
    BOOST_TEST(receiver.received.size() < static_cast<std::size_t>(tries));
    receiver.status = 200;
    hooks::send_again(*store, told.id, given_up.id, test_author(), now);
    BOOST_TEST(send() == 1);
    BOOST_TEST(header(receiver.received.back(), "webhook-id") ==
               header(receiver.received.front(), "webhook-id"));
}

BOOST_AUTO_TEST_CASE(all_since_a_moment_is_sent_again) {
    const auto told = hook();
    const auto begun = now;
    for (const auto* key : {"k1", "k2", "k3"}) {
        now += std::chrono::minutes{1};
        promise(key);
    }
    BOOST_TEST(send() == 3);

    const auto replay = [&](Instant since, hooks::Again which) {
        return hooks::send_again_since(*store, {told.id, since, which}, test_author(), now);
    };
    BOOST_TEST(replay(begun, hooks::Again::dead_ones) == 0);
    BOOST_TEST(replay(begun + std::chrono::minutes{2}, hooks::Again::all) == 2);

    BOOST_TEST(send() == 2);
}

BOOST_AUTO_TEST_CASE(for_a_day_after_a_change_both_secrets_sign) {
    const auto before = hook();
    const auto secret = hooks::change_secret(*store, before.id, test_author(), now);
    promise("k1");
    send();
    now += std::chrono::hours{25};
    promise("k2");
    send();

    const auto& first = receiver.received.at(0);
    const auto id = header(first, "webhook-id");
    const auto sent_at = now - std::chrono::hours{25};
    BOOST_TEST(header(first, "webhook-signature") ==
               hooks::signature_of(secret, id, sent_at, first.body) + " " +
                   hooks::signature_of(before.secret, id, sent_at, first.body));
    BOOST_TEST(!holds(header(receiver.received.at(1), "webhook-signature"), " "));
}

BOOST_AUTO_TEST_CASE(two_senders_send_an_event_once) {
    const auto told = hook();
    promise("k1");
    hooks::spread_events(*store, now);
    const auto due = hooks::due_deliveries(store->session(), now, 10);
    BOOST_TEST_REQUIRE(due.size() == 1u);

    const auto lease = [&] {
        return store->in_transaction([&](store::Transaction& tx) {
            return hooks::lease_delivery(tx, due.front(), now + std::chrono::seconds{30});
        });
    };
    BOOST_TEST(lease());
    BOOST_TEST(!lease());
    BOOST_TEST(hooks::send_due(*store, outward, 10, now) == 0);  // While it is leased.
    BOOST_TEST(hooks::send_due(*store, outward, 10, now + std::chrono::minutes{1}) == 1);
}

BOOST_AUTO_TEST_CASE(no_hook_reaches_our_own_network_or_follows_anywhere) {
    using hooks::Addresses;
    for (const std::string bad :
         {"http://hooks.example.org/", "https://localhost/", "https://127.0.0.1/", "https://[::1]/",
          "https://0x7f.1/", "https://2130706433/", "https://169.254.169.254/latest",
          "https://10.0.0.1/", "https://192.168.1.1/", "https://[::ffff:127.0.0.1]/",
          "https://user@example.org/", "https://example.org\\@127.0.0.1/", "https://intranet/",
          "https://printer.local/", "ftp://example.org/", "https://", "https://example.org/#x",
          "https://exa mple.org/"})
        BOOST_TEST(hooks::url_objection(bad, Addresses::public_https).has_value(), bad);
    for (const std::string good : {"https://hooks.example.org/in?x=1", "https://1.1.1.1:8443/a"})
        BOOST_TEST(!hooks::url_objection(good, Addresses::public_https).has_value(), good);

    const auto told = hook();  // A name may lead anywhere later: looked at again when connecting.
    promise("k1");
    hooks::spread_events(*store, now);
    BOOST_TEST(hooks::send_due(*store, {"https://wlk.example", Addresses::public_https}, 10, now) ==
               0);
    BOOST_TEST(receiver.received.empty());
    now += std::chrono::minutes{1};
    receiver.status = 302;
    BOOST_TEST(send() == 0);
    BOOST_TEST(receiver.received.size() == 1u);
    BOOST_TEST(hooks::recent_deliveries(store->session(), told.id, 1).front().status == 302);
}

BOOST_AUTO_TEST_SUITE_END()
