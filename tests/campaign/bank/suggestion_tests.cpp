#include "campaign/bank/suggestion.h"

#include <algorithm>

#include "campaign/bank/placing.h"
#include "tests/campaign/bank/bank_fixture.h"

namespace {

struct WithOpenLine : WithBank {
    bank::Line line_of(const SampleLine& line) {
        SampleFile file;
        file.lines = {line};
        bring(camt_text(file));
        const auto all = bank::open_lines(store->session(), 100);  // The oldest day first.
        const auto same = std::ranges::find(all, line.reference, &bank::Line::bank_reference);
        return line.reference.empty() || same == all.end() ? all.back() : *same;
    }
    giving::Gift promised(std::int64_t cents, const std::string& name,
                          const std::string& email = "") {
        static int count = 0;
        auto asked = gift_of(cents, "s" + std::to_string(++count));
        asked.donor.name = name, asked.donor.email = email;
        asked.is_meant = true;
        return give(asked).gift;
    }
    std::vector<bank::Suggestion> suggest(const bank::Line& line) {
        return bank::suggestions_for(store->session(), line);
    }
};

bool has(const bank::Suggestion& one, bank::Why why) {
    return std::ranges::find(one.reasons, why) != one.reasons.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bank_names_tests)

BOOST_AUTO_TEST_CASE(names_are_compared_as_banks_and_people_write_them) {
    using bank::Likeness;
    BOOST_CHECK(bank::compare_names("Anna Berg", "BERG, ANNA") == Likeness::same);
    BOOST_CHECK(bank::compare_names("Dr. Anna-Maria Berg", "Anna Maria Berg") == Likeness::same);
    BOOST_CHECK(bank::compare_names("Jörg Müller", "JOERG MUELLER") == Likeness::same);
    BOOST_CHECK(bank::compare_names("Anna Berg", "Anna Katharina Berg") == Likeness::same);
    BOOST_CHECK(bank::compare_names("Anna Berg", "Thomas Berg") == Likeness::similar);
    BOOST_CHECK(bank::compare_names("Anna Berg", "Ben Adler") == Likeness::none);
    BOOST_CHECK(bank::compare_names("", "Ben Adler") == Likeness::none);
    BOOST_CHECK(bank::compare_names("Dr.", "Dr.") == Likeness::none);
}

BOOST_AUTO_TEST_CASE(one_slip_in_a_reference_leads_to_it) {
    const auto ours = giving::creditor_reference("539007547034");
    for (const std::string wrong : {"RF18539007547035", "RF18359007547034", "RF17539007547034"}) {
        BOOST_CHECK(!giving::is_creditor_reference(wrong));
        const auto near = bank::nearly(wrong);
        BOOST_CHECK_MESSAGE(std::ranges::find(near, ours) != near.end(), wrong);
    }
    BOOST_CHECK(bank::nearly("RF18").empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(suggestion_tests, WithOpenLine)

BOOST_AUTO_TEST_CASE(the_best_comes_first_and_says_why) {
    const auto hers = promised(5000, "Anna Berg"), his = promised(5000, "Ben Adler");
    promised(700, "Cleo Dorn");

    const auto all = suggest(line_of({.cents = 5000, .name = "BERG ANNA", .text = "walk"}));

    BOOST_REQUIRE_EQUAL(all.size(), 2U);
    BOOST_CHECK(all[0].gifts.at(0).id == hers.id);
    BOOST_CHECK(has(all[0], bank::Why::same_amount) && has(all[0], bank::Why::same_name));
    BOOST_CHECK(all[1].gifts.at(0).id == his.id);
    BOOST_CHECK_GT(all[0].score, all[1].score);
}

BOOST_AUTO_TEST_CASE(a_slip_in_the_reference_is_suggested_and_not_booked) {
    const auto gift = promised(5000, "Somebody");
    auto wrong = gift.reference;
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    const auto line = line_of({.cents = 4900, .text = "Ref " + wrong});

    BOOST_CHECK_EQUAL(bank::place_exact_lines(*store, {}, 10, finance, now).placed, 0);

    const auto all = suggest(line);
    BOOST_REQUIRE(!all.empty());
    BOOST_CHECK(all[0].gifts.at(0).id == gift.id);
    BOOST_CHECK(has(all[0], bank::Why::nearly_names_it));
}

BOOST_AUTO_TEST_CASE(an_account_that_paid_before_is_remembered) {
    const auto first = promised(5000, "Anna", "anna@example.org");
    auto line = line_of({.cents = 5000, .name = "Berg family", .text = "one", .reference = "A1"});
    bank::place_as_gifts(*store, line.id, {{first.id, euro(5000)}}, {}, finance, now);
    const auto second = promised(3000, "Anna", "anna@example.org");

    const auto all =
        suggest(line_of({.cents = 2500, .name = "Berg family", .text = "two", .reference = "A2"}));

    BOOST_REQUIRE(!all.empty());
    BOOST_CHECK(all[0].gifts.at(0).id == second.id);
    BOOST_CHECK(has(all[0], bank::Why::known_account));
}

BOOST_AUTO_TEST_CASE(several_promises_of_one_person_that_make_the_sum_are_one_suggestion) {
    promised(5000, "Anna Berg", "anna@example.org");
    promised(2000, "Anna Berg", "anna@example.org");

    const auto all = suggest(line_of({.cents = 7000, .name = "Anna Berg", .text = "both"}));

    BOOST_REQUIRE(!all.empty());
    BOOST_CHECK_EQUAL(all[0].gifts.size(), 2U);
    BOOST_CHECK(has(all[0], bank::Why::same_amount));
}

BOOST_AUTO_TEST_CASE(what_nothing_speaks_for_has_no_suggestion) {
    promised(5000, "Anna Berg");

    BOOST_CHECK(suggest(line_of({.cents = 123, .name = "Health insurance", .text = "x"})).empty());
    BOOST_CHECK(suggest(line_of({.cents = -5000, .name = "Anna Berg", .text = "y"})).empty());
}

// Somebody marked one transfer by hand; a stranger's of the same amount is not that one.
BOOST_AUTO_TEST_CASE(a_line_by_hand_of_the_same_amount_alone_is_never_the_likely_one) {
    auto marked = promised(5000, "Anna Berg");
    arrive(marked, 5000, "page 3, line 4");

    const auto stranger =
        suggest(line_of({.cents = 5000, .name = "Zwilling Ina", .text = "1", .reference = "A1"}));
    const auto hers =
        suggest(line_of({.cents = 5000, .name = "BERG ANNA", .text = "2", .reference = "A2"}));
    const auto similar =
        suggest(line_of({.cents = 5000, .name = "Thomas Berg", .text = "3", .reference = "A3"}));
    const auto named = suggest(line_of({.cents = 5000,
                                        .day = "2027-05-13",
                                        .name = "X",
                                        .text = marked.reference,
                                        .reference = "A4"}));
    const auto typed = suggest(line_of({.cents = 5000,
                                        .day = "2027-05-13",
                                        .name = "X",
                                        .text = "5",
                                        .reference = "page 3, line 4"}));

    BOOST_REQUIRE(stranger.size() == 1 && stranger[0].by_hand);
    BOOST_TEST(stranger[0].score < bank::primary_score);
    BOOST_REQUIRE(!named.empty() && !typed.empty());
    BOOST_TEST(has(named[0], bank::Why::names_it));
    BOOST_TEST(has(typed[0], bank::Why::names_it));
    for (const auto& fits : {hers, similar, named, typed}) {
        BOOST_REQUIRE(!fits.empty());
        BOOST_TEST(!!fits[0].by_hand);
        BOOST_TEST(fits[0].score >= bank::primary_score);
    }
}

BOOST_AUTO_TEST_SUITE_END()
