#include "web/watch/readiness.h"

#include <boost/test/unit_test.hpp>

#include "campaign/mail/outbox.h"
#include "campaign/store/connection.h"
#include "tests/support/site.h"

namespace {

struct Looking : Site {
    std::string look(const std::map<std::string, jobs::Logbook::Entry>& rounds = {}) {
        return watch::render_checks(watch::all_checks(*store, rounds, now), watch::Reader::insider);
    }
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(readiness_tests, Looking)

BOOST_AUTO_TEST_CASE(all_is_well) {
    BOOST_TEST(look() == R"({"status":"pass","checks":{"database":{"status":"pass"},)"
                         R"("schema":{"status":"pass"},"mail":{"status":"pass"},)"
                         R"("card_messages":{"status":"pass"},"hooks":{"status":"pass"}}})");
    const auto answer = ask("/readyz");
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.type == "application/json");
}

BOOST_AUTO_TEST_CASE(mail_that_waits_too_long_warns_and_turns_nobody_away) {
    store->in_transaction([&](store::Transaction& tx) {
        mail::insert_mail(tx, {mail::Kind::thanks, "gift", 1, "a@b.org", "en", {}}, now);
    });
    BOOST_TEST(has(look(), R"("mail":{"status":"pass","age_s":0})"));

    now += watch::queue_age_max + std::chrono::seconds{1};

    BOOST_TEST(has(look(), R"({"status":"warn")"));
    BOOST_TEST(has(look(), R"("mail":{"status":"warn","note":"waits too long","age_s":901})"));
    const auto answer = ask("/readyz");
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(!has(answer.body, "age_s"));  // Strangers are told less.
}

BOOST_AUTO_TEST_CASE(a_job_that_has_stopped_working_warns) {
    jobs::Logbook book;
    book.expect("sweep", std::chrono::minutes{5}, now);
    BOOST_TEST(has(look(book.entries()), R"("job_sweep":{"status":"pass"})"));
    now += std::chrono::minutes{10};
    book.note_success("sweep", now);
    now += std::chrono::minutes{16};
    BOOST_TEST(has(look(book.entries()), R"("job_sweep":{"status":"pass","age_s":960})"));
    book.note_failure("sweep", now);
    now += std::chrono::minutes{1};
    BOOST_TEST(has(look(book.entries()), R"("job_sweep":{"status":"warn")"));
}

BOOST_AUTO_TEST_CASE(an_old_schema_fails) {
    store::Connection owning{owner};
    owning.execute("DELETE FROM migration WHERE number = 3");
    BOOST_TEST(has(look(), R"({"status":"fail")"));
    BOOST_TEST(has(look(), "0003_mail.sql is missing"));
    BOOST_TEST(ask("/readyz").status == 503);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_away_is_an_answer) {
    auto nowhere = owner;
    nowhere.socket += ".gone";
    store::Store lost{nowhere, 2};
    const auto checks = watch::all_checks(lost, {}, now);
    BOOST_TEST(checks.size() == 1);
    BOOST_TEST((watch::worst_of(checks) == watch::Health::fail));
}

BOOST_AUTO_TEST_SUITE_END()
