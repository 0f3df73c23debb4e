// Kill -9 of the program while it sends mails to a real SMTP server. WAYMARK_KILLS says how often;
// 3 unless told. A mail that the server had just taken over when the program died comes twice, with
// one Message-ID: that window is documented, and nothing else may come twice or be lost.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <map>
#include <thread>

#include "campaign/mail/outbox.h"
#include "campaign/store/private_server.h"
#include "tests/support/mail_samples.h"
#include "tests/support/mail_server.h"
#include "tests/support/program.h"

namespace {

constexpr int mails_count = 60;

struct Sending {
    Sending() {
        server.behave("rcpt 450 not yet");
        BOOST_REQUIRE(program.wait_until_ready());
        auto own = open_store();
        const auto now =
            std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        own.in_transaction([&](store::Transaction& tx) {
            for (int i = 0; i < mails_count; ++i)
                mail::insert_mail(tx,
                                  sample_mail(mail::Kind::thanks, "en",
                                              "donor" + std::to_string(i) + "@example.org"),
                                  now);
        });
        server.behave("slow 0.05");
        make_due(own);
    }

    store::Store open_store() const {
        const auto address = store::PrivateServer::find_running(program.var(), "app");
        BOOST_REQUIRE(address.has_value());
        constexpr int connections = 2;
        return {*address, connections};
    }
    // As if every lease and back-off had passed.
    static void make_due(store::Store& own) {
        own.in_transaction([](store::Transaction& tx) {
            tx.run("UPDATE mail SET due_at = made_at WHERE state = 'waiting'");
        });
    }
    std::int64_t waiting(store::Store& own) const {
        return own.session()
            .one("SELECT COUNT(*) AS n FROM mail WHERE state <> 'sent'")
            ->number("n");
    }

    support::MailServer server;
    support::Program program{{.environment = {{"WAYMARK_SMTP", server.url()},
                                              {"WAYMARK_MAIL_FROM", "hello@example.org"}}}};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(mail_kill_tests)

BOOST_AUTO_TEST_CASE(after_kill_9_every_mail_arrives_and_only_the_one_under_way_may_come_twice) {
    const auto* asked = std::getenv("WAYMARK_KILLS");
    const int kills = asked != nullptr ? std::atoi(asked) : 3;
    Sending site;

    for (int i = 0; i < kills; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{300 + 130 * (i % 5)});
        site.program.kill();
        site.program.start();
        BOOST_REQUIRE(site.program.wait_until_ready());
        auto own = site.open_store();
        Sending::make_due(own);
    }
    auto own = site.open_store();
    for (int wait = 0; site.waiting(own) > 0 && wait < 600; ++wait)
        std::this_thread::sleep_for(std::chrono::milliseconds{100});

    std::map<std::string, std::string> ids;
    int twice = 0;
    for (const auto& one : site.server.arrived()) {
        const auto [known, is_new] =
            ids.emplace(one.node.at("to.0").text(), one.header("message-id"));
        if (is_new) continue;
        ++twice;
        BOOST_TEST(known->second == one.header("message-id"));
    }
    BOOST_TEST_MESSAGE(kills << " kills, " << ids.size() << " of " << mails_count
                             << " mails arrived, " << twice << " came twice");
    BOOST_TEST(ids.size() == static_cast<std::size_t>(mails_count));
    BOOST_TEST(twice <= kills);
}

BOOST_AUTO_TEST_SUITE_END()
