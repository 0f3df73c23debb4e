// Month end, batches and results on their pages: who sees them, who acts, and what is stored.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>

#include "campaign/finance/bookkeeping.h"
#include "campaign/finance/table.h"
#include "campaign/giving/giving.h"
#include "campaign/publishing.h"
#include "campaign/words/token.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Books : Site {
    Books() {
        add_test_colleagues(*store);
        now = read_instant("2027-06-12T10:00:00Z").value();
        walk = open_test_campaign(*store, "walk");
        give(5000, "a");
        now = read_instant("2027-07-05T10:00:00Z").value();
    }
    void give(std::int64_t cents, const std::string& key) {
        giving::NewGift asked;
        asked.request_key = key;
        const giving::Terms terms{.campaign = walk.id,
                                  .currency = walk.currency,
                                  .fund = campaign::first_fund(store->session(), walk.id).id};
        asked.lines = {{"gift", terms.fund, Money{cents, terms.currency}, true}};
        const auto gift =
            giving::record_gift(*store, asked, terms, people::donor_actor("test"), now).gift;
        giving::mark_arrived(
            *store, {gift.id, gift.amount, *read_date("2027-06-12"), key, BankAccountId{1}},
            test_finance(), now);
    }
    void stay_signed_in() {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE session SET seen_at = ?, expires_at = ?", now,
                   now + std::chrono::days{1});
        });
    }
    http::Response get(const people::SignedIn& who, const std::string& path) {
        stay_signed_in();
        return ask(sent_by(who, request_of(path)));
    }
    http::Response post(const people::SignedIn& who, const std::string& path,
                        const Fields& fields) {
        stay_signed_in();
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(who, std::move(request)));
    }
    static bool has(const http::Response& page, const std::string& words) {
        return page.body.find(words) != std::string::npos;
    }
    static std::string whole(const http::Response& answer) {
        return answer.pieces ? finance::all_of(answer.pieces) : answer.body;
    }

    campaign::Campaign walk;
    people::SignedIn ann = sign_in_colleague(*store, people::Role::finance);
    people::SignedIn ben = sign_in_colleague(*store, people::Role::finance);
    people::SignedIn eve = sign_in_colleague(*store, people::Role::auditor);
};

int pages_of(const std::string& pdf, const std::string& command) {
    const auto path = "/dev/shm/months-test-" + random_token() + ".pdf";
    std::ofstream{path, std::ios::binary} << pdf;
    const auto status = std::system(("set -- " + path + "; " + command).c_str());
    BOOST_TEST(std::system(("rm " + path).c_str()) == 0);
    return status;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(months_tests, Books)

BOOST_AUTO_TEST_CASE(two_people_close_a_month_on_its_page) {
    BOOST_TEST(has(get(ann, "/desk/months"), "2027-06"));
    BOOST_TEST(post(ann, "/desk/months/2027-06", {{"act", "propose"}, {"note", "Fine."}}).status ==
               303);
    const Fields close{{"act", "close"}, {"version", "1"}};
    BOOST_TEST(post(ann, "/desk/months/2027-06", close).status == 422);
    BOOST_TEST(get(ben, "/desk/months/2027-06/books.pdf").status == 404);

    BOOST_TEST(post(ben, "/desk/months/2027-06", close).status == 303);

    const auto page = get(ben, "/desk/months");
    BOOST_TEST(has(page, "The rows are those that were closed."));
    const auto pdf = get(eve, "/desk/months/2027-06/books.pdf").body;
    BOOST_TEST(pages_of(pdf, "qpdf --check $1 > /dev/null") == 0);
    BOOST_TEST(pages_of(pdf, "pdftotext $1 - | grep -q 'income:gift'") == 0);
    now += std::chrono::days{40};
    give(700, "later");
    BOOST_CHECK(get(eve, "/desk/months/2027-06/books.pdf").body == pdf);
    BOOST_TEST(get(eve, "/desk/months/2027-06/books.xlsx").body.starts_with("PK"));
    BOOST_TEST(has(get(ben, "/desk/months"), "The rows are those that were closed."));
}

BOOST_AUTO_TEST_CASE(an_auditor_sees_everything_and_changes_nothing) {
    for (const auto* path :
         {"/desk/months", "/desk/months/2027-06", "/desk/totals", "/desk/totals/sides",
          "/desk/totals/rows?figure=confirmed", "/desk/exports", "/desk/accounts", "/desk/audit",
          "/desk/batches", "/desk/walk/result", "/desk/months/2027-06?way=gifts&seed=x"})
        BOOST_TEST_CONTEXT(path) {
            const auto page = get(eve, path);
            BOOST_TEST(page.status == 200);
            BOOST_TEST(!has(page, "name=\"act\" value"));
        }
    for (const auto* path : {"/desk/months/2027-06", "/desk/accounts", "/desk/items",
                             "/desk/batches", "/desk/walk/result"})
        BOOST_TEST_CONTEXT(path)
    BOOST_TEST(post(eve, path, {{"act", "propose"}}).status == 403);
}

BOOST_AUTO_TEST_CASE(whoever_reads_one_campaign_reads_no_books_of_all) {
    const auto one = sign_in_colleague(*store, people::Role::finance, walk.id);
    for (const auto* path : {"/desk/months", "/desk/totals/sides", "/desk/accounts", "/desk/audit",
                             "/desk/batches", "/desk/exports/file?what=audit&format=csv"})
        BOOST_TEST_CONTEXT(path) BOOST_TEST(get(one, path).status == 404);
    const auto gifts = get(one, "/desk/exports/file?only=walk&what=gifts&format=csv");
    BOOST_TEST(gifts.status == 200);
}

BOOST_AUTO_TEST_CASE(every_export_of_the_page_is_written) {
    for (const auto* what : {"ledger", "gifts", "totals", "trial-balance", "bridge", "audit"})
        for (const auto* format : {"csv", "excel", "raw", "xlsx", "jsonl"}) {
            const auto answer = get(ann, std::string{"/desk/exports/file?what="} + what +
                                             "&format=" + format + "&only=");
            BOOST_TEST_CONTEXT(what << " " << format) {
                BOOST_TEST(answer.status == 200);
                BOOST_TEST(whole(answer).size() > 30);
            }
        }
    BOOST_TEST(get(ann, "/desk/exports/file?what=journal&format=csv").status == 303);
    BOOST_TEST(get(ann, "/desk/exports/file?what=nothing&format=csv").status == 404);
    BOOST_TEST(get(ann, "/desk/exports/file?what=gifts&format=doc").status == 404);
}

BOOST_AUTO_TEST_CASE(accounts_are_numbered_and_a_batch_goes_to_the_bookkeeping) {
    Fields numbers;
    for (const auto& account : finance::account_numbers(store->session()))
        numbers.emplace_back("account-" + account.account, "4711");
    BOOST_TEST(post(ann, "/desk/accounts", numbers).status == 303);
    BOOST_TEST(has(get(ann, "/desk/accounts"), "Every account has its number."));

    const auto opened =
        post(ann, "/desk/batches",
             {{"form_key", "k"}, {"name", "June"}, {"count", "1"}, {"total", "50.00"}});
    auto path = header_of(opened, "Location");
    path.resize(path.find('?'));
    BOOST_TEST(post(ann, path, {{"act", "fill"}, {"version", "1"}}).status == 303);
    BOOST_TEST(has(get(ann, path), "Count and total fit."));
    BOOST_TEST(post(ann, path, {{"act", "close"}, {"version", "2"}}).status == 303);
    BOOST_TEST(post(ann, path, {{"act", "export"}, {"version", "3"}}).status == 303);
    BOOST_TEST(post(ann, path, {{"act", "export"}, {"version", "4"}}).status == 422);
    BOOST_TEST(has(get(eve, path + "/journal.csv"), ",4711,4711,50.00,EUR,"));
}

BOOST_AUTO_TEST_CASE(a_result_is_signed_printed_on_two_pages_and_public) {
    BOOST_TEST(!has(ask("/c/walk/numbers"), "Reached the bank"));
    BOOST_TEST(
        post(ann, "/desk/walk/result", {{"act", "propose"}, {"thanks", "Thanks to all."}}).status ==
        303);
    BOOST_TEST(!has(ask("/c/walk/numbers"), "Reached the bank"));
    const auto proof = get(ben, "/desk/walk/result.pdf").body;
    BOOST_TEST(pages_of(proof, "pdfinfo $1 | grep -q '^Pages: *2$'") == 0);
    BOOST_TEST(pages_of(proof, "qpdf --check $1 > /dev/null") == 0);
    BOOST_TEST(pages_of(proof, "pdftotext $1 - | grep -q 'Thanks to all'") == 0);

    BOOST_TEST(post(ben, "/desk/walk/result", {{"act", "sign"}, {"version", "1"}}).status == 303);

    now += std::chrono::seconds{5};
    const auto page = ask("/c/walk/numbers");
    BOOST_TEST(has(page, "Reached the bank"));
    BOOST_TEST(has(page, "Signed by two people on"));
    const auto report = get(eve, "/desk/walk/result.pdf").body;
    BOOST_CHECK(get(eve, "/desk/walk/result.pdf").body == report);
}

BOOST_AUTO_TEST_CASE(a_campaign_closed_early_says_the_day_and_offers_its_result) {
    now = read_instant("2027-06-20T10:00:00Z").value();
    BOOST_TEST(has(get(ann, "/desk/walk/result"), "The campaign is not over yet."));
    BOOST_TEST(!has(get(ann, "/desk/walk/result"), "Propose this result"));
    campaign::change_state(*store, {walk.id, campaign::State::closed, ""}, test_author(), now);
    now += std::chrono::seconds{5};

    const auto page = get(ann, "/desk/walk/result");

    BOOST_TEST(has(page, "Propose this result"));
    BOOST_TEST(!has(page, "The campaign is not over yet."));
    BOOST_TEST(has(page, "20 June 2027, before its last day."));
    BOOST_TEST(has(ask("/c/walk"), "20 June 2027."));
    BOOST_TEST(post(ann, "/desk/walk/result", {{"act", "propose"}}).status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
