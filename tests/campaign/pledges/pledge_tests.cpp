// The rules of pledges: schedules, bills, what covers what.
#include "campaign/pledges/pledge.h"

#include <boost/test/unit_test.hpp>

#include "campaign/pledges/covering.h"

using pledges::Kind;
using pledges::NewPledge;
using pledges::Part;
using pledges::Pledge;
using pledges::State;

namespace {

Money euro(std::int64_t cents) { return {cents, currency_of("EUR")}; }
Date day(const char* text) { return *read_date(text); }

NewPledge flat_of(std::int64_t cents) {
    NewPledge asked;
    asked.amount = euro(cents), asked.unit = asked.cap = euro(0);
    asked.first_on = day("2027-06-01"), asked.donor.email = "ann@example.org";
    asked.request_key = "key";
    return asked;
}

NewPledge per_lap(std::int64_t unit, std::int64_t cap) {
    auto asked = flat_of(0);
    asked.kind = Kind::unit, asked.unit = euro(unit), asked.cap = euro(cap);
    asked.participant = ParticipantId{7};
    return asked;
}

giving::Terms terms_open() {
    giving::Terms terms;
    terms.campaign = CampaignId{1}, terms.currency = currency_of("EUR");
    return terms;
}

std::string objection_field(const NewPledge& asked) {
    const auto refusal = pledges::objection(asked, terms_open(), day("2027-05-21"));
    return refusal ? refusal->field : "";
}

Pledge pledge_of(std::int64_t whole) {
    Pledge one;
    one.amount = euro(whole);
    one.unit = one.cap = one.covered = one.paid = one.let_go = euro(0), one.open = euro(whole);
    return one;
}

ledger::NewTransfer row(const char* debit, const char* credit, std::int64_t cents,
                        const char* kind = "gift") {
    ledger::NewTransfer row;
    row.debit = debit, row.credit = credit, row.amount = euro(cents), row.purpose.kind = kind;
    return row;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pledge_tests)

BOOST_AUTO_TEST_CASE(months_that_have_no_such_day_take_their_last) {
    const auto days = pledges::due_days(day("2027-12-31"), 5);

    BOOST_TEST(iso_text(days[0]) == "2027-12-31");
    BOOST_TEST(iso_text(days[1]) == "2028-01-31");
    BOOST_TEST(iso_text(days[2]) == "2028-02-29");  // A leap year.
    BOOST_TEST(iso_text(days[3]) == "2028-03-31");  // The day is not lost on the way.
    BOOST_TEST(iso_text(days[4]) == "2028-04-30");
}

BOOST_AUTO_TEST_CASE(parts_add_up_to_the_whole_and_the_odd_cents_come_first) {
    const auto parts = pledges::schedule_of(euro(10'000), day("2027-06-01"), 3);

    BOOST_TEST(parts[0].amount.minor == 3'334);
    BOOST_TEST(parts[1].amount.minor == 3'333);
    BOOST_TEST(parts[2].amount.minor == 3'333);
    BOOST_TEST(parts[2].number == 3);
}

BOOST_AUTO_TEST_CASE(a_bill_is_unit_times_laps_and_never_more_than_the_cap) {
    BOOST_TEST(pledges::bill_of(euro(200), euro(3'000), 12).minor == 2'400);
    BOOST_TEST(pledges::bill_of(euro(200), euro(3'000), 15).minor == 3'000);
    BOOST_TEST(pledges::bill_of(euro(200), euro(3'000), 16).minor == 3'000);
    BOOST_TEST(pledges::bill_of(euro(70), euro(300), 5).minor == 300);  // 3.50 would be too much.
    BOOST_TEST(pledges::bill_of(euro(200), euro(3'000), 0).minor == 0);
    BOOST_TEST(pledges::bill_of(euro(1), euro(100'000'000), pledges::laps_max).minor == 10'000);
    BOOST_TEST(pledges::bill_of(euro(100'000'000), euro(100'000'000), pledges::laps_max).minor ==
               100'000'000);
}

BOOST_AUTO_TEST_CASE(a_promise_per_lap_has_a_cap_and_somebody_who_walks) {
    BOOST_TEST(objection_field(per_lap(100, 3'000)).empty());
    BOOST_TEST(objection_field(per_lap(100, 0)) == "cap");
    BOOST_TEST(objection_field(per_lap(500, 400)) == "cap");
    BOOST_TEST(objection_field(per_lap(0, 400)) == "unit");
    auto nobody = per_lap(100, 3'000);
    nobody.participant = {};
    BOOST_TEST(objection_field(nobody) == "kind");
}

BOOST_AUTO_TEST_CASE(amounts_days_and_parts_have_limits) {
    BOOST_TEST(objection_field(flat_of(2'000)).empty());
    BOOST_TEST(objection_field(flat_of(99)) == "amount");
    auto late = flat_of(2'000);
    late.first_on = day("2027-05-20");
    BOOST_TEST(objection_field(late) == "first_on");
    late.first_on = day("2028-12-01");
    BOOST_TEST(objection_field(late) == "first_on");
    late.first_on = {};
    BOOST_TEST(objection_field(late) == "first_on");
    auto parts = flat_of(1'199);
    parts.kind = Kind::instalments, parts.parts = 12;
    BOOST_TEST(objection_field(parts) == "amount");  // Less than a euro each.
    parts.parts = 61;
    BOOST_TEST(objection_field(parts) == "parts");
    auto unknown = flat_of(2'000);
    unknown.donor.email.clear();
    BOOST_TEST(objection_field(unknown) == "email");
    unknown.origin = "desk", unknown.donor.name = "Ann";
    BOOST_TEST(objection_field(unknown).empty());
}

BOOST_AUTO_TEST_CASE(money_fills_the_parts_in_their_order) {
    auto pledge = pledge_of(6'000);
    const auto schedule = pledges::schedule_of(euro(6'000), day("2027-06-01"), 3);
    pledge.covered = euro(3'500), pledge.paid = euro(2'500);
    pledge.open = pledges::open_of(pledge);
    BOOST_TEST(pledge.open.minor == 2'500);

    const auto parts = pledges::parts_of(pledge, schedule);

    BOOST_TEST(parts[0].paid.minor == 2'000);
    BOOST_TEST(parts[1].paid.minor == 500);
    BOOST_TEST(parts[1].covered.minor == 1'500);
    BOOST_TEST(parts[1].open.minor == 500);
    BOOST_TEST(parts[2].open.minor == 2'000);
    BOOST_TEST(pledges::next_part(parts)->number == 2);
}

BOOST_AUTO_TEST_CASE(what_lapsed_is_asked_for_no_more_and_later_money_pays_the_next_part) {
    auto pledge = pledge_of(6'000);
    auto schedule = pledges::schedule_of(euro(6'000), day("2027-06-01"), 3);
    schedule[0].let_go = euro(2'000), pledge.let_go = euro(2'000);
    pledge.covered = pledge.paid = euro(2'000);

    const auto parts = pledges::parts_of(pledge, schedule);

    BOOST_TEST(parts[0].paid.minor == 0);
    BOOST_TEST(parts[1].paid.minor == 2'000);
    BOOST_TEST(pledges::open_of(pledge).minor == 2'000);
    BOOST_TEST(parts[2].open.minor == 2'000);
}

BOOST_AUTO_TEST_CASE(more_than_was_pledged_leaves_nothing_open_and_nothing_owed) {
    auto pledge = pledge_of(2'000);
    pledge.covered = pledge.paid = euro(5'000);

    BOOST_TEST(pledges::open_of(pledge).minor == 0);
}

BOOST_AUTO_TEST_CASE(the_state_follows_from_sums_days_and_proof) {
    auto pledge = pledge_of(4'000);
    const auto schedule = pledges::schedule_of(euro(4'000), day("2027-06-01"), 2);
    const auto state = [&](const char* today) {
        pledge.open = pledges::open_of(pledge);
        return pledges::state_of(pledge, pledges::parts_of(pledge, schedule), day(today));
    };
    BOOST_CHECK(state("2027-05-21") == State::made);
    pledge.proven_at = Instant{};
    BOOST_CHECK(state("2027-05-21") == State::proven);
    BOOST_CHECK(state("2027-06-01") == State::due);
    pledge.covered = pledge.paid = euro(2'000);
    BOOST_CHECK(state("2027-06-01") == State::part_paid);
    pledge.covered = pledge.paid = euro(4'000);
    BOOST_CHECK(state("2027-06-01") == State::paid);
    pledge.covered = pledge.paid = euro(2'000), pledge.let_go = euro(2'000);
    BOOST_CHECK(state("2027-09-01") == State::lapsed);
    pledge.withdrawn_at = Instant{};
    BOOST_CHECK(state("2027-09-01") == State::withdrawn);
}

BOOST_AUTO_TEST_CASE(a_gift_covers_by_its_own_rows_and_a_refund_uncovers_nothing) {
    const auto cover = [](const std::vector<ledger::NewTransfer>& rows) {
        const auto sums = pledges::cover_of(rows);
        return std::pair{sums.covered, sums.paid};
    };
    using Pair = std::pair<std::int64_t, std::int64_t>;
    BOOST_CHECK(cover({row("declared", "memo", 2'000)}) == Pair(2'000, 0));
    BOOST_CHECK(cover({row("memo", "declared", 2'000), row("cash:desk", "income:gift", 1'800)}) ==
                Pair(-200, 1'800));
    BOOST_CHECK(cover({row("clearing:stripe", "income:gift", 2'000),
                       row("clearing:stripe", "income:fee_cover", 60, "fee_cover")}) ==
                Pair(2'000, 2'000));
    BOOST_CHECK(cover({row("returned:gift", "refund_due", 2'000)}) == Pair(0, 0));
    BOOST_CHECK(cover({row("income:gift", "unplaced", 2'000), row("promised", "memo", 2'000)}) ==
                Pair(0, -2'000));  // A placing that was taken back.
}

BOOST_AUTO_TEST_SUITE_END()
