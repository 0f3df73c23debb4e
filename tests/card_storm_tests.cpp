// Cards on a bad day: twenty donors at once while the provider fails in every way it can, and
// kill -9 between a message and its effect. WAYMARK_KILLS says how often; 3 unless told.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <map>
#include <thread>

#include "campaign/giving/keying.h"
#include "campaign/giving/receiving.h"
#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "campaign/publishing.h"
#include "campaign/store/private_server.h"
#include "campaign/words/text.h"
#include "tests/support/campaigns.h"
#include "tests/support/mail_server.h"
#include "tests/support/sandbox_client.h"
#include "tests/support/web_client.h"

namespace {

using namespace std::chrono_literals;
using support::WebClient;

Instant clock_now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

// The program on an empty database of its own, with one open campaign, and the sandbox beside it.
struct CardSite {
    CardSite() {
        BOOST_REQUIRE_MESSAGE(program.wait_until_ready(), program.output());
        auto store = open_store();
        add_test_colleagues(store);
        const auto now = clock_now();
        auto plan = test_plan();
        plan.starts_on = Date{std::chrono::floor<std::chrono::days>(now) - std::chrono::days{2}};
        plan.ends_on = Date{std::chrono::floor<std::chrono::days>(now) + std::chrono::days{9}};
        walk =
            campaign::draft_campaign(store, {.slug = "walk", .plan = plan}, test_author(), now).id;
        const auto version = campaign::submit_plan(store, walk, test_author(), now);
        campaign::decide_plan(store, {.version = version.id}, test_approver(), now);
        store.in_transaction(
            [](store::Transaction& tx) { tx.run("UPDATE organisation SET is_demo = 1"); });
        giving::enter_keys(store, registry_of(store), *providers::find_kind("stripe"),
                           {{"api", "sk_test_sandbox"}, {"webhook", "whsec_sandbox"}},
                           people::program_actor(), now);
        giving::enter_keys(store, registry_of(store), *providers::find_kind("paypal"),
                           {{"client", "sandbox-client"},
                            {"secret", "sandbox-secret"},
                            {"webhook", "SANDBOX-WEBHOOK"}},
                           people::program_actor(), now);
        const auto hooks = "http://localhost:" + std::to_string(program.port()) + "/hooks/";
        sandbox.tell("/sandbox/account",
                     {{"stripe_hook", hooks + "stripe"}, {"paypal_hook", hooks + "paypal"}});
    }
    store::Store open_store() const {
        const auto address = store::PrivateServer::find_running(program.var(), "app");
        BOOST_REQUIRE(address.has_value());
        constexpr int connections = 2;
        return {*address, connections};
    }
    providers::Registry registry_of(store::Store& store) { return {store.session(), addresses}; }
    void set(const outside::HttpFields& switches) { sandbox.tell("/sandbox/switches", switches); }
    std::int64_t taken_at_sandbox() {
        std::int64_t sum = 0;
        for (const auto& sale : sandbox.state().at("sales").items())
            sum += sale.at("captured").number().value_or(0);
        return sum;
    }

    support::MailServer mails;
    support::SandboxClient sandbox;
    providers::Addresses addresses{{"stripe", sandbox.url()}, {"paypal", sandbox.url()}};
    support::Program program{{.environment = {{"WAYMARK_STRIPE_URL", sandbox.url()},
                                              {"WAYMARK_PAYPAL_URL", sandbox.url()},
                                              {"WAYMARK_SMTP", mails.url()},
                                              {"WAYMARK_MAIL_FROM", "hello@example.org"}}}};
    CampaignId walk;
};

std::string donor_address(int number) { return "donor" + std::to_string(number) + "@example.org"; }

// What a mail says has arrived, in cents: the first amount in its text, as in "€20" or "€20.50".
std::int64_t amount_in(const std::string& text) {
    constexpr std::string_view sign = "€";
    const auto at = text.find(sign);
    if (at == std::string::npos) return 0;
    const auto amount =
        text.substr(at + sign.size(),
                    text.find_first_not_of("0123456789.", at + sign.size()) - at - sign.size());
    const auto point = amount.find('.');
    const auto cents = point != std::string::npos && point + 2 < amount.size()
                           ? std::stoll(amount.substr(point + 1))
                           : 0;
    return std::stoll(amount) * 100 + cents;
}

// The path of an address, or of the form's own page.
std::string path_of(const std::string& url) {
    const auto host = url.find("://");
    return host == std::string::npos ? url : url.substr(url.find('/', host + 3));
}

// Until there is a row of that sort, or not in time.
bool wait_for_row(store::Store& store, const std::string& sql, std::chrono::seconds at_most) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    while (std::chrono::steady_clock::now() < end) {
        if (store.session().one(sql)->number("n") > 0) return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

// What the mail server took over: who was written to, and how much the mails say has arrived.
struct Thanks {
    std::size_t mails = 0, donors = 0;
    std::int64_t sum = 0;
};
Thanks read_thanks(CardSite& site, store::Store& store) {
    store.in_transaction([](store::Transaction& tx) {  // As if every lease had passed.
        tx.run("UPDATE mail SET due_at = made_at WHERE state = 'waiting'");
    });
    BOOST_CHECK(wait_for_row(
        store, "SELECT IF(COUNT(*) = 0, 1, 0) AS n FROM mail WHERE state <> 'sent'", 60s));
    std::map<std::string, std::int64_t> by_donor;
    Thanks thanks;
    for (const auto& mail : site.mails.arrived()) {
        if (!mail.node.at("to.0").text().starts_with("donor")) continue;
        ++thanks.mails;
        by_donor[mail.node.at("to.0").text()] = amount_in(mail.text("text"));
    }
    thanks.donors = by_donor.size();
    for (const auto& [_, amount] : by_donor) thanks.sum += amount;
    return thanks;
}

// One donor with one browser, who tries again as long as it takes.
class Donor {
public:
    Donor(CardSite& site, int number, std::string way)
        : site_{site}, number_{number}, way_{std::move(way)}, ours_{site.program.port()} {}

    // Begins, pays at the provider's page as chosen, and comes back until the page says so.
    bool give(const std::string& choice) {
        if (!begin()) return false;
        const WebClient theirs{site_.sandbox.program().port()};
        const auto pay = path_of(pay_url_);
        const auto paid = theirs.send(
            "POST", pay, "Content-Type: application/x-www-form-urlencoded\r\n", "choice=" + choice);
        const auto back = paid.headers.find("location");
        if (back == paid.headers.end()) return false;
        page_ = path_of(back->second);
        return choice == "cancel" || wait_for_thanks();
    }

private:
    bool begin() {
        std::string key = "storm-" + std::to_string(number_);
        for (int tries = 0; tries < 60; ++tries) {
            const auto answer =
                ours_.post("/c/walk/gifts", {{"amount", std::to_string(10 + number_)},
                                             {"method", way_},
                                             {"email", donor_address(number_)},
                                             {"again", "yes"},
                                             {"form_key", key}});
            const auto where = answer.headers.find("location");
            if (answer.status == 303 && where != answer.headers.end()) {
                pay_url_ = where->second;
                return true;
            }
            const auto fresh = support::hidden_value(answer.body, "form_key");
            if (!fresh.empty()) key = fresh;
            std::this_thread::sleep_for(100ms);
        }
        return false;
    }
    bool wait_for_thanks() {
        for (int tries = 0; tries < 150; ++tries) {
            if (ours_.get(page_).body.find("has arrived") != std::string::npos) return true;
            std::this_thread::sleep_for(200ms);
        }
        return false;
    }

    CardSite& site_;
    int number_;
    std::string way_;
    WebClient ours_;
    std::string pay_url_, page_;
};

int kills_asked() {
    const auto* text = std::getenv("WAYMARK_KILLS");
    return text != nullptr ? std::atoi(text) : 3;
}

// Twenty donors at once while the provider fails: the books agree with it to the cent.
void brave_a_storm(const std::string& way) {
    CardSite site;
    site.set({{"errors", "15"},
              {"lost", "10"},
              {"duplicates", "40"},
              {"disorder", "40"},
              {"disorder_ms", "800"},
              {"drop", "25"},
              {"retry_ms", "200"},
              {"settle_ms", "1500"}});
    std::atomic<int> thanked = 0, left = 0;
    {
        std::vector<std::jthread> donors;
        for (int i = 0; i < 20; ++i)
            donors.emplace_back([&, i] {
                const std::string choice = i % 5 == 4 ? "cancel" : i % 5 == 3 ? "pay_later" : "pay";
                if (Donor{site, i, way}.give(choice)) ++(choice == "cancel" ? left : thanked);
            });
    }
    site.set({{"errors", "0"}, {"lost", "0"}, {"drop", "0"}, {"disorder", "0"}});
    auto store = site.open_store();
    for (int i = 0; i < 5; ++i) {  // What is still on its way.
        giving::work_off_inbox(store, site.registry_of(store), clock_now());
        std::this_thread::sleep_for(300ms);
    }

    const auto figures = ledger::figures_of(store.session(), site.walk);
    const auto thanks = read_thanks(site, store);
    BOOST_TEST_MESSAGE(way << ": " << thanked << " thanked, " << left << " left; the sandbox took "
                           << site.taken_at_sandbox() << ", the books say " << figures.confirmed
                           << " in " << figures.gifts << " gifts, " << thanks.mails << " mails say "
                           << thanks.sum);
    BOOST_TEST(thanks.mails == 16u);
    BOOST_TEST(thanks.donors == 16u);
    BOOST_TEST(thanks.sum == figures.confirmed);
    BOOST_TEST(thanked == 16);
    BOOST_TEST(left == 4);
    BOOST_TEST(figures.confirmed == site.taken_at_sandbox());
    BOOST_TEST(figures.gifts == 16);
    BOOST_TEST(figures.pledged == 0);
    for (const auto& difference : ledger::verify_ledger(store, {}).differences)
        BOOST_ERROR(difference);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(card_storm_tests)

BOOST_AUTO_TEST_CASE(twenty_donors_at_once_by_card_while_the_provider_fails) {
    brave_a_storm("card");
}

BOOST_AUTO_TEST_CASE(twenty_donors_at_once_through_paypal_while_the_provider_fails) {
    brave_a_storm("paypal");
}

BOOST_AUTO_TEST_CASE(kill_9_between_a_message_and_its_effect_leaves_one_gift) {
    CardSite site;
    site.set({{"stalls", "100"}, {"stall_ms", "250"}, {"retry_ms", "300"}});
    const auto kills = kills_asked();
    for (int i = 0; i < kills; ++i) {
        WebClient donor{site.program.port()};
        const auto begun = donor.post("/c/walk/gifts", {{"amount", "20"},
                                                        {"method", "card"},
                                                        {"email", donor_address(i)},
                                                        {"again", "yes"},
                                                        {"form_key", "kill-" + std::to_string(i)}});
        BOOST_REQUIRE_EQUAL(begun.status, 303);
        const WebClient theirs{site.sandbox.program().port()};
        {
            auto store = site.open_store();
            theirs.send("POST", path_of(begun.headers.at("location")),
                        "Content-Type: application/x-www-form-urlencoded\r\n", "choice=pay");
            BOOST_CHECK(wait_for_row(
                store, "SELECT COUNT(*) AS n FROM webhook_event WHERE state = 'waiting'", 10s));
        }
        site.program.kill();
        site.program.start();
        BOOST_REQUIRE(site.program.wait_until_ready());
        auto store = site.open_store();
        BOOST_CHECK(wait_for_row(store,
                                 "SELECT IF(COUNT(*) = 0, 1, 0) AS n FROM gift"
                                 " WHERE state <> 'confirmed'",
                                 30s));
        // A mail under way when the program dies comes twice: that is mail_kill_tests' matter.
        BOOST_CHECK(wait_for_row(
            store, "SELECT IF(COUNT(*) = 0, 1, 0) AS n FROM mail WHERE state <> 'sent'", 30s));
    }
    site.set({{"stalls", "0"}});
    auto store = site.open_store();
    BOOST_CHECK(wait_for_row(store,
                             "SELECT IF(COUNT(*) = 0, 1, 0) AS n FROM webhook_event"
                             " WHERE state = 'waiting'",
                             60s));

    const auto between = store.session().one(
        "SELECT COUNT(*) AS n FROM webhook_event WHERE type = 'checkout.session.completed'"
        " AND TIMESTAMPDIFF(MICROSECOND, received_at, done_at) > 600000");
    const auto figures = ledger::figures_of(store.session(), site.walk);
    const auto thanks = read_thanks(site, store);
    BOOST_TEST_MESSAGE(kills << " kills, " << between->number("n")
                             << " of them after the message and before its effect; "
                             << figures.gifts << " gifts, " << figures.confirmed << " confirmed, "
                             << thanks.mails << " mails to " << thanks.donors << " donors");
    BOOST_TEST(thanks.donors == static_cast<std::size_t>(kills));
    BOOST_TEST(thanks.mails == static_cast<std::size_t>(kills));
    BOOST_TEST(
        store.session().one("SELECT COUNT(*) AS n FROM mail WHERE kind = 'thanks'")->number("n") ==
        kills);
    BOOST_TEST(figures.gifts == kills);
    BOOST_TEST(figures.confirmed == kills * 2'000);
    BOOST_TEST(site.taken_at_sandbox() == kills * 2'000);
    for (const auto& difference : ledger::verify_ledger(store, {}).differences)
        BOOST_ERROR(difference);
}

BOOST_AUTO_TEST_SUITE_END()
