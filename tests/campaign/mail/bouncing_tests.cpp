// Reports of mails that bounced, as mail servers write them (RFC 3464).
#include <boost/test/unit_test.hpp>

#include "campaign/mail/bounce.h"
#include "tests/support/database.h"
#include "tests/support/mail_samples.h"

using namespace mail;

namespace {

struct Sent : FreshDatabase {
    Sent() {
        store->in_transaction([&](store::Transaction& tx) {
            insert_mail(tx, sample_mail(Kind::thanks, "en", "anna@example.org"), test_now());
        });
        sent = recent_mails(store->session(), {}).at(0);
        secret = mail_secret(store->session());
    }

    // Postfix's shape.
    std::string report(const std::string& token, const std::string& action,
                       const std::string& status) const {
        return "Return-Path: <>\r\nTo: bounces@example.org\r\nFrom: MAILER-DAEMON@mx.example\r\n"
               "Auto-Submitted: auto-replied\r\n"
               "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n"
               "\r\n--b1\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you that "
               "your message could not be delivered. - the mail-system\r\n"
               "--b1\r\nContent-Type: message/delivery-status\r\n\r\n"
               "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; anna@example.org\r\n"
               "Action: " +
               action + "\r\nStatus: " + status +
               "\r\n"
               "Diagnostic-Code: smtp; 550 5.1.1 <anna@example.org>: no such user\r\n\r\n"
               "--b1\r\nContent-Type: text/rfc822-headers\r\n\r\n"
               "Message-ID: <" +
               token + "@wlk.example>\r\nSubject: Thank you\r\n\r\n--b1--\r\n";
    }
    std::string token() const { return token_of(secret, sent.id); }

    Mail sent;
    std::string secret;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bouncing_tests, Sent)

BOOST_AUTO_TEST_CASE(one_mailbox_is_one_however_it_is_spelt) {
    BOOST_TEST(!has_bounced(store->session(), "ANNA@example.org"));

    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE mail SET state = 'bounced', sent_at = ? WHERE id = ?", test_now(), sent.id);
    });

    BOOST_TEST(has_bounced(store->session(), "ANNA@example.org"));
    BOOST_TEST(count_sent_to(store->session(), "aNNa@example.org", {Kind::thanks},
                             test_now() - std::chrono::hours{1}) == 1);
    BOOST_TEST(!has_bounced(store->session(), "hanna@example.org"));
}

BOOST_AUTO_TEST_CASE(a_report_names_its_mail_and_the_address_is_left_alone) {
    const auto read = read_report(report(token(), "failed", "5.1.1"), secret);
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST((read->mail == sent.id));

    BOOST_TEST(note_bounce(*store, *read, test_now()));

    const auto after = find_mail(store->session(), sent.id);
    BOOST_TEST((after->state == State::bounced));
    BOOST_TEST(after->trouble == "smtp; 550 5.1.1 <anna@example.org>: no such user");
    BOOST_TEST(has_bounced(store->session(), "anna@example.org"));
}

BOOST_AUTO_TEST_CASE(the_address_of_the_bounce_is_enough_to_know_the_mail) {
    auto text = report("x", "failed", "5.2.1");
    text.insert(0, "Delivered-To: " + bounce_address("bounces@example.org", token()) + "\n");

    BOOST_TEST(read_report(text, secret).has_value());
}

BOOST_AUTO_TEST_CASE(a_delay_a_success_and_a_holiday_are_no_bounce) {
    BOOST_TEST(!read_report(report(token(), "delayed", "4.4.1"), secret));
    BOOST_TEST(!read_report(report(token(), "delivered", "2.0.0"), secret));
    BOOST_TEST(!read_report(report(token(), "failed", "4.4.7"), secret));
    BOOST_TEST(!read_report("Subject: On holiday\r\nIn-Reply-To: <" + token() +
                                "@wlk.example>\r\n\r\nBack on Monday.\r\n",
                            secret));
}

BOOST_AUTO_TEST_CASE(nobody_can_make_up_a_bounce) {
    const auto right = token();
    auto wrong = right;
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    auto other = token_of(secret, MailId{sent.id.value + 1});
    other.replace(0, other.find('-'), right.substr(0, right.find('-')));

    for (const auto& token : {wrong, other, std::string{"1-0123456789abcdef"}, std::string{"-"},
                              right.substr(0, right.size() - 1), right + "0"})
        BOOST_TEST(!read_report(report(token, "failed", "5.1.1"), secret), token);
    BOOST_TEST(!read_report(report(right, "failed", "5.1.1"), "another secret"));
}

BOOST_AUTO_TEST_CASE(a_message_of_any_kind_is_read_in_a_moment) {
    std::string dashes;
    while (dashes.size() < report_bytes_max) dashes += "a-b-";
    const auto begun = std::chrono::steady_clock::now();

    for (const auto& text : {std::string{}, dashes, "\naction: failed\n" + dashes,
                             std::string(report_bytes_max, '\0')})
        BOOST_TEST(!read_report(text, secret));

    BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::seconds{2}));
}

BOOST_AUTO_TEST_SUITE_END()
