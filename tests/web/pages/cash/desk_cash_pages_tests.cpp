// Envelopes, bags and the bank at the desk: what each person may see and do, by their pages.
#include <boost/test/unit_test.hpp>

#include "campaign/cash/bag.h"
#include "campaign/cash/closing.h"
#include "campaign/cash/count.h"
#include "campaign/cash/deposit.h"
#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct CashDesk : Site {
    CashDesk() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "spring-walk");
        now = test_now();
        for (auto* one : {&anna, &ben}) *one = sign_in_colleague(*store, people::Role::volunteer);
        cleo = sign_in_colleague(*store, people::Role::finance);
    }

    http::Response look(const people::SignedIn& who, const std::string& path) {
        return ask(sent_by(who, request_of(path)));
    }
    http::Response post(const people::SignedIn& who, const std::string& path,
                        const Fields& fields) {
        now += std::chrono::seconds{10};
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(who, std::move(request)));
    }
    std::string place_of(const http::Response& response) { return header_of(response, "Location"); }
    bool has(const http::Response& response, const std::string& part) {
        return response.body.find(part) != std::string::npos;
    }
    // Sealed, with one envelope of a sheet over 214.60 that Anna typed. Its address.
    std::string sealed_bag() {
        const auto slip = place_of(post(anna, desk + "/envelopes",
                                        {{"act", "hand_in"}, {"form_key", "e"}, {"giver", "4b"}}));
        envelope = slip.substr(0, slip.rfind('/'));
        post(anna, envelope,
             {{"act", "sheet"},
              {"form_key", "s"},
              {"control", "214.60"},
              {"amount_1", "200"},
              {"name_1", "Uncle Jo"},
              {"amount_2", "14.60"},
              {"kind_2", "sale"}});
        const auto bag =
            place_of(post(anna, desk + "/bags", {{"act", "begin"}, {"form_key", "b"}}));
        post(anna, bag,
             {{"act", "put_in"}, {"envelope", envelope.substr(envelope.rfind('/') + 1)}});
        post(anna, bag, {{"act", "seal"}, {"seal", "A-1"}});
        return bag;
    }
    http::Response count(const people::SignedIn& who, const std::string& bag,
                         const std::string& notes, const std::string& round = "1") {
        return post(who, bag + "/count",
                    {{"device_key", "k" + std::to_string(++keys)},
                     {"round", round},
                     {"note_10000", notes},
                     {"note_1000", "1"},
                     {"coin_200", "2"},
                     {"coin_50", "1"},
                     {"coin_10", "1"}});
    }

    const std::string desk = "/desk/spring-walk";
    campaign::Campaign walk;
    people::SignedIn anna, ben, cleo;
    std::string envelope;
    int keys = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_cash_pages_tests, CashDesk)

BOOST_AUTO_TEST_CASE(from_the_slip_to_the_bank_by_pages_alone) {
    const auto bag = sealed_bag();
    BOOST_TEST(has(look(anna, envelope + "/slip"), "Not counted yet."));
    BOOST_TEST(has(look(anna, envelope), "That is the control total."));
    BOOST_TEST(place_of(count(anna, bag, "2")) == bag + "?saved=counted");
    BOOST_TEST(!has(look(ben, bag), "214.60"));
    BOOST_TEST(!has(look(anna, bag), "214.60"));
    count(ben, bag, "1");
    BOOST_TEST(has(look(ben, bag), "One has €214.60, the other €114.60. Please both count again."));
    count(ben, bag, "2", "2");
    count(anna, bag, "2", "2");
    BOOST_TEST(has(look(cleo, bag), "Close bag 1: €214.60"));
    BOOST_TEST(post(ben, bag + "/closure", {{"act", "close"}}).status == 403);
    BOOST_TEST(place_of(post(cleo, bag + "/closure", {{"act", "close"}})) == bag + "?saved=closed");
    BOOST_TEST(post(cleo, bag + "/closure", {{"act", "close"}}).status == 422);

    const auto figures = ledger::figures_of(store->session(), walk.id);
    BOOST_TEST(figures.confirmed == 21'460);
    BOOST_TEST(figures.raised == 20'000);  // The cakes count toward no goal.
    post(cleo, desk + "/deposits",
         {{"form_key", "d"},
          {"bag", bag.substr(bag.rfind('/') + 1)},
          {"slip", "S-77"},
          {"day", iso_text(Date{std::chrono::floor<std::chrono::days>(now)})}});
    BOOST_TEST(has(look(cleo, desk + "/deposits"), "Deposit 1: €214.60"));
    BOOST_TEST(has(look(cleo, desk + "/bags"), "The bank"));
    for (const auto& difference : ledger::verify_ledger(*store, {}).differences)
        BOOST_ERROR(difference);
}

BOOST_AUTO_TEST_CASE(a_sheet_that_says_more_is_closed_with_a_reason_and_leads_to_its_row) {
    const auto bag = sealed_bag();
    const auto rows = cash::rows_in(
        store->session(), cash::EnvelopeId{std::stoll(envelope.substr(envelope.rfind('/') + 1))});
    const auto jo = std::to_string(rows.at(0).gift.id.value);
    post(ben, envelope,
         {{"act", "sheet"}, {"form_key", "t"}, {"control", "214.60"}, {"found_" + jo, "180"}});
    BOOST_TEST(has(look(ben, envelope), "That is the control total."));
    for (const auto* one : {&anna, &ben})
        post(*one, bag + "/count",
             {{"device_key", "d" + std::to_string(++keys)},
              {"round", "1"},
              {"note_5000", "3"},
              {"note_2000", "2"},
              {"coin_200", "2"},
              {"coin_50", "1"},
              {"coin_10", "1"}});

    const auto page = look(cleo, bag);

    BOOST_TEST(has(page, "€194.60, not closed yet"));
    BOOST_TEST(has(page, "#row-" + jo));
    BOOST_TEST(has(page, "€200 told, €180 found"));
    BOOST_TEST(has(page, "close-reason"));
    BOOST_TEST(post(cleo, bag + "/closure", {{"act", "close"}}).status == 422);
    BOOST_TEST(post(cleo, bag + "/closure", {{"act", "close"}, {"reason", "A note"}}).status ==
               303);
    BOOST_TEST(ledger::figures_of(store->session(), walk.id).confirmed == 19'460);
}

BOOST_AUTO_TEST_CASE(whoever_typed_a_row_is_offered_no_button) {
    const auto dora = sign_in_colleague(*store, people::Role::finance);
    std::swap(anna, cleo);  // Finance types the sheet.
    const auto bag = sealed_bag();
    count(anna, bag, "2"), count(ben, bag, "2");

    BOOST_TEST(has(look(cleo, bag), "Both agree"));
    BOOST_TEST(has(look(dora, bag), "value=\"close\""));
    BOOST_TEST(!has(look(anna, bag), "value=\"close\""));
    BOOST_TEST(has(look(anna, bag), "another person closes the bag"));
}

BOOST_AUTO_TEST_CASE(a_deposit_is_taken_back_on_its_page_and_no_bag_is_ticked_beforehand) {
    const auto bag = sealed_bag();
    count(anna, bag, "2"), count(ben, bag, "2");
    post(cleo, bag + "/closure", {{"act", "close"}});
    const auto page = desk + "/deposits";
    BOOST_TEST(!has(look(cleo, page), "checked"));
    post(cleo, page,
         {{"form_key", "d"},
          {"bag", bag.substr(bag.rfind('/') + 1)},
          {"day", iso_text(Date{std::chrono::floor<std::chrono::days>(now)})}});
    const auto there =
        page + "/" + std::to_string(cash::deposits_of(store->session(), walk.id).at(0).id.value);
    BOOST_TEST(has(look(cleo, page), "value=\"undo\""));
    BOOST_TEST(post(anna, there, {{"act", "undo"}, {"reason", "No"}}).status == 403);
    BOOST_TEST(post(cleo, there, {{"act", "undo"}}).status == 422);

    post(cleo, there, {{"act", "undo"}, {"reason", "Another slip"}});

    BOOST_TEST(has(look(cleo, page), "Another slip"));
    BOOST_TEST(has(look(cleo, page), "Taken back"));
    BOOST_TEST(has(look(cleo, page), "Which bags"));
    for (const auto& difference : ledger::verify_ledger(*store, {}).differences)
        BOOST_ERROR(difference);
}

BOOST_AUTO_TEST_CASE(a_device_that_asks_in_json_is_told_where_to_go_or_why_not) {
    const auto bag = sealed_bag();
    const auto send = [&](const std::string& pieces) {
        auto request = request_of(bag + "/count");
        request.method = http::Method::post, request.headers["accept"] = "application/json";
        request.form.add("device_key", "phone"), request.form.add("round", "1");
        request.form.add("note_1000", pieces);
        return ask(sent_by(anna, std::move(request)));
    };

    BOOST_TEST(send("a few").status == 422);
    BOOST_TEST(send("3").status == 201);
    BOOST_TEST(has(send("3"), "saved=counted"));

    const auto id = cash::BagId{std::stoll(bag.substr(bag.rfind('/') + 1))};
    BOOST_TEST(cash::counts_of(store->session(), id).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_second_person_counts_at_the_same_screen_by_their_pin) {
    const auto bag = sealed_bag();
    post(ben, desk + "/bags", {{"act", "pin"}, {"pin", "4711"}});
    count(anna, bag, "2");
    const auto by_pin = [&](const std::string& pin) {
        return post(anna, bag + "/count",
                    {{"device_key", "k" + pin},
                     {"round", "1"},
                     {"counter", std::to_string(ben.account.value)},
                     {"pin", pin},
                     {"note_10000", "2"},
                     {"note_1000", "1"},
                     {"coin_200", "2"},
                     {"coin_50", "1"},
                     {"coin_10", "1"}});
    };

    BOOST_TEST(by_pin("0000").status == 422);
    BOOST_TEST(by_pin("4711").status == 303);

    BOOST_TEST(has(look(cleo, bag), "Both agree"));
}

BOOST_AUTO_TEST_CASE(labels_are_one_pdf_and_a_code_leads_to_its_envelope) {
    const auto made =
        place_of(post(anna, desk + "/envelopes", {{"act", "labels"}, {"count", "3"}}));
    BOOST_TEST(has(look(anna, made), "Labels 1 to 3"));
    const auto pdf = look(anna, desk + "/envelopes/labels.pdf?from=1&to=3");
    BOOST_TEST(pdf.status == 200);
    BOOST_TEST(pdf.body.starts_with("%PDF"));
    const auto label = *cash::find_envelope_by_number(store->session(), walk.id, 2);

    BOOST_TEST(place_of(look(anna, "/desk/envelopes/" + label.code)) ==
               desk + "/envelopes?label=" + label.code);
    post(anna, desk + "/envelopes",
         {{"act", "hand_in"}, {"form_key", "x"}, {"giver", "Jo"}, {"label", label.code}});

    BOOST_TEST(place_of(look(anna, "/desk/envelopes/" + label.code)) ==
               desk + "/envelopes/" + std::to_string(label.id.value));
}

BOOST_AUTO_TEST_CASE(a_bag_passes_on_and_a_broken_seal_is_seen_by_everybody) {
    const auto bag = sealed_bag();
    post(anna, bag,
         {{"act", "hand_over"}, {"to", std::to_string(ben.account.value)}, {"note", "safe"}});
    BOOST_TEST(has(look(anna, bag), "Keep it after all"));
    BOOST_TEST(has(look(ben, desk + "/bags"), "hands bag 1 over to you"));
    BOOST_TEST(has(look(ben, "/desk"), "hands bag 1 over to you"));
    BOOST_TEST(has(look(ben, bag), "Do you have it?"));

    post(ben, bag, {{"act", "take_over"}, {"whole", "no"}});

    BOOST_TEST(has(look(cleo, bag), "SEAL NOT WHOLE"));
    BOOST_TEST(has(look(ben, bag), "Hand it over to"));
}

BOOST_AUTO_TEST_CASE(a_third_person_decides_and_a_recount_books_what_is_missing) {
    const auto bag = sealed_bag();
    for (const auto* round : {"1", "2", "3"}) {
        count(anna, bag, "2", round);
        count(ben, bag, "1", round);
    }
    BOOST_TEST(has(look(anna, bag), "They differ three times"));
    BOOST_TEST(!has(look(anna, bag), "Which count is right?"));
    BOOST_TEST(has(look(cleo, bag), "Which count is right?"));
    const auto id = cash::BagId{std::stoll(bag.substr(bag.rfind('/') + 1))};
    const auto last =
        cash::counts_of_round(store->session(), *cash::find_bag(store->session(), id));
    post(cleo, bag + "/closure",
         {{"act", "decide"}, {"count", std::to_string(last[0].id.value)}, {"reason", "Seen"}});
    post(cleo, bag + "/closure", {{"act", "close"}});

    post(cleo, bag, {{"act", "recount"}});
    BOOST_TEST(has(look(cleo, bag), "Do not count it once more"));
    count(anna, bag, "1", "4");
    count(ben, bag, "1", "4");
    BOOST_TEST(has(look(cleo, bag), "€100 less than before"));
    post(cleo, bag + "/closure", {{"act", "close"}, {"reason", "A note is gone"}});

    const auto figures = ledger::figures_of(store->session(), walk.id);
    BOOST_TEST(figures.confirmed == 21'460);
    BOOST_TEST(figures.costs == 10'000);
    for (const auto& difference : ledger::verify_ledger(*store, {}).differences)
        BOOST_ERROR(difference);
}

BOOST_AUTO_TEST_CASE(a_difference_of_a_deposit_is_proposed_by_one_and_booked_by_another) {
    const auto dora = sign_in_colleague(*store, people::Role::finance);
    const auto bag = sealed_bag();
    count(anna, bag, "2"), count(ben, bag, "2");
    post(cleo, bag + "/closure", {{"act", "close"}});
    const auto today = iso_text(Date{std::chrono::floor<std::chrono::days>(now)});
    post(cleo, desk + "/deposits",
         {{"form_key", "d"}, {"bag", bag.substr(bag.rfind('/') + 1)}, {"day", today}});
    const auto deposit = cash::deposits_of(store->session(), walk.id).at(0);
    store->in_transaction([&](store::Transaction& tx) { cash::add_arrived(tx, deposit, 21'000); });
    const auto there = desk + "/deposits/" + std::to_string(deposit.id.value);
    BOOST_TEST(has(look(cleo, desk + "/deposits"), "€4.60 have not arrived"));

    post(cleo, there, {{"act", "propose"}, {"reason", "Miscounted coins"}});
    BOOST_TEST(has(look(cleo, desk + "/deposits"), "somebody else must agree"));
    BOOST_TEST(post(cleo, there, {{"act", "agree"}}).status == 422);
    BOOST_TEST(has(look(dora, desk + "/deposits"), "Agree, and book it"));
    post(dora, there, {{"act", "agree"}});

    BOOST_TEST(ledger::figures_of(store->session(), walk.id).costs == 460);
    BOOST_TEST(has(look(dora, desk + "/deposits"), "It is on the statement"));
    BOOST_TEST(has(look(dora, desk + "/deposits"), "Miscounted coins"));
    BOOST_TEST(!has(look(dora, desk + "/deposits"), "value=\"undo\""));
}

BOOST_AUTO_TEST_SUITE_END()
