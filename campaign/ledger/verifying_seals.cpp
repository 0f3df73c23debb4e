#include "campaign/ledger/verifying_seals.h"

#include <limits>

#include "campaign/ledger/hashed_audit.h"
#include "campaign/ledger/merkle.h"
#include "campaign/ledger/seal.h"

namespace ledger {

namespace {

constexpr int page_rows = 2000, seals_at_once = 200;
constexpr auto no_end = std::numeric_limits<std::int64_t>::max();

// A row as it stands, to be held against its leaf.
struct Standing {
    std::int64_t id;
    std::string name, row_hash;
};

std::string name_of(Source source, std::int64_t id) {
    return (source == Source::transfer ? "Ledger row " : "Audit entry ") + std::to_string(id);
}

bool is_there(store::Session& session, Source source, std::int64_t id) {
    const auto* table = source == Source::transfer ? "transfer" : "audit";
    return session.one("SELECT id FROM " + std::string{table} + " WHERE id = ?", id).has_value();
}

void object_removed(store::Session& session, Source source, std::int64_t id, Verdict& verdict) {
    // Its row may have come between our two looks.
    if (!is_there(session, source, id))
        object(verdict,
               name_of(source, id) + " was removed: it was written, and is there no more.");
}

// Both in order of id; the leaves were read after the rows, so that every honest row has its leaf.
void compare(store::Session& session, Source source, const std::vector<Standing>& rows,
             const std::vector<Leaf>& leaves, Verdict& verdict) {
    auto leaf = leaves.begin();
    for (const auto& row : rows) {
        for (; leaf != leaves.end() && leaf->row < row.id; ++leaf)
            object_removed(session, source, leaf->row, verdict);
        if (leaf == leaves.end() || leaf->row != row.id)
            object(verdict, row.name + " was added behind our back: the program did not write it.");
        else if (leaf++->row_hash != row.row_hash)
            object(verdict,
                   row.name + " was changed with its hash: when it was written, it was another.");
    }
    for (; leaf != leaves.end(); ++leaf) object_removed(session, source, leaf->row, verdict);
}

// Holds one page against its leaves; false if it was the last one.
bool compare_page(store::Session& session, Source source, const std::vector<Standing>& rows,
                  std::int64_t& last, Verdict& verdict) {
    const auto is_last = rows.size() < page_rows;
    const auto until = is_last ? no_end : rows.back().id;
    for (;;) {
        // More leaves than rows only where rows were removed: those come in pages of their own.
        const auto leaves = leaves_between(session, source, last, until, 2 * page_rows);
        const auto is_whole = leaves.size() < 2 * page_rows;
        const auto to = is_whole ? until : leaves.back().row;
        std::vector<Standing> part;
        for (const auto& row : rows)
            if (row.id > last && row.id <= to) part.push_back(row);
        compare(session, source, part, leaves, verdict);
        last = to;
        if (is_whole) return !is_last;
    }
}

}  // namespace

void verify_rows(store::Session& session, const Progress& progress, Verdict& verdict) {
    for (std::int64_t last = 0;;) {
        std::vector<Standing> page;
        for (const auto& row : transfers_after(session, TransferId{last}, page_rows)) {
            const auto name = name_of(Source::transfer, row.id.value) + " (" + row.debit + " -> " +
                              row.credit + ")";
            if (row_hash_of(row) != row.row_hash)
                object(verdict, name + " was changed after it was written: its hash differs.");
            if (!is_event(row.event, row.debit, row.credit))
                object(verdict, name + " moves what its event does not allow.");
            page.push_back({row.id.value, name, row.row_hash});
        }
        verdict.rows += static_cast<std::int64_t>(page.size());
        if (progress) progress(verdict.rows);
        if (!compare_page(session, Source::transfer, page, last, verdict)) return;
    }
}

void verify_audit(store::Session& session, Verdict& verdict) {
    for (std::int64_t last = 0;;) {
        std::vector<Standing> page;
        for (const auto& row : audit_after(session, last, page_rows)) {
            const auto name = name_of(Source::audit, row.id) + " (" + row.action + ")";
            if (row.hash_of_row != row.row_hash)
                object(verdict, name + " was changed after it was written: its hash differs.");
            page.push_back({row.id, name, row.row_hash});
        }
        if (!compare_page(session, Source::audit, page, last, verdict)) return;
    }
}

void verify_seals(store::Session& session, Verdict& verdict) {
    auto last = no_seal();
    for (;;) {
        const auto seals = seals_after(session, last.number, seals_at_once);
        for (const auto& seal : seals) {
            const auto name = "Seal " + std::to_string(seal.number);
            if (seal.number != last.number + 1)
                object(verdict, "Seal " + std::to_string(last.number + 1) + " is missing.");
            else if (seal.previous != last.hash)
                object(verdict, name + " does not follow from the seal before.");
            if (seal_hash_of(seal) != seal.hash)
                object(verdict, name + " was changed: its hash differs.");
            const auto leaves = leaves_of(session, seal.number);
            std::vector<std::string> hashes;
            for (const auto& leaf : leaves) hashes.push_back(leaf.row_hash);
            if (merkle_root(hashes) != seal.root)
                object(verdict,
                       name + " does not fit its " + std::to_string(leaves.size()) +
                           " rows, from " +
                           (leaves.empty()
                                ? "none"
                                : name_of(leaves.front().source, leaves.front().row) + " to " +
                                      name_of(leaves.back().source, leaves.back().row)) +
                           ": what was sealed of them was changed.");
            last = seal;
        }
        if (seals.size() < seals_at_once) return;
    }
}

}  // namespace ledger
