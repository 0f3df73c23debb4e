#include "campaign/ledger/sealing.h"

#include <algorithm>
#include <thread>

#include "campaign/ledger/merkle.h"
#include "campaign/store/connection.h"
#include "tests/campaign/giving/giving_fixture.h"

namespace {

struct WithSeals : WithCampaign {
    WithSeals() {
        arrive(give(gift_of(5000, "a")).gift, 5000, "S-1");
        enter_and_confirm(2000, 2000, "cash");
    }
    // What an intruder with the owner's password and some knowledge of the schema could do.
    void as_root(const std::string& sql) { store::Connection{root}.execute(sql); }
    void open_up() {
        for (const auto* trigger :
             {"transfer_is_never_changed", "transfer_is_never_removed", "leaf_is_never_removed",
              "leaf_is_sealed_once", "seal_is_never_changed", "seal_is_never_removed",
              "audit_is_never_changed", "audit_is_never_removed"})
            as_root("DROP TRIGGER " + std::string{trigger});
    }
    std::int64_t some_row(const std::string& table, const std::string& where) {
        return store->session()
            .one("SELECT id FROM " + table + " WHERE " + where + " ORDER BY id LIMIT 1")
            ->number("id");
    }
    bool names(const std::string& words) {
        const auto verdict = ledger::verify_ledger(*store, {});
        return std::ranges::any_of(verdict.differences, [&](const std::string& difference) {
            return difference.find(words) != std::string::npos;
        });
    }
    std::int64_t seal() { return ledger::seal_rows(*store, now); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sealing_tests, WithSeals)

// The roots that the reference implementation of RFC 6962 is tested with.
BOOST_AUTO_TEST_CASE(a_merkle_root_is_that_of_certificate_transparency) {
    const std::vector<std::string> leaves{"",         std::string(1, '\0'), "\x10",
                                          "\x20\x21", "\x30\x31",           "@ABC",
                                          "PQRSTUVW", "`abcdefghijklmno"};
    const std::vector<std::string> roots{
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

    for (std::size_t n = 1; n <= leaves.size(); ++n)
        BOOST_CHECK_EQUAL(ledger::merkle_root({leaves.begin(), leaves.begin() + n}), roots[n - 1]);
}

BOOST_AUTO_TEST_CASE(every_row_is_sealed_once_and_the_chain_holds) {
    const auto rows = store->session()
                          .one(
                              "SELECT (SELECT COUNT(*) FROM transfer) +"
                              " (SELECT COUNT(*) FROM audit) AS n")
                          ->number("n");

    BOOST_CHECK_EQUAL(seal(), rows);
    BOOST_CHECK_EQUAL(seal(), 0);
    give(gift_of(700, "b"));
    BOOST_CHECK_GT(seal(), 0);

    BOOST_CHECK_EQUAL(ledger::last_seal(store->session())->number, 2);
    BOOST_CHECK_EQUAL(ledger::count_unsealed(store->session()), 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(sealers_of_several_programs_make_one_chain) {
    std::vector<std::thread> sealers;
    for (int i = 0; i < 8; ++i)
        sealers.emplace_back([this] {
            for (int round = 0; round < 10; ++round) ledger::seal_rows(*store, now);
        });
    for (int i = 0; i < 20; ++i) give(gift_of(100 + i, "s" + std::to_string(i)));
    for (auto& sealer : sealers) sealer.join();
    seal();

    BOOST_CHECK_EQUAL(ledger::count_unsealed(store->session()), 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_row_that_was_changed_with_its_hash_is_named) {
    seal(), open_up();
    const auto id = some_row("transfer", "credit = 'income:gift'");
    auto row = ledger::transfers_after(store->session(), TransferId{id - 1}, 1).front();
    row.amount.minor += 1;

    as_root("UPDATE transfer SET minor = minor + 1, row_hash = '" + ledger::row_hash_of(row) +
            "' WHERE id = " + std::to_string(id));

    BOOST_CHECK(names("Ledger row " + std::to_string(id) + " ("));
    BOOST_CHECK(names("was changed with its hash"));
}

BOOST_AUTO_TEST_CASE(a_row_that_was_removed_is_named) {
    open_up();
    const auto sealed = some_row("transfer", "credit = 'income:gift'");
    seal();
    as_root("DELETE FROM transfer WHERE id = " + std::to_string(sealed));
    give(gift_of(700, "b"));
    const auto waiting = some_row("transfer", "minor = 700");
    as_root("DELETE FROM transfer WHERE id = " + std::to_string(waiting));

    BOOST_CHECK(names("Ledger row " + std::to_string(sealed) + " was removed"));
    BOOST_CHECK(names("Ledger row " + std::to_string(waiting) + " was removed"));
}

BOOST_AUTO_TEST_CASE(a_row_that_was_added_with_a_right_hash_is_named) {
    seal();
    const auto id = some_row("transfer", "credit = 'income:gift'");
    auto row = ledger::transfers_after(store->session(), TransferId{id - 1}, 1).front();
    row.id = TransferId{row.id.value + 1}, row.effect_key = "by hand";

    as_root(
        "INSERT INTO transfer SELECT id + 1, event, debit, credit, minor, currency, campaign_id,"
        " fund_id, kind, method, counts, cause_type, cause_id, 'by hand', given_at, booked_at,"
        " booked_on, bank_date, actor_id, actor_role, on_behalf_of, reason, reverses, '" +
        ledger::row_hash_of(row) + "' FROM transfer WHERE id = " + std::to_string(id));

    BOOST_CHECK(names("Ledger row " + std::to_string(id + 1) + " ("));
    BOOST_CHECK(names("was added behind our back"));
}

BOOST_AUTO_TEST_CASE(an_audit_entry_that_was_changed_or_removed_is_named) {
    seal(), open_up();
    const auto changed = some_row("audit", "action LIKE 'gift%'");
    as_root("UPDATE audit SET actor_role = 'nobody' WHERE id = " + std::to_string(changed));
    const auto removed =
        some_row("audit", "action LIKE 'gift%' AND id > " + std::to_string(changed));
    as_root("DELETE FROM audit WHERE id = " + std::to_string(removed));

    BOOST_CHECK(names("Audit entry " + std::to_string(changed) + " ("));
    BOOST_CHECK(names("Audit entry " + std::to_string(removed) + " was removed"));
}

BOOST_AUTO_TEST_CASE(whoever_changes_the_leaves_too_breaks_the_chain) {
    seal(), open_up();
    const auto id = some_row("transfer", "credit = 'income:gift'");
    auto row = ledger::transfers_after(store->session(), TransferId{id - 1}, 1).front();
    row.amount.minor += 1;
    const auto hash = ledger::row_hash_of(row);

    as_root("UPDATE transfer SET minor = minor + 1, row_hash = '" + hash +
            "' WHERE id = " + std::to_string(id));
    as_root("UPDATE seal_leaf SET row_hash = '" + hash + "' WHERE row_id = " + std::to_string(id));

    BOOST_CHECK(names("Seal 1 does not fit its"));
}

BOOST_AUTO_TEST_CASE(a_seal_that_is_gone_or_forged_is_named) {
    seal(), give(gift_of(700, "b")), seal(), give(gift_of(800, "c")), seal();
    open_up();

    as_root("UPDATE seal SET root = REPEAT('0', 64) WHERE number = 1");
    as_root("DELETE FROM seal WHERE number = 2");

    BOOST_CHECK(names("Seal 1 was changed: its hash differs."));
    BOOST_CHECK(names("Seal 2 is missing."));
}

BOOST_AUTO_TEST_CASE(the_triggers_stop_even_the_owner_at_seals_and_leaves) {
    seal();

    BOOST_CHECK_THROW(as_root("UPDATE seal SET leaves = 1"), store::ConstraintBroken);
    BOOST_CHECK_THROW(as_root("DELETE FROM seal"), store::ConstraintBroken);
    BOOST_CHECK_THROW(as_root("DELETE FROM seal_leaf"), store::ConstraintBroken);
    BOOST_CHECK_THROW(as_root("UPDATE seal_leaf SET seal = NULL"), store::ConstraintBroken);
}

BOOST_AUTO_TEST_CASE(a_seal_is_found_by_its_hash) {
    seal();
    const auto first = *ledger::last_seal(store->session());
    give(gift_of(700, "b")), seal();

    BOOST_CHECK_EQUAL(ledger::find_seal(store->session(), first.hash)->number, 1);
    BOOST_CHECK(!ledger::find_seal(store->session(), std::string(64, 'a')));
    BOOST_CHECK_EQUAL(ledger::last_seal(store->session())->previous, first.hash);
}

BOOST_AUTO_TEST_SUITE_END()
