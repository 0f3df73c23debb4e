#include "campaign/store/database.h"

#include <array>
#include <charconv>
#include <random>
#include <thread>

#include "campaign/store/connection.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"

namespace store {

namespace {

constexpr int tries_max = 12;

// Full jitter: between nothing and a span that doubles, at most 200 ms.
void wait_before_try(int attempt) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const auto span = std::min(200, 2 << std::min(attempt, 7));
    std::this_thread::sleep_for(
        std::chrono::milliseconds{std::uniform_int_distribution<int>{0, span}(random)});
}

// A connection that cannot roll back is given up: the server rolls back when it sees us gone.
void roll_back(Connection& connection) {
    if (connection.is_lost()) return;
    try {
        connection.execute("ROLLBACK");
    } catch (...) {
        connection.mark_lost();
    }
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        int byte = 0;
        if (i + 2 >= text.size()) return {};
        const auto end = text.data() + i + 3;
        if (std::from_chars(text.data() + i + 1, end, byte, 16).ptr != end) return {};
        out += static_cast<char>(byte);
        i += 2;
    }
    return out;
}

}  // namespace

std::optional<Address> read_address(std::string_view url) {
    constexpr std::string_view scheme = "mysql://";
    if (!url.starts_with(scheme)) return {};
    url.remove_prefix(scheme.size());
    const auto at = url.rfind('@'), slash = url.find('/', at == std::string_view::npos ? 0 : at);
    if (at == std::string_view::npos || slash == std::string_view::npos) return {};
    const auto who = url.substr(0, at), where = url.substr(at + 1, slash - at - 1);
    const auto colon = who.find(':');
    Address address;
    const auto user = percent_decoded(who.substr(0, colon));
    const auto password =
        percent_decoded(colon == std::string_view::npos ? "" : who.substr(colon + 1));
    if (!user || !password || user->empty()) return {};
    address.user = *user, address.password = *password;
    address.name = url.substr(slash + 1);
    const auto port = where.rfind(':');
    address.host = where.substr(0, port);
    if (port != std::string_view::npos) {
        const auto digits = where.substr(port + 1);
        if (!read_number(digits, address.port)) return {};
    }
    if (address.host.empty() || address.name.empty()) return {};
    return address;
}

std::vector<Row> Session::query(const std::string& sql, const std::vector<Value>& values) {
    for (int attempt = 0;; ++attempt) {  // A read may always be asked again.
        try {
            auto lease = attempt == 0 ? pool_.lease() : pool_.fresh();
            return lease->query(sql, values);
        } catch (const Lost&) {
            if (attempt >= 2) throw;
        } catch (const Retry&) {
            if (attempt >= tries_max) throw Unavailable{"the database is too busy"};
        }
    }
}

int Transaction::change(const std::string& sql, const std::vector<Value>& values) {
    return connection_.change(sql, values);
}

std::optional<Row> Transaction::lock_row(const std::string& sql, const std::vector<Value>& values) {
    check(sql.ends_with("FOR UPDATE"), "a transaction reads only what it locks");
    auto rows = connection_.query(sql, values);
    if (rows.empty()) return {};
    return std::move(rows.front());
}

Store::Store(Address address, int connections_max)
    : pool_{std::make_unique<Pool>(std::move(address), connections_max)}, session_{*pool_} {}

Store::~Store() = default;

PoolCounts Store::pool_counts() const { return pool_->counts(); }

void Store::forget_connections() { pool_->forget(); }

void Store::run_unit(const std::function<void(Transaction&)>& work) {
    for (int attempt = 0; attempt < tries_max; ++attempt) {
        if (attempt > 0) wait_before_try(attempt);
        auto lease = pool_->lease();
        bool is_committing = false;
        try {
            lease->execute("BEGIN");
            Transaction tx{*lease};
            work(tx);
            is_committing = true;
            lease->execute("COMMIT");
            return;
        } catch (const Retry&) {
            roll_back(*lease);
        } catch (const Lost& lost) {
            if (is_committing) throw OutcomeUnknown{lost.what()};
            pool_->forget();  // Its neighbours are most likely gone as well.
        } catch (...) {
            roll_back(*lease);
            throw;
        }
    }
    throw Unavailable{"the database was too busy for this unit of work"};
}

void Store::assert_settings() {
    struct Setting {
        const char* name;
        const char* wanted;
    };
    constexpr std::array settings{
        Setting{"innodb_flush_log_at_trx_commit", "1"},
        Setting{"innodb_snapshot_isolation", "1"},
        Setting{"tx_isolation", "REPEATABLE-READ"},
        Setting{"autocommit", "1"},
        Setting{"local_infile", "0"},
        Setting{"time_zone", "+00:00"},
        Setting{"character_set_database", "utf8mb4"},
        Setting{"character_set_client", "utf8mb4"},
        Setting{"innodb_doublewrite", "1"},
    };
    for (const auto& setting : settings) {
        const auto row = session().one(std::string{"SELECT @@"} + setting.name + " AS value");
        if (row->text("value") != setting.wanted)
            throw Unavailable{std::string{"the database setting "} + setting.name + " is " +
                              row->text("value") + " and must be " + setting.wanted +
                              ". Set it in the server's configuration and restart it."};
    }
    const auto strict = session().one("SELECT @@sql_mode LIKE '%STRICT_ALL_TABLES%' AS value");
    if (!strict->flag("value")) throw Unavailable{"the database setting sql_mode is not strict"};
    const auto log = session().one("SELECT @@log_bin = 0 OR @@sync_binlog = 1 AS value");
    if (!log->flag("value")) throw Unavailable{"the database setting sync_binlog must be 1"};
}

}  // namespace store
