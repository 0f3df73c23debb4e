// Exports of many rows: no more memory than one page, whatever their number. WAYMARK_EXPORT_ROWS
// sets how many (tests/bench/exports.sh: a million), and then how long each form takes is told.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "campaign/finance/ledger_tables.h"
#include "tests/support/database.h"

namespace {

using Steady = std::chrono::steady_clock;

std::int64_t rows_wanted() {
    const auto* wanted = std::getenv("WAYMARK_EXPORT_ROWS");
    return wanted == nullptr ? 30'000 : std::atoll(wanted);
}

// Of this process, in kB: "VmRSS" now, "VmHWM" at most.
std::int64_t memory_kb(const std::string& name) {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ":")) return std::atoll(line.c_str() + name.size() + 1);
    return 0;
}

struct ManyRows : FreshDatabase {
    ManyRows() {
        // In parts: one statement has only so many seconds.
        constexpr std::int64_t part = 20'000;
        for (std::int64_t first = 1; first <= rows_wanted(); first += part)
            add(first, std::min(first + part - 1, rows_wanted()));
    }
    void add(std::int64_t first, std::int64_t last) {
        store::Store all{root, 1};
        all.in_transaction([&](store::Transaction& tx) {
            tx.run(
                "INSERT INTO transfer (id, event, debit, credit, minor, currency, kind, method,"
                " counts, cause_type, cause_id, effect_key, given_at, booked_at, booked_on,"
                " actor_role, reason, row_hash) SELECT 400000000000000000 + seq, 5,"
                " 'clearing:stripe', 'income:gift', 100 + seq % 9000, 'EUR', 'gift', 'card', 1,"
                " 'gift', seq, CONCAT('many:', seq), '2027-06-12 08:00:00', '2027-06-12 08:00:01',"
                " '2027-06-12', 'program', '=cmd', SHA2(seq, 256) FROM seq_" +
                std::to_string(first) + "_to_" + std::to_string(last));
        });
    }
    ledger::Cut cut{.currency = currency_of("EUR")};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(export_size_tests, ManyRows)

BOOST_AUTO_TEST_CASE(many_rows_need_no_more_memory_than_a_page) {
    constexpr std::int64_t growth_max_kb = 48 * 1024;
    const bool is_told = std::getenv("WAYMARK_EXPORT_ROWS") != nullptr;
    const auto raw_began = Steady::now();
    std::size_t raw = 0;
    for (std::int64_t last = 0, n = 1; n > 0;) {  // The same pages without any form.
        const auto page = store->session().all(
            "SELECT * FROM transfer WHERE id > ? ORDER BY id LIMIT 2000", last);
        n = static_cast<std::int64_t>(page.size()), raw += page.size();
        if (n > 0) last = page.back().number("id");
    }
    const std::chrono::duration<double> raw_time = Steady::now() - raw_began;
    BOOST_TEST(raw == static_cast<std::size_t>(rows_wanted()));
    if (is_told)
        std::cout << "plain SELECT of " << raw << " rows by pages: " << raw_time.count() << " s\n";
    const auto before = memory_kb("VmRSS");
    for (const auto* name : {"csv", "jsonl", "xlsx"}) {
        std::int64_t rows = 0;
        std::size_t bytes = 0;
        const auto began = Steady::now();
        const auto pieces =
            finance::pieces_of({finance::ledger_table(store->session(), cut, "")},
                               *finance::find_format(name), [&](std::int64_t n) { rows = n; });
        std::string piece;
        for (bool more = true; more; bytes += piece.size()) more = pieces(piece);
        const std::chrono::duration<double> took = Steady::now() - began;
        const auto grown = memory_kb("VmRSS") - before;
        BOOST_TEST(rows == rows_wanted());
        BOOST_TEST(grown < growth_max_kb);
        if (is_told)
            std::cout << name << ": " << took.count() << " s, " << took / raw_time
                      << " times the plain SELECT, " << bytes / 1'000'000 << " MB, memory grew by "
                      << grown / 1024 << " MB, at most " << memory_kb("VmHWM") / 1024 << " MB\n";
    }
}

BOOST_AUTO_TEST_SUITE_END()
