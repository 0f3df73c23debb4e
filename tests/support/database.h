// FreshDatabase: an empty, migrated schema on a real MariaDB that this test run starts for itself.
#pragma once

#include <memory>
#include <string>

#include "campaign/store/database.h"

struct FreshDatabase {
    FreshDatabase();
    ~FreshDatabase();
    FreshDatabase(const FreshDatabase&) = delete;

    store::Address owner, app, root;
    std::unique_ptr<store::Store> store;  // As the serving user.
};

// The process id of the MariaDB of this test run, and a moment that tests call now.
int test_server_process();
Instant test_now();
