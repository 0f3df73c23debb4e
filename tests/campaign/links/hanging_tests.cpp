#include "campaign/links/hanging.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/following.h"
#include "campaign/links/placing.h"
#include "campaign/links/printing.h"
#include "campaign/links/ranking.h"
#include "campaign/links/volunteering.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

using links::ActKind;
using links::PlacementState;

struct WithStreet : FreshDatabase {
    WithStreet() {
        add_test_colleagues(*store);
        const auto made = open_test_campaign(*store, "walk");
        walk = made.id, version = made.shown_version;
        anna = links::add_volunteer(*store, {.campaign = walk, .name = "Anna"}, coordinator,
                                    test_now())
                   .id;
    }
    links::Placed add(const std::string& name, int copies = 1) {
        return links::add_placements(*store,
                                     {{.campaign = walk,
                                       .name = name,
                                       .copies = copies,
                                       .cost = Money{0, currency_of("EUR")}}},
                                     coordinator, test_now())
            .front();
    }
    void scan(const std::string& code, int times, Instant at) {
        const auto link = links::find_link(store->session(), code).value();
        for (int i = 0; i < times; ++i)
            links::record_visits(*store, {{.link = link.id, .campaign = walk, .at = at}});
    }
    links::PrintRun print(std::vector<PlacementId> places, int spares, std::int64_t cost,
                          const std::string& key) {
        return links::make_print_run(*store,
                                     {.campaign = walk,
                                      .places = std::move(places),
                                      .spares = spares,
                                      .cost = Money{cost, currency_of("EUR")},
                                      .printed_on = Date{std::chrono::year{2027} / 5 / 20},
                                      .version = version,
                                      .request_key = key},
                                     coordinator, test_now());
    }
    links::Placement now_of(const links::Placed& placed) {
        return links::find_placement(store->session(), placed.placement.id).value();
    }
    links::PlacementYield yield_of(const std::string& name) {
        for (auto& one : links::rank_placements(store->session(), walk))
            if (one.placement.name == name) return one;
        throw std::runtime_error{"no such place"};
    }
    std::string code_of(const links::Placed& placed) {
        return links::find_link_of_placement(store->session(), placed.placement.id)->code;
    }
    links::Teller by_anna() {
        return {.volunteer = anna, .actor = {.account = {}, .role = "helper"}};
    }

    CampaignId walk;
    VersionId version;
    links::VolunteerId anna;
    people::Actor coordinator{.account = AccountId{1}, .role = "coordinator"};
};

bool is_refused_at(const Refused& refused, const std::string& field) {
    return refused.refusal.field == field;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hanging_tests, WithStreet)

BOOST_AUTO_TEST_CASE(what_a_helper_tells_twice_happened_once) {
    const auto cafe = add("Café Mokka");

    for (int i = 0; i < 2; ++i)
        links::tell_of_place(*store, cafe.placement, ActKind::hung, {.request_key = "k1"},
                             by_anna(), test_now());

    BOOST_CHECK(now_of(cafe).state == PlacementState::hung);
    BOOST_CHECK_EQUAL(links::acts_of_placement(store->session(), cafe.placement.id).size(), 1u);
    BOOST_CHECK(now_of(cafe).printed_version == version);
}

BOOST_AUTO_TEST_CASE(what_happened_earlier_and_is_told_later_does_not_overwrite) {
    const auto cafe = add("Café Mokka");
    const auto hour = std::chrono::hours{1};
    links::tell_of_place(*store, cafe.placement, ActKind::taken_down,
                         {.request_key = "k1", .told_at = test_now() - hour}, by_anna(),
                         test_now());

    links::tell_of_place(*store, cafe.placement, ActKind::hung,
                         {.request_key = "k2", .told_at = test_now() - 3 * hour}, by_anna(),
                         test_now());

    BOOST_CHECK(now_of(cafe).state == PlacementState::taken_down);
    BOOST_CHECK_EQUAL(links::acts_of_placement(store->session(), cafe.placement.id).size(), 2u);
}

BOOST_AUTO_TEST_CASE(a_phones_clock_is_believed_within_bounds) {
    const auto day = std::chrono::days{1};

    BOOST_CHECK(links::believed(test_now() + day, test_now()) == test_now());
    BOOST_CHECK(links::believed(test_now() - 2 * day, test_now()) == test_now() - 2 * day);
    BOOST_CHECK(links::believed(test_now() - 90 * day, test_now()) ==
                test_now() - links::told_back_max);
}

BOOST_AUTO_TEST_CASE(not_possible_needs_a_reason_and_is_no_longer_due) {
    const auto cafe = add("Café Mokka");

    BOOST_CHECK_EXCEPTION(links::tell_of_place(*store, cafe.placement, ActKind::not_possible,
                                               {.request_key = "k1"}, by_anna(), test_now()),
                          Refused, [](const auto& no) { return is_refused_at(no, "note"); });
    links::tell_of_place(*store, cafe.placement, ActKind::not_possible,
                         {.request_key = "k2", .note = "Closed for good"}, by_anna(), test_now());

    BOOST_CHECK_EQUAL(now_of(cafe).trouble, "Closed for good");
    BOOST_CHECK(now_of(cafe).is_to_hang());
}

BOOST_AUTO_TEST_CASE(a_spare_becomes_a_place_where_it_hangs_with_what_was_scanned_before) {
    const auto run = print({}, 3, 900, "run");
    const auto spares = links::spares_of_run(store->session(), run.id);
    BOOST_REQUIRE_EQUAL(spares.size(), 3u);
    const auto code = spares[1].link.code;
    scan(code, 2, test_now());

    const auto place =
        links::bind_spare(*store, {.campaign = walk, .code = code, .name = "Mill wall"},
                          {.request_key = "k1"}, by_anna(), test_now());

    BOOST_CHECK_EQUAL(spares[1].number, 2);
    BOOST_CHECK(links::find_placement(store->session(), place.id)->state == PlacementState::hung);
    BOOST_CHECK_EQUAL(yield_of("Mill wall").yield.scans, 2);
    BOOST_CHECK_EQUAL(yield_of("Mill wall").cost, 300);
    BOOST_CHECK_EQUAL(yield_of("Mill wall").code, code);
    // Told again: the same place. By somebody else: no.
    BOOST_CHECK(links::bind_spare(*store, {.campaign = walk, .code = code, .name = "Mill wall"},
                                  {.request_key = "k1"}, by_anna(), test_now())
                    .id == place.id);
    BOOST_CHECK_EXCEPTION(
        links::bind_spare(*store, {.campaign = walk, .code = code, .name = "Other wall"},
                          {.request_key = "k2"}, by_anna(), test_now()),
        Refused, [](const auto& no) { return is_refused_at(no, "code"); });
}

BOOST_AUTO_TEST_CASE(spares_are_no_links_to_share) {
    print({}, 2, 0, "run");

    BOOST_CHECK(links::all_links_of_campaign(store->session(), walk).empty());
    BOOST_CHECK(links::rank_share_links(store->session(), walk).empty());
}

BOOST_AUTO_TEST_CASE(swapped_posters_leave_what_they_brought_where_they_hung) {
    const auto cafe = add("Café"), bakery = add("Bakery");
    const auto first = code_of(cafe), second = code_of(bakery);
    const auto hour = std::chrono::hours{1};
    scan(first, 5, test_now());
    scan(second, 1, test_now());

    for (int i = 0; i < 2; ++i)
        links::swap_codes(*store, {walk, first, second}, {.request_key = "k1"}, by_anna(),
                          test_now() + hour);
    scan(first, 2, test_now() + 2 * hour);

    BOOST_CHECK_EQUAL(code_of(cafe), second);
    BOOST_CHECK_EQUAL(yield_of("Café").yield.scans, 5);
    BOOST_CHECK_EQUAL(yield_of("Bakery").yield.scans, 3);
    BOOST_CHECK(yield_of("Bakery").yield.last_at == test_now() + 2 * hour);
    BOOST_CHECK(yield_of("Café").yield.last_at == test_now());
    // And back again.
    links::swap_codes(*store, {walk, second, first}, {.request_key = "k2"}, by_anna(),
                      test_now() + 3 * hour);
    scan(first, 1, test_now() + 4 * hour);
    BOOST_CHECK_EQUAL(code_of(cafe), first);
    BOOST_CHECK_EQUAL(yield_of("Café").yield.scans, 6);
    BOOST_CHECK_EQUAL(yield_of("Bakery").yield.scans, 3);
}

BOOST_AUTO_TEST_CASE(a_code_that_is_none_of_ours_is_said_beside_it) {
    const auto cafe = add("Café");

    BOOST_CHECK_EXCEPTION(links::swap_codes(*store, {walk, code_of(cafe), "7ZZZZ2"},
                                            {.request_key = "k"}, by_anna(), test_now()),
                          Refused, [](const auto& no) { return is_refused_at(no, "code_other"); });
    BOOST_CHECK_EXCEPTION(links::swap_codes(*store, {walk, code_of(cafe), code_of(cafe)},
                                            {.request_key = "k"}, by_anna(), test_now()),
                          Refused, [](const auto& no) { return is_refused_at(no, "code_other"); });
}

BOOST_AUTO_TEST_CASE(a_replaced_code_leads_on_and_counts_for_its_place) {
    const auto cafe = add("Café");
    const auto before = code_of(cafe);
    scan(before, 2, test_now());

    const auto made = links::replace_code(*store, cafe.placement, {.request_key = "k"},
                                          {.actor = coordinator}, test_now());
    scan(before, 1, test_now());
    scan(made.code, 4, test_now());

    BOOST_CHECK_EQUAL(code_of(cafe), made.code);
    BOOST_CHECK_EQUAL(yield_of("Café").yield.scans, 7);
    BOOST_CHECK_EQUAL(yield_of("Café").earlier_codes.at(0), before);
    BOOST_CHECK(!links::find_link(store->session(), before)->retired_at);
}

BOOST_AUTO_TEST_CASE(after_a_swap_the_code_that_came_last_is_the_one_that_hangs) {
    const auto bakery = add("Bakery"), cafe = add("Café");
    const auto old = code_of(bakery), first = code_of(cafe);
    const auto second = links::replace_code(*store, cafe.placement, {.request_key = "k"},
                                            {.actor = coordinator}, test_now())
                            .code;

    links::swap_codes(*store, {walk, old, second}, {.request_key = "s"}, by_anna(),
                      test_now() + std::chrono::hours{1});

    BOOST_CHECK_EQUAL(code_of(cafe), old);
    BOOST_CHECK_EQUAL(yield_of("Café").code, old);
    BOOST_CHECK_EQUAL(yield_of("Café").earlier_codes.at(0), first);
    BOOST_CHECK_EQUAL(code_of(bakery), second);
}

BOOST_AUTO_TEST_CASE(a_photo_of_a_wall_is_erased_some_months_after_the_poster_is_down) {
    const auto cafe = add("Café"), bakery = add("Bakery");
    const auto tell = [&](const links::Placed& where, ActKind kind, const std::string& key,
                          const std::string& photo) {
        links::tell_of_place(*store, now_of(where), kind, {.request_key = key, .photo = photo},
                             by_anna(), test_now());
    };
    tell(cafe, ActKind::hung, "1", "cafe wall"), tell(bakery, ActKind::hung, "2", "bakery wall");
    tell(cafe, ActKind::taken_down, "3", "");
    const auto photos = [&] {
        return store->session().one("SELECT COUNT(*) AS n FROM picture")->number("n");
    };
    const auto photo_of = [&](const links::Placed& where) {
        return links::acts_of_placement(store->session(), where.placement.id).back().photo;
    };
    BOOST_CHECK_EQUAL(photos(), 2);

    BOOST_CHECK_EQUAL(links::forget_wall_photos(*store, test_now() + std::chrono::days{89}), 0);
    BOOST_CHECK_EQUAL(links::forget_wall_photos(*store, test_now() + std::chrono::days{91}), 1);

    BOOST_CHECK_EQUAL(photos(), 1);
    BOOST_CHECK_EQUAL(photo_of(cafe), "");
    BOOST_CHECK_EQUAL(photo_of(bakery).size(), 64u);
    const Instant long_over = std::chrono::sys_days{test_plan().ends_on} + std::chrono::days{92};
    BOOST_CHECK_EQUAL(links::forget_wall_photos(*store, long_over), 1);
    BOOST_CHECK_EQUAL(photos(), 0);
    BOOST_CHECK_EQUAL(links::forget_wall_photos(*store, long_over), 0);
}

BOOST_AUTO_TEST_CASE(a_photo_with_a_refused_or_repeated_act_is_not_kept) {
    const auto cafe = add("Café");
    const links::Told told{.request_key = "1", .photo = "a wall"};

    BOOST_CHECK_THROW(
        links::bind_spare(*store, {.campaign = walk, .code = code_of(cafe), .name = "Wall"}, told,
                          by_anna(), test_now()),
        Refused);

    BOOST_CHECK(!store->session().one("SELECT digest FROM picture LIMIT 1"));
    links::tell_of_place(*store, now_of(cafe), ActKind::hung, told, by_anna(), test_now());
    const links::Told again{.request_key = "1", .photo = "another wall"};
    links::tell_of_place(*store, now_of(cafe), ActKind::hung, again, by_anna(), test_now());
    BOOST_CHECK_EQUAL(store->session().one("SELECT COUNT(*) AS n FROM picture")->number("n"), 1);
}

BOOST_AUTO_TEST_CASE(the_cost_of_a_run_is_spread_over_its_sheets_to_the_cent) {
    const auto cafe = add("Café", 2), bakery = add("Bakery"), kiosk = add("Kiosk");

    const auto run =
        print({cafe.placement.id, bakery.placement.id, kiosk.placement.id}, 3, 1000, "r");
    print({cafe.placement.id}, 0, 50, "again");

    BOOST_CHECK_EQUAL(run.copies, 7);
    BOOST_CHECK_EQUAL(yield_of("Café").cost, 285 + 50);
    BOOST_CHECK_EQUAL(yield_of("Bakery").cost + yield_of("Kiosk").cost, 571 - 285);
    BOOST_CHECK(now_of(cafe).state == PlacementState::printed);
    BOOST_CHECK_EQUAL(links::all_print_runs(store->session(), walk).size(), 2u);
}

BOOST_AUTO_TEST_CASE(a_run_that_is_asked_for_twice_is_made_once_and_channels_carry_all_costs) {
    const auto cafe = add("Café");
    print({cafe.placement.id}, 1, 1000, "r");
    print({cafe.placement.id}, 1, 1000, "r");
    const links::NewChannelCost ad{.campaign = walk,
                                   .channel = "advertising",
                                   .what = "Local paper",
                                   .cost = Money{12'000, currency_of("EUR")},
                                   .paid_on = Date{std::chrono::year{2027} / 5 / 20},
                                   .request_key = "ad"};
    links::add_channel_cost(*store, ad, coordinator, test_now());
    links::add_channel_cost(*store, ad, coordinator, test_now());

    const auto channels = links::rank_channels(store->session(), walk);

    std::map<std::string, std::int64_t> costs;
    for (const auto& one : channels) costs[one.channel] = one.cost;
    BOOST_CHECK_EQUAL(costs["poster"], 1000);
    BOOST_CHECK_EQUAL(costs["advertising"], 12'000);
}

BOOST_AUTO_TEST_SUITE_END()
