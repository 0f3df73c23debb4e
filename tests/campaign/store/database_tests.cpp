#include "campaign/store/database.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/store/connection.h"
#include "tests/support/database.h"

namespace {

struct WithAccounts : FreshDatabase {
    WithAccounts() {
        for (const auto id : {1, 2}) add(id, "person-" + std::to_string(id));
    }
    void add(std::int64_t id, const std::string& name) {
        store->in_transaction([&](store::Transaction& tx) { insert(tx, id, name); });
    }
    static void insert(store::Transaction& tx, std::int64_t id, const std::string& name) {
        tx.run("INSERT INTO account (id, email, name, made_at) VALUES (?, ?, ?, ?)", id,
               name + "@example.org", name, test_now());
    }
    std::string name_of(std::int64_t id) {
        const auto row = store->session().one("SELECT name FROM account WHERE id = ?", id);
        return row ? row->text("name") : "";
    }
    void as_root(const std::string& sql) { store::Connection{root}.execute(sql); }
    std::int64_t connection_id(store::Transaction& tx) {
        return tx.lock("SELECT CONNECTION_ID() AS id FROM account WHERE id = 1 FOR UPDATE")
            ->number("id");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(database_tests, WithAccounts)

BOOST_AUTO_TEST_CASE(a_failed_commit_is_noticed) {
    int runs = 0;

    const auto commit_on_a_killed_connection = [&] {
        store->in_transaction([&](store::Transaction& tx) {
            ++runs;
            insert(tx, 10, "never");
            as_root("KILL CONNECTION " + std::to_string(connection_id(tx)));
        });
    };

    BOOST_CHECK_THROW(commit_on_a_killed_connection(), store::OutcomeUnknown);
    BOOST_CHECK_EQUAL(runs, 1);
    BOOST_CHECK_EQUAL(name_of(10), "");
}

BOOST_AUTO_TEST_CASE(a_connection_killed_inside_a_unit_loses_the_whole_unit_and_runs_it_again) {
    int runs = 0;

    store->in_transaction([&](store::Transaction& tx) {
        insert(tx, 20, "first half");
        if (++runs == 1) as_root("KILL CONNECTION " + std::to_string(connection_id(tx)));
        insert(tx, 21, "second half");
    });

    BOOST_CHECK_EQUAL(runs, 2);
    BOOST_CHECK_EQUAL(name_of(20), "first half");
    BOOST_CHECK_EQUAL(name_of(21), "second half");
}

BOOST_AUTO_TEST_CASE(a_deadlock_is_retried_until_both_units_stand) {
    std::atomic<int> runs = 0, ready = 0;
    const auto change_both = [&](int first, int second, const std::string& mark) {
        store->in_transaction([&](store::Transaction& tx) {
            ++runs;
            const auto update = "UPDATE account SET version = version + 1, language = ?"
                                " WHERE id = ?";
            tx.run(update, mark, first);
            ++ready;
            for (int i = 0; ready < 2 && i < 200; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds{5});
            tx.run(update, mark, second);
        });
    };

    std::thread other{[&] { change_both(2, 1, "de"); }};
    change_both(1, 2, "fr");
    other.join();

    BOOST_CHECK_GT(runs.load(), 2);
    const auto row = store->session().one("SELECT SUM(version) AS n FROM account");
    BOOST_CHECK_EQUAL(row->number("n"), 6);
}

BOOST_AUTO_TEST_CASE(four_byte_characters_survive) {
    const std::string name = "Zoë 🚶🏽‍♀️ 步行 مشي";

    add(30, name);

    BOOST_CHECK_EQUAL(name_of(30), name);
}

BOOST_AUTO_TEST_CASE(a_refused_key_is_named) {
    const auto twice = [&] { add(40, "person-1"); };

    BOOST_CHECK_EXCEPTION(twice(), store::Duplicate, [](const store::Duplicate& d) {
        return d.constraint == "one_account_per_address";
    });
}

BOOST_AUTO_TEST_CASE(a_unit_that_throws_leaves_nothing) {
    const auto throwing = [&] {
        store->in_transaction([&](store::Transaction& tx) {
            insert(tx, 50, "gone");
            throw std::runtime_error{"changed my mind"};
        });
    };

    BOOST_CHECK_THROW(throwing(), std::runtime_error);
    BOOST_CHECK_EQUAL(name_of(50), "");
}

BOOST_AUTO_TEST_CASE(the_serving_user_can_not_change_the_ledger_or_the_audit) {
    for (const std::string statement :
         {"UPDATE transfer SET minor = 1", "DELETE FROM transfer", "UPDATE audit SET reason = ''",
          "DELETE FROM audit", "DROP TABLE gift", "UPDATE migration SET number = 9"}) {
        const auto forbidden = [&] {
            store->in_transaction([&](store::Transaction& tx) { tx.run(statement); });
        };
        BOOST_CHECK_EXCEPTION(forbidden(), std::logic_error, [](const std::logic_error& e) {
            return std::string{e.what()}.find("denied") != std::string::npos;
        });
    }
}

BOOST_AUTO_TEST_CASE(the_settings_that_money_depends_on_are_asserted) {
    BOOST_CHECK_NO_THROW(store->assert_settings());

    as_root("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    BOOST_CHECK_EXCEPTION(store->assert_settings(), store::Unavailable, [](const auto& e) {
        return std::string{e.what()}.find("innodb_flush_log_at_trx_commit") != std::string::npos;
    });
    as_root("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
}

BOOST_AUTO_TEST_CASE(an_address_is_read_or_refused) {
    const auto address = store::read_address("mysql://way:p%40ss@db.example.org:3307/waymark");

    BOOST_REQUIRE(address);
    BOOST_CHECK_EQUAL(address->password, "p@ss");
    BOOST_CHECK_EQUAL(address->port, 3307);
    BOOST_CHECK(!store::read_address("postgres://x@y/z"));
    BOOST_CHECK(!store::read_address("mysql://nobody"));
}

BOOST_AUTO_TEST_SUITE_END()
