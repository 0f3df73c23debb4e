#include "campaign/store/migrate.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "campaign/store/connection.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace store {

namespace {

const std::string make_migration_table =
    "CREATE TABLE IF NOT EXISTS migration (number INT NOT NULL PRIMARY KEY,"
    " name VARCHAR(80) NOT NULL, checksum CHAR(64) NOT NULL, started_at DATETIME(6) NOT NULL,"
    " finished_at DATETIME(6) NULL) ENGINE=InnoDB";

constexpr std::string_view folder = "campaign/schema/";

// 'app'@'localhost', as the server knows the app user.
std::string account_of(Address app) {
    app.name.clear();  // It has no rights there yet.
    Connection connection{app};
    const auto name = connection.query("SELECT CURRENT_USER() AS name", {}).front().text("name");
    const auto at = name.rfind('@');
    return "'" + name.substr(0, at) + "'@'" + name.substr(at + 1) + "'";
}

void grant_rights(Connection& owner, const Address& owner_address, const Address& app) {
    if (app.user == owner_address.user) return;  // One user for all: nothing can be taken away.
    const auto grants = find_resource("campaign/schema/grants.sql");
    check(grants.has_value(), "grants.sql travels inside the program");
    const auto account = account_of(app);
    for (auto statement : statements_of(*grants)) {
        check(statement.ends_with(" TO app"), "a grant names the app user last");
        statement.resize(statement.size() - 3);
        owner.execute(statement + account);
    }
}

}  // namespace

std::vector<std::string> statements_of(std::string_view sql) {
    std::vector<std::string> statements;
    std::string statement;
    while (!sql.empty()) {
        const auto end = sql.find('\n');
        const auto line = sql.substr(0, end);
        sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 1);
        if (line.empty() || line.starts_with("--")) continue;
        if (!statement.empty()) statement += '\n';
        statement += line;
        if (!statement.ends_with(';')) continue;
        statement.pop_back();
        statements.push_back(std::move(statement));
        statement.clear();
    }
    check(statement.empty(), "the last statement of a migration ends with a semicolon");
    return statements;
}

std::vector<Migration> all_migrations() {
    std::vector<Migration> migrations;
    for (const auto* table : all_resources())
        for (const auto& row : *table) {
            std::string_view path = row.path;
            if (!path.starts_with(folder)) continue;
            path.remove_prefix(folder.size());
            int number = 0;
            if (std::from_chars(path.data(), path.data() + path.size(), number).ec != std::errc{})
                continue;
            migrations.push_back({number, std::string{path}, std::string{row.bytes()}});
        }
    std::ranges::sort(migrations, {}, &Migration::number);
    return migrations;
}

std::vector<std::string> migrate(const Address& owner, const Address& app, Instant now) {
    Connection connection{owner};
    connection.execute("SET SESSION max_statement_time=0");
    const auto locked = connection.query("SELECT GET_LOCK('waymark_migrate', 5) AS got", {});
    if (!locked.front().flag("got"))
        throw SchemaMismatch{"Another migration is running. Wait for it, then try again."};
    connection.execute(make_migration_table);
    std::vector<std::string> done;
    for (const auto& migration : all_migrations()) {
        const auto checksum = sha256_hex(migration.sql);
        const auto rows =
            connection.query("SELECT checksum, finished_at FROM migration WHERE number = ?",
                             {value_of(migration.number)});
        if (!rows.empty() && !rows.front().is_null("finished_at")) {
            if (rows.front().text("checksum") != checksum)
                throw SchemaMismatch{"The migration " + migration.name +
                                     " was changed after it had run here. Use the program that "
                                     "made this database, or restore a backup."};
            continue;
        }
        connection.change(
            "REPLACE INTO migration (number, name, checksum, started_at)"
            " VALUES (?, ?, ?, ?)",
            {value_of(migration.number), value_of(migration.name), value_of(checksum),
             value_of(now)});
        for (const auto& statement : statements_of(migration.sql)) connection.execute(statement);
        connection.change("UPDATE migration SET finished_at = ? WHERE number = ?",
                          {value_of(now), value_of(migration.number)});
        done.push_back(migration.name);
    }
    grant_rights(connection, owner, app);
    connection.query("SELECT RELEASE_LOCK('waymark_migrate') AS freed", {});
    return done;
}

void assert_schema(Session& session) {
    const auto table = session.one(
        "SELECT COUNT(*) AS n FROM information_schema.tables"
        " WHERE table_schema = DATABASE() AND table_name = 'migration'");
    std::map<std::int64_t, std::string> finished;
    if (table->flag("n"))
        for (const auto& row : session.all("SELECT number, checksum FROM migration"
                                           " WHERE finished_at IS NOT NULL LIMIT 1000"))
            finished[row.number("number")] = row.text("checksum");
    for (const auto& migration : all_migrations()) {
        const auto found = finished.find(migration.number);
        if (found == finished.end())
            throw SchemaMismatch{"The database is older than this program (" + migration.name +
                                 " is missing). Run: waymark migrate"};
        if (found->second != sha256_hex(migration.sql))
            throw SchemaMismatch{"The migration " + migration.name + " ran here in another form."};
        finished.erase(found);
    }
    if (!finished.empty())
        throw SchemaMismatch{"The database is newer than this program. Use the newer program."};
}

}  // namespace store
