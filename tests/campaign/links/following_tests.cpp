#include "campaign/links/following.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/links/link.h"
#include "campaign/store/connection.h"
#include "tests/support/database.h"

namespace {

struct WithLink : FreshDatabase {
    links::Link link = store->in_transaction([&](store::Transaction& tx) {
        return links::make_link(tx, {.campaign = CampaignId{7}, .channel = "poster"}, test_now());
    });
    links::Arrival arrival{.link = link.id,
                           .campaign = link.campaign,
                           .sort = links::Sort::person,
                           .user_agent = "Mozilla/5.0 Chrome/118 Safari/537.36",
                           .referrer = "https://m.facebook.com/x",
                           .client = "192.0.2.7",
                           .at = test_now()};

    std::int64_t visits() {
        return store->session().one("SELECT COUNT(*) AS n FROM visit")->number("n");
    }
    std::int64_t tally(const std::string& column) {
        const auto row = store->session().one(
            "SELECT " + column + " AS n FROM link_tally WHERE link_id = ?", link.id);
        return row ? row->number("n") : 0;
    }
    // Ends every connection of the serving user, whatever it is doing.
    void kill_connections() {
        store::Connection server{root};
        for (const auto& row : server.query(
                 "SELECT id FROM information_schema.processlist WHERE user = ?", {app.user})) try {
                server.execute("KILL CONNECTION " + row.text("id"));
            } catch (const std::exception&) {  // It went by itself.
            }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(following_tests, WithLink)

BOOST_AUTO_TEST_CASE(a_recorded_visit_is_in_the_table_and_in_the_tally) {
    links::VisitBook book{*store};

    book.record(arrival);

    const auto row = store->session().one("SELECT * FROM visit");
    BOOST_REQUIRE(row);
    BOOST_CHECK_EQUAL(row->text("sort"), "person");
    BOOST_CHECK_EQUAL(row->text("browser"), "Chrome");
    BOOST_CHECK_EQUAL(row->text("referrer_host"), "m.facebook.com");
    BOOST_CHECK_EQUAL(row->text("visitor").size(), 16u);
    BOOST_CHECK_EQUAL(tally("persons"), 1);
    BOOST_CHECK_EQUAL(tally("others"), 0);
}

BOOST_AUTO_TEST_CASE(bots_heads_and_staff_are_kept_apart_from_people) {
    links::VisitBook book{*store};

    for (const auto sort : {links::Sort::person, links::Sort::bot, links::Sort::head,
                            links::Sort::staff}) {
        arrival.sort = sort;
        book.record(arrival);
    }

    BOOST_CHECK_EQUAL(visits(), 4);
    BOOST_CHECK_EQUAL(tally("persons"), 1);
    BOOST_CHECK_EQUAL(tally("others"), 3);
}

BOOST_AUTO_TEST_CASE(a_visitor_is_known_again_on_the_same_day_and_not_on_the_next) {
    links::VisitBook book{*store};

    book.record(arrival);
    book.record(arrival);
    arrival.at += std::chrono::hours{24};
    book.record(arrival);

    const auto row = store->session().one("SELECT COUNT(DISTINCT visitor) AS n FROM visit");
    BOOST_CHECK_EQUAL(row->number("n"), 2);
}

BOOST_AUTO_TEST_CASE(sixty_four_people_at_once_are_exactly_as_many_visits) {
    links::VisitBook book{*store};

    std::vector<std::thread> people;
    for (int person = 0; person < 64; ++person)
        people.emplace_back([&] {
            for (int visit = 0; visit < 50; ++visit) book.record(arrival);
        });
    for (auto& person : people) person.join();

    BOOST_CHECK_EQUAL(visits(), 64 * 50);
    BOOST_CHECK_EQUAL(tally("persons"), 64 * 50);
    BOOST_CHECK(links::all_wrong_link_tallies(store->session()).empty());
}

BOOST_AUTO_TEST_CASE(what_was_answered_is_in_the_table_though_connections_are_killed) {
    std::atomic<int> answered{0}, refused{0};
    {
        links::VisitBook book{*store};
        std::vector<std::thread> people;
        for (int person = 0; person < 16; ++person)
            people.emplace_back([&] {
                for (int visit = 0; visit < 100; ++visit) try {
                        book.record(arrival);
                        ++answered;
                    } catch (const store::Unavailable&) {
                        ++refused;
                    }
            });

        for (int kill = 0; kill < 10; ++kill) kill_connections();
        for (auto& person : people) person.join();
    }

    BOOST_CHECK_EQUAL(answered + refused, 1600);
    BOOST_CHECK_GE(visits(), answered.load());  // An unknown outcome may have been written.
    BOOST_CHECK_LE(visits(), 1600);
    BOOST_CHECK_EQUAL(tally("persons"), visits());
}

BOOST_AUTO_TEST_CASE(a_batch_that_cannot_be_written_is_told_to_whoever_waits) {
    links::VisitBook book{*store};
    store::Connection{root}.execute("RENAME TABLE " + app.name + ".visit TO " + app.name +
                                    ".visit_away");

    BOOST_CHECK_THROW(book.record(arrival), store::Unavailable);

    store::Connection{root}.execute("RENAME TABLE " + app.name + ".visit_away TO " + app.name +
                                    ".visit");
    BOOST_CHECK_NO_THROW(book.record(arrival));
    BOOST_CHECK_EQUAL(visits(), 1);
}

BOOST_AUTO_TEST_CASE(pages_shown_are_counted_when_the_book_is_closed) {
    {
        links::VisitBook book{*store};
        for (int page = 0; page < 3; ++page) book.note_page(link.id);
    }

    BOOST_CHECK_EQUAL(tally("pages"), 3);
    BOOST_CHECK_EQUAL(tally("persons"), 0);
}

BOOST_AUTO_TEST_SUITE_END()
