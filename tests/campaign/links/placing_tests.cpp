#include "campaign/links/placing.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/following.h"
#include "campaign/links/hanging.h"
#include "campaign/links/ranking.h"
#include "campaign/links/volunteering.h"
#include "campaign/store/connection.h"
#include "tests/support/database.h"

namespace {

struct WithPlaces : FreshDatabase {
    CampaignId walk{7};
    people::Actor coordinator{.account = AccountId{3}, .role = "coordinator"};

    links::Placed add(const std::string& name, const std::string& channel = "poster") {
        return links::add_placements(*store,
                                     {{.campaign = walk,
                                       .name = name,
                                       .copies = 4,
                                       .cost = Money{900, currency_of("EUR")},
                                       .channel = channel}},
                                     coordinator, test_now())
            .front();
    }
    void scan(const links::Link& link, int times) {
        for (int i = 0; i < times; ++i)
            links::record_visits(*store, {{.link = link.id, .campaign = walk, .at = test_now()}});
    }
    std::int64_t audits(const std::string& action) {
        return store->session()
            .one("SELECT COUNT(*) AS n FROM audit WHERE action = ?", action)
            ->number("n");
    }
    // A gift by that link, with one ledger row of `debit` and `credit`.
    void book(const links::Link& link, const std::string& state,
              const std::pair<std::string, std::string>& sides) {
        store->in_transaction([&](store::Transaction& tx) {
            const auto id = new_number(test_now());
            const auto key = std::to_string(id);
            tx.run(
                "INSERT INTO gift (id, campaign_id, method, state, origin, currency, minor,"
                " given_at, link_id, request_key, request_hash, token_digest)"
                " VALUES (?, ?, 'transfer', ?, 'form', 'EUR', 2000, ?, ?, ?, '', ?)",
                id, walk, state, test_now(), link.id, key, key);
            tx.run(
                "INSERT INTO transfer (id, event, debit, credit, minor, currency, campaign_id,"
                " counts, cause_type, cause_id, effect_key, booked_at, booked_on, actor_role,"
                " row_hash) VALUES (?, 1, ?, ?, 2000, 'EUR', ?, 1, 'gift', ?, ?, ?,"
                " '2027-05-20', 'donor', '')",
                new_number(test_now()), sides.first, sides.second, walk, id, key, test_now());
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(placing_tests, WithPlaces)

BOOST_AUTO_TEST_CASE(a_placement_has_a_link_of_its_own_and_an_audit) {
    const auto placed = add("Café Mokka");

    const auto link = links::find_link_of_placement(store->session(), placed.placement.id);

    BOOST_REQUIRE(link);
    BOOST_CHECK_EQUAL(link->code, placed.link.code);
    BOOST_CHECK_EQUAL(link->channel, "poster");
    BOOST_CHECK_EQUAL(audits("placement added"), 1);
}

BOOST_AUTO_TEST_CASE(of_a_list_with_a_name_that_is_there_nothing_is_added) {
    add("Café Mokka");

    BOOST_CHECK_EXCEPTION(
        links::add_placements(
            *store,
            {{.campaign = walk, .name = "Bakery"}, {.campaign = walk, .name = "Café Mokka"}},
            coordinator, test_now()),
        Refused, [](const Refused& refused) { return refused.refusal.field == "name"; });

    BOOST_CHECK_EQUAL(links::all_placements(store->session(), walk).size(), 1u);
}

BOOST_AUTO_TEST_CASE(who_comes_second_with_a_change_is_told_to_look_again) {
    const auto seen = add("Café Mokka").placement;
    links::set_placement_state(*store, seen, links::PlacementState::hung, coordinator, test_now());

    BOOST_CHECK_EXCEPTION(
        links::set_placement_state(*store, seen, links::PlacementState::taken_down, coordinator,
                                   test_now()),
        Refused, [](const Refused& no) { return no.refusal.reason == Reason::already_decided; });
    BOOST_CHECK(links::find_placement(store->session(), seen.id)->state ==
                links::PlacementState::hung);
}

BOOST_AUTO_TEST_CASE(an_ended_placement_keeps_its_code) {
    const auto placed = add("Café Mokka");

    links::end_placement(*store, placed.placement, coordinator, test_now());

    BOOST_CHECK(links::find_placement(store->session(), placed.placement.id)->ended_at);
    BOOST_CHECK(!links::find_link(store->session(), placed.link.code)->retired_at);
    BOOST_CHECK(links::rank_placements(store->session(), walk).empty());
}

BOOST_AUTO_TEST_CASE(places_are_ranked_by_what_they_raised_then_by_scans) {
    const auto quiet = add("Quiet corner"), busy = add("Busy corner"), best = add("Best corner");
    scan(busy.link, 5);
    scan(best.link, 2);
    book(best.link, "confirmed", {"bank:1", "income:gift"});
    book(best.link, "pending", {"promised", "memo"});

    const auto ranking = links::rank_placements(store->session(), walk);

    BOOST_REQUIRE_EQUAL(ranking.size(), 3u);
    BOOST_CHECK_EQUAL(ranking[0].placement.name, "Best corner");
    BOOST_CHECK_EQUAL(ranking[0].yield.raised, 2000);
    BOOST_CHECK_EQUAL(ranking[0].yield.promised, 2000);
    BOOST_CHECK_EQUAL(ranking[0].yield.gifts, 1);
    BOOST_CHECK_EQUAL(ranking[0].yield.scans, 2);
    BOOST_CHECK_EQUAL(ranking[1].placement.name, "Busy corner");
    BOOST_CHECK_EQUAL(ranking[2].placement.name, quiet.placement.name);
}

BOOST_AUTO_TEST_CASE(channels_add_up_their_places_and_what_those_cost) {
    scan(add("Kiosk").link, 1);
    scan(add("Bakery").link, 2);
    links::add_link(*store, {.campaign = walk, .channel = "whatsapp"}, coordinator, test_now());

    const auto channels = links::rank_channels(store->session(), walk);

    BOOST_REQUIRE_EQUAL(channels.size(), 2u);
    BOOST_CHECK_EQUAL(channels[0].channel, "poster");
    BOOST_CHECK_EQUAL(channels[0].yield.scans, 3);
    BOOST_CHECK_EQUAL(channels[0].copies, 0);
    BOOST_CHECK_EQUAL(channels[0].cost, 1800);
    BOOST_CHECK_EQUAL(channels[1].links, 1);
}

BOOST_AUTO_TEST_CASE(channels_count_printed_copies_and_a_place_once_however_many_codes_it_had) {
    add("Only planned");
    const auto hung = add("Kiosk");
    links::set_placement_state(*store, hung.placement, links::PlacementState::hung, coordinator,
                               test_now());
    links::replace_code(*store, hung.placement, {.request_key = "k"}, {.actor = coordinator},
                        test_now());

    const auto channels = links::rank_channels(store->session(), walk);

    BOOST_REQUIRE_EQUAL(channels.size(), 1u);
    BOOST_CHECK_EQUAL(channels[0].links, 3);
    BOOST_CHECK_EQUAL(channels[0].copies, 4);
    BOOST_CHECK_EQUAL(channels[0].cost, 1800);
}

BOOST_AUTO_TEST_CASE(what_was_not_possible_is_to_go_again_once_somebody_says_so) {
    auto place = add("Cellar").placement;
    const auto in_vain = [&](const std::string& key) {
        links::tell_of_place(*store, place, links::ActKind::not_possible,
                             {.request_key = key, .note = "Closed for good"},
                             {.actor = coordinator}, test_now());
        place = links::find_placement(store->session(), place.id).value();
        BOOST_REQUIRE(place.is_not_possible());
    };

    in_vain("one");
    links::clear_trouble(*store, place, coordinator, test_now());
    place = links::find_placement(store->session(), place.id).value();
    BOOST_CHECK(place.is_to_go());
    in_vain("two");
    links::set_placement_state(*store, place, place.state, coordinator, test_now());
    place = links::find_placement(store->session(), place.id).value();
    BOOST_CHECK(place.is_to_go());
    in_vain("three");
    const auto ben =
        links::add_volunteer(*store, {.campaign = walk, .name = "Ben"}, coordinator, test_now());
    links::hand_places(*store, ben, {{place.id}, 1}, coordinator, test_now());
    place = links::find_placement(store->session(), place.id).value();
    BOOST_CHECK(place.is_to_go());
    in_vain("four");
    links::hand_places(*store, ben, {{place.id}, 2}, coordinator, test_now());
    place = links::find_placement(store->session(), place.id).value();
    BOOST_CHECK(place.is_not_possible());
    links::NewPlacement asked{.campaign = walk, .name = place.name};
    links::edit_placement(*store, place, asked, coordinator, test_now());
    place = links::find_placement(store->session(), place.id).value();
    BOOST_CHECK(place.is_not_possible() && !place.arrangement.volunteer);
    asked.arrangement.volunteer = ben.id;
    links::edit_placement(*store, place, asked, coordinator, test_now());
    BOOST_CHECK(links::find_placement(store->session(), place.id)->is_to_go());
}

BOOST_AUTO_TEST_CASE(what_is_due_is_counted_as_the_list_counts_it) {
    const Date yesterday{std::chrono::year{2027} / 6 / 19}, today{std::chrono::year{2027} / 6 / 20},
        tomorrow{std::chrono::year{2027} / 6 / 21};
    const auto plan = [&](const std::string& name, std::optional<Date> hang,
                          std::optional<Date> down) {
        links::NewPlacement asked{.campaign = walk, .name = name};
        asked.arrangement.hang_by = hang, asked.arrangement.take_down_by = down;
        return links::add_placements(*store, {asked}, coordinator, test_now()).front();
    };
    plan("Overdue", yesterday, {});
    plan("Later", tomorrow, {});
    const auto vain = plan("In vain", yesterday, {});
    links::tell_of_place(*store, vain.placement, links::ActKind::not_possible,
                         {.request_key = "v", .note = "Closed"}, {.actor = coordinator},
                         test_now());
    const auto down = plan("To take down", {}, today), quiet = plan("Quiet", {}, {});
    for (const auto& one : {down, quiet})
        links::set_placement_state(*store, one.placement, links::PlacementState::hung, coordinator,
                                   test_now());
    const auto later = test_now() + std::chrono::days{8};
    links::record_visits(*store, {{.link = down.link.id, .campaign = walk, .at = later}});

    const auto due = links::count_places_due(store->session(), walk, today, later);

    BOOST_CHECK_EQUAL(due.to_hang, 1);
    BOOST_CHECK_EQUAL(due.to_take_down, 1);
    BOOST_CHECK_EQUAL(due.not_possible, 1);
    BOOST_CHECK_EQUAL(due.dead, 1);
    BOOST_CHECK(!links::count_places_due(store->session(), CampaignId{8}, today, later).is_any());
    // A code that was scanned and then moved: what it brought stays where it hung.
    links::swap_codes(*store, {walk, down.link.code, quiet.link.code}, {.request_key = "s"},
                      {.actor = coordinator}, later + std::chrono::hours{1});
    const auto after = later + std::chrono::days{2};
    std::int64_t dead = 0;
    for (const auto& one : links::rank_placements(store->session(), walk))
        dead += links::is_dead_place(one, after);
    BOOST_CHECK_EQUAL(dead, 1);
    BOOST_CHECK_EQUAL(links::count_places_due(store->session(), walk, today, after).dead, dead);
}

BOOST_AUTO_TEST_CASE(channels_are_exact_however_many_links_a_campaign_has) {
    constexpr int more = 12'000;
    const auto kiosk = add("Kiosk");
    scan(kiosk.link, 3);
    book(kiosk.link, "confirmed", {"bank:1", "income:gift"});
    store::Connection schema{root};
    schema.execute(
        "INSERT INTO link (id, code, campaign_id, channel, made_at)"
        " SELECT seq, LPAD(CONV(seq, 10, 36), 6, '0'), 7, IF(seq % 3 = 0, 'sms', 'whatsapp'),"
        "        '2027-05-20 10:00:00' FROM seq_1_to_12000");
    schema.execute("INSERT INTO link_tally (link_id, persons) SELECT seq, 2 FROM seq_1_to_12000");

    const auto channels = links::rank_channels(store->session(), walk);

    BOOST_REQUIRE_EQUAL(channels.size(), 3u);
    BOOST_CHECK_EQUAL(channels[0].channel, "poster");
    BOOST_CHECK_EQUAL(channels[0].yield.raised, 2000);
    BOOST_CHECK_EQUAL(channels[0].cost, 900);
    BOOST_CHECK_EQUAL(channels[1].channel, "whatsapp");
    BOOST_CHECK_EQUAL(channels[1].links, more - more / 3);
    BOOST_CHECK_EQUAL(channels[1].yield.scans, 2 * (more - more / 3));
    BOOST_CHECK_EQUAL(channels[2].yield.scans, 2 * (more / 3));
    // And places do not drown among the links of those who share.
    const auto places = links::rank_placements(store->session(), walk);
    BOOST_REQUIRE_EQUAL(places.size(), 1u);
    BOOST_CHECK_EQUAL(places[0].yield.scans, 3);
}

BOOST_AUTO_TEST_CASE(a_place_that_hangs_for_a_week_without_a_scan_is_dead) {
    const auto placed = add("Quiet corner");
    links::set_placement_state(*store, placed.placement, links::PlacementState::hung, coordinator,
                               test_now());
    const auto place = links::rank_placements(store->session(), walk).front();

    BOOST_CHECK(!links::is_dead_place(place, test_now() + std::chrono::days{6}));
    BOOST_CHECK(links::is_dead_place(place, test_now() + std::chrono::days{8}));
}

BOOST_AUTO_TEST_SUITE_END()
