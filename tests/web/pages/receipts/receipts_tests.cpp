// Receipts from a donor's wish to the paper, what its code shows, and who may do what at the desk.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>

#include "campaign/giving/giving.h"
#include "campaign/receipts/issuing.h"
#include "campaign/receipts/receipt_mail.h"
#include "campaign/receipts/yearly_issuing.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

struct WithDesk : Site {
    WithDesk() {
        add_test_colleagues(*store);
        now = read_instant("2027-06-12T10:00:00Z").value();
        walk = open_test_campaign(*store, "walk");
        store->in_transaction([&](store::Transaction& tx) {
            tx.run(
                "UPDATE organisation SET legal_name = 'Riverside Trust', address ="
                " 'Riverside Walk 1\n12345 Riverside', country = 'DE' WHERE id = 1");
        });
    }
    giving::Given give(std::int64_t cents, const std::string& language = "en") {
        giving::NewGift asked;
        asked.request_key = "gift-" + std::to_string(++gifts);
        asked.is_meant = true;
        asked.donor.language = language, asked.donor.email = "anna@example.org";
        const giving::Terms terms{.campaign = walk.id,
                                  .currency = walk.currency,
                                  .fund = campaign::first_fund(store->session(), walk.id).id};
        asked.lines = {{"gift", terms.fund, Money{cents, terms.currency}, true}};
        return giving::record_gift(*store, asked, terms, people::donor_actor("test"), now);
    }
    giving::Given arrived(std::int64_t cents, const std::string& language = "en") {
        const auto given = give(cents, language);
        giving::mark_arrived(*store,
                             {given.gift.id, given.gift.amount, *read_date("2027-06-12"),
                              "line " + std::to_string(gifts), BankAccountId{1}},
                             test_finance(), now);
        return given;
    }
    http::Response post(http::Request request, const Fields& fields) {
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(std::move(request));
    }
    void stay_signed_in() {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE session SET seen_at = ?, expires_at = ?", now,
                   now + std::chrono::days{1});
        });
    }
    http::Response desk(const people::SignedIn& who, const std::string& path,
                        const Fields& fields = {}) {
        stay_signed_in();
        auto request = request_of(path);
        if (!fields.empty()) request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(who, std::move(request)));
    }
    http::Response ask_for(const giving::Given& given, const Fields& more = {}) {
        Fields fields{{"change", "receipt"},
                      {"receipt_name", "Anna Öztürk"},
                      {"street", "Lime Street 4"},
                      {"place", "12345 Riverside"},
                      {"email", "anna@example.org"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return post(request_of("/g/" + given.token), fields);
    }
    std::optional<receipts::Receipt> receipt_of(const giving::Given& given) {
        return receipts::find_receipt_of_gift(store->session(), given.gift.id);
    }
    std::string pdf_of(const receipts::Receipt& receipt) {
        return receipts::pdf_path(receipts::receipt_key(store->session(), receipt.id), receipt.id,
                                  0);
    }

    campaign::Campaign walk;
    int gifts = 0;
    people::SignedIn finance = sign_in_colleague(*store, people::Role::finance);
    people::SignedIn auditor = sign_in_colleague(*store, people::Role::auditor);
    people::SignedIn writer = sign_in_colleague(*store, people::Role::coordinator);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(receipts_page_tests, WithDesk)

BOOST_AUTO_TEST_CASE(a_donor_asks_and_has_the_paper_and_its_code_shows_no_name) {
    const auto given = arrived(2'000);
    BOOST_TEST(ask_for(given).status == 303);

    const auto receipt = receipt_of(given);
    BOOST_REQUIRE(receipt.has_value());
    BOOST_TEST(holds(ask("/g/" + given.token).body, "Receipt 2027-000001 over €20.00"));
    const auto paper = ask(pdf_of(*receipt));
    BOOST_TEST(paper.status == 200);
    BOOST_TEST(paper.body.starts_with("%PDF"));
    const auto code = receipts::copies_of(store->session(), receipt->id).at(0).code;
    const auto check = ask("/r/" + code);
    BOOST_TEST(check.status == 200);
    BOOST_TEST(holds(check.body, "Receipt 2027-000001 is valid."));
    BOOST_TEST(holds(check.body, "€20.00"));
    BOOST_TEST(!holds(check.body, "Öztürk"));
    BOOST_TEST(!holds(check.body, "anna@"));
}

BOOST_AUTO_TEST_CASE(without_its_key_nobody_opens_a_paper) {
    const auto given = arrived(2'000), other = arrived(500);
    ask_for(given), ask_for(other);
    const auto one = *receipt_of(given), two = *receipt_of(other);

    const auto key = receipts::receipt_key(store->session(), one.id);
    BOOST_TEST(ask(receipts::pdf_path(key, two.id, 0)).status == 404);
    BOOST_TEST(ask(receipts::pdf_path("", one.id, 0)).status == 404);
    BOOST_TEST(ask(receipts::pdf_path(key, one.id, 7)).status == 404);
    BOOST_TEST(ask("/r/0000000000000000").status == 404);
    BOOST_TEST(ask("/r/2027-000001").status == 404);
}

BOOST_AUTO_TEST_CASE(who_asks_before_the_money_is_told_that_it_comes_by_itself) {
    const auto given = give(2'000);
    BOOST_TEST(ask_for(given).status == 303);
    BOOST_TEST(holds(ask("/g/" + given.token).body, "You asked for it."));
    BOOST_TEST(!receipt_of(given).has_value());
}

BOOST_AUTO_TEST_CASE(germany_needs_an_address_and_the_data_are_kept_all_the_same) {
    const auto given = arrived(2'000);
    const auto answer = post(request_of("/g/" + given.token), {{"change", "receipt"},
                                                               {"receipt_name", "Anna"},
                                                               {"street", ""},
                                                               {"place", ""},
                                                               {"email", ""}});
    BOOST_TEST(answer.status == 303);
    BOOST_TEST(holds(header_of(answer, "Location"), "receipt_street"));
    BOOST_TEST(!receipt_of(given).has_value());
}

BOOST_AUTO_TEST_CASE(finance_writes_again_and_cancels_and_the_code_says_so) {
    const auto given = arrived(2'000);
    ask_for(given);
    const auto receipt = *receipt_of(given);
    const auto path = "/desk/receipts/" + std::to_string(receipt.id.value);

    BOOST_TEST(
        desk(finance, path, {{"act", "again"}, {"reason", "lost"}, {"form_key", "k"}}).status ==
        303);
    const auto copy = receipts::copies_of(store->session(), receipt.id).at(1);
    BOOST_TEST(holds(ask("/r/" + copy.code).body, "This is a duplicate of it."));
    BOOST_TEST(desk(finance, path + "/1.pdf").body.starts_with("%PDF"));
    BOOST_TEST(desk(finance, path, {{"act", "cancel"}, {"reason", ""}}).status == 422);
    BOOST_TEST(desk(finance, path, {{"act", "cancel"}, {"reason", "wrong name"}}).status == 303);

    BOOST_TEST(holds(ask("/r/" + copy.code).body, "is cancelled."));
    BOOST_TEST(holds(desk(finance, path).body, "wrong name"));
    BOOST_TEST(holds(desk(finance, path).body, "Write a new one for what stays"));
    BOOST_TEST(desk(finance, path, {{"act", "anew"}}).status == 303);
    BOOST_TEST(receipt_of(given)->number == 2);
    BOOST_TEST(holds(desk(finance, "/desk/receipts").body, "no number is missing"));
}

BOOST_AUTO_TEST_CASE(an_auditor_reads_and_others_see_nothing) {
    const auto given = arrived(2'000);
    ask_for(given);
    const auto path = "/desk/receipts/" + std::to_string(receipt_of(given)->id.value);

    BOOST_TEST(holds(desk(auditor, "/desk/receipts").body, "2027-000001"));
    BOOST_TEST(desk(auditor, path).status == 200);
    BOOST_TEST(!holds(desk(auditor, path).body, "Cancel it"));
    BOOST_TEST(desk(auditor, path, {{"act", "cancel"}, {"reason", "no"}}).status == 403);
    BOOST_TEST(desk(writer, "/desk/receipts").status == 403);
    BOOST_TEST(desk(writer, path + "/0.pdf").status == 403);
}

BOOST_AUTO_TEST_CASE(a_year_is_written_with_progress_and_is_one_file) {
    for (int i = 0; i < 3; ++i) {
        const auto given = arrived(1'000 * (i + 1));
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE gift SET receipt_name = ?, receipt_address = 'Lime Street' WHERE id = ?",
                   "Donor " + std::to_string(i % 2), given.gift.id);
        });
    }
    now = *read_instant("2028-01-05T10:00:00Z");
    BOOST_TEST(
        desk(finance, "/desk/receipts", {{"act", "year"}, {"year", "2028"}, {"form_key", "k"}})
            .status == 422);
    BOOST_TEST(
        desk(finance, "/desk/receipts", {{"act", "year"}, {"year", "2027"}, {"form_key", "k"}})
            .status == 303);
    BOOST_TEST(holds(desk(finance, "/desk/receipts").body, "2027: 0 of 2 donors"));
    receipts::work_batches(*store, 10, now);

    BOOST_TEST(holds(desk(finance, "/desk/receipts").body, "2 receipts were written"));
    const auto batch = receipts::recent_batches(store->session(), 1).at(0);
    const auto file =
        desk(finance, "/desk/receipts/years/" + std::to_string(batch.id.value) + "/1.pdf");
    BOOST_TEST(file.body.starts_with("%PDF"));
}

BOOST_AUTO_TEST_CASE(in_britain_a_donor_declares_and_ends_it_and_finance_has_the_sheet) {
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE organisation SET country = 'GB' WHERE id = 1");
        tx.run("UPDATE campaign SET currency = 'GBP'");
    });
    walk.currency = currency_of("GBP");
    const auto given = arrived(2'000);
    BOOST_TEST(holds(ask("/g/" + given.token).body, "£20.00 becomes £25.00"));
    const Fields typed{{"change", "gift_aid"}, {"first_name", "Anna"}, {"last_name", "Smith"},
                       {"house", "4"},         {"postcode", "s192bd"}, {"aid_title", ""},
                       {"home_street", ""}};
    BOOST_TEST(post(request_of("/g/" + given.token), typed).status == 400);
    auto whole = typed;
    whole.emplace_back("taxpayer", "yes");
    BOOST_TEST(post(request_of("/g/" + given.token), whole).status == 303);
    BOOST_TEST(holds(ask("/g/" + given.token).body, "You declared Gift Aid on"));

    BOOST_TEST(holds(desk(finance, "/desk/gift-aid").body, "1 gift waits to be claimed"));
    BOOST_TEST(desk(finance, "/desk/gift-aid", {{"form_key", "k"}}).status == 303);
    const auto page = desk(finance, "/desk/gift-aid").body;
    BOOST_TEST(holds(page, "£5.00"));
    const auto at = page.find("/desk/gift-aid/");
    const auto sheet = desk(finance, page.substr(at, page.find('"', at) - at));
    BOOST_TEST(holds(sheet.body, "1,,Anna,Smith,4,S19 2BD,,,12/06/27,20.00"), sheet.body);
    BOOST_TEST(desk(writer, "/desk/gift-aid").status == 403);
    BOOST_TEST(post(request_of("/g/" + given.token), {{"change", "gift_aid_end"}}).status == 303);
    BOOST_TEST(holds(ask("/g/" + given.token).body, "£20.00 becomes £25.00"));
}

BOOST_AUTO_TEST_CASE(elsewhere_nobody_reads_of_gift_aid) {
    BOOST_TEST(!holds(ask("/g/" + arrived(2'000).token).body, "Gift Aid"));
}

BOOST_AUTO_TEST_CASE(a_thing_is_thanked_in_public_after_a_second_look_and_never_counted) {
    const Fields typed{
        {"form_key", "k"},      {"what", "500 rolls"},      {"donor", "Miller's Bakery"},
        {"value", "400"},       {"valued_by", "the baker"}, {"given_on", "2027-06-11"},
        {"may_be_named", "yes"}};
    BOOST_TEST(desk(writer, "/desk/walk/in-kind", typed).status == 303);
    const auto own = desk(writer, "/desk/walk/in-kind").body;
    BOOST_TEST(holds(own, "500 rolls"));
    BOOST_TEST(!holds(own, "Thank them in public"));
    BOOST_TEST(!holds(ask("/c/walk/numbers").body, "500 rolls"));

    const auto page = desk(finance, "/desk/walk/in-kind").body;
    const auto at = page.find("/desk/walk/in-kind/");
    BOOST_TEST(desk(finance, page.substr(at, page.find('"', at) - at), {{"act", "show"}}).status ==
               303);
    const auto numbers = ask("/c/walk/numbers").body;
    BOOST_TEST(holds(numbers, "500 rolls"));
    BOOST_TEST(!holds(numbers, "400"));
    BOOST_TEST(desk(auditor, "/desk/walk/in-kind").status == 403);
}

BOOST_AUTO_TEST_CASE(finance_of_the_house_alone_writes_down_for_whom_a_receipt_is) {
    const auto gift = arrived(5'000).gift;
    const auto page = "/desk/gifts/" + std::to_string(gift.id.value);
    const auto version = std::to_string(giving::find_gift(store->session(), gift.id)->version);
    const Fields typed{{"version", version},
                       {"receipt_name", "Ann Berg"},
                       {"street", "Elm Street 3"},
                       {"place", "12345 Springfield"},
                       {"reason", "on the envelope"}};
    const auto of_walk = sign_in_colleague(*store, people::Role::finance, walk.id);
    for (const auto& other : {auditor, writer, of_walk})
        BOOST_TEST(desk(other, page + "/receipt-data", typed).status == 403);
    BOOST_TEST(giving::find_gift(store->session(), gift.id)->donor.receipt_name.empty());
    BOOST_TEST(!holds(desk(of_walk, page).body, "/receipt-data"));
    BOOST_TEST(holds(desk(finance, page).body, "/receipt-data"));

    BOOST_TEST(desk(finance, page + "/receipt-data", typed).status == 303);

    BOOST_TEST(giving::find_gift(store->session(), gift.id)->donor.receipt_name == "Ann Berg");
    BOOST_TEST(desk(finance, page + "/receipt-data", typed).status == 422);  // It moved on.
}

// WAYMARK_PAPERS names a folder in which they are left to be looked at.
BOOST_AUTO_TEST_CASE(every_language_and_country_makes_a_paper) {
    const auto* folder = std::getenv("WAYMARK_PAPERS");
    for (const auto* country : {"DE", "AT", "CH", "FR", "GB", "US", "SE"})
        for (const auto* language : {"en", "de", "fr", "ar"}) {
            store->in_transaction([&](store::Transaction& tx) {
                tx.run("UPDATE organisation SET country = ? WHERE id = 1", country);
            });
            const auto given = arrived(123'450, language);
            BOOST_TEST(ask_for(given).status == 303);
            const auto paper = ask(pdf_of(*receipt_of(given)));
            BOOST_TEST(paper.status == 200, std::string{country} + language);
            if (folder != nullptr)
                std::ofstream{std::string{folder} + "/" + country + "-" + language + ".pdf",
                              std::ios::binary}
                    << paper.body;
        }
}

BOOST_AUTO_TEST_SUITE_END()
