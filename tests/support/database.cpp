#include "tests/support/database.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "campaign/store/connection.h"
#include "campaign/store/migrate.h"
#include "campaign/store/private_server.h"

namespace {

namespace fs = std::filesystem;

// One server for the whole run, in a folder that goes when the run ends.
struct TestServer {
    TestServer()
        : folder{fs::temp_directory_path() / ("waymark-tests-" + std::to_string(getpid()))},
          server{std::make_unique<store::PrivateServer>(folder)} {}
    ~TestServer() {
        server.reset();
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }

    fs::path folder;
    std::unique_ptr<store::PrivateServer> server;
};

TestServer& test_server() {
    static TestServer server;
    return server;
}

}  // namespace

int test_server_process() { return test_server().server->process(); }

Instant test_now() { return *read_instant("2027-05-20T10:00:00Z"); }

FreshDatabase::FreshDatabase() {
    static std::atomic<int> count = 0;
    owner = test_server().server->owner(), app = test_server().server->app();
    root = owner;
    root.user = "root", root.name.clear();
    const auto name = "test_" + std::to_string(++count);
    owner.name = app.name = name;
    {
        store::Connection connection{root};
        connection.execute("CREATE DATABASE " + name +
                           " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
        connection.execute("GRANT ALL ON " + name + ".* TO owner@localhost WITH GRANT OPTION");
        connection.execute("GRANT CREATE TEMPORARY TABLES ON " + name + ".* TO app@localhost");
    }
    store::migrate(owner, app, test_now());
    root.name = name;
    constexpr int connections_max = 40;
    store = std::make_unique<store::Store>(app, connections_max);
}

// Hundreds of schemas would fill a disk.
FreshDatabase::~FreshDatabase() {
    store.reset();
    try {
        store::Connection connection{root};
        connection.execute("DROP DATABASE " + root.name);
    } catch (const std::exception&) {  // The test has taken its server away: it goes with it.
    }
}
