#include "campaign/store/connection.h"

#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>
#include <mysql_connection.h>
#include <mysql_driver.h>

#include <algorithm>

#include "campaign/words/check.h"

namespace store {

namespace {

constexpr int connect_timeout_s = 2, answer_timeout_s = 10;
constexpr std::size_t statements_max = 200;

// What money depends on, said by us at each connect, because a connect resets the isolation.
const std::string session_settings =
    "SET SESSION tx_isolation='REPEATABLE-READ', innodb_snapshot_isolation=ON,"
    " time_zone='+00:00', innodb_lock_wait_timeout=3, max_statement_time=8,"
    " sql_mode='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

// "Duplicate entry 'x' for key 'once_per_request'" -> once_per_request
std::string quoted_last(const std::string& message) {
    const auto end = message.rfind('\'');
    if (end == std::string::npos || end == 0) return message;
    const auto begin = message.rfind('\'', end - 1);
    return message.substr(begin + 1, end - begin - 1);
}

// "CONSTRAINT `name` failed for …" or "… CONSTRAINT `name` FOREIGN KEY …" -> name
std::string constraint_name(const std::string& message) {
    const auto word = message.find("CONSTRAINT `");
    if (word == std::string::npos) return message;
    const auto begin = word + 12;
    auto name = message.substr(begin, message.find('`', begin) - begin);
    const auto dot = name.rfind('.');
    return dot == std::string::npos ? name : name.substr(dot + 1);
}

}  // namespace

void Connection::translate(const sql::SQLException& error) {
    const auto code = error.getErrorCode();
    const std::string message = error.what();
    switch (code) {
        case 1213:
        case 1205:
        case 1020:
            throw Retry{};
        case 1062: {
            const auto key = quoted_last(message);
            if (key == "PRIMARY") throw Retry{};  // Two ids made alike: make new ones.
            throw Duplicate{key};
        }
        case 4025:
        case 1451:
        case 1452:
            throw ConstraintBroken{constraint_name(message)};
        case 1644:
            throw ConstraintBroken{message};
        case 1969:
        case 1021:
        case 1041:
        case 1040:
        case 1203:
        case 1290:
        case 3024:
        case 28:
            throw Unavailable{message};
        default:
            break;
    }
    if ((code >= 2000 && code < 3000) || code == 1047 || code == 1180 || code == 1053 ||
        code == 1927 || code == 1152 || code == 1158 || code == 1159 || code == 1160 ||
        code == 1161 || code == 1317 || code == 1077) {
        is_lost_ = true;
        throw Lost{message};
    }
    throw BrokenInvariant{"SQL " + std::to_string(code) + ": " + message};
}

template <typename Work>
auto Connection::guarded(Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const sql::SQLException& error) {
        translate(error);
    }
}

Connection::Connection(const Address& to) {
    sql::ConnectOptionsMap options;
    options["hostName"] =
        sql::SQLString{to.socket.empty() ? "tcp://" + to.host + ":" + std::to_string(to.port)
                                         : "unix://" + to.socket};
    options["userName"] = sql::SQLString{to.user};
    options["password"] = sql::SQLString{to.password};
    if (!to.name.empty()) options["schema"] = sql::SQLString{to.name};
    options["OPT_CONNECT_TIMEOUT"] = connect_timeout_s;
    options["OPT_READ_TIMEOUT"] = answer_timeout_s;
    options["OPT_WRITE_TIMEOUT"] = answer_timeout_s;
    options["OPT_LOCAL_INFILE"] = 0;
    try {
        vendor_.reset(sql::mysql::get_driver_instance()->connect(options));
    } catch (const sql::SQLException& error) {
        throw Unavailable{error.what()};
    }
    execute(session_settings);
}

Connection::~Connection() {
    try {
        statements_.clear();
        vendor_.reset();
    } catch (...) {  // The server is gone; so are we.
    }
}

void Connection::execute(const std::string& text) {
    guarded([&] {
        const std::unique_ptr<sql::Statement> statement{vendor_->createStatement()};
        statement->execute(text);
    });
}

sql::PreparedStatement& Connection::prepared(const std::string& text) {
    const auto found = statements_.find(text);
    if (found != statements_.end()) return *found->second;
    if (statements_.size() >= statements_max) statements_.clear();
    std::unique_ptr<sql::PreparedStatement> made{vendor_->prepareStatement(text)};
    return *(statements_[text] = std::move(made));  // Kept only if the server took it.
}

void Connection::bind(sql::PreparedStatement& statement, const std::vector<Value>& values) {
    for (unsigned i = 0; i < values.size(); ++i) {
        if (const auto* number = std::get_if<std::int64_t>(&values[i]))
            statement.setInt64(i + 1, *number);
        else if (const auto* text = std::get_if<std::string>(&values[i]))
            statement.setString(i + 1, sql::SQLString{*text});
        else
            statement.setNull(i + 1, sql::DataType::VARCHAR);
    }
}

std::vector<Row> Connection::query(const std::string& text, const std::vector<Value>& values) {
    return guarded([&] {
        auto& statement = prepared(text);
        bind(statement, values);
        const std::unique_ptr<sql::ResultSet> result{statement.executeQuery()};
        auto* meta = result->getMetaData();
        const auto count = meta->getColumnCount();
        auto names = std::make_shared<std::vector<std::string>>();
        for (unsigned i = 1; i <= count; ++i)
            names->push_back(meta->getColumnLabel(i).asStdString());
        std::vector<Row> rows;
        rows.reserve(result->rowsCount());
        while (result->next()) {
            std::vector<std::optional<std::string>> fields(count);
            for (unsigned i = 1; i <= count; ++i) {
                auto field = result->getString(i);
                if (!result->wasNull()) fields[i - 1] = field.asStdString();
            }
            rows.emplace_back(names, std::move(fields));
        }
        return rows;
    });
}

int Connection::change(const std::string& text, const std::vector<Value>& values) {
    return guarded([&] {
        auto& statement = prepared(text);
        bind(statement, values);
        return statement.executeUpdate();
    });
}

Pool::Pool(Address address, int connections_max)
    : address_{std::move(address)}, connections_max_{connections_max} {
    sql::mysql::get_driver_instance();  // Its registry is not locked: made once, before threads.
}

Pool::Lease::Lease(Pool& pool, std::unique_ptr<Connection> connection)
    : pool_{&pool}, connection_{std::move(connection)} {}

Pool::Lease::~Lease() {
    if (connection_) pool_->give_back(std::move(connection_));
}

Pool::Lease Pool::lease() {
    std::unique_lock lock{mutex_};
    const auto has_room = [&] { return !idle_.empty() || open_ < connections_max_; };
    if (!has_room()) {
        ++waits_, ++waiting_;
        const bool got = freed_.wait_for(lock, std::chrono::milliseconds{wait_max_ms}, has_room);
        --waiting_;
        if (!got) ++timeouts_;
        if (!got) throw Unavailable{"every database connection is busy"};
    }
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(connection)};
    }
    ++open_;
    lock.unlock();
    try {
        return {*this, std::make_unique<Connection>(address_)};
    } catch (...) {
        lock.lock();
        --open_;
        freed_.notify_one();
        throw;
    }
}

Pool::Lease Pool::fresh() {
    forget();
    return lease();
}

void Pool::forget() {
    std::vector<std::unique_ptr<Connection>> closing;
    const std::lock_guard lock{mutex_};
    open_ -= static_cast<int>(idle_.size());
    closing.swap(idle_);
    freed_.notify_all();
}

PoolCounts Pool::counts() const {
    const std::lock_guard lock{mutex_};
    return {.open = open_,
            .in_use = open_ - static_cast<std::int64_t>(idle_.size()),
            .waiting = waiting_,
            .waits = waits_,
            .timeouts = timeouts_};
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock{mutex_};
    if (connection->is_lost())
        --open_;
    else
        idle_.push_back(std::move(connection));
    freed_.notify_one();
}

}  // namespace store
