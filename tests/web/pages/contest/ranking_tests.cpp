// The ranking and the result: once two people have agreed, pages and programs show what was agreed.
#include <boost/test/unit_test.hpp>

#include "campaign/contest/concluding.h"
#include "campaign/contest/grouping.h"
#include "campaign/contest/scoring.h"
#include "campaign/outside/json.h"
#include "campaign/publishing.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

struct Ranked : Site {
    Ranked() {
        add_test_colleagues(*store);
        const auto made = campaign::draft_campaign(*store,
                                                   {.slug = "race",
                                                    .kind = campaign::Kind::contest,
                                                    .currency = currency_of("EUR"),
                                                    .plan = test_plan()},
                                                   test_author(), now);
        const auto version = campaign::submit_plan(*store, made.id, test_author(), now);
        campaign::decide_plan(*store, {.version = version.id}, test_approver(), now);
        campaign = made.id;
        now = read_instant("2027-06-12T10:00:00Z").value();
        first = join("Anna", "Herons"), second = join("Berta", "Foxes");
        contest::set_rules(*store, {.campaign = campaign, .measure = contest::Measure::gifts},
                           test_author(), now);
        add(first, 5'000, 1), add(second, 300, 4);
    }

    roster::Participant join(const std::string& name, const std::string& team) {
        return roster::join_campaign(*store,
                                     {.campaign = campaign,
                                      .name = name,
                                      .email = name + "@example.org",
                                      .new_team = team,
                                      .request_key = name},
                                     {}, now)
            .participant;
    }
    void add(const roster::Participant& one, std::int64_t raised, std::int64_t gifts) {
        store->in_transaction([&](store::Transaction& tx) {
            contest::append_score_changes(tx,
                                          {{.campaign = campaign,
                                            .gift = GiftId{new_number(now)},
                                            .participant = one.id,
                                            .team = one.team,
                                            .raised = raised,
                                            .gifts = gifts,
                                            .given_at = now}},
                                          now);
        });
        contest::score_changes(*store);
    }
    void conclude() {
        now = read_instant("2027-07-15T10:00:00Z").value();
        contest::propose_end(*store, campaign, test_author(), now);
        contest::agree_to_end(*store, campaign, test_approver(), now);
        feed.changed(campaign);
    }
    outside::JsonNode api(const std::string& query = {}) {
        const auto answer = ask("/api/v1/campaigns/race/ranking" + query);
        BOOST_REQUIRE_EQUAL(answer.status, 200);
        return *outside::read_json(answer.body, 100'000);
    }
    bool says(const std::string& path, const std::string& words) {
        return ask(path).body.find(words) != std::string::npos;
    }

    CampaignId campaign;
    roster::Participant first, second;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ranking_tests, Ranked)

BOOST_AUTO_TEST_CASE(until_there_is_a_result_programs_read_what_stands_now) {
    const auto ranking = api();

    BOOST_TEST(!ranking.at("final").truth());
    BOOST_TEST(ranking.at("measure").text() == "raised");
    BOOST_TEST(ranking.at("items.0.slug").text() == first.slug);
    BOOST_TEST(ranking.at("items.0.score").number().value() == 5'000);
    BOOST_TEST(says("/c/race/ranking", "By money raised"));
}

BOOST_AUTO_TEST_CASE(a_result_is_shown_by_its_own_measure_whatever_is_asked_for) {
    conclude();

    const auto ranking = api();
    BOOST_TEST(ranking.at("final").truth());
    BOOST_TEST(ranking.at("measure").text() == "gifts");
    BOOST_TEST(ranking.at("items.0.slug").text() == second.slug);
    BOOST_TEST(ranking.at("items.0.rank").number().value() == 1);
    BOOST_TEST(ranking.at("items.0.score").number().value() == 4);
    BOOST_TEST(api("?of=teams").at("items.1.score").number().value() == 1);
    for (const auto* path : {"/c/race/ranking", "/c/race/ranking?by=raised"}) {
        BOOST_TEST(says(path, "The result"));
        BOOST_TEST(says(path, "4 gifts"));
        BOOST_TEST(!says(path, "€50"));
        BOOST_TEST(!says(path, "By money raised"));
    }
}

BOOST_AUTO_TEST_CASE(no_score_that_moves_later_stands_beside_a_place_of_the_result) {
    conclude();
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE score SET gifts = gifts + 90, step = step + 1 WHERE subject_id = ?",
               first.id);
        tx.run("UPDATE contest SET step = step + 1 WHERE campaign_id = ?", campaign);
    });

    BOOST_TEST(says("/c/race/ranking", "1 gift<"));
    BOOST_TEST(!says("/c/race/ranking", "91"));
    BOOST_TEST(api().at("items.1.score").number().value() == 1);
}

BOOST_AUTO_TEST_CASE(groups_have_their_place_in_the_result_and_keep_it) {
    const auto group = contest::add_group(*store, {campaign, "School"}, test_author(), now);
    contest::agree_to_group(*store, campaign, group.id, test_approver(), now);
    contest::seat_team(*store, {campaign, second.team, group.id}, test_author(), now);
    conclude();
    contest::seat_team(*store, {campaign, first.team, group.id}, test_author(), now);

    BOOST_TEST(says("/c/race/ranking?of=group", "School"));
    BOOST_TEST(says("/c/race/ranking?of=group", "4 gifts"));
    const auto rows = contest::result_of(store->session(), campaign, "group", 10);
    BOOST_REQUIRE_EQUAL(rows.size(), 1u);
    BOOST_TEST(rows[0].place == 1);
}

BOOST_AUTO_TEST_SUITE_END()
