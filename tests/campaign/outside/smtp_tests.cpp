// What reaches a real SMTP server of others' software, and what each of its answers means.
#include "campaign/outside/smtp.h"

#include <boost/test/unit_test.hpp>

#include <set>

#include "campaign/words/check.h"
#include "tests/support/database.h"
#include "tests/support/mail_server.h"

using namespace outside;
using support::MailServer;
using Outcome = Delivery::Outcome;

namespace {

MailMessage letter(const std::string& subject = "Thank you for your €20") {
    MailMessage mail;
    mail.from_name = "Kinderklinik am Fluß, e.V.", mail.from = "hello@example.org";
    mail.to = "anna@example.org", mail.subject = subject;
    mail.text = "Dear Anna,\n.\n.dots\n\nشكرا لك\n", mail.html = "<p>Dear Anna, שלום</p>\n";
    mail.message_id = "1f-0123456789abcdef@wlk.example", mail.language = "en";
    mail.at = test_now();
    return mail;
}

Delivery send_to(const SmtpServer& server, const MailMessage& mail) {
    SmtpClient client{server, std::chrono::seconds{20}};
    return client.deliver({"hello@example.org", mail.to}, mail);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(smtp_tests)

BOOST_AUTO_TEST_CASE(a_mail_arrives_as_it_was_written) {
    const MailServer server;
    const auto mail = letter();

    BOOST_TEST((send_to(server.address(), mail).outcome == Outcome::accepted));

    const auto all = server.arrived();
    BOOST_REQUIRE(all.size() == 1u);
    const auto& one = all.front();
    BOOST_TEST(one.header("subject") == mail.subject);
    BOOST_TEST(one.header("from") == "\"Kinderklinik am Fluß, e.V.\" <hello@example.org>");
    BOOST_TEST(one.header("to") == "anna@example.org");
    BOOST_TEST(one.header("date") == "Thu, 20 May 2027 10:00:00 +0000");
    BOOST_TEST(one.header("message-id") == "<1f-0123456789abcdef@wlk.example>");
    BOOST_TEST(one.header("auto-submitted") == "auto-generated");
    BOOST_TEST(one.text("type") == "multipart/alternative");
    BOOST_TEST(one.node.at("order.0").text() == "text/plain");
    BOOST_TEST(one.text("text") == mail.text);
    BOOST_TEST(one.text("html") == mail.html);
    BOOST_TEST(one.count("defects") == 0u);
    BOOST_TEST(one.node.at("lone_ends").number().value() == 0);
    BOOST_TEST(one.node.at("longest_line").number().value() <= 78);
}

BOOST_AUTO_TEST_CASE(nothing_typed_becomes_a_header_or_a_recipient) {
    const MailServer server;
    SmtpClient client{server.address()};
    const std::vector<std::string> hostile{"Anna\r\nBcc: victim@example.com",
                                           "Anna\nBcc: victim@example.com",
                                           "Anna\r\n\r\nA body of my own",
                                           "Anna\r Bcc: victim@example.com",
                                           "\xE2\x80\xA8"
                                           "Bcc: victim@example.com",
                                           "=?utf-8?q?Anna=0D=0ABcc:_victim@example.com?=",
                                           "\"Anna\" <victim@example.com>, Bob",
                                           "Anna <victim@example.com>",
                                           "a@x.example,victim@example.com",
                                           std::string("Anna\0Bcc: victim@example.com", 29),
                                           std::string(2'000, 'x') + "\r\nBcc: victim@example.com"};
    const std::set<std::string> expected{"Date",
                                         "From",
                                         "To",
                                         "Subject",
                                         "Message-ID",
                                         "Auto-Submitted",
                                         "X-Auto-Response-Suppress",
                                         "Content-Language",
                                         "Content-Type",
                                         "Mime-Version"};

    for (const auto& typed : hostile) {
        auto mail = letter(typed);
        mail.from_name = typed;
        mail.text = typed + "\r\n.\r\nMAIL FROM:<evil@example.com>\n.\nRCPT TO:<b@example.com>\n";
        mail.html = mail.text;
        client.deliver({"hello@example.org", mail.to}, mail);
    }

    const auto all = server.arrived();
    BOOST_REQUIRE(all.size() == hostile.size());
    for (const auto& one : all) {
        BOOST_TEST(one.count("to") == 1u);
        BOOST_TEST(one.node.at("to.0").text() == "anna@example.org");
        BOOST_TEST(one.text("from") == "hello@example.org");
        std::set<std::string> names;
        for (const auto& name : one.node.at("names").items()) {
            BOOST_TEST(names.insert(name.text()).second, name.text() << " comes twice");
            BOOST_TEST(expected.contains(name.text()), name.text());
        }
        BOOST_TEST(one.node.at("lone_ends").number().value() == 0);
    }
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_one_is_never_handed_to_the_server) {
    const MailServer server;
    SmtpClient client{server.address()};
    for (const std::string address :
         {"a@x.example,b@y.example", "a@x.example> NOTIFY=NEVER",
          "a@x.example\r\nRCPT TO:<b@y.example>", "\"a b\"@x.example", "a b@x.example",
          "a@x.example ", "<a@x.example>", "a@[127.0.0.1]", "a", ""}) {
        auto mail = letter();
        mail.to = address;
        BOOST_CHECK_THROW(client.deliver({"hello@example.org", address}, mail), BrokenInvariant);
    }
    BOOST_TEST(server.arrived().empty());
}

BOOST_AUTO_TEST_CASE(what_the_server_says_of_one_mail_is_told_apart) {
    const MailServer server;
    const std::vector<std::pair<std::string, Outcome>> answers{
        {"rcpt 450 4.2.1 busy", Outcome::later},
        {"rcpt 452 too many", Outcome::later},
        {"rcpt 550 5.1.1 no such user", Outcome::no_such},
        {"rcpt 550 user unknown", Outcome::no_such},
        {"rcpt 552 5.2.2 mailbox full", Outcome::no_such},
        {"rcpt 550 5.7.1 relaying denied", Outcome::unwelcome},
        {"data 451 4.3.0 try again", Outcome::later},
        {"data 554 5.7.1 spam", Outcome::unwelcome}};

    for (const auto& [mode, outcome] : answers) {
        server.behave(mode);
        const auto delivery = send_to(server.address(), letter());

        BOOST_TEST((delivery.outcome == outcome), mode);
        BOOST_TEST(delivery.reply == mode.substr(5));
    }
    server.behave("accept");
    BOOST_TEST((send_to(server.address(), letter()).outcome == Outcome::accepted));
}

BOOST_AUTO_TEST_CASE(one_connection_carries_many_mails_and_survives_a_refused_one) {
    const MailServer server;
    SmtpClient client{server.address()};
    const auto mail = letter();
    const Envelope envelope{"hello@example.org", mail.to};

    for (int i = 0; i < 5; ++i) client.deliver(envelope, mail);
    server.behave("rcpt 550 5.1.1 no such user");
    BOOST_TEST((client.deliver(envelope, mail).outcome == Outcome::no_such));
    server.behave("accept");
    BOOST_TEST((client.deliver(envelope, mail).outcome == Outcome::accepted));

    BOOST_TEST(server.arrived().size() == 6u);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_away_or_slow_says_nothing_of_the_mail) {
    MailServer server;
    server.behave("slow 20");
    SmtpClient hasty{server.address(), std::chrono::milliseconds{1'500}};
    const auto mail = letter();
    const auto begun = std::chrono::steady_clock::now();

    BOOST_CHECK_THROW(hasty.deliver({"hello@example.org", mail.to}, mail), Unreachable);
    BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::seconds{10}));
    server.stop();
    BOOST_CHECK_THROW(send_to(server.address(), mail), Unreachable);
}

BOOST_AUTO_TEST_CASE(a_server_of_ones_own_is_spoken_to_under_tls_with_its_authority) {
    for (const auto security : {support::Security::starttls, support::Security::implicit}) {
        const MailServer server{{.security = security}};
        auto address = server.address();
        address.authority = server.authority();

        BOOST_TEST((send_to(address, letter()).outcome == Outcome::accepted));

        const auto all = server.arrived();
        BOOST_REQUIRE(all.size() == 1u);
        BOOST_TEST(all.front().text("tls") == "yes");
    }
}

BOOST_AUTO_TEST_CASE(a_certificate_that_cannot_be_checked_is_no_certificate) {
    const MailServer right{{.security = support::Security::starttls}};
    const MailServer wrong{{.security = support::Security::starttls}};
    auto address = right.address();
    address.authority = wrong.authority();
    BOOST_CHECK_THROW(send_to(address, letter()), Unreachable);

    auto other_name = right.address();
    other_name.authority = right.authority(), other_name.host = "127.0.0.1";
    BOOST_CHECK_THROW(send_to(other_name, letter()), Unreachable);

    const MailServer implicit{{.security = support::Security::implicit}};
    BOOST_CHECK_THROW(send_to(implicit.address(), letter()), Unreachable);
}

BOOST_AUTO_TEST_CASE(without_tls_nobody_but_this_machine_is_spoken_to) {
    const MailServer plain;
    const MailServer other{{.security = support::Security::starttls}};
    auto address = plain.address();
    address.authority = other.authority();  // TLS is wanted, and the server has none.

    BOOST_CHECK_THROW(send_to(address, letter()), Unreachable);

    BOOST_TEST(plain.arrived().empty());
    SmtpServer far;
    far.host = "mail.example.org";
    BOOST_TEST(!far.is_on_this_machine());
}

BOOST_AUTO_TEST_CASE(a_login_is_made_and_a_wrong_one_says_nothing_of_the_mail) {
    const MailServer server{{.asks_login = true}};
    auto address =
        *read_smtp_server("smtp://walker:p%40ss%20word@localhost:" + std::to_string(server.port()));

    BOOST_TEST((send_to(address, letter()).outcome == Outcome::accepted));
    BOOST_TEST(server.arrived().front().text("user") == "walker");
    address.password = "guessed";
    BOOST_CHECK_THROW(send_to(address, letter()), Unreachable);
}

BOOST_AUTO_TEST_CASE(a_setting_is_read_or_refused) {
    const auto read = read_smtp_server("smtps://a%40b.example:s%3Ae%2Fc@mail.example.org");
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->user == "a@b.example");
    BOOST_TEST(read->password == "s:e/c");
    BOOST_TEST(read->host == "mail.example.org");
    BOOST_TEST(read->port == 465);
    BOOST_TEST(read_smtp_server("smtp://localhost")->port == 587);
    BOOST_TEST(read_smtp_server("smtp://127.0.0.1:2525/")->is_on_this_machine());
    for (const auto* bad :
         {"", "localhost", "http://localhost", "smtp://", "smtp://a@host", "smtp://host:0",
          "smtp://host:70000", "smtp://host:x", "smtp://host/path", "smtp://ho st"})
        BOOST_TEST(!read_smtp_server(bad).has_value(), bad);
}

BOOST_AUTO_TEST_SUITE_END()
