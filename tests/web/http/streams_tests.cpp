// Event streams: everybody who watches is sent the newest state, and nobody holds up the others.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/support/front_site.h"
#include "tests/support/raw_client.h"

using namespace support;

namespace {

void say(FrontSite& site, const std::string& id, const std::string& data) {
    site.front().viewers().publish(
        "walk", std::make_shared<const std::string>(live::render_event(id, "state", data)));
}

// Has read the opening of the stream and is among those who watch.
RawClient watch(FrontSite& site, std::string_view headers = {}, int receive_buffer_bytes = 0) {
    RawClient viewer{site.port(), 5'000, receive_buffer_bytes};
    viewer.send(get_request("/live", headers));
    viewer.next_until("retry: ");
    viewer.next_until("\n\n");
    return viewer;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(streams_tests)

BOOST_AUTO_TEST_CASE(an_event_is_rendered_line_by_line) {
    BOOST_TEST(live::render_event("7", "state", "a\nb") ==
               "id: 7\nevent: state\ndata: a\ndata: b\n\n");
    BOOST_TEST(live::render_event("", "", "") == "data: \n\n");
}

BOOST_AUTO_TEST_CASE(a_stream_opens_as_an_event_stream_that_nobody_stores) {
    FrontSite site;
    RawClient viewer{site.port()};

    viewer.send(get_request("/live"));
    const auto opening = read_answer(viewer.next_until("\r\n\r\n"));

    BOOST_TEST(opening.headers.at("content-type") == "text/event-stream");
    BOOST_TEST(opening.headers.at("cache-control") == "no-store");
    BOOST_TEST(opening.headers.at("x-accel-buffering") == "no");
    BOOST_TEST(viewer.next_until("\n\n").starts_with("retry: "));
}

BOOST_AUTO_TEST_CASE(all_who_watch_are_told) {
    FrontSite site;
    std::vector<RawClient> viewers;
    for (int i = 0; i < 100; ++i) viewers.push_back(watch(site));

    say(site, "1", "hello");

    for (auto& viewer : viewers)
        BOOST_TEST(viewer.next_until("\n\n") == "id: 1\nevent: state\ndata: hello\n\n");
    BOOST_TEST(site.front().viewers().count_viewers() == 100u);
    BOOST_TEST(site.front().viewers().watched_channels() == std::vector<std::string>{"walk"});
}

BOOST_AUTO_TEST_CASE(who_joins_is_told_the_newest_state_unless_it_is_known) {
    FrontSite site;
    auto first = watch(site);
    say(site, "1", "old");
    first.next_until("\n\n");
    say(site, "2", "new");
    first.next_until("\n\n");

    auto fresh = watch(site);
    auto returned = watch(site, "Last-Event-ID: 2\r\n");
    auto state = fresh.next_until("\n\n");
    say(site, "3", "newer");

    BOOST_TEST(state == "id: 2\nevent: state\ndata: new\n\n");
    BOOST_TEST(returned.next_until("\n\n") == "id: 3\nevent: state\ndata: newer\n\n");
    BOOST_TEST(site.front().viewers().newest_id("walk").value() == "3");
}

BOOST_AUTO_TEST_CASE(a_quiet_stream_has_a_heartbeat) {
    http::FrontSettings settings;
    settings.heartbeat_ms = 50;
    FrontSite site{settings};
    auto viewer = watch(site);

    BOOST_TEST(viewer.next_until("\n\n") == "event: heartbeat\ndata: 1\n\n");
    BOOST_TEST(viewer.next_until("\n\n") == "event: heartbeat\ndata: 1\n\n");
}

BOOST_AUTO_TEST_CASE(a_viewer_that_leaves_is_noticed) {
    FrontSite site;
    auto stays = watch(site);
    { const auto leaves = watch(site); }

    for (int i = 0; i < 1'000'000 && site.front().viewers().count_viewers() > 1; ++i)
        std::this_thread::yield();

    BOOST_TEST(site.front().viewers().count_viewers() == 1u);
}

BOOST_AUTO_TEST_CASE(viewers_that_never_read_are_dropped_and_the_others_hear_everything) {
    FrontSite site;
    std::vector<RawClient> deaf;
    for (int i = 0; i < 5; ++i) deaf.push_back(watch(site, {}, 4'096));
    auto listener = watch(site);

    int heard = 0;
    for (int i = 0; i < 200; ++i) {
        say(site, std::to_string(i), std::string(8'000, 'x'));
        heard += listener.next_until("\n\n").size() > 8'000;
    }

    BOOST_TEST(heard == 200);
    BOOST_TEST(site.front().viewers().count_viewers() == 1u);
}

BOOST_AUTO_TEST_CASE(one_client_has_only_so_many_streams) {
    http::FrontSettings settings;
    settings.proxy = "127.0.0.1";
    settings.viewers.viewers_per_client_max = 2;
    FrontSite site{settings};
    auto first = watch(site, "X-Forwarded-For: 203.0.113.9\r\n");
    auto second = watch(site, "X-Forwarded-For: 203.0.113.9\r\n");
    RawClient third{site.port()};
    auto other = watch(site, "X-Forwarded-For: 203.0.113.10\r\n");

    third.send(get_request("/live", "X-Forwarded-For: 203.0.113.9\r\n"));
    const auto refused = third.next_answer();

    BOOST_TEST(refused.status == 503);
    BOOST_TEST(refused.headers.contains("retry-after"));
    BOOST_TEST(site.front().viewers().count_viewers() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
