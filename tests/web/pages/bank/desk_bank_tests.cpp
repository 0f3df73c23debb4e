// The bank at the desk: a file is looked through, booked, matched and taken back.
#include "web/pages/bank/desk_bank.h"

#include <boost/test/unit_test.hpp>

#include "campaign/bank/import.h"
#include "campaign/bank/placing.h"
#include "campaign/cash/depositing.h"
#include "campaign/ledger/verifying.h"
#include "tests/campaign/bank/bank_samples.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"
#include "web/pages/giving/give.h"

namespace {

struct BankDesk : Site {
    BankDesk() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "spring-walk");
        now = test_now();
        finance = sign_in_colleague(*store, people::Role::finance);
    }

    giving::Gift promise(std::int64_t cents, const std::string& name, const std::string& key) {
        giving::NewGift asked;
        asked.request_key = key, asked.donor.name = name, asked.is_meant = true;
        giving::Terms terms;
        terms.campaign = walk.id, terms.currency = walk.currency;
        terms.fund = store->session()
                         .one("SELECT id FROM fund WHERE campaign_id = ?", walk.id)
                         ->id<FundId>("id");
        asked.lines = {{"gift", terms.fund, Money{cents, walk.currency}, true}};
        return giving::record_gift(*store, asked, terms, people::donor_actor("t"), now).gift;
    }
    // Cash that two people counted at the desk, and that is at the bank since today.
    void deposit_of(std::int64_t cents) {
        giving::NewGift asked;
        asked.method = "cash", asked.origin = "desk", asked.request_key = "cash";
        giving::Terms terms;
        terms.campaign = walk.id, terms.currency = walk.currency;
        terms.fund = store->session()
                         .one("SELECT id FROM fund WHERE campaign_id = ?", walk.id)
                         ->id<FundId>("id");
        asked.lines = {{"gift", terms.fund, Money{cents, walk.currency}, true}};
        const auto gift = giving::record_gift(*store, asked, terms, test_author(), now).gift;
        giving::confirm_entered(*store, {gift.id, gift.amount, ""}, test_finance(), now);
        const auto today = Date{std::chrono::floor<std::chrono::days>(now)};
        cash::make_deposit(*store,
                           {.campaign = walk.id,
                            .desk = cents,
                            .slip = "SLIP 77",
                            .taken_on = today,
                            .request_key = "d"},
                           test_finance(), now);
    }
    http::Response look(const std::string& path) { return ask(sent_by(finance, request_of(path))); }
    http::Response post(const std::string& path,
                        const std::vector<std::pair<std::string, std::string>>& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(finance, std::move(request)));
    }
    // Uploads a file; returns the address of its preview.
    std::string bring(const std::string& name, const std::string& bytes) {
        auto request = request_of("/desk/bank/files");
        request.method = http::Method::post;
        request.uploads = {{"file", name, "application/octet-stream", bytes}};
        return header_of(ask(sent_by(finance, std::move(request))), "Location");
    }
    std::string first_line_path() {
        return "/desk/bank/lines/" +
               std::to_string(bank::open_lines(store->session(), 1).at(0).id.value);
    }
    void check_ledger() {
        for (const auto& difference : ledger::verify_ledger(*store, {}).differences)
            BOOST_ERROR(difference);
    }

    campaign::Campaign walk;
    people::SignedIn finance;
};

bool has(const http::Response& answer, const std::string& part) {
    return answer.body.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_bank_tests, BankDesk)

BOOST_AUTO_TEST_CASE(a_file_is_looked_through_booked_and_taken_back) {
    const auto gift = promise(5000, "Anna Berg", "a");
    SampleFile file;
    file.lines = {{.cents = 5000, .text = gift.reference, .reference = "A1"},
                  {.cents = 2000, .name = "Ben Adler", .text = "walk", .reference = "A2"}};
    BOOST_TEST(has(look("/desk/bank"), "Every line has its place."));

    const auto preview = bring("may.xml", camt_text(file));
    const auto page = look(preview);
    BOOST_TEST(page.status == 200);
    BOOST_TEST(has(page, "2 new lines"));
    BOOST_TEST(has(page, "new, and names its gift"));
    BOOST_TEST(has(page, "make closing"));
    BOOST_TEST(bank::count_open_lines(store->session()) == 0);

    BOOST_TEST(post(preview, {{"act", "book"}}).status == 303);
    const auto desk = look("/desk/bank");
    BOOST_TEST(has(desk, "1 bank line needs a decision"));
    BOOST_TEST(has(desk, "1 found its gift by reference"));
    BOOST_TEST(has(desk, "Ben Adler"));
    BOOST_TEST(look(preview).status == 404);  // The draft is gone.
    check_ledger();

    const auto import = bank::recent_imports(store->session(), 1).at(0);
    const auto path = "/desk/bank/imports/" + std::to_string(import.id.value);
    BOOST_TEST(has(look(path), "has its place"));
    BOOST_TEST(post(path, {}).status == 303);
    BOOST_TEST(has(look(path), "was taken back"));
    BOOST_TEST(has(look("/desk/bank"), "Every line has its place."));
    BOOST_TEST(giving::find_gift(store->session(), gift.id)->open.minor == 5000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_same_file_again_brings_nothing) {
    SampleFile file;
    file.lines = {{.cents = 5000}};
    post(bring("may.xml", camt_text(file)), {{"act", "book"}});

    BOOST_TEST(has(look(bring("again.xml", camt_text(file))), "1 is here already"));
    BOOST_TEST(has(look(bring("again.csv", csv_text(file))), "1 is here already"));
}

BOOST_AUTO_TEST_CASE(a_csv_that_is_not_known_is_mapped_once) {
    const auto csv = "Booked;Sum;Who;Why\n21.05.2027;5,00;Anna;walk\n";
    const auto preview = bring("odd.csv", csv);
    const auto page = look(preview);
    BOOST_TEST(page.status == 200);
    BOOST_TEST(has(page, "Which column is what?"));
    BOOST_TEST(has(page, "Booked"));

    const auto mapped = header_of(post(preview, {{"act", "map"},
                                                 {"account", "1"},
                                                 {"name", "Odd bank"},
                                                 {"delimiter", ";"},
                                                 {"days", "dd.mm.yyyy"},
                                                 {"decimal_mark", ","},
                                                 {"column-booked_on", "Booked"},
                                                 {"column-amount", "Sum"},
                                                 {"column-name", "Who"},
                                                 {"column-text", "Why"}}),
                                  "Location");
    BOOST_TEST(has(look(mapped), "1 new line"));
    BOOST_TEST(post(preview, {{"act", "book"}, {"account", "1"}, {"profile", "Odd bank"}}).status ==
               303);
    BOOST_TEST(has(look("/desk/bank"), "Anna"));
    BOOST_TEST(has(look(bring("odd2.csv", csv)), "1 is here already"));  // By its headings.
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_said_and_nothing_is_booked) {
    for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
             {"a.xml", "<html></html>"},
             {"b.xml", "<!DOCTYPE x><Document/>"},
             {"c.zip", "PK\x03\x04 broken"},
             {"d.bin", std::string("\x00\x01\x02\x03", 4)}}) {
        const auto preview = bring(name, bytes);
        BOOST_TEST(look(preview).status == 422, name);
        BOOST_TEST(post(preview, {{"act", "book"}}).status == 422, name);
        BOOST_TEST(post(preview, {{"act", "discard"}}).status == 303);
    }
    SampleFile wrong;
    wrong.lines = {{.cents = 5000}}, wrong.missing = 7;
    const auto preview = bring("short.xml", camt_text(wrong));
    BOOST_TEST(has(look(preview), "Lines are missing or cut off"));
    BOOST_TEST(!has(look(preview), "Book these lines"));
    BOOST_TEST(post(preview, {{"act", "book"}}).status == 422);
    BOOST_TEST(bank::recent_imports(store->session(), 10).empty());
}

BOOST_AUTO_TEST_CASE(a_suggestion_explains_itself_is_taken_and_undone) {
    const auto gift = promise(5000, "Anna Berg", "a");
    SampleFile file;
    file.lines = {{.cents = 5000, .name = "BERG, ANNA", .text = "for the walk"}};
    post(bring("may.xml", camt_text(file)), {{"act", "book"}});
    const auto desk = look("/desk/bank");
    BOOST_TEST(has(desk, "Yes, this is Anna Berg’s €50"));
    BOOST_TEST(has(desk, "same amount · same name"));
    const auto line = first_line_path();

    const auto placed = post(line, {{"act", "place"}, {"gifts", std::to_string(gift.id.value)}});
    BOOST_TEST(placed.status == 303);
    BOOST_TEST(giving::find_gift(store->session(), gift.id)->confirmed.minor == 5000);
    BOOST_TEST(has(look(header_of(placed, "Location")), "€50 has its place."));

    const auto placing = bank::recent_placings_of_bank(store->session(), 1).at(0);
    BOOST_TEST(post("/desk/bank/placings/" + std::to_string(placing.id.value), {}).status == 303);
    BOOST_TEST(giving::find_gift(store->session(), gift.id)->confirmed.minor == 0);
    BOOST_TEST(has(look("/desk/bank"), "1 bank line needs a decision"));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(something_else_is_searched_and_a_part_is_placed) {
    const auto gift = promise(3000, "Cleo Dorn", "a");
    SampleFile file;
    file.lines = {{.cents = 5000, .name = "Ben Adler", .text = "walk"}};
    post(bring("may.xml", camt_text(file)), {{"act", "book"}});
    const auto line = first_line_path();
    BOOST_TEST(has(look(line + "?q=Cleo"), "Cleo Dorn"));

    BOOST_TEST(
        post(line, {{"act", "part"}, {"gift", std::to_string(gift.id.value)}, {"amount", "90"}})
            .status == 422);
    BOOST_TEST(post(line, {{"act", "part"},
                           {"gift", std::to_string(gift.id.value)},
                           {"amount", "30,00"},
                           {"reason", "She told us"}})
                   .status == 303);
    BOOST_TEST(has(look(line), "€20"));  // Still without a place.
    BOOST_TEST(post(line, {{"act", "outside"}}).status == 303);
    BOOST_TEST(has(look("/desk/bank"), "Every line has its place."));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(only_finance_of_the_whole_organisation_gets_in) {
    finance = sign_in_colleague(*store, people::Role::finance, walk.id);
    BOOST_TEST(look("/desk/bank").status == 403);
    BOOST_TEST(look("/desk/bank/lines/1").status == 403);
    finance = sign_in_colleague(*store, people::Role::auditor);
    BOOST_TEST(look("/desk/bank").status == 403);
}

BOOST_AUTO_TEST_CASE(nobody_opens_the_draft_of_another) {
    SampleFile file;
    file.lines = {{.cents = 5000}};
    const auto preview = bring("may.xml", camt_text(file));
    finance = sign_in_colleague(*store, people::Role::organiser);
    BOOST_TEST(look(preview).status == 404);
}

BOOST_AUTO_TEST_CASE(a_line_of_the_bank_is_offered_its_deposit_of_cash_and_taken_back) {
    deposit_of(5'000);
    SampleFile file;
    file.lines = {{.cents = 5'000, .text = "Bareinzahlung SLIP77", .reference = "D1"}};
    post(bring("cash.xml", camt_text(file)), {{"act", "book"}});
    const auto path = first_line_path();
    const auto page = look(path);
    BOOST_TEST(has(page, "Yes, this is deposit 1"));
    BOOST_TEST(has(page, "its slip stands in the words"));
    const auto deposit = cash::deposits_of(store->session(), walk.id).at(0).id;

    post(path, {{"act", "deposit"}, {"about", std::to_string(deposit.value)}});

    BOOST_TEST(cash::find_deposit(store->session(), deposit)->rest() == 0);
    BOOST_TEST(has(look("/desk/bank"), "a deposit of cash"));
    const auto placing = bank::recent_placings_of_bank(store->session(), 1).at(0).id;
    post("/desk/bank/placings/" + std::to_string(placing.value), {});
    BOOST_TEST(cash::find_deposit(store->session(), deposit)->rest() == 5'000);
    check_ledger();
}

// Cash that is at the bank since that day says little about a transfer that bears a donor's name.
BOOST_AUTO_TEST_CASE(the_likeliest_choice_is_first_and_what_is_hardly_likely_has_no_key) {
    deposit_of(9'000);
    promise(8'240, "Patrick Bennett", "a"), promise(2'575, "Patrick Bennett", "b");
    SampleFile file;
    file.lines = {{.cents = 8'240, .name = "Patrick Bennett", .iban = "", .reference = "A1"},
                  {.cents = 1'234, .name = "Somebody", .iban = "", .reference = "A2"}};
    post(bring("may.xml", camt_text(file)), {{"act", "book"}});

    const auto desk = look("/desk/bank").body;
    const auto likely = desk.find("data-act=\"yes\">Yes, this is Patrick Bennett’s €82.40");
    const auto other = desk.find("Yes, this pays Patrick Bennett’s promise of €25.75 from");
    const auto deposit = desk.find("Yes, this is a part of deposit 1");

    BOOST_TEST(likely != desk.npos);
    BOOST_TEST(other != desk.npos);
    BOOST_TEST(deposit != desk.npos);
    BOOST_TEST(likely < other);
    BOOST_TEST(other < deposit);
    BOOST_TEST(desk.find("data-act=\"yes\"", likely + 1) == desk.npos);  // The other line has none.
}

BOOST_AUTO_TEST_CASE(money_without_a_promise_is_taken_as_a_gift_and_comes_back) {
    SampleFile file;
    file.lines = {{.cents = 1'000, .name = "Zwilling Anna", .text = "for the walk"}};
    post(bring("may.xml", camt_text(file)), {{"act", "book"}});
    const auto line = first_line_path();
    const auto page = look(line);
    BOOST_TEST(has(page, "It is a new gift"));
    BOOST_TEST(has(page, "value=\"Zwilling Anna\""));
    const auto fund =
        store->session().one("SELECT id FROM fund WHERE campaign_id = ?", walk.id)->number("id");
    std::vector<std::pair<std::string, std::string>> typed{{"act", "new_gift"},
                                                           {"fund", std::to_string(fund)},
                                                           {"name", "Zwilling Anna"},
                                                           {"email", "no address"}};

    BOOST_TEST(has(post(line, typed), "This is no e-mail address."));
    typed[3].second = "anna@example.org";
    BOOST_TEST(has(post(line, typed), "Say why it is a gift."));
    typed.push_back({"reason", "no reference"});
    BOOST_TEST(post(line, typed).status == 303);
    BOOST_TEST(post(line, typed).status == 303);  // Sent twice.

    const auto found = look("/desk/gifts?q=zwilling");
    BOOST_TEST(has(found, "Zwilling Anna"));
    BOOST_TEST(has(found, "/desk/gifts/"));
    BOOST_TEST(has(look("/desk/gifts?q=nobody"), "No gift is like that."));
    BOOST_TEST(has(look("/desk/gifts"), "What do you know of it?"));
    const auto placing = bank::recent_placings_of_bank(store->session(), 1).at(0);
    BOOST_TEST(giving::find_gift(store->session(), placing.gift)->donor.is_anonymous);
    post("/desk/bank/placings/" + std::to_string(placing.id.value), {});
    BOOST_TEST(giving::find_gift(store->session(), placing.gift)->open.minor == 0);
    check_ledger();
}

// A cheque that bounced, a transfer that came back: the bank names the person, not our reference.
BOOST_AUTO_TEST_CASE(a_line_out_finds_its_gift_by_name_or_amount_and_shows_it_once) {
    const auto gift = promise(5'000, "Anna Berg", "a");
    SampleFile file;
    const auto less = promise(2'000, "Anna Berg", "b");
    file.lines = {{.cents = 5'000, .text = gift.reference, .reference = "A1"},
                  {.cents = 2'000, .text = less.reference, .reference = "A3"},
                  {.cents = -5'000, .name = "BERG ANNA", .text = "returned", .reference = "A2"}};
    post(bring("may.xml", camt_text(file)), {{"act", "book"}});
    const auto line = first_line_path();
    const auto times = [&](const std::string& query) {
        const auto body = look(line + "?q=" + query).body;
        int count = 0;
        for (auto at = body.find("value=\"returned\""); at != body.npos;
             at = body.find("value=\"returned\"", at + 1))
            ++count;
        return count;
    };

    BOOST_TEST(times("") == 1);  // By the name that the line bears.
    BOOST_TEST(times("Berg") == 1);
    BOOST_TEST(times("50") == 1);
    BOOST_TEST(times("20") == 0);  // Less than what went out cannot have been taken back.
    BOOST_TEST(times(gift.reference) == 1);
    BOOST_TEST(times("Nobody") == 0);
    BOOST_TEST(post(line, {{"act", "returned"}, {"gift", std::to_string(gift.id.value)}}).status ==
               303);
    BOOST_TEST(giving::find_gift(store->session(), gift.id)->confirmed.minor == 0);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
