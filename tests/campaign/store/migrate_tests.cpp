#include "campaign/store/migrate.h"

#include <boost/test/unit_test.hpp>

#include "campaign/store/connection.h"
#include "tests/support/database.h"

BOOST_FIXTURE_TEST_SUITE(migrate_tests, FreshDatabase)

BOOST_AUTO_TEST_CASE(a_second_run_has_nothing_to_do) {
    BOOST_CHECK(store::migrate(owner, app, test_now()).empty());
    BOOST_CHECK_NO_THROW(store::assert_schema(store->session()));
}

BOOST_AUTO_TEST_CASE(an_interrupted_migration_is_run_again_from_any_step) {
    const auto migration = store::all_migrations().front();
    const auto statements = store::statements_of(migration.sql);
    for (std::size_t done = 0; done < statements.size(); done += 7) {
        store::Connection as_root{root};
        const auto name = root.name;
        as_root.execute("DROP DATABASE " + name);
        as_root.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        as_root.execute("USE " + name);
        for (std::size_t i = 0; i < done; ++i) as_root.execute(statements[i]);

        const auto ran = store::migrate(owner, app, test_now());

        BOOST_CHECK_EQUAL(ran.size(), store::all_migrations().size());
        store->forget_connections();
        BOOST_CHECK_NO_THROW(store::assert_schema(store->session()));
    }
}

BOOST_AUTO_TEST_CASE(a_migration_that_was_changed_afterwards_is_refused) {
    store::Connection{root}.execute("UPDATE migration SET checksum = 'other'");

    BOOST_CHECK_THROW(store::migrate(owner, app, test_now()), store::SchemaMismatch);
    BOOST_CHECK_THROW(store::assert_schema(store->session()), store::SchemaMismatch);
}

BOOST_AUTO_TEST_CASE(an_old_schema_is_refused_with_the_command_that_mends_it) {
    store::Connection{root}.execute("DELETE FROM migration");

    BOOST_CHECK_EXCEPTION(store::assert_schema(store->session()), store::SchemaMismatch,
                          [](const auto& e) {
                              return std::string{e.what()}.find("waymark migrate") !=
                                     std::string::npos;
                          });
}

BOOST_AUTO_TEST_SUITE_END()
