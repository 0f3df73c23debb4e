#include "campaign/contest/challenging.h"

#include "campaign/contest/scoring.h"
#include "tests/campaign/contest/contest_fixture.h"

using contest::Answer;
using contest::Race;

namespace {

struct Racing : WithContest {
    contest::Challenge ask(int days = 3, const std::string& key = "race-1") {
        return contest::ask_to_race(*store,
                                    {.campaign = contest.id,
                                     .asking = walkers[0].id.value,
                                     .asked = walkers[1].id.value,
                                     .days = days,
                                     .request_key = key},
                                    {}, now);
    }
    contest::Challenge answer(const contest::Challenge& race, int walker, Answer answer) {
        return contest::answer_race(*store, {race.id, "participant", walkers[walker].id.value},
                                    answer, {}, now);
    }
    contest::Gained gained(const contest::Challenge& race) {
        contest::score_changes(*store);
        return contest::gained_in(*contest::find_challenge(store->session(), race.id), scores_of(0),
                                  scores_of(1));
    }
    bool refuses(const std::function<void()>& act) {
        try {
            act();
        } catch (const Refused&) {
            return true;
        }
        return false;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(challenging_tests, Racing)

BOOST_AUTO_TEST_CASE(a_race_counts_what_each_gains_from_the_yes_until_its_day) {
    give(0, 1000);
    contest::score_changes(*store);
    const auto race = ask();
    give(1, 500);
    contest::score_changes(*store);
    BOOST_TEST(gained(race).asked == 0);

    answer(race, 1, Answer::accept);
    give(0, 200);
    give(1, 700);
    BOOST_TEST(gained(race).asking == 200);
    BOOST_TEST(gained(race).asked == 700);

    at("2027-06-13T10:00:00Z");
    BOOST_TEST(contest::end_races(*store, now).size() == 1u);
    give(0, 9000);
    BOOST_TEST((contest::find_challenge(store->session(), race.id)->state == Race::over));
    BOOST_TEST(gained(race).asking == 200);
    BOOST_TEST(contest::end_races(*store, now).empty());
}

BOOST_AUTO_TEST_CASE(only_who_was_asked_says_yes_and_either_gives_it_up) {
    const auto race = ask();

    BOOST_TEST(refuses([&] { answer(race, 0, Answer::accept); }));
    BOOST_TEST((answer(race, 1, Answer::decline).state == Race::declined));
    BOOST_TEST(refuses([&] { answer(race, 1, Answer::accept); }));
    const auto again = ask(3, "race-2");
    answer(again, 1, Answer::accept);
    BOOST_TEST((answer(again, 0, Answer::cancel).state == Race::cancelled));
}

BOOST_AUTO_TEST_CASE(one_form_is_one_race_and_two_have_one_between_them) {
    const auto race = ask();

    BOOST_TEST((ask().id == race.id));
    BOOST_TEST(refuses([&] { ask(3, "another form"); }));
    BOOST_TEST(refuses([&] {
        contest::ask_to_race(*store,
                             {.campaign = contest.id,
                              .asking = walkers[0].id.value,
                              .asked = walkers[0].id.value,
                              .request_key = "self"},
                             {}, now);
    }));
    BOOST_TEST(refuses([&] { ask(0, "no days"); }));
}

BOOST_AUTO_TEST_CASE(a_question_without_an_answer_lapses_and_a_race_ends_with_the_campaign) {
    at("2027-06-29T10:00:00Z");
    const auto race = ask(30);
    BOOST_TEST(iso_text(race.until) == "2027-06-30T22:00:00Z");

    at("2027-07-01T10:00:00Z");
    contest::end_races(*store, now);

    BOOST_TEST((contest::find_challenge(store->session(), race.id)->state == Race::cancelled));
    BOOST_TEST(refuses([&] { ask(3, "after the end"); }));
}

BOOST_AUTO_TEST_SUITE_END()
