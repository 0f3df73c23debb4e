// One receipt for a year: who is one donor, what is left out, and a batch that goes on where it
// was.
#include "campaign/receipts/yearly_issuing.h"

#include <future>

#include "tests/campaign/receipts/receipts_fixture.h"

namespace {

struct WithYears : WithReceipts {
    // Given in 2027, seen in 2028.
    void end_the_year() { now = *read_instant("2028-01-10T10:00:00Z"); }
    giving::Gift from(const std::string& name, const std::string& key, std::int64_t cents) {
        auto asked = named_gift(cents, key);
        asked.donor.receipt_name = name, asked.donor.email = "";
        return arrive(give(asked).gift, cents, "line " + key);
    }
    receipts::Batch run(int year = 2027) {
        const auto batch = receipts::start_year(*store, year, "form", finance, now);
        while (receipts::work_batches(*store, 2, now) > 0) {
        }
        return *receipts::find_batch(store->session(), batch.id);
    }
    std::vector<receipts::Receipt> written(const receipts::Batch& batch) {
        return receipts::receipts_of_batch(store->session(), batch.id.value, {0, 100});
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(receipt_yearly_tests, WithYears)

BOOST_AUTO_TEST_CASE(each_donor_has_one_receipt_over_all_their_gifts) {
    from("Anna", "a1", 2'000), from("Anna", "a2", 500), from("Ben", "b1", 700);
    end_the_year();

    const auto batch = run();

    BOOST_TEST(batch.donors == 2);
    BOOST_TEST(batch.issued == 2);
    BOOST_TEST(batch.finished_at.has_value());
    const auto all = written(batch);
    BOOST_REQUIRE(all.size() == 2u);
    std::int64_t total = 0;
    for (const auto& one : all) total += one.amount.minor;
    BOOST_TEST(total == 3'200);
    BOOST_TEST(all[0].series == "2028");
    BOOST_TEST(all[0].year == 2027);
    BOOST_TEST(receipts::gaps_in_receipts(store->session()).at(0).missing.empty());
}

BOOST_AUTO_TEST_CASE(what_stands_on_a_receipt_already_is_left_out) {
    const auto first = from("Anna", "a1", 2'000);
    from("Anna", "a2", 500);
    issue(first);
    end_the_year();

    const auto all = written(run());

    BOOST_REQUIRE(all.size() == 1u);
    BOOST_TEST(all[0].amount.minor == 500);
    BOOST_CHECK_THROW(receipts::start_year(*store, 2027, "once more", finance, now), Refused);
}

BOOST_AUTO_TEST_CASE(a_year_that_is_not_over_is_refused) {
    from("Anna", "a1", 2'000);
    BOOST_CHECK_THROW(receipts::start_year(*store, 2027, "form", finance, now), Refused);
    end_the_year();
    BOOST_CHECK_THROW(receipts::start_year(*store, 2028, "form", finance, now), Refused);
    BOOST_TEST((receipts::start_year(*store, 2027, "form", finance, now).id ==
                receipts::start_year(*store, 2027, "form", finance, now).id));
}

BOOST_AUTO_TEST_CASE(the_same_name_with_another_proven_address_is_another_donor) {
    auto asked = named_gift(1'000, "p1");
    const auto proven = arrive(give(asked).gift, 1'000, "line p1");
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE gift SET proven_at = ? WHERE id = ?", now, proven.id);
    });
    asked = named_gift(2'000, "p2");
    asked.donor.email = "somebody@example.org";  // Typed, never proven.
    arrive(give(asked).gift, 2'000, "line p2");
    end_the_year();

    BOOST_TEST(run().donors == 2);
}

BOOST_AUTO_TEST_CASE(one_gift_that_goes_back_cancels_the_year_and_the_rest_is_written_anew) {
    const auto first = from("Anna", "a1", 2'000), second = from("Anna", "a2", 500);
    end_the_year();
    const auto year = written(run()).at(0);

    give_back(first, 0);
    BOOST_TEST(receipts::cancel_fallen_receipts(*store, 100, now) == 1);
    const auto anew = receipts::issue_year_receipt(*store, 2027, second.id, finance, now);

    BOOST_TEST((reread(year).state == receipts::State::cancelled));
    BOOST_TEST(anew.amount.minor == 500);
    BOOST_TEST(anew.number == 2);
}

BOOST_AUTO_TEST_CASE(three_programs_work_one_batch_and_nobody_gets_two) {
    for (int i = 0; i < 15; ++i) {
        from("Donor " + std::to_string(i), "x" + std::to_string(i), 1'000);
        from("Donor " + std::to_string(i), "y" + std::to_string(i), 100);
    }
    end_the_year();
    const auto batch = receipts::start_year(*store, 2027, "form", finance, now);
    std::vector<std::future<void>> programs;
    for (int i = 0; i < 3; ++i)
        programs.push_back(std::async(std::launch::async, [&] {
            while (receipts::work_batches(*store, 4, now) > 0) {
            }
        }));
    for (auto& program : programs) program.get();

    const auto done = *receipts::find_batch(store->session(), batch.id);
    BOOST_TEST(done.issued == 15);
    BOOST_TEST(done.skipped == 0);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM receipt") == 15);
    BOOST_TEST(receipts::gaps_in_receipts(store->session()).at(0).last == 15);
}

BOOST_AUTO_TEST_SUITE_END()
