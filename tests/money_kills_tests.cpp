// Kill -9 at random points of importing, matching, refunding and sealing: of the program, or of the
// command that imports. WAYMARK_KILLS says how often; 3 unless told, tests/bench/kills.sh a
// hundred.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "campaign/campaign.h"
#include "campaign/giving/collecting.h"
#include "campaign/giving/giving.h"
#include "campaign/giving/keying.h"
#include "campaign/giving/refunding.h"
#include "campaign/ledger/sealing.h"
#include "campaign/ledger/verifying.h"
#include "tests/campaign/bank/bank_samples.h"
#include "tests/support/sandbox_client.h"
#include "tests/support/serving.h"

namespace {

using namespace std::chrono_literals;

constexpr int promises_each = 30, refunds_each = 3;

Instant clock_now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

int kills_asked() {
    const auto* text = std::getenv("WAYMARK_KILLS");
    return text != nullptr ? std::atoi(text) : 3;
}

struct MoneySite {
    MoneySite() {
        auto store = site.open_store();
        const auto walk = *campaign::find_campaign(store.session(), "walk");
        terms.campaign = walk.id, terms.currency = walk.currency;
        terms.fund = campaign::first_fund(store.session(), walk.id).id;
        store.in_transaction([](store::Transaction& tx) {
            tx.run("UPDATE organisation SET is_demo = 1");
            tx.run(
                "INSERT INTO bank_account (id, label, holder, iban, currency, is_shared, state,"
                " proposed_by, proposed_at) VALUES (4711, 'Walk', 'Riverside Trust',"
                " 'DE89370400440532013000', 'EUR', 0, 'active', 1, NOW(6))");
        });
        giving::enter_keys(store, {store.session(), addresses}, *providers::find_kind("stripe"),
                           {{"api", "sk_test_sandbox"}, {"webhook", "whsec_sandbox"}},
                           people::program_actor(), clock_now());
    }

    giving::NewGift asked_for(const std::string& method) {
        giving::NewGift asked;
        asked.method = method, asked.request_key = "kill-" + std::to_string(++made);
        asked.lines = {{"gift", terms.fund, {1000 + made, terms.currency}, true}};
        asked.is_meant = true;
        return asked;
    }

    // A statement that pays promises of its own, as a file.
    std::string plant_statement(store::Store& store, int round) {
        SampleFile file{.opening = balance};
        for (int i = 0; i < promises_each; ++i) {
            const auto gift = giving::record_gift(store, asked_for("transfer"), terms,
                                                  people::donor_actor("test"), clock_now())
                                  .gift;
            promised.push_back(gift.id);
            SampleLine line;
            line.cents = gift.amount.minor, line.text = giving::grouped(gift.reference);
            line.reference = "K" + std::to_string(round) + "-" + std::to_string(i);
            line.day = iso_text(Date{std::chrono::floor<std::chrono::days>(clock_now())});
            balance += line.cents;
            file.lines.push_back(line);
        }
        const auto path = folder.path() / ("statement-" + std::to_string(round) + ".xml");
        std::ofstream{path} << camt_text(file);
        return path.string();
    }

    void plant_refunds(store::Store& store) {
        const providers::Registry registry{store.session(), addresses};
        const auto stripe = registry.find("stripe", clock_now());
        for (int i = 0; i < refunds_each; ++i) {
            const auto gift = giving::record_gift(store, asked_for("card"), terms,
                                                  people::donor_actor("test"), clock_now())
                                  .gift;
            giving::begin_checkout(store, *stripe, gift.id,
                                   {"walk", "Walk", "https://wlk.example/g/x",
                                    "https://wlk.example/g/x", "client", "network"},
                                   clock_now());
            const auto payment = giving::payments_of(store.session(), gift.id).front();
            sandbox.tell("/sandbox/sales/" + payment.checkout + "/pay");
            giving::ask_and_settle(store, *stripe, payment, clock_now());
            giving::propose_refund(
                store, {gift.id, {}, gift.amount, "by mistake", "refund-" + std::to_string(made)},
                finance, clock_now());
            refunded += gift.amount.minor, ++refunds;
        }
    }

    int import(const std::string& path) {
        support::Program importer{
            {{"bank", "import", path}, {{"WAYMARK_VAR", site.program.var().string()}}}};
        return importer.wait(120s);
    }

    std::int64_t refunded_at_sandbox() {
        std::int64_t sum = 0;
        for (const auto& sale : sandbox.state().at("sales").items())
            sum += sale.at("refunded").number().value_or(0);
        return sum;
    }

    support::SandboxClient sandbox;
    providers::Addresses addresses{{"stripe", sandbox.url()}};
    support::RunningSite site{{{"WAYMARK_STRIPE_URL", sandbox.url()}}};
    const support::Folder folder;
    giving::Terms terms;
    people::Actor finance{AccountId{2}, "finance"};
    std::vector<GiftId> promised;
    std::int64_t balance = 10'000, made = 0, refunded = 0;
    int refunds = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(money_kills_tests)

BOOST_AUTO_TEST_CASE(nothing_is_lost_or_done_twice_by_kill_9_while_money_moves) {
    MoneySite money;
    std::mt19937 dice{std::random_device{}()};
    const auto kills = kills_asked();

    for (int round = 0; round < kills; ++round) {
        std::string path;
        {
            auto store = money.site.open_store();
            path = money.plant_statement(store, round);
            money.plant_refunds(store);
        }
        support::Program importer{
            {{"bank", "import", path}, {{"WAYMARK_VAR", money.site.program.var().string()}}}};
        std::this_thread::sleep_for(std::chrono::milliseconds{5 + dice() % 500});
        if (round % 2 == 0) {
            importer.kill();
        } else {
            money.site.program.kill();
            importer.kill();
            money.site.program.start();
            BOOST_REQUIRE(money.site.program.wait_until_ready());
        }
        BOOST_CHECK_EQUAL(money.import(path), 0);
    }
    auto store = money.site.open_store();
    auto& session = store.session();
    std::int64_t undone = 1;
    for (int look = 0; look < 600 && undone > 0; ++look) {  // The program sends what is due.
        undone = session.one("SELECT COUNT(*) AS n FROM refund WHERE state <> 'done'")->number("n");
        if (undone > 0) std::this_thread::sleep_for(100ms);
    }
    ledger::seal_rows(store, clock_now());

    BOOST_CHECK_EQUAL(undone, 0);
    BOOST_CHECK_EQUAL(money.refunded_at_sandbox(), money.refunded);
    BOOST_CHECK_EQUAL(session.one("SELECT COUNT(*) AS n FROM bank_line")->number("n"),
                      kills * promises_each);
    int astray = 0;
    for (const auto id : money.promised) {
        const auto gift = giving::find_gift(session, id);
        astray +=
            gift->state == giving::State::confirmed && gift->confirmed == gift->amount ? 0 : 1;
    }
    BOOST_CHECK_EQUAL(astray, 0);
    BOOST_CHECK_EQUAL(ledger::count_unsealed(session), 0);
    const auto verdict = ledger::verify_ledger(store, {});
    for (const auto& difference : verdict.differences) BOOST_ERROR(difference);
    BOOST_TEST_MESSAGE(kills << " kills, " << money.promised.size() << " promises paid once, "
                             << money.refunds << " refunds given once, " << verdict.rows
                             << " ledger rows, " << ledger::last_seal(session)->number << " seals");
}

BOOST_AUTO_TEST_SUITE_END()
