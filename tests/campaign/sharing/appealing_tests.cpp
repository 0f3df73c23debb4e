// One person is asked by mail: once, bounded, in words that somebody has read; and may say never.
#include "campaign/sharing/appealing.h"

#include "campaign/mail/carrying.h"
#include "campaign/mail/unwanted.h"
#include "tests/campaign/sharing/sharing_fixture.h"
#include "tests/support/mail_server.h"

using namespace sharing;
using namespace std::chrono_literals;

namespace {

struct Appealing : WithWalkers {
    Appealing() {
        now = *read_instant("2027-06-02T10:00:00Z");
        store->in_transaction([](store::Transaction& tx) {
            tx.run(
                "UPDATE organisation SET legal_name = 'Riverside Trust',"
                " sender_address = 'hello@example.org'");
        });
    }
    void ask(const roster::Participant& one, const std::string& to, const std::string& key,
             const std::string& client = "192.0.2.7") {
        send_appeal(*store, one, {.to = to, .request_key = key, .language = "en", .client = client},
                    self, now);
    }
    std::vector<mail::Mail> mails() {
        auto all = mail::recent_mails(store->session(), {});
        std::erase_if(all, [](const auto& one) { return one.kind != mail::Kind::appeal; });
        return all;
    }
    std::string token_of(const mail::Mail& one) {
        return one.facts.at("REFUSE_PATH").substr(std::string{"/no-mail/"}.size());
    }
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(appealing_tests, Appealing)

BOOST_AUTO_TEST_CASE(one_mail_says_who_asks_and_leads_to_their_page) {
    const auto anna = known("anna", "I walk for my sister.");

    ask(anna, "Friend@Example.org", "a-1");
    ask(anna, "Friend@Example.org", "a-1");

    BOOST_REQUIRE(mails().size() == 1u);
    const auto mail = mails().front();
    BOOST_TEST(mail.to == "Friend@example.org");
    BOOST_TEST(mail.facts.at("WHO") == "anna");
    BOOST_TEST(mail.facts.at("STORY") == "I walk for my sister.");
    const auto link = links::find_link(store->session(), mail.facts.at("PAGE_PATH").substr(1));
    BOOST_TEST(link->channel == "appeal");
    BOOST_TEST((link->participant == anna.id));
}

BOOST_AUTO_TEST_CASE(words_that_nobody_has_read_travel_in_no_mail) {
    auto unread = join("zoe");
    unread.story = "visit evil.example";

    BOOST_CHECK_EXCEPTION(ask(unread, "friend@example.org", "a-1"), Refused,
                          because(Reason::not_allowed));

    publish(unread, "zoe", "");
    auto read = *roster::find_participant_by_id(store->session(), unread.id);
    read.story = "visit evil.example";
    ask(read, "friend@example.org", "a-2");
    BOOST_TEST(mails().front().facts.at("STORY") == "");
}

BOOST_AUTO_TEST_CASE(what_is_typed_adds_no_recipient_no_header_and_no_list) {
    const auto anna = known("anna");
    for (const std::string typed :
         {"a@example.org, b@example.org", "a@example.org b@example.org",
          "a@example.org\r\nBcc: b@example.org", "a@example.org;b@example.org",
          "\"x\" <a@example.org>", "a@example.org%0abcc:b@example.org x", "", "@", "a@b",
          "anna@example.org"})
        BOOST_CHECK_EXCEPTION(ask(anna, typed, "a-" + typed), Refused,
                              because(Reason::not_a_valid_value));

    BOOST_TEST(mails().empty());
}

BOOST_AUTO_TEST_CASE(the_same_person_is_asked_once_by_one_and_thrice_by_all) {
    const auto anna = known("anna");
    ask(anna, "friend@example.org", "a-1");
    ask(anna, "FRIEND@example.org", "a-2");
    BOOST_TEST(mails().size() == 1u);

    for (const auto* name : {"ben", "cem", "dora", "eve"})
        ask(known(name), "friend@example.org", std::string{"by-"} + name, name);

    BOOST_TEST(mails().size() == 3u);
}

BOOST_AUTO_TEST_CASE(ten_a_day_and_then_tomorrow) {
    const auto anna = known("anna");
    for (int i = 0; i < appeals_a_day_max; ++i)
        ask(anna, "friend" + std::to_string(i) + "@example.org", "a-" + std::to_string(i));

    BOOST_CHECK_EXCEPTION(ask(anna, "one-more@example.org", "a-more"), Refused,
                          because(Reason::too_many_attempts));
    BOOST_TEST(mails().size() == 10u);

    now += 24h;
    ask(anna, "one-more@example.org", "a-tomorrow");
    BOOST_TEST(mails().size() == 11u);
}

BOOST_AUTO_TEST_CASE(who_makes_many_pages_to_write_many_mails_is_slowed_down) {
    int refused = 0;
    for (int i = 0; i < 30; ++i) {
        const auto one = known("p" + std::to_string(i));
        try {
            ask(one, "friend" + std::to_string(i) + "@example.org", "a-" + std::to_string(i));
        } catch (const Refused& why) {
            if (why.refusal.reason == Reason::too_many_attempts) ++refused;
        }
    }

    BOOST_TEST(refused > 0);
    BOOST_TEST(mails().size() < 30u);
}

BOOST_AUTO_TEST_CASE(who_says_never_again_is_never_written_to_and_nobody_is_told) {
    const auto anna = known("anna"), ben = known("ben");
    ask(anna, "friend@example.org", "a-1");

    refuse_appeals(*store, token_of(mails().front()), now);
    refuse_appeals(*store, token_of(mails().front()), now);
    BOOST_CHECK_NO_THROW(ask(ben, "Friend@Example.org", "b-1", "198.51.100.9"));

    BOOST_TEST(mails().size() == 1u);
    BOOST_CHECK_EXCEPTION(refuse_appeals(*store, "guessed", now), Refused,
                          because(Reason::not_found));
    const auto kept = store->session().one("SELECT recipient_digest FROM mail_refusal");
    BOOST_TEST(kept->text("recipient_digest").find("friend") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_mail_arrives_with_one_click_to_refuse_and_not_after_that) {
    support::MailServer server;
    const auto plain = known("anna");
    publish(plain, "anna \"<script>\" x", "");
    const auto anna = *roster::find_participant_by_id(store->session(), plain.id);
    mail::Carrier carrier{*store,
                          {server.address(), "https://wlk.example", "", "", 20'000ms},
                          [this] { return now; }};
    ask(anna, "friend@example.org", "a-1");
    ask(anna, "other@example.org", "a-2");
    const auto of_other = mails().front();
    BOOST_REQUIRE(of_other.to == "other@example.org");
    refuse_appeals(*store, token_of(of_other), now);

    carrier.carry_due(50, [](const std::string&) {});

    auto arrived = server.arrived();
    std::erase_if(arrived, [](const auto& mail) {  // Who joined is told so, too.
        return mail.node.at("to.0").text().starts_with("anna");
    });
    BOOST_REQUIRE(arrived.size() == 1u);
    const auto& one = arrived.front();
    BOOST_TEST(one.count("to") == 1u);
    BOOST_TEST(one.header("list-unsubscribe").starts_with("<https://wlk.example/no-mail/"));
    BOOST_TEST(one.header("list-unsubscribe-post") == "List-Unsubscribe=One-Click");
    BOOST_TEST(one.header("subject").find("anna") != std::string::npos);
    BOOST_TEST(one.text("html").find("<script") == std::string::npos);
    BOOST_TEST(one.text("text").find("https://wlk.example/no-mail/") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_ended_campaign_asks_nobody) {
    const auto anna = known("anna");
    now = *read_instant("2028-01-01T10:00:00Z");

    BOOST_CHECK_EXCEPTION(ask(anna, "friend@example.org", "a-1"), Refused,
                          because(Reason::campaign_not_open));
}

BOOST_AUTO_TEST_SUITE_END()
