// Store: the one door to MariaDB. A Session reads, a Transaction writes, and neither does both.
//
// Invariants:
//   * A Session holds no connection between two queries, so no thread ever holds more than one.
//   * A Transaction is only had from in_transaction(); it cannot read, except by lock(), because a
//     plain SELECT inside opens a snapshot that makes later slot UPDATEs fail with 1020.
//   * A unit that met a deadlock (1213), a lock timeout (1205) or a moved snapshot (1020) is run
//     again as a whole. A connection lost during COMMIT is OutcomeUnknown: ask by the key.
//
// Errors: Unavailable (the database is away or too busy), Duplicate, ConstraintBroken. Everything
// else that the server says is a BrokenInvariant with its text.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "campaign/store/row.h"

namespace store {

struct Unavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct OutcomeUnknown : Unavailable {  // COMMIT was sent and no answer came.
    using Unavailable::Unavailable;
};
struct Duplicate : std::runtime_error {  // A UNIQUE key says: that is here already.
    explicit Duplicate(std::string name) : std::runtime_error{name}, constraint{std::move(name)} {}
    std::string constraint;
};
struct ConstraintBroken : std::runtime_error {  // A CHECK, a foreign key or a trigger says no.
    explicit ConstraintBroken(std::string name)
        : std::runtime_error{name}, constraint{std::move(name)} {}
    std::string constraint;
};

// Address: where a server is and who we are there.
struct Address {
    std::string socket;  // Path of a Unix socket, or empty for TCP.
    std::string host;
    int port = 3306;
    std::string user, password, name;
};

// mysql://user:password@host:port/name, percent-encoded; nothing if it is not of that form.
std::optional<Address> read_address(std::string_view url);

class Connection;
class Pool;

class Session {
public:
    explicit Session(Pool& pool) : pool_{pool} {}

    // Every list is bounded by a LIMIT in its SQL.
    template <typename... Any>
    std::vector<Row> all(const std::string& sql, const Any&... values) {
        return query(sql, {value_of(values)...});
    }
    template <typename... Any>
    std::optional<Row> one(const std::string& sql, const Any&... values) {
        auto rows = query(sql, {value_of(values)...});
        if (rows.empty()) return {};
        return std::move(rows.front());
    }
    // The same with values that were gathered at run time.
    std::vector<Row> query(const std::string& sql, const std::vector<Value>& values);

private:
    Pool& pool_;
};

class Transaction {
public:
    explicit Transaction(Connection& connection) : connection_{connection} {}
    Transaction(const Transaction&) = delete;

    // Runs an INSERT, UPDATE or DELETE; returns the number of rows that changed.
    template <typename... Any>
    int run(const std::string& sql, const Any&... values) {
        return change(sql, {value_of(values)...});
    }
    // A row that is locked from now on (the SQL ends in FOR UPDATE); nothing if it is absent.
    template <typename... Any>
    std::optional<Row> lock(const std::string& sql, const Any&... values) {
        return lock_row(sql, {value_of(values)...});
    }
    int change(const std::string& sql, const std::vector<Value>& values);

private:
    std::optional<Row> lock_row(const std::string& sql, const std::vector<Value>& values);

    Connection& connection_;
};

// How the pool of connections is doing.
struct PoolCounts {
    std::int64_t open = 0, in_use = 0, waiting = 0, waits = 0, timeouts = 0;
};

class Store {
public:
    // connections_max bounds the pool; nothing is opened yet.
    Store(Address address, int connections_max);
    ~Store();

    Session& session() { return session_; }

    // Runs a unit of work and commits it. The work may run several times: it must only write.
    template <typename Work>
    auto in_transaction(Work work) -> decltype(work(std::declval<Transaction&>())) {
        if constexpr (std::is_void_v<decltype(work(std::declval<Transaction&>()))>) {
            run_unit([&](Transaction& tx) { work(tx); });
        } else {
            std::optional<decltype(work(std::declval<Transaction&>()))> result;
            run_unit([&](Transaction& tx) { result.emplace(work(tx)); });
            return std::move(*result);
        }
    }

    // Asserts the server and connection settings that money depends on; throws Unavailable with
    // the name of the first one that is wrong.
    void assert_settings();
    // Kills nothing, closes idle connections: the next use opens fresh ones.
    void forget_connections();
    PoolCounts pool_counts() const;

private:
    void run_unit(const std::function<void(Transaction&)>& work);

    std::unique_ptr<Pool> pool_;
    Session session_;
};

}  // namespace store
