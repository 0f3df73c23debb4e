// Print jobs: asked for once, held by one worker, gone on with behind the last part, cancelled.
#include "campaign/printing/printing.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/support/campaigns.h"
#include "tests/support/database.h"
#include "tests/support/joining.h"

using namespace printing;
using namespace std::chrono_literals;

namespace {

struct WithJobs : FreshDatabase {
    WithJobs() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
    }
    NewPrintJob wish(const std::string& key, int parts = 3) {
        return {.campaign = walk.id,
                .title = "Bibs A5",
                .file_name = "walk-bib-a5",
                .asked = "layout=bib-a5&for=people",
                .language = "en",
                .request_key = key,
                .parts = parts,
                .made_by = AccountId{1}};
    }
    PrintJob ask(const std::string& key, int parts = 3) {
        return ask_for_job(*store, wish(key, parts), test_author(), now += 1s);
    }
    PrintJob again(const PrintJob& job) { return *find_print_job(store->session(), job.id); }
    bool keep(const PrintJob& job, int part, std::int64_t through = 0) {
        return keep_part(*store, job.id, job.claims,
                         {part, "part-" + std::to_string(part) + ".pdf", through, "%PDF"});
    }

    campaign::Campaign walk;
    Instant now = test_now();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(printing_tests, WithJobs)

BOOST_AUTO_TEST_CASE(a_form_that_is_sent_twice_is_one_job) {
    const auto first = ask("key"), second = ask("key");

    BOOST_TEST((first.id == second.id));
    BOOST_TEST(recent_print_jobs(store->session(), walk.id, 10).size() == 1u);
}

BOOST_AUTO_TEST_CASE(too_many_and_too_large_jobs_are_refused_with_what_to_do) {
    BOOST_CHECK_EXCEPTION(ask("none", 0), Refused, beside("layout"));
    BOOST_CHECK_EXCEPTION(ask("large", parts_max + 1), Refused, beside("layout"));
    auto long_words = wish("words");
    long_words.asked = std::string(asked_bytes_max + 1, 'x');
    BOOST_CHECK_EXCEPTION(ask_for_job(*store, long_words, test_author(), now), Refused,
                          because(Reason::not_a_valid_value));
    for (int i = 0; i < open_jobs_max; ++i) ask("job" + std::to_string(i));
    BOOST_CHECK_EXCEPTION(ask("more"), Refused, because(Reason::too_many_attempts));
}

BOOST_AUTO_TEST_CASE(a_job_is_held_by_one_worker_and_the_oldest_comes_first) {
    const auto first = ask("first"), second = ask("second");

    const auto one = claim_job(*store, now), other = claim_job(*store, now);

    BOOST_REQUIRE((one && other));
    BOOST_TEST((one->id == first.id));
    BOOST_TEST((other->id == second.id));
    BOOST_TEST(!claim_job(*store, now).has_value());
}

BOOST_AUTO_TEST_CASE(
    what_was_cut_off_goes_on_behind_its_last_part_and_the_old_worker_writes_nothing) {
    ask("key");
    const auto dead = *claim_job(*store, now);
    BOOST_TEST(keep(dead, 0, 71));
    BOOST_TEST(!claim_job(*store, now + lease - 1s).has_value());

    const auto heir = claim_job(*store, now + lease + 1s);

    BOOST_REQUIRE(heir.has_value());
    BOOST_TEST((heir->id == dead.id));
    BOOST_TEST(heir->parts_done == 1);
    BOOST_TEST(last_through_id(store->session(), heir->id) == 71);
    BOOST_TEST(!keep(dead, 1));
    BOOST_TEST(!renew_claim(*store, dead.id, dead.claims, now));
    BOOST_TEST(!finish_job(*store, dead.id, dead.claims, now));
    BOOST_TEST(keep(*heir, 1, 90));
    BOOST_TEST(!keep(*heir, 1, 90));  // Once is enough.
    BOOST_TEST(keep(*heir, 2, 95));
    BOOST_TEST(finish_job(*store, heir->id, heir->claims, now));
    BOOST_TEST(printed_files(store->session(), heir->id).size() == 3u);
    BOOST_TEST(find_printed_part(store->session(), heir->id, 2)->bytes == "%PDF");
    BOOST_TEST(again(*heir).bytes == 12);
    BOOST_TEST((again(*heir).state == JobState::done));
}

BOOST_AUTO_TEST_CASE(campaigns_take_turns_so_that_many_jobs_of_one_hold_up_nobody_else) {
    const auto other = open_test_campaign(*store, "other");
    for (int i = 0; i < 4; ++i) ask("walk" + std::to_string(i));
    auto late = wish("other");
    late.campaign = other.id;
    const auto theirs = ask_for_job(*store, late, test_author(), now += 1s);
    late.request_key = "other again";
    const auto again_theirs = ask_for_job(*store, late, test_author(), now += 1s);

    std::vector<PrintJobId> order;
    while (const auto job = claim_job(*store, now += 1s)) {
        order.push_back(job->id);
        finish_job(*store, job->id, job->claims, now);
    }

    BOOST_REQUIRE(order.size() == 6u);
    BOOST_TEST((order[1] == theirs.id));
    BOOST_TEST((order[3] == again_theirs.id));
}

BOOST_AUTO_TEST_CASE(a_full_shelf_is_said_with_what_to_do_and_has_room_once_something_is_removed) {
    const auto make = [&](const std::string& key) {
        const auto asked = ask(key, 1);
        const auto job = *claim_job(*store, now);
        keep(job, 0);
        finish_job(*store, job.id, job.claims, now);
        return again(asked);
    };
    const auto first = make("0");
    for (int i = 1; i < kept_jobs_max; ++i) make(std::to_string(i));
    BOOST_CHECK_EXCEPTION(ask("more"), Refused, [](const Refused& refused) {
        return refused.refusal.detail.find("the oldest first") != std::string::npos;
    });

    remove_job(*store, first, test_author(), now);

    BOOST_TEST(printed_files(store->session(), first.id).empty());
    BOOST_TEST(!find_print_job(store->session(), first.id).has_value());
    const auto open = ask("more");
    BOOST_CHECK_EXCEPTION(remove_job(*store, open, test_author(), now), Refused,
                          because(Reason::already_decided));
    cancel_job(*store, open, test_author(), now);
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE print_job SET bytes = ? WHERE id = ?", kept_bytes_max, make("big").id);
    });
    BOOST_CHECK_EXCEPTION(ask("yet more"), Refused, because(Reason::too_many_attempts));
}

BOOST_AUTO_TEST_CASE(orders_that_come_at_one_moment_are_no_more_than_the_limit) {
    std::atomic<int> refused = 0;
    constexpr int at_once = 4 * open_jobs_max;
    {
        std::vector<std::jthread> people;
        for (int i = 0; i < at_once; ++i)
            people.emplace_back([&, i] {
                try {
                    ask_for_job(*store, wish(std::to_string(i)), test_author(), now);
                } catch (const Refused&) {
                    ++refused;
                }
            });
    }

    BOOST_TEST(recent_print_jobs(store->session(), walk.id, 100).size() == open_jobs_max + 0u);
    BOOST_TEST(refused == at_once - open_jobs_max);
}

BOOST_AUTO_TEST_CASE(cancelled_jobs_do_not_heap_up) {
    for (int i = 0; i < 2 * spent_jobs_max; ++i)
        cancel_job(*store, ask(std::to_string(i)), test_author(), now);

    BOOST_TEST(recent_print_jobs(store->session(), walk.id, 100).size() == spent_jobs_max + 1u);
    BOOST_TEST(find_print_job_by_key(store->session(), "print:19").has_value());
}

BOOST_AUTO_TEST_CASE(whoever_asked_has_a_notice_until_they_fetched_it_or_put_it_away) {
    const auto asked = ask("key", 1);
    const auto notices = [&](AccountId who) {
        return print_jobs_to_notice(store->session(), walk.id, who, 5).size();
    };
    BOOST_TEST(notices(AccountId{1}) == 0u);
    const auto job = *claim_job(*store, now);
    keep(job, 0);
    finish_job(*store, job.id, job.claims, now);

    BOOST_TEST(notices(AccountId{1}) == 1u);
    BOOST_TEST(notices(AccountId{2}) == 0u);
    note_job_seen(*store, again(asked), AccountId{2}, now);
    BOOST_TEST(notices(AccountId{1}) == 1u);
    note_job_seen(*store, again(asked), AccountId{1}, now);
    BOOST_TEST(notices(AccountId{1}) == 0u);
}

BOOST_AUTO_TEST_CASE(a_renewed_lease_is_nobody_elses) {
    ask("key");
    const auto job = *claim_job(*store, now);
    BOOST_TEST(renew_claim(*store, job.id, job.claims, now + lease));
    BOOST_TEST(!claim_job(*store, now + lease + 1s).has_value());
}

BOOST_AUTO_TEST_CASE(a_job_that_breaks_every_worker_fails_and_lets_the_next_one_go) {
    const auto bad = ask("bad"), good = ask("good");
    for (int i = 0; i < claims_max; ++i) {
        const auto job = *claim_job(*store, now);
        BOOST_TEST((job.id == bad.id));
        BOOST_TEST(give_back(*store, job.id, job.claims));
    }

    BOOST_TEST(!claim_job(*store, now).has_value());
    BOOST_TEST((again(bad).state == JobState::failed));
    BOOST_TEST(again(bad).notes.find("several times over") != std::string::npos);
    BOOST_TEST((claim_job(*store, now)->id == good.id));
}

BOOST_AUTO_TEST_CASE(a_cancelled_job_is_nobodys_and_keeps_nothing) {
    ask("key");
    const auto job = *claim_job(*store, now);
    keep(job, 0);

    cancel_job(*store, again(job), test_author(), now);

    BOOST_TEST(!keep(job, 1));
    BOOST_TEST(printed_files(store->session(), job.id).empty());
    BOOST_TEST((again(job).state == JobState::cancelled));
    BOOST_CHECK_EXCEPTION(cancel_job(*store, again(job), test_author(), now), Refused,
                          because(Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(what_was_made_is_forgotten_after_some_days) {
    ask("key", 1);
    const auto job = *claim_job(*store, now);
    keep(job, 0);
    finish_job(*store, job.id, job.claims, now);
    const auto forget = [&](Instant at) {
        store->in_transaction([&](store::Transaction& tx) { remove_old_print_jobs(tx, at); });
    };

    forget(now + kept_for - 1h);
    BOOST_TEST(printed_files(store->session(), job.id).size() == 1u);
    forget(now + kept_for + 1h);
    BOOST_TEST(printed_files(store->session(), job.id).empty());
    BOOST_TEST(!find_print_job(store->session(), job.id).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
