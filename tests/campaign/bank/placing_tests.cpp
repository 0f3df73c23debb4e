#include "campaign/bank/placing.h"

#include <algorithm>
#include <random>

#include "campaign/bank/arriving.h"
#include "campaign/bank/suggestion.h"
#include "tests/campaign/bank/bank_fixture.h"

namespace {

struct WithLines : WithBank {
    // Brings these lines in one file; returns the open ones, in its order.
    std::vector<bank::Line> lines_of(const std::vector<SampleLine>& lines) {
        SampleFile file;
        file.lines = lines;
        bring(camt_text(file));
        return bank::open_lines(store->session(), 100);
    }
    int place_exact() {
        now += std::chrono::seconds{1};
        return bank::place_exact_lines(*store, {}, 1000, finance, now).placed;
    }
    void place(const bank::Line& line, const std::vector<bank::Part>& parts) {
        now += std::chrono::seconds{1};
        bank::place_as_gifts(*store, line.id, parts, {}, finance, now);
    }
    void take_back_latest() {
        now += std::chrono::seconds{1};
        const auto latest = bank::recent_placings_of_bank(store->session(), 1).at(0);
        bank::take_back_placing(*store, latest.id, finance, now);
    }
    // Of the same gift after a step, as another session reads it.
    giving::State state(const giving::Gift& gift) { return stored(gift).state; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bank_placing_tests, WithLines)

BOOST_AUTO_TEST_CASE(a_reference_however_typed_is_placed_without_a_person) {
    const auto one = give(gift_of(5000, "a")).gift, two = give(gift_of(2000, "b")).gift,
               three = give(gift_of(3000, "c")).gift;
    auto packed_text = "Spende" + two.reference + "Danke";
    lines_of({paid_by(one, 5000, "A1"),
              {.cents = 2000, .text = packed_text, .reference = "A2"},
              {.cents = 3000, .text = "", .reference = "A3", .end_to_end = three.reference}});

    BOOST_CHECK_EQUAL(place_exact(), 3);

    BOOST_CHECK_EQUAL(figures().confirmed, 10000);
    BOOST_CHECK_EQUAL(figures().banked, 10000);
    BOOST_CHECK_EQUAL(figures().pledged, 0);
    BOOST_CHECK_EQUAL(balance_of("unplaced"), 0);
    BOOST_CHECK_EQUAL(bank::count_open_lines(store->session()), 0);
    BOOST_CHECK_EQUAL(place_exact(), 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_arrives_is_the_gift_and_the_rest_stays_promised) {
    const auto gift = give(gift_of(5000, "a")).gift;
    lines_of({paid_by(gift, 4500, "A1")});

    place_exact();

    BOOST_CHECK_EQUAL(figures().confirmed, 4500);
    BOOST_CHECK_EQUAL(figures().pledged, 500);
    BOOST_CHECK_EQUAL(stored(gift).open.minor, 500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_mere_suggestion_is_never_booked) {
    auto asked = gift_of(5000, "a");
    asked.donor.name = "Anna Berg", asked.donor.email = "anna@example.org";
    const auto gift = give(asked).gift;
    const auto lines = lines_of({{.cents = 5000, .text = "for the walk"}});

    BOOST_CHECK_EQUAL(place_exact(), 0);

    const auto suggestions = bank::suggestions_for(store->session(), lines.at(0));
    BOOST_REQUIRE_EQUAL(suggestions.size(), 1U);
    BOOST_CHECK(suggestions[0].gifts.at(0).id == gift.id);
    for (const auto why : {bank::Why::same_amount, bank::Why::same_name})
        BOOST_CHECK(std::ranges::find(suggestions[0].reasons, why) != suggestions[0].reasons.end());
    BOOST_CHECK_EQUAL(figures().confirmed, 0);
    BOOST_CHECK_EQUAL(balance_of("unplaced"), -5000);
}

BOOST_AUTO_TEST_CASE(a_gift_that_was_paid_is_not_paid_again_by_itself) {
    const auto gift = give(gift_of(5000, "a")).gift;
    lines_of({paid_by(gift, 5000, "A1"), paid_by(gift, 5000, "A2")});

    BOOST_CHECK_EQUAL(place_exact(), 1);

    BOOST_CHECK_EQUAL(figures().confirmed, 5000);
    const auto left = bank::open_lines(store->session(), 10);
    BOOST_REQUIRE_EQUAL(left.size(), 1U);
    const auto suggestions = bank::suggestions_for(store->session(), left[0]);
    BOOST_REQUIRE(!suggestions.empty());
    BOOST_CHECK(suggestions[0].reasons.at(0) == bank::Why::names_it);
    place(left[0], {{gift.id, euro(5000)}});  // A person knows: the donor meant it twice.
    BOOST_CHECK_EQUAL(figures().confirmed, 10000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(one_line_for_several_references_is_split_only_if_the_sum_is_exact) {
    const auto one = give(gift_of(5000, "a")).gift, two = give(gift_of(2000, "b")).gift;
    const auto both = one.reference + " und " + two.reference;
    lines_of({{.cents = 7001, .text = both, .reference = "A1"}});
    BOOST_CHECK_EQUAL(place_exact(), 0);

    lines_of({{.cents = 7000, .text = both, .reference = "A2"}});
    BOOST_CHECK_EQUAL(place_exact(), 1);

    BOOST_CHECK_EQUAL(stored(one).confirmed.minor, 5000);
    BOOST_CHECK_EQUAL(stored(two).confirmed.minor, 2000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(one_line_becomes_many_gifts_and_many_lines_one_gift) {
    const auto one = give(gift_of(5000, "a")).gift, two = give(gift_of(2000, "b")).gift,
               big = give(gift_of(9000, "c")).gift;
    const auto lines = lines_of({{.cents = 7000, .reference = "A1"},
                                 {.cents = 4000, .reference = "A2"},
                                 {.cents = 5000, .reference = "A3"}});

    place(lines[0], {{one.id, euro(5000)}, {two.id, euro(2000)}});
    place(lines[1], {{big.id, euro(4000)}});
    BOOST_CHECK_EQUAL(stored(big).open.minor, 5000);
    place(lines[2], {{big.id, euro(5000)}});

    BOOST_CHECK_EQUAL(figures().confirmed, 16000);
    BOOST_CHECK_EQUAL(figures().pledged, 0);
    BOOST_CHECK_EQUAL(stored(big).confirmed.minor, 9000);
    BOOST_CHECK_EQUAL(balance_of("unplaced"), 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(no_more_of_a_line_is_placed_than_it_is) {
    const auto gift = give(gift_of(5000, "a")).gift;
    const auto lines = lines_of({{.cents = 5000}});

    BOOST_CHECK_THROW(place(lines[0], {{gift.id, euro(5001)}}), Refused);
    BOOST_CHECK_THROW(place(lines[0], {{gift.id, euro(0)}}), Refused);
    BOOST_CHECK_THROW(place(lines[0], {{gift.id, euro(1000)}, {gift.id, euro(1000)}}), Refused);
    place(lines[0], {{gift.id, euro(2000)}});
    BOOST_CHECK_THROW(place(lines[0], {{gift.id, euro(3001)}}), Refused);
    const auto fresh = *bank::find_line(store->session(), lines[0].id);
    BOOST_CHECK_EQUAL(fresh.open().minor, 3000);
    place(fresh, {{gift.id, euro(3000)}});
    BOOST_CHECK_EQUAL(balance_of("unplaced"), 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_placing_is_taken_back_and_can_be_made_again) {
    auto asked = gift_of(4500, "a");
    asked.lines = {{"gift", fund, euro(2000), true}, {"registration", fund, euro(2500), false}};
    asked.shares = {{walkers[0], team, euro(0)}, {walkers[1], team, euro(0)}};
    const auto gift = give(asked).gift;
    const auto before = figures(), walker_before = figures_of_walker(0);
    lines_of({paid_by(gift, 4500, "A1")});
    for (int round = 0; round < 3; ++round) {
        const auto line = bank::open_lines(store->session(), 1).at(0);
        place(line, {{gift.id, euro(4500)}});
        BOOST_CHECK_EQUAL(figures().raised, 2000);
        BOOST_CHECK_EQUAL(figures_of_walker(0).raised, 1000);

        take_back_latest();

        BOOST_CHECK(figures() == before);
        BOOST_CHECK(figures_of_walker(0) == walker_before);
        BOOST_CHECK(state(gift) == giving::State::pending);
        BOOST_CHECK_EQUAL(stored(gift).open.minor, 4500);
        check_ledger();
    }
    BOOST_CHECK_EQUAL(place_exact(), 0);  // What a person took back is left to a person.
}

BOOST_AUTO_TEST_CASE(what_came_later_is_taken_back_first) {
    const auto gift = give(gift_of(9000, "a")).gift;
    const auto lines =
        lines_of({{.cents = 4000, .reference = "A1"}, {.cents = 5000, .reference = "A2"}});
    place(lines[0], {{gift.id, euro(4000)}});
    const auto first = bank::recent_placings_of_bank(store->session(), 1).at(0);
    place(lines[1], {{gift.id, euro(5000)}});

    BOOST_CHECK_THROW(bank::take_back_placing(*store, first.id, finance, now), Refused);
    take_back_latest();
    BOOST_CHECK_EQUAL(stored(gift).confirmed.minor, 4000);
    bank::take_back_placing(*store, first.id, finance, now);
    BOOST_CHECK_THROW(bank::take_back_placing(*store, first.id, finance, now), Refused);

    BOOST_CHECK_EQUAL(stored(gift).confirmed.minor, 0);
    BOOST_CHECK(state(gift) == giving::State::pending);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(fees_and_money_of_others_leave_unplaced_and_come_back) {
    const auto lines = lines_of({{.cents = -350, .text = "Fee", .reference = "A1"},
                                 {.cents = 800, .reference = "A2"},
                                 {.cents = -900, .reference = "A3"}});
    bank::place_elsewhere(*store, lines[0].id, bank::Kind::fee, {}, finance, now);
    bank::place_elsewhere(*store, lines[1].id, bank::Kind::outside, {}, finance, now);
    bank::place_elsewhere(*store, lines[2].id, bank::Kind::outside, {}, finance, now);

    BOOST_CHECK_EQUAL(balance_of("cost:bank_fee"), 350);
    BOOST_CHECK_EQUAL(balance_of("outside"), 100);
    BOOST_CHECK_EQUAL(balance_of("unplaced"), 0);
    BOOST_CHECK_THROW(bank::place_elsewhere(*store, lines[1].id, bank::Kind::fee, {}, finance, now),
                      Refused);
    for (int i = 0; i < 3; ++i) take_back_latest();
    BOOST_CHECK_EQUAL(balance_of("unplaced"), 450);
    BOOST_CHECK_EQUAL(bank::count_open_lines(store->session()), 3);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_returned_transfer_lowers_its_gift) {
    const auto gift = give(gift_of(5000, "a")).gift;
    lines_of({paid_by(gift, 5000, "A1")});
    place_exact();
    const auto lines = lines_of({{.cents = -5000, .day = "2027-05-25", .reference = "A2"}});

    bank::place_as_return(*store, lines.at(0).id, gift.id, {"person", "came back"}, finance, now);

    BOOST_CHECK_EQUAL(figures().confirmed, 0);
    BOOST_CHECK_EQUAL(figures().banked, 0);
    BOOST_CHECK(state(gift) == giving::State::refunded);
    BOOST_CHECK_EQUAL(balance_of("returned:gift"), 5000);
    check_ledger();
    take_back_latest();
    BOOST_CHECK_EQUAL(figures().confirmed, 5000);
    BOOST_CHECK(state(gift) == giving::State::confirmed);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_line_that_was_marked_by_hand_is_offered_as_that_and_counts_once) {
    auto asked = gift_of(5000, "a");
    asked.donor.name = "Anna Berg";
    const auto gift = give(asked).gift;
    arrive(gift, 5000, "first page");
    const auto lines = lines_of({{.cents = 5000, .day = "2027-05-22", .text = "no reference"}});
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 10000);  // It may be another one: a person decides.
    const auto suggestions = bank::suggestions_for(store->session(), lines.at(0));
    BOOST_REQUIRE(!suggestions.empty());
    BOOST_REQUIRE(suggestions[0].by_hand);

    bank::place_as_known(*store, lines[0].id, suggestions[0].by_hand, finance, now);

    BOOST_CHECK_EQUAL(balance_of("bank:300"), 5000);
    BOOST_CHECK_EQUAL(balance_of("unplaced"), 0);
    BOOST_CHECK_EQUAL(figures().confirmed, 5000);
    SampleFile again;
    again.lines = {{.cents = 5000, .day = "2027-05-22", .text = "no reference"}};
    BOOST_CHECK_EQUAL(bring(camt_text(again)).fresh, 0);
    BOOST_CHECK_EQUAL(bring(csv_text(again)).fresh, 0);
    check_ledger();
    take_back_latest();
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 10000);
    BOOST_CHECK_EQUAL(bank::count_open_lines(store->session()), 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(marking_by_hand_takes_the_line_that_came_with_a_file) {
    const auto gift = give(gift_of(5000, "a")).gift;
    lines_of({{.cents = 5000, .text = "no reference", .reference = "A1"}});

    bank::mark_arrived_once(*store,
                            {gift.id, euro(5000), *read_date("2027-05-22"), "page 3", bank_account},
                            finance, now);

    BOOST_CHECK_EQUAL(balance_of("bank:300"), 5000);
    BOOST_CHECK_EQUAL(balance_of("unplaced"), 0);
    BOOST_CHECK_EQUAL(count("bank_line"), 1);
    BOOST_CHECK_THROW(
        bank::mark_arrived_once(
            *store, {gift.id, euro(5000), *read_date("2027-05-22"), "page 3", bank_account},
            finance, now),
        Refused);
    const auto other = give(gift_of(700, "b")).gift;
    bank::mark_arrived_once(*store,
                            {other.id, euro(700), *read_date("2027-05-22"), "page 4", bank_account},
                            finance, now);
    BOOST_CHECK_EQUAL(balance_of("bank:300"), 5700);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(an_import_whose_lines_were_placed_is_taken_back_whole) {
    const auto gift = give(gift_of(5000, "a")).gift;
    const auto before = figures();
    SampleFile file;
    file.lines = {paid_by(gift, 5000, "A1"), {.cents = -350, .reference = "A2"}};
    const auto booked = bring(camt_text(file));
    place_exact();
    bank::place_elsewhere(*store, bank::open_lines(store->session(), 1).at(0).id, bank::Kind::fee,
                          {}, finance, now);
    BOOST_CHECK_THROW(bank::undo_import(*store, booked.imports[0], finance, now), Refused);

    bank::take_back_placings_of(*store, booked.imports[0], finance, now);
    bank::undo_import(*store, booked.imports[0], finance, now);

    BOOST_CHECK(figures() == before);
    for (const auto* account : {"bank:300", "unplaced", "cost:bank_fee"})
        BOOST_CHECK_EQUAL(balance_of(account), 0);
    check_ledger();
    BOOST_CHECK_EQUAL(bring(camt_text(file)).fresh, 2);
    BOOST_CHECK_EQUAL(place_exact(), 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(any_order_of_steps_keeps_the_books_balanced) {
    std::mt19937 dice{11};
    std::vector<giving::Gift> gifts;
    for (int i = 0; i < 6; ++i)
        gifts.push_back(give(gift_of(1000 * (i + 1), "g" + std::to_string(i))).gift);
    std::vector<SampleLine> sample;
    for (int i = 0; i < 12; ++i)
        sample.push_back({.cents = 700 * (i + 1), .reference = "R" + std::to_string(i)});
    lines_of(sample);
    int done = 0, refused = 0;
    for (int step = 0; step < 120; ++step) {
        now += std::chrono::seconds{1};
        try {
            const auto placings = bank::recent_placings_of_bank(store->session(), 50);
            if (dice() % 3 == 0 && !placings.empty()) {
                bank::take_back_placing(*store, placings[dice() % placings.size()].id, finance,
                                        now);
            } else {
                const auto open = bank::open_lines(store->session(), 50);
                if (open.empty()) continue;
                const auto& line = open[dice() % open.size()];
                const auto part = std::min<std::int64_t>(line.open().minor, 100 + dice() % 2000);
                bank::place_as_gifts(
                    *store, line.id,
                    {{gifts[dice() % gifts.size()].id, euro(part),
                      dice() % 5 == 0 ? bank::Rest::is_let_go : bank::Rest::stays_promised}},
                    {}, finance, now);
            }
            ++done;
        } catch (const Refused&) {
            ++refused;
        }
    }
    BOOST_TEST_MESSAGE(done << " steps, " << refused << " refused");
    BOOST_CHECK_GT(done, 60);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
