// Mails from the outbox to a real SMTP server: each once, again when need be, and never in vain.
#include "campaign/mail/carrying.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <thread>

#include "campaign/mail/bounce.h"
#include "campaign/words/refusal.h"
#include "tests/support/database.h"
#include "tests/support/mail_samples.h"
#include "tests/support/mail_server.h"

using namespace mail;
using namespace std::chrono_literals;

namespace {

struct PostOffice : FreshDatabase {
    PostOffice() {
        store->in_transaction([](store::Transaction& tx) {
            tx.run(
                "UPDATE organisation SET legal_name = ?, sender_address = 'hello@example.org',"
                " address = ?, register_number = 'F-2011-0417', telephone = '030 5550 0100'",
                "Riverside Children's Hospital Foundation", "Riverside Walk 1\n12345 Riverside");
        });
    }

    CarrierSettings settings() const {
        return {server.address(), "https://wlk.example", "", "", 20'000ms};
    }
    std::unique_ptr<Carrier> carrier_of(CarrierSettings with) {
        return std::make_unique<Carrier>(*store, std::move(with), [this] { return now; });
    }
    int carry() {
        if (!carrier) carrier = carrier_of(settings());
        return carrier->carry_due(200, [this](const std::string& what) { told.push_back(what); });
    }
    void write(const NewMail& one) {
        now += 1ms;  // So that the newest has the highest number.
        store->in_transaction([&](store::Transaction& tx) { insert_mail(tx, one, now); });
    }
    void write(Kind kind = Kind::thanks, const std::string& to = "anna@example.org") {
        write(sample_mail(kind, "en", to));
    }
    Mail newest() { return recent_mails(store->session(), {}).at(0); }

    support::MailServer server;
    Instant now = test_now();
    std::unique_ptr<Carrier> carrier;
    std::vector<std::string> told;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(carrying_tests, PostOffice)

BOOST_AUTO_TEST_CASE(every_kind_in_each_language_is_sent_and_read_by_other_software) {
    std::size_t count = 0;
    for (const auto* language : {"en", "de", "fr", "ar"})
        for (const auto kind : all_kinds()) {
            const auto name = std::string{kind_name(kind)} + "." + language;
            write(sample_mail(kind, language, name + "@example.org"));
            ++count;
        }

    BOOST_TEST(carry() == static_cast<int>(count));

    const auto all = server.arrived();
    BOOST_REQUIRE(all.size() == count);
    std::set<std::string> subjects, ids;
    for (const auto& one : all) {
        BOOST_TEST_CONTEXT(one.node.at("to.0").text()) {
            BOOST_TEST(one.count("defects") == 0u);
            BOOST_TEST(one.count("to") == 1u);
            BOOST_TEST(!one.header("subject").empty());
            BOOST_TEST(one.text("text").find("Riverside Walk 1") != std::string::npos);
            BOOST_TEST(one.text("html").find("https://wlk.example") != std::string::npos);
            BOOST_TEST(one.text("text").find("{{") == std::string::npos);
            BOOST_TEST(one.text("text").find("[[") == std::string::npos);
            BOOST_TEST(one.text("text").find("_URL") == std::string::npos);
            ids.insert(one.header("message-id"));
        }
    }
    BOOST_TEST(ids.size() == count);
    // For tests/bench/mails.sh, which makes pictures of them.
    if (const auto* kept = std::getenv("WAYMARK_MAILS_KEPT"))
        std::filesystem::copy(server.folder(), kept, std::filesystem::copy_options::recursive);
}

BOOST_AUTO_TEST_CASE(what_was_told_twice_is_one_mail) {
    const auto one = sample_mail(Kind::thanks, "en", "anna@example.org");
    write(one), write(one), write(one);

    carry(), carry();

    BOOST_TEST(server.arrived().size() == 1u);
    BOOST_TEST((newest().state == State::sent));
}

BOOST_AUTO_TEST_CASE(of_several_that_send_at_once_each_mail_goes_once) {
    constexpr int mails = 60, senders = 4;
    for (int i = 0; i < mails; ++i)
        write(Kind::arrival, "donor" + std::to_string(i) + "@example.org");

    std::vector<std::thread> threads;
    for (int i = 0; i < senders; ++i)
        threads.emplace_back([&] {
            const auto own = carrier_of(settings());
            while (own->carry_due(mails, [](const std::string&) {}) > 0) continue;
        });
    for (auto& thread : threads) thread.join();

    std::set<std::string> recipients;
    for (const auto& one : server.arrived())
        BOOST_TEST(recipients.insert(one.node.at("to.0").text()).second);
    BOOST_TEST(recipients.size() == static_cast<std::size_t>(mails));
}

BOOST_AUTO_TEST_CASE(not_now_is_tried_again_later_and_later_and_given_up_after_three_days) {
    server.behave("rcpt 450 4.2.1 busy");
    write();
    const auto begun = now;
    std::vector<std::int64_t> waits;

    for (;;) {
        carry();
        const auto one = newest();
        if (one.state != State::waiting) break;
        BOOST_REQUIRE(waits.size() < 50u);
        waits.push_back(std::chrono::ceil<std::chrono::minutes>(one.due_at - now).count());
        now = one.due_at;
    }

    const std::vector<std::int64_t> first(waits.begin(), waits.begin() + 10);
    BOOST_TEST(first == (std::vector<std::int64_t>{1, 2, 4, 8, 16, 32, 64, 128, 256, 360}),
               boost::test_tools::per_element());
    BOOST_TEST((now - begun > 60h));
    BOOST_TEST((now - begun <= 72h));
    BOOST_TEST((newest().state == State::failed));
    BOOST_TEST(newest().trouble == "450 4.2.1 busy");
    BOOST_TEST(server.arrived().empty());
}

BOOST_AUTO_TEST_CASE(an_address_that_bounces_is_not_written_to_again_until_somebody_says_so) {
    server.behave("rcpt 550 5.1.1 no such user");
    write();
    carry();
    BOOST_TEST((newest().state == State::bounced));
    const auto bounced = newest().id;

    server.behave("accept");
    now += 1min;
    write(Kind::arrival);
    carry();
    BOOST_TEST((newest().state == State::failed));
    BOOST_TEST(server.arrived().empty());

    send_again(*store, bounced, now);
    carry();
    BOOST_TEST(server.arrived().size() == 1u);
    BOOST_TEST((find_mail(store->session(), bounced)->state == State::sent));
}

BOOST_AUTO_TEST_CASE(what_the_server_does_not_want_is_not_offered_again) {
    server.behave("data 554 5.7.1 spam");
    write();

    carry();
    now += 1h;

    BOOST_TEST(carry() == 0);
    BOOST_TEST((newest().state == State::failed));
    BOOST_TEST(newest().tries == 1);
    BOOST_TEST(!has_bounced(store->session(), "anna@example.org"));
}

BOOST_AUTO_TEST_CASE(while_the_server_is_away_mails_wait_and_go_when_it_is_back) {
    for (int i = 0; i < 20; ++i) write(Kind::thanks, "d" + std::to_string(i) + "@example.org");
    server.stop();

    BOOST_TEST(carry() == 0);
    BOOST_TEST(carry() == 0);
    BOOST_TEST(told.size() == 1u);  // Not knocked at again before the pause is over.
    server.start();
    now += Carrier::pause;
    BOOST_TEST(carry() == 19);
    now += 1min;
    BOOST_TEST(carry() == 1);

    BOOST_TEST(server.arrived().size() == 20u);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_too_slow_may_get_a_mail_twice_under_one_id) {
    auto hasty = settings();
    hasty.deadline = 5'000ms;
    carrier = carrier_of(hasty);
    write();
    server.behave("slow 60");
    BOOST_TEST(carry() == 0);
    BOOST_TEST((newest().state == State::waiting));

    server.behave("accept");
    carrier = carrier_of(settings());
    now += 2min;
    BOOST_TEST(carry() == 1);

    const auto all = server.arrived();  // The documented window: at least once, known again.
    BOOST_REQUIRE(all.size() == 2u);
    BOOST_TEST(all[0].header("message-id") == all[1].header("message-id"));
    BOOST_TEST(all[0].header("date") == all[1].header("date"));
}

BOOST_AUTO_TEST_CASE(a_claimed_mail_is_left_alone_until_its_lease_ends) {
    write();
    const auto due = due_mails(store->session(), now, 1).at(0);
    store->in_transaction([&](store::Transaction& tx) {
        move_mail(tx, due, {.to = State::waiting, .due_at = now + lease, .more_tries = 1});
    });

    BOOST_TEST(carry() == 0);
    now += lease - 1s;
    BOOST_TEST(carry() == 0);
    now += 1s;
    BOOST_TEST(carry() == 1);
}

BOOST_AUTO_TEST_CASE(what_is_secret_is_gone_once_it_was_sent) {
    for (const auto kind : {Kind::sign_in, Kind::invitation, Kind::password}) {
        write(kind, std::string{kind_name(kind)} + "@example.org");
        BOOST_TEST(!newest().facts.at("LINK_PATH").empty());

        BOOST_TEST(carry() == 1);

        const auto sent = newest();
        BOOST_TEST(sent.facts.at("LINK_PATH").empty());
        if (sent.facts.contains("CODE")) BOOST_TEST(sent.facts.at("CODE").empty());
        BOOST_CHECK_THROW(send_again(*store, sent.id, now), Refused);
    }
}

BOOST_AUTO_TEST_CASE(what_waited_too_long_without_a_server_is_not_sent_any_more) {
    write(Kind::sign_in), write(Kind::thanks, "bob@example.org");

    now += 31min;
    BOOST_TEST(carry() == 1);
    BOOST_TEST(server.arrived().at(0).node.at("to.0").text() == "bob@example.org");
    write(Kind::arrival);
    now += 80h;
    BOOST_TEST(carry() == 0);
    BOOST_TEST(newest().trouble == "too old to be sent");
}

BOOST_AUTO_TEST_CASE(a_hundred_forms_with_a_strangers_address_are_a_dozen_mails) {
    for (int i = 0; i < 100; ++i) write(Kind::promise, "victim@example.org");

    carry();

    BOOST_TEST(server.arrived().size() == static_cast<std::size_t>(by_strangers_a_day_max));
}

BOOST_AUTO_TEST_CASE(a_demo_writes_to_nobody_outside_this_machine) {
    store->in_transaction(
        [](store::Transaction& tx) { tx.run("UPDATE organisation SET is_demo = 1"); });
    auto far = settings();
    far.server.host = "mail.invalid";
    carrier = carrier_of(far);
    write();

    BOOST_TEST(carry() == 0);
    BOOST_TEST(told.empty());
    BOOST_TEST(newest().tries == 0);
}

BOOST_AUTO_TEST_CASE(each_mail_has_an_address_of_its_own_for_bounces_where_that_is_set) {
    auto with = settings();
    with.bounces = "bounces@example.org", with.from = "gifts@example.org";
    carrier = carrier_of(with);
    write();
    carry();

    const auto one = server.arrived().at(0);
    const auto token = token_of(mail_secret(store->session()), newest().id);
    BOOST_TEST(one.text("from") == "bounces+" + token + "@example.org");
    BOOST_TEST(one.header("message-id") == "<" + token + "@wlk.example>");
    BOOST_TEST(one.header("from").ends_with("<gifts@example.org>"));
    BOOST_TEST(one.header("reply-to") == "hello@example.org");
}

BOOST_AUTO_TEST_SUITE_END()
