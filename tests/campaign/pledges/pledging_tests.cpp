// Pledges on a real database: made, proven, paid in every way, reminded of, lapsed, withdrawn; the
// whole ledger is verified after each.
#include "campaign/pledges/pledging.h"

#include <thread>

#include "campaign/bank/arriving.h"
#include "campaign/bank/pledging.h"
#include "campaign/bank/suggestion.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/totals.h"
#include "campaign/mail/outbox.h"
#include "campaign/pledges/paying.h"
#include "tests/campaign/bank/bank_fixture.h"

using pledges::Kind;
using pledges::NewPledge;
using pledges::Pledge;

namespace {

struct WithPledges : WithBank {
    NewPledge flat_of(std::int64_t cents, const std::string& key) {
        NewPledge asked;
        asked.amount = euro(cents), asked.unit = asked.cap = euro(0);
        asked.first_on = *read_date("2027-06-01");
        asked.donor.name = "Ann", asked.donor.email = "ann@example.org";
        asked.participant = walkers[0], asked.team = team, asked.request_key = key;
        return asked;
    }
    NewPledge parts_of_it(std::int64_t cents, int parts, const std::string& key) {
        auto asked = flat_of(cents, key);
        asked.kind = Kind::instalments, asked.parts = parts;
        return asked;
    }
    Pledge make(const NewPledge& asked) {
        return pledges::make_pledge(*store, asked, terms, donor, now).pledge;
    }
    Pledge again(const Pledge& one) { return *pledges::find_pledge(store->session(), one.id); }
    giving::Gift pay(const Pledge& one, const std::string& method, std::int64_t cents,
                     const std::string& key) {
        now += std::chrono::seconds{1};
        return pledges::pay_pledge(*store, {one.id, method, euro(cents), key},
                                   method == "card" ? donor : walker, now)
            .gift;
    }
    std::vector<pledges::Part> parts_of(const Pledge& one) {
        return pledges::parts_of(again(one), pledges::instalments_of(store->session(), one.id));
    }
    int place_exact() {
        now += std::chrono::seconds{1};
        return bank::place_exact_lines(*store, {}, 1000, finance, now).placed;
    }
    void bring_line(const SampleLine& line) {
        SampleFile file;
        file.lines = {line};
        bring(camt_text(file));
    }
    SampleLine line_for(const Pledge& one, std::int64_t cents, const std::string& reference) {
        return {.cents = cents, .text = "Rate " + one.reference, .reference = reference};
    }
    std::vector<std::string> causes_of(const Pledge& one, mail::Kind kind) {
        std::vector<std::string> causes;
        for (const auto& mail : mail::mails_about(store->session(), one.id.value, 100))
            if (mail.kind == kind) causes.push_back(mail.cause_type);
        return causes;
    }
    std::int64_t lighter() {
        return giving::lighter_of(store->session(), campaign, terms.currency, now).minor;
    }
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pledging_tests, WithPledges)

BOOST_AUTO_TEST_CASE(it_is_promised_at_once_and_in_the_lighter_tone_when_it_is_proven) {
    const auto pledge = make(flat_of(5'000, "a"));

    BOOST_TEST(figures().pledged == 5'000);
    BOOST_TEST(figures_of_walker(0).pledged == 5'000);
    BOOST_TEST(lighter() == 0);
    BOOST_TEST(causes_of(pledge, mail::Kind::pledged).size() == 1);
    check_ledger();

    pledges::prove_pledge(*store, pledge.id, donor, now);

    BOOST_TEST(lighter() == 5'000);
    check_ledger();
    now += std::chrono::days{31};
    BOOST_TEST(lighter() == 0);
}

BOOST_AUTO_TEST_CASE(the_same_request_twice_or_at_once_is_one_pledge_and_another_is_refused) {
    std::vector<std::int64_t> ids(6);
    {
        std::vector<std::jthread> threads;
        for (auto& id : ids)
            threads.emplace_back([&] { id = make(flat_of(5'000, "same")).id.value; });
    }
    for (const auto id : ids) BOOST_TEST(id == ids.front());
    BOOST_TEST(figures().pledged == 5'000);
    BOOST_CHECK_EXCEPTION(make(flat_of(6'000, "same")), Refused,
                          because(Reason::same_key_other_gift));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(entered_cash_leaves_the_promise_and_comes_back_when_it_is_rejected) {
    const auto pledge = make(parts_of_it(6'000, 3, "a"));
    const auto gift = pay(pledge, "cash", 2'000, "c1");
    BOOST_TEST(figures().pledged == 4'000);
    BOOST_TEST(figures().entered == 2'000);
    BOOST_TEST(figures_of_walker(0).pledged == 4'000);
    BOOST_TEST(figures_of_walker(0).entered == 2'000);
    check_ledger();

    giving::reject_entered(*store, gift.id, "no such note", finance, now);
    BOOST_TEST(figures().pledged == 6'000);
    BOOST_TEST(again(pledge).open.minor == 6'000);
    check_ledger();

    const auto second = pay(pledge, "cash", 2'000, "c2");
    giving::confirm_entered(*store, {second.id, euro(1'500), "a note was missing"}, finance, now);
    BOOST_TEST(figures().confirmed == 1'500);
    BOOST_TEST(figures().pledged == 4'500);
    BOOST_TEST(again(pledge).paid.minor == 1'500);
    BOOST_TEST(parts_of(pledge)[0].open.minor == 500);
    BOOST_TEST(figures_of_walker(0).raised == 1'500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_bank_line_with_its_reference_pays_the_next_part_without_a_person) {
    const auto pledge = make(parts_of_it(6'000, 3, "a"));
    bring_line(line_for(pledge, 2'000, "A1"));
    BOOST_TEST(place_exact() == 1);

    BOOST_TEST(figures().pledged == 4'000);
    BOOST_TEST(figures().confirmed == 2'000);
    BOOST_TEST(figures().banked == 2'000);
    BOOST_TEST(parts_of(pledge)[0].paid.minor == 2'000);
    check_ledger();

    bring_line(line_for(pledge, 2'000, "A2"));  // A standing order: the same words again.
    BOOST_TEST(place_exact() == 1);
    BOOST_TEST(place_exact() == 0);

    BOOST_TEST(figures().pledged == 2'000);
    BOOST_TEST(figures().gifts == 2);
    BOOST_TEST(pledges::next_part(parts_of(pledge))->number == 3);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_line_that_is_taken_back_is_promised_again_in_one_figure) {
    const auto pledge = make(flat_of(5'000, "a"));
    bring_line(line_for(pledge, 5'000, "A1"));
    place_exact();
    BOOST_TEST(again(pledge).paid.minor == 5'000);
    now += std::chrono::seconds{1};

    bank::take_back_placing(*store, bank::recent_placings_of_bank(store->session(), 1).at(0).id,
                            finance, now);

    BOOST_TEST(again(pledge).paid.minor == 0);
    BOOST_TEST(figures().pledged == 5'000);
    BOOST_TEST(figures().confirmed == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(less_stays_open_and_more_pays_further_parts_and_owes_nothing) {
    const auto pledge = make(parts_of_it(6'000, 3, "a"));
    bring_line(line_for(pledge, 500, "A1"));
    place_exact();
    BOOST_TEST(parts_of(pledge)[0].open.minor == 1'500);
    BOOST_TEST(figures().pledged == 5'500);

    bring_line(line_for(pledge, 9'000, "A2"));
    place_exact();

    BOOST_TEST(figures().confirmed == 9'500);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(again(pledge).open.minor == 0);
    BOOST_TEST(pledges::next_part(parts_of(pledge)) == nullptr);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_returned_transfer_reopens_nothing) {
    const auto pledge = make(flat_of(5'000, "a"));
    bring_line(line_for(pledge, 5'000, "A1"));
    place_exact();
    const auto gift = pledges::gifts_of(store->session(), pledge.id).at(0);
    bring_line({.cents = -5'000, .text = "Rueckgabe", .reference = "A2"});
    now += std::chrono::seconds{1};

    bank::place_as_return(*store, bank::open_lines(store->session(), 10).at(0).id, gift, {},
                          finance, now);

    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(again(pledge).open.minor == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(two_colleagues_take_the_same_form_and_two_forms_at_once) {
    const auto pledge = make(parts_of_it(6'000, 3, "a"));
    {
        std::vector<std::jthread> threads;
        for (const auto* key : {"k1", "k1", "k2", "k2"})
            threads.emplace_back([&, key] {
                pledges::pay_pledge(*store, {pledge.id, "cash", euro(2'000), key}, walker, now);
            });
    }
    BOOST_TEST(pledges::gifts_of(store->session(), pledge.id).size() == 2);
    BOOST_TEST(figures().entered == 4'000);
    BOOST_TEST(figures().pledged == 2'000);
    check_ledger();
    const auto other = make(flat_of(1'000, "b"));
    BOOST_CHECK_EXCEPTION(
        pledges::pay_pledge(*store, {other.id, "cash", euro(2'000), "k1"}, walker, now), Refused,
        because(Reason::same_key_other_gift));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(withdrawn_nothing_is_promised_and_what_was_paid_stays) {
    const auto pledge = make(parts_of_it(6'000, 3, "a"));
    bring_line(line_for(pledge, 2'000, "A1"));
    place_exact();

    pledges::withdraw_pledge(*store, pledge.id, "by the donor", donor, now);

    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures().confirmed == 2'000);
    BOOST_CHECK_EXCEPTION(pledges::withdraw_pledge(*store, pledge.id, "", donor, now), Refused,
                          because(Reason::already_decided));
    check_ledger();
    bring_line(line_for(pledge, 2'000, "A2"));  // They send it all the same.
    place_exact();
    BOOST_TEST(figures().confirmed == 4'000);
    BOOST_TEST(figures().pledged == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(parts_lapse_sixty_days_after_their_own_day) {
    const auto pledge = make(parts_of_it(6'000, 3, "a"));  // 1 June, 1 July, 1 August.
    now = *read_instant("2027-07-31T12:00:00Z");
    BOOST_TEST(pledges::lapse_parts(*store, now) == 0);
    now = *read_instant("2027-08-01T12:00:00Z");

    BOOST_TEST(pledges::lapse_parts(*store, now) == 1);
    BOOST_TEST(pledges::lapse_parts(*store, now) == 0);

    BOOST_TEST(figures().pledged == 4'000);
    BOOST_TEST(again(pledge).let_go.minor == 2'000);
    BOOST_TEST(pledges::next_part(parts_of(pledge))->number == 2);
    check_ledger();
    now += std::chrono::days{100};
    pledges::lapse_parts(*store, now);
    BOOST_TEST(figures().pledged == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(each_part_is_reminded_of_three_times_at_most_and_only_while_it_is_open) {
    const auto pledge = make(flat_of(5'000, "a"));
    pledges::prove_pledge(*store, pledge.id, donor, now);
    const auto run = [&](const char* day) {
        now = *read_instant(std::string{day} + "T12:00:00Z");
        return pledges::remind_of_parts(*store, now);
    };
    BOOST_TEST(run("2027-05-28") == 0);
    BOOST_TEST(run("2027-05-29") == 1);
    BOOST_TEST(run("2027-05-30") == 0);
    BOOST_TEST(run("2027-06-03") == 0);
    BOOST_TEST(run("2027-06-05") == 1);
    BOOST_TEST(run("2027-06-06") == 0);
    BOOST_TEST(run("2027-06-16") == 1);
    BOOST_TEST(run("2027-06-25") == 0);
    BOOST_TEST(causes_of(pledge, mail::Kind::instalment_due).size() == 3);
}

BOOST_AUTO_TEST_CASE(who_has_paid_or_proved_nothing_is_not_reminded_of_what_is_late) {
    const auto unproven = make(flat_of(5'000, "a")), paid = make(flat_of(5'000, "b"));
    pledges::prove_pledge(*store, paid.id, donor, now);
    bring_line(line_for(paid, 5'000, "A1"));
    place_exact();
    now = *read_instant("2027-06-05T12:00:00Z");

    BOOST_TEST(pledges::remind_of_parts(*store, now) == 0);
    BOOST_TEST(again(unproven).open.minor == 5'000);
}

BOOST_AUTO_TEST_CASE(what_a_colleague_typed_is_proven_by_another) {
    auto asked = flat_of(5'000, "paper");
    asked.origin = "desk", asked.donor.email.clear();
    const auto pledge = pledges::make_pledge(*store, asked, terms, walker, now).pledge;

    BOOST_CHECK_EXCEPTION(pledges::prove_pledge(*store, pledge.id, walker, now), Refused,
                          because(Reason::needs_second_person));
    BOOST_TEST(pledges::prove_pledge(*store, pledge.id, finance, now).proven_at.has_value());
    check_ledger();
}

// Nothing names it: who paid, what is due and when lead a person to it, and one click places it.
BOOST_AUTO_TEST_CASE(a_line_without_a_reference_is_offered_the_pledge_and_pays_it_by_hand) {
    const auto pledge = make(parts_of_it(6'000, 3, "a"));
    make(flat_of(9'900, "another"));
    bring_line({.cents = 2'000, .day = "2027-06-02", .name = "Ann", .text = "for the walk"});
    BOOST_TEST(place_exact() == 0);
    const auto line = bank::open_lines(store->session(), 10).at(0);

    const auto offered = bank::suggestions_for(store->session(), line);

    BOOST_REQUIRE(!offered.empty());
    BOOST_REQUIRE(offered[0].pledge.has_value());
    BOOST_TEST(offered[0].pledge->id.value == pledge.id.value);
    BOOST_TEST(offered[0].part.number == 1);
    BOOST_TEST(offered[0].score == 70);  // Amount, name, and a day after it was due.
    bank::place_as_pledge(*store, line.id, pledge.id, {"person", "Ann told us"}, finance, now);
    BOOST_TEST(again(pledge).paid.minor == 2'000);
    BOOST_TEST(again(pledge).open.minor == 4'000);
    BOOST_TEST(figures().pledged == 4'000 + 9'900);
    BOOST_TEST(figures().confirmed == 2'000);
    BOOST_CHECK_EXCEPTION(
        bank::place_as_pledge(*store, line.id, pledge.id, {"person", ""}, finance, now), Refused,
        because(Reason::already_decided));
    check_ledger();

    bank::take_back_placing(*store, bank::placings_of_line(store->session(), line.id).at(0).id,
                            finance, now);
    BOOST_TEST(figures().confirmed == 0);
    bank::place_as_pledge(*store, line.id, pledge.id, {"person", "after all"}, finance, now);

    BOOST_TEST(again(pledge).paid.minor == 2'000);
    BOOST_TEST(figures().confirmed == 2'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_line_that_was_marked_by_hand_is_no_second_gift) {
    const auto pledge = make(flat_of(5'000, "a"));
    arrive(pay(pledge, "transfer", 5'000, "by hand"), 5'000, "page 11, line 3");
    bring_line(line_for(pledge, 5'000, "A1"));

    BOOST_TEST(place_exact() == 0);  // A person looks at both.

    BOOST_TEST(figures().confirmed == 5'000);
    BOOST_TEST(pledges::gifts_of(store->session(), pledge.id).size() == 1u);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_line_that_was_placed_is_not_marked_by_hand_again) {
    const auto pledge = make(flat_of(5'000, "a"));
    auto earlier = line_for(pledge, 5'000, "A1");
    earlier.day = "2027-05-18";
    bring_line(earlier);
    BOOST_TEST(place_exact() == 1);
    const auto gifts = pledges::gifts_of(store->session(), pledge.id);
    const auto look = [&](std::int64_t cents) {
        bank::refuse_placed_line(store->session(), gifts,
                                 {bank_account, euro(cents), *read_date("2027-05-18")}, "11/3");
    };

    BOOST_CHECK_EXCEPTION(look(5'000), Refused, because(Reason::already_decided));
    BOOST_CHECK_NO_THROW(look(4'000));
    const auto gift = giving::find_gift(store->session(), gifts.at(0));
    BOOST_TEST(iso_text(language::date_in(gift->given_at, terms.zone)) == "2027-05-18");
}

BOOST_AUTO_TEST_CASE(a_line_that_names_several_promises_is_left_to_a_person) {
    const auto one = make(flat_of(5'000, "a")), other = make(flat_of(3'000, "b"));
    const auto gift = give(gift_of(2'000, "a plain gift")).gift;
    auto both = line_for(one, 8'000, "A1"), mixed = line_for(one, 7'000, "A2");
    both.text += " " + other.reference, mixed.text += " " + gift.reference;
    bring_line(both), bring_line(mixed);

    BOOST_TEST(place_exact() == 0);

    BOOST_TEST(figures().pledged == 10'000);
    BOOST_TEST(figures().confirmed == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_rehearsal_enters_no_figure) {
    terms.is_rehearsal = true;
    const auto pledge = make(flat_of(5'000, "a"));
    const auto gift = pay(pledge, "cash", 5'000, "c1");
    giving::confirm_entered(*store, {gift.id, euro(5'000), ""}, finance, now);

    BOOST_TEST(again(pledge).paid.minor == 5'000);
    BOOST_TEST(again(pledge).open.minor == 0);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures().confirmed == 0);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
