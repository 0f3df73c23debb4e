#include "web/pages/sharing/picture_shelf.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "campaign/store/database.h"
#include "tests/support/database.h"

using pages::PictureShelf;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(picture_shelf_tests)

BOOST_AUTO_TEST_CASE(what_shows_the_same_is_drawn_once) {
    PictureShelf shelf;
    int drawn = 0;
    const auto draw = [&] { return "picture " + std::to_string(++drawn); };

    const auto first = shelf.find_or_draw("walk", "20 euros", draw, test_now());
    const auto later = shelf.find_or_draw("walk", "20 euros", draw, test_now() + 24h);

    BOOST_TEST(drawn == 1);
    BOOST_TEST(first->tag == later->tag);
}

BOOST_AUTO_TEST_CASE(a_total_that_moves_quickly_is_not_drawn_for_each_gift) {
    PictureShelf shelf;
    int drawn = 0;
    for (int gift = 0; gift < 200; ++gift)
        shelf.find_or_draw(
            "walk", std::to_string(gift), [&] { return std::to_string(++drawn); },
            test_now() + gift * 100ms);

    BOOST_TEST(drawn == 2);
}

BOOST_AUTO_TEST_CASE(one_is_drawn_at_a_time_and_the_rest_are_turned_away) {
    PictureShelf shelf;
    std::atomic<int> at_once = 0, most = 0, drawn = 0, refused = 0;
    std::latch begun{1}, go_on{1};
    const auto ask = [&](int which) {
        try {
            shelf.find_or_draw(
                "page " + std::to_string(which), "",
                [&] {
                    most = std::max(most.load(), ++at_once);
                    if (++drawn == 1) begun.count_down(), go_on.wait();
                    --at_once;
                    return std::string{"x"};
                },
                test_now());
        } catch (const store::Unavailable&) {
            ++refused;
        }
    };
    std::vector<std::thread> people;
    people.emplace_back(ask, 0);
    begun.wait();
    std::atomic<int> done = 0;
    for (int i = 1; i <= 30; ++i) people.emplace_back([&, i] { ask(i), ++done; });
    constexpr int turned_away = 30 - static_cast<int>(PictureShelf::waiting_max);
    while (refused < turned_away) std::this_thread::yield();
    go_on.count_down();
    for (auto& one : people) one.join();

    BOOST_TEST(most == 1);
    BOOST_TEST(refused == turned_away);
    BOOST_TEST(drawn == 31 - turned_away);
}

BOOST_AUTO_TEST_CASE(the_shelf_is_bounded_and_keeps_what_is_asked_for) {
    PictureShelf shelf;
    const std::string megabyte(1'000'000, 'x');
    int drawn = 0;
    const auto ask = [&](const std::string& place) {
        shelf.find_or_draw(
            place, "", [&] { return ++drawn, megabyte; }, test_now());
    };
    for (int i = 0; i < 100; ++i)
        ask("page " + std::to_string(i)), ask("asked for again and again");

    BOOST_TEST(shelf.bytes() <= PictureShelf::bytes_max);
    BOOST_TEST(drawn == 101);
}

BOOST_AUTO_TEST_CASE(a_picture_that_cannot_be_drawn_blocks_nobody) {
    PictureShelf shelf;
    const auto fails = []() -> std::string { throw std::runtime_error{"no ink"}; };

    BOOST_CHECK_THROW(shelf.find_or_draw("walk", "", fails, test_now()), std::runtime_error);
    const auto drawn = shelf.find_or_draw(
        "walk", "", [] { return "x"; }, test_now());

    BOOST_TEST(drawn->bytes == "x");
}

BOOST_AUTO_TEST_SUITE_END()
