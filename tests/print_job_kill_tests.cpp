// Print jobs in the real program: made by a process of their own, gone on with after kill -9, and
// hostile orders that harm nobody but themselves.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "campaign/printing/printing.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/paper.h"
#include "tests/support/serving.h"
#include "tests/support/web_client.h"

using namespace std::chrono_literals;
using printing::JobState;
using support::RunningSite;

namespace {

Instant clock_now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

struct Printery {
    Printery() : store{site.open_store()} {
        walk = *campaign::find_campaign(store.session(), "walk");
    }
    void add_walkers(int count) {
        for (int i = 0; i < count; ++i)
            roster::join_campaign(store,
                                  {.campaign = walk.id,
                                   .name = "Walker " + std::to_string(i),
                                   .email = "w" + std::to_string(i) + "@example.org",
                                   .request_key = "w" + std::to_string(i)},
                                  {{}, "participant"}, clock_now());
    }
    printing::PrintJob ask(const std::string& query, int parts) {
        return printing::ask_for_job(store,
                                     {.campaign = walk.id,
                                      .title = "A job",
                                      .file_name = "walk",
                                      .asked = query,
                                      .language = "en",
                                      .request_key = query.substr(0, 30),
                                      .parts = parts,
                                      .made_by = AccountId{1}},
                                     test_author(), clock_now());
    }
    printing::PrintJob again(const printing::PrintJob& job) {
        return *printing::find_print_job(store.session(), job.id);
    }
    template <typename Wanted>
    bool wait_for(const printing::PrintJob& job, Wanted wanted, std::chrono::seconds at_most) {
        const auto end = std::chrono::steady_clock::now() + at_most;
        while (std::chrono::steady_clock::now() < end) {
            if (wanted(again(job))) return true;
            std::this_thread::sleep_for(30ms);
        }
        return false;
    }
    // How long a page takes meanwhile, in milliseconds.
    double look_at_front() const {
        const auto began = std::chrono::steady_clock::now();
        const support::WebClient client{site.program.port()};
        BOOST_TEST(client.get("/healthz").status == 200);
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
            .count();
    }

    RunningSite site;
    store::Store store;
    campaign::Campaign walk;
};

// Of this job, in the folder where programs write in between.
long count_folders(const printing::PrintJob& job) {
    const auto prefix = "print-job-" + std::to_string(job.id.value) + "-";
    const std::filesystem::directory_iterator all{std::filesystem::temp_directory_path()};
    return std::ranges::count_if(all, [&](const auto& entry) {
        return entry.path().filename().string().starts_with(prefix);
    });
}

int count_print_processes(int of_program) {
    const auto command = "pgrep -c -f print-job -P " + std::to_string(of_program);
    auto* pipe = popen(command.c_str(), "r");
    int count = 0;
    BOOST_TEST(std::fscanf(pipe, "%d", &count) == 1);
    pclose(pipe);
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_job_kill_tests)

BOOST_AUTO_TEST_CASE(a_job_goes_on_behind_its_last_part_after_kill_9_and_everybody_is_on_it_once) {
    Printery printery;
    printery.add_walkers(650);
    const auto job = printery.ask("layout=bib-a5&for=people", 4);

    BOOST_REQUIRE(printery.wait_for(
        job, [](const auto& now) { return now.parts_done >= 1; }, 60s));
    BOOST_TEST(count_folders(job) == 1);
    printery.site.program.kill();  // And its database with it.
    printery.site.program.start();
    BOOST_REQUIRE(printery.site.program.wait_until_ready());
    BOOST_REQUIRE(printery.wait_for(
        job, [](const auto& now) { return !now.is_open(); }, 90s));

    const auto end = std::chrono::steady_clock::now() + 10s;
    while (count_folders(job) > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(50ms);
    BOOST_TEST(count_folders(job) == 0);  // Neither of the child that was killed nor of its heir.
    const auto done = printery.again(job);
    BOOST_TEST((done.state == JobState::done));
    BOOST_TEST(done.claims >= 2);
    const auto files = printing::printed_files(printery.store.session(), job.id);
    BOOST_REQUIRE(files.size() == 4u);
    const auto bytes_of = [&](int part) {
        return printing::find_printed_part(printery.store.session(), job.id, part)->bytes;
    };
    int pages = 0;
    for (const auto& file : files) {
        const auto info =
            support::ask_about(bytes_of(file.part), "pdfinfo % | grep Pages: | tr -dc 0-9");
        pages += std::stoi(info);
    }
    BOOST_TEST(pages == 650);
    const auto words = support::ask_about(bytes_of(3), "pdftotext -raw % -");
    BOOST_TEST(words.find("650") != std::string::npos);
    BOOST_TEST(words.find("One of us") != std::string::npos);  // Nobody has read the names yet.
}

BOOST_AUTO_TEST_CASE(a_cancelled_job_ends_its_process) {
    Printery printery;
    printery.add_walkers(450);
    const auto job = printery.ask("layout=bib-a5&for=people", 3);
    BOOST_REQUIRE(printery.wait_for(
        job, [](const auto& now) { return now.state == JobState::working; }, 30s));

    printing::cancel_job(printery.store, printery.again(job), test_author(), clock_now());

    const auto end = std::chrono::steady_clock::now() + 10s;
    while (count_print_processes(printery.site.program.pid()) > 0 &&
           std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(50ms);
    BOOST_TEST(count_print_processes(printery.site.program.pid()) == 0);
    while (count_folders(job) > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(50ms);
    BOOST_TEST(count_folders(job) == 0);
    BOOST_TEST(printing::printed_files(printery.store.session(), job.id).empty());
}

// Show 4 of the reliability requirements, as if they had slipped past the form.
BOOST_AUTO_TEST_CASE(hostile_orders_are_refused_or_bounded_while_pages_are_answered) {
    Printery printery;
    std::string marks = "e", lines, words;
    for (int i = 0; i < 1'000; ++i) marks += "%CC%81";
    for (int i = 0; i < 2'000; ++i) lines += "%0A";
    for (int i = 0; i < 300; ++i) words += "Donaudampfschifffahrt";
    const std::string head = "for=formats&layout=poster-a4&title=";
    int number = 0;
    for (const auto& hostile : {marks, "a" + lines + "b", words}) {
        const auto job = printery.ask("n=" + std::to_string(++number) + "&" + head + hostile, 1);
        const auto began = std::chrono::steady_clock::now();
        double slowest = 0;
        const bool has_ended = printery.wait_for(
            job,
            [&](const auto& now) {
                slowest = std::max(slowest, printery.look_at_front());
                return !now.is_open();
            },
            20s);
        const auto took = std::chrono::steady_clock::now() - began;
        BOOST_TEST(has_ended);
        BOOST_TEST_MESSAGE("ended after "
                           << std::chrono::duration_cast<std::chrono::milliseconds>(took).count()
                           << " ms, a page took " << slowest << " ms at most");
        BOOST_TEST(slowest < 2'000);
    }
}

BOOST_AUTO_TEST_SUITE_END()
