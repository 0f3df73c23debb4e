#include "campaign/words/video_link.h"

#include <boost/test/unit_test.hpp>

namespace {

std::string player_of(const std::string& address) {
    const auto link = read_video_link(address);
    return link ? link->player_address() : "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(video_link_tests)

BOOST_AUTO_TEST_CASE(every_way_to_write_a_youtube_video_is_one_player) {
    for (const auto* address :
         {"https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ?si=abc",
          "https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=3s",
          "https://youtube.com/shorts/dQw4w9WgXcQ", "http://www.youtube.com/live/dQw4w9WgXcQ/",
          "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "https://YouTu.be/dQw4w9WgXcQ#x"})
        BOOST_TEST(player_of(address) ==
                   "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1");
}

BOOST_AUTO_TEST_CASE(vimeo_and_peertube_are_known_by_their_forms) {
    BOOST_TEST(player_of("https://vimeo.com/76979871") ==
               "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1");
    BOOST_TEST(player_of("https://vimeo.com/76979871/8272103f6e") ==
               "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=8272103f6e");
    BOOST_TEST(player_of("https://framatube.org/w/9db9f3f1-9b54-44ed-9e91-461d262d2205") ==
               "https://framatube.org/videos/embed/9db9f3f1-9b54-44ed-9e91-461d262d2205"
               "?autoplay=1&p2p=0");
    BOOST_TEST(player_of("https://video.example/w/kkGMgK9ZtnKfYAgnEtQxbv") ==
               "https://video.example/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?autoplay=1&p2p=0");
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_a_video_is_not_one) {
    for (const auto* address :
         {"https://www.youtube.com/watch?v=dQw4w9WgXc", "https://www.youtube.com/@channel",
          "https://www.youtube.com/watch?v=dQw4w9WgX\"Q",
          "https://evil.example/watch?v=dQw4w9WgXcQ",
          "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "javascript:alert(1)",
          "https://vimeo.com/channels/staffpicks", "https://10.0.0.1/w/kkGMgK9ZtnKfYAgnEtQxbv",
          "https://localhost/w/kkGMgK9ZtnKfYAgnEtQxbv",
          "https://a@b.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
          "https://video.example:8443/w/kkGMgK9ZtnKfYAgnEtQxbv", "//youtu.be/dQw4w9WgXcQ",
          "https://video.example;script-src/w/kkGMgK9ZtnKfYAgnEtQxbv", "https://youtu.be/", ""})
        BOOST_TEST_CONTEXT(address) BOOST_TEST(player_of(address) == "none");
}

BOOST_AUTO_TEST_CASE(the_first_video_is_taken_out_of_the_words) {
    const auto [words, video] =
        split_video("Look: https://example.org/x\nhttps://youtu.be/dQw4w9WgXcQ, and on. #walk");
    BOOST_TEST(words == "Look: https://example.org/x\nand on. #walk");
    BOOST_REQUIRE(video.has_value());
    BOOST_TEST(video->title() == "YouTube");
    BOOST_TEST(split_video("xhttps://youtu.be/dQw4w9WgXcQ").video.has_value() == false);
    BOOST_TEST(split_video("https://youtu.be/dQw4w9WgXcQ").words.empty());
}

BOOST_AUTO_TEST_SUITE_END()
