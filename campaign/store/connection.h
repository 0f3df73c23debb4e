// Connection and Pool: MySQL Connector/C++ behind the door. Only campaign/store/ includes it.
//
// The connector's own transaction calls drop errors, so a unit is framed by executing the words
// BEGIN, COMMIT and ROLLBACK. A connection that failed with a 2xxx code is destroyed, never mended.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace sql {
class Connection;
class PreparedStatement;
class SQLException;
}  // namespace sql

namespace store {

// Retry: the server asks for the whole unit once more (1213, 1205, 1020, or a key collision).
struct Retry {};
// Lost: the connection is gone; inside a unit that means that nothing of it stands.
struct Lost : Unavailable {
    using Unavailable::Unavailable;
};

class Connection {
public:
    explicit Connection(const Address&);
    ~Connection();
    Connection(const Connection&) = delete;

    std::vector<Row> query(const std::string& sql, const std::vector<Value>& values);
    int change(const std::string& sql, const std::vector<Value>& values);
    void execute(const std::string& sql);  // One statement without values, by the text protocol.
    bool is_lost() const { return is_lost_; }
    void mark_lost() { is_lost_ = true; }

private:
    sql::PreparedStatement& prepared(const std::string& sql);
    void bind(sql::PreparedStatement&, const std::vector<Value>&);
    template <typename Work>
    auto guarded(Work work) -> decltype(work());
    [[noreturn]] void translate(const sql::SQLException&);

    std::unique_ptr<sql::Connection> vendor_;
    std::map<std::string, std::unique_ptr<sql::PreparedStatement>> statements_;
    bool is_lost_ = false;
};

class Pool {
public:
    Pool(Address address, int connections_max);

    // A connection for as long as the lease lives. Waits for one at most wait_max_ms, then throws
    // Unavailable. A lost connection does not come back into the pool.
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection);
        Lease(Lease&&) = default;
        ~Lease();
        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }

    private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };
    Lease lease();
    Lease fresh();  // Never one that has been idle.
    void forget();
    PoolCounts counts() const;

    static constexpr int wait_max_ms = 5000;

private:
    void give_back(std::unique_ptr<Connection>);

    Address address_;
    int connections_max_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int open_ = 0, waiting_ = 0;
    std::int64_t waits_ = 0, timeouts_ = 0;
};

}  // namespace store
