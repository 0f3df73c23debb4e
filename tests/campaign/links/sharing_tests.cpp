#include "campaign/links/sharing.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <thread>

#include "campaign/links/landing.h"
#include "campaign/links/ranking.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

using namespace links;

namespace {

struct Open : FreshDatabase {
    Open() { add_test_colleagues(*store), walk = open_test_campaign(*store, "walk"); }

    std::int64_t links_stored() {
        return store->session().one("SELECT COUNT(*) AS n FROM link")->number("n");
    }

    campaign::Campaign walk;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sharing_tests, Open)

BOOST_AUTO_TEST_CASE(a_button_has_one_link_however_often_it_is_pressed) {
    const ShareSpot spot{.campaign = walk.id};

    const auto first = find_or_make_share_link(*store, spot, "facebook", test_now());
    const auto second = find_or_make_share_link(*store, spot, "facebook", test_now());

    BOOST_TEST(first.code == second.code);
    BOOST_TEST(links_stored() == 1);
}

BOOST_AUTO_TEST_CASE(a_hundred_presses_at_once_are_one_link) {
    const ShareSpot spot{.campaign = walk.id};
    std::set<std::string> codes;
    std::mutex mutex;
    std::vector<std::thread> people;
    for (int i = 0; i < 10; ++i)
        people.emplace_back([&] {
            for (int press = 0; press < 10; ++press) {
                const auto code = find_or_make_share_link(*store, spot, "x", test_now()).code;
                const std::lock_guard lock{mutex};
                codes.insert(code);
            }
        });
    for (auto& one : people) one.join();

    BOOST_TEST(codes.size() == 1u);
    BOOST_TEST(links_stored() == 1);
}

BOOST_AUTO_TEST_CASE(pages_origins_and_channels_are_told_apart) {
    std::set<std::string> codes;
    for (const auto from : {SharedFrom::own, SharedFrom::page, SharedFrom::thanks})
        for (const auto* channel : {"whatsapp", "mastodon"})
            for (const ShareSpot& spot :
                 {ShareSpot{.campaign = walk.id, .from = from},
                  ShareSpot{.campaign = walk.id, .participant = ParticipantId{7}, .from = from},
                  ShareSpot{.campaign = walk.id, .team = TeamId{7}, .from = from}})
                codes.insert(find_or_make_share_link(*store, spot, channel, test_now()).code);

    BOOST_TEST(codes.size() == 18u);
}

BOOST_AUTO_TEST_CASE(a_link_leads_to_the_page_that_was_shared) {
    store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO team (id, campaign_id, slug, name, made_at) VALUES (7, ?, 'crew', 'C', ?)",
            walk.id, test_now());
    });
    const auto link = find_or_make_share_link(*store, {.campaign = walk.id, .team = TeamId{7}},
                                              "sms", test_now());

    const auto there = find_destination(store->session(), link.code, test_now());

    BOOST_TEST(there->path == "/c/walk/t/crew?from=" + link.code);
}

BOOST_AUTO_TEST_CASE(links_of_buttons_do_not_crowd_the_desks_own_list) {
    find_or_make_share_link(*store, {.campaign = walk.id}, "facebook", test_now());

    BOOST_TEST(rank_share_links(store->session(), walk.id).empty());
    BOOST_TEST(rank_channels(store->session(), walk.id).size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_printed_or_unknown_is_no_way_to_share) {
    for (const auto* channel : {"poster", "participant", "screen", "pigeon", ""})
        BOOST_TEST(!is_share_channel(channel));
    for (const auto* channel : {"sheet", "bluesky", "qr", "threads", "appeal"})
        BOOST_TEST(is_share_channel(channel));
}

BOOST_AUTO_TEST_SUITE_END()
