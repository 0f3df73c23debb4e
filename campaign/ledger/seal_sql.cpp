#include "campaign/ledger/merkle.h"
#include "campaign/ledger/seal.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace ledger {

namespace {

const std::string select_seal = "SELECT number, sealed_at, leaves, root, previous, hash FROM seal ";
const std::string select_leaf = "SELECT source, row_id, row_hash FROM seal_leaf ";

Seal seal_from(const store::Row& row) {
    return {row.number("number"), row.instant("sealed_at"), row.number("leaves"),
            row.text("root"),     row.text("previous"),     row.text("hash")};
}

std::vector<Leaf> leaves_from(const std::vector<store::Row>& rows) {
    std::vector<Leaf> leaves;
    for (const auto& row : rows)
        leaves.push_back({static_cast<Source>(row.number("source")), row.number("row_id"),
                          row.text("row_hash")});
    return leaves;
}

std::optional<Seal> seal_from_one(const std::optional<store::Row>& row) {
    if (!row) return {};
    return seal_from(*row);
}

}  // namespace

Seal no_seal() {
    Seal none;
    none.hash = std::string(64, '0');
    return none;
}

std::string seal_hash_of(const Seal& seal) {
    constexpr char between = '\x1f';
    return sha256_hex(std::to_string(seal.number) + between + sql_text(seal.sealed_at) + between +
                      std::to_string(seal.leaves) + between + seal.root + between + seal.previous);
}

Seal seal_after(const Seal& last, const std::vector<Leaf>& leaves, Instant now) {
    std::vector<std::string> hashes;
    for (const auto& leaf : leaves) hashes.push_back(leaf.row_hash);
    Seal seal{last.number + 1,     now,       static_cast<std::int64_t>(leaves.size()),
              merkle_root(hashes), last.hash, {}};
    seal.hash = seal_hash_of(seal);
    return seal;
}

void insert_leaves(store::Transaction& tx, const std::vector<Leaf>& leaves) {
    if (leaves.empty()) return;
    std::string sql = "INSERT INTO seal_leaf (source, row_id, row_hash) VALUES ";
    std::vector<store::Value> values;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        sql += i > 0 ? ", (?, ?, ?)" : "(?, ?, ?)";
        values.push_back(store::value_of(static_cast<int>(leaves[i].source)));
        values.push_back(store::value_of(leaves[i].row));
        values.push_back(store::value_of(leaves[i].row_hash));
    }
    tx.change(sql, values);
}

void insert_seal(store::Transaction& tx, const Seal& seal) {
    tx.run(
        "INSERT INTO seal (id, number, sealed_at, leaves, root, previous, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        new_number(seal.sealed_at), seal.number, seal.sealed_at, seal.leaves, seal.root,
        seal.previous, seal.hash);
}

int seal_leaves(store::Transaction& tx, std::int64_t seal, Source source,
                const std::vector<Leaf>& leaves) {
    std::string sql =
        "UPDATE seal_leaf SET seal = ? WHERE source = ? AND seal IS NULL AND row_id IN (";
    std::vector<store::Value> values{store::value_of(seal),
                                     store::value_of(static_cast<int>(source))};
    for (const auto& leaf : leaves) {
        if (leaf.source != source) continue;
        sql += values.size() > 2 ? ", ?" : "?";
        values.push_back(store::value_of(leaf.row));
    }
    if (values.size() == 2) return 0;
    return tx.change(sql + ")", values);
}

std::optional<Seal> last_seal(store::Session& session) {
    return seal_from_one(session.one(select_seal + "ORDER BY number DESC LIMIT 1"));
}

std::optional<Seal> find_seal(store::Session& session, const std::string& hash) {
    return seal_from_one(session.one(select_seal + "WHERE hash = ?", hash));
}

std::vector<Seal> seals_after(store::Session& session, std::int64_t number, int limit) {
    std::vector<Seal> seals;
    for (const auto& row :
         session.all(select_seal + "WHERE number > ? ORDER BY number LIMIT ?", number, limit))
        seals.push_back(seal_from(row));
    return seals;
}

std::vector<Leaf> leaves_of(store::Session& session, std::int64_t seal) {
    return leaves_from(session.all(select_leaf + "WHERE seal = ? ORDER BY source, row_id LIMIT ?",
                                   seal, 2 * leaves_per_seal_max));
}

std::vector<Leaf> unsealed_leaves(store::Session& session, int limit) {
    return leaves_from(
        session.all(select_leaf + "WHERE seal IS NULL ORDER BY source, row_id LIMIT ?", limit));
}

std::int64_t count_unsealed(store::Session& session) {
    return session.one("SELECT COUNT(*) AS n FROM seal_leaf WHERE seal IS NULL")->number("n");
}

std::vector<Leaf> leaves_between(store::Session& session, Source source, std::int64_t after,
                                 std::int64_t until, int limit) {
    return leaves_from(session.all(select_leaf + "WHERE source = ? AND row_id > ? AND row_id <= ?"
                                                 " ORDER BY row_id LIMIT ?",
                                   static_cast<int>(source), after, until, limit));
}

}  // namespace ledger
