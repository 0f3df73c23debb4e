#include "web/pages/sharing/share_address.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/sharing.h"
#include "campaign/words/text.h"

using namespace pages;

namespace {

// A name full of markup, quotes, signs of addresses, a turn of direction and wide characters.
const std::string hostile =
    "<script>alert(1)</script> \"'&?#%0d%0abcc:x@evil.example \u202Egnp.exe \u5bb6\U0001F600";

ShareText hostile_text() {
    return {.title = hostile,
            .words = hostile,
            .url = "https://wlk.example/K7Q2MX",
            .picture = "https://wlk.example/c/walk/picture/pin.png?code=K7Q2MX",
            .hashtag = "Walk&via=evil"};
}

bool is_plain_address(const std::string& address) {
    constexpr std::string_view marks = "-._~:/?&=%+";
    return std::ranges::all_of(address, [&](unsigned char c) {
        return std::isalnum(c) || marks.find(static_cast<char>(c)) != marks.npos;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(share_address_tests)

BOOST_AUTO_TEST_CASE(every_network_gets_its_documented_address) {
    const ShareText share{"Walk", "Come & walk", "https://wlk.example/K7Q2MX", "https://p/x.png",
                          ""};
    const auto url = std::string{"https%3A%2F%2Fwlk.example%2FK7Q2MX"};

    BOOST_TEST(share_address("facebook", share) ==
               "https://www.facebook.com/sharer/sharer.php?u=" + url);
    BOOST_TEST(share_address("x", share) ==
               "https://x.com/intent/post?text=Come%20%26%20walk&url=" + url);
    BOOST_TEST(share_address("linkedin", share) ==
               "https://www.linkedin.com/sharing/share-offsite/?url=" + url);
    BOOST_TEST(share_address("whatsapp", share) ==
               "https://wa.me/?text=Come%20%26%20walk%20" + url);
    BOOST_TEST(share_address("telegram", share) ==
               "https://t.me/share/url?url=" + url + "&text=Come%20%26%20walk");
    BOOST_TEST(share_address("bluesky", share) ==
               "https://bsky.app/intent/compose?text=Come%20%26%20walk%20" + url);
    BOOST_TEST(share_address("pinterest", share) ==
               "https://www.pinterest.com/pin/create/button/?url=" + url +
                   "&media=https%3A%2F%2Fp%2Fx.png&description=Come%20%26%20walk");
    BOOST_TEST(share_address("email", share) ==
               "mailto:?subject=Walk&body=Come%20%26%20walk%0D%0A%0D%0A" + url);
    BOOST_TEST(share_address("sms", share) == "sms:?&body=Come%20%26%20walk%20" + url);
}

BOOST_AUTO_TEST_CASE(a_hostile_name_adds_no_part_to_any_address) {
    for (const auto& channel : links::all_channels()) {
        const auto address = share_address(channel.name, hostile_text());
        if (address.empty()) continue;
        BOOST_TEST_CONTEXT(address) {
            BOOST_TEST(is_plain_address(address));
            BOOST_TEST(address.find("&via=") == std::string::npos);
            BOOST_TEST(std::ranges::count(address, '?') == 1);
        }
    }
    BOOST_TEST(is_plain_address(mastodon_address("mastodon.example", hostile_text())));
}

BOOST_AUTO_TEST_CASE(a_mastodon_server_is_the_name_of_a_host_and_nothing_else) {
    BOOST_TEST(read_mastodon_host("mastodon.social").value() == "mastodon.social");
    BOOST_TEST(read_mastodon_host(" https://Mastodon.Social/ ").value() == "mastodon.social");
    BOOST_TEST(read_mastodon_host("@anna@wandern.social").value() == "wandern.social");
    for (const auto* typed :
         {"", "localhost", "a b.example", "x.example/path", "x.example?y", "http://x.example",
          "127.0.0.1", "x.example:443", "x..example", ".example", "javascript:alert(1)",
          "x.example#y", "x.example\r\nA: b"})
        BOOST_TEST(!read_mastodon_host(typed), typed);
}

BOOST_AUTO_TEST_CASE(an_excerpt_ends_between_words_on_one_line) {
    BOOST_TEST(excerpt("  Two\n lines ", 50) == "Two lines");
    BOOST_TEST(excerpt("One two three", 9) == "One two…");
    BOOST_TEST(excerpt("Donaudampfschifffahrt", 5) == "Dona…");
    BOOST_TEST(count_code_points(excerpt(std::string(500, 'x'), 60)) == 60u);
    BOOST_TEST(excerpt("家家家家家家", 4) == "家家家…");
    BOOST_TEST(excerpt("", 5) == "");
}

BOOST_AUTO_TEST_SUITE_END()
