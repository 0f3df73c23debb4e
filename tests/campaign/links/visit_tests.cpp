#include "campaign/links/visit.h"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(visit_tests)

BOOST_AUTO_TEST_CASE(previews_and_crawlers_are_not_people) {
    for (const auto* agent :
         {"WhatsApp/2.23.20.0 A", "facebookexternalhit/1.1 (+http://www.facebook.com/)",
          "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "Twitterbot/1.0",
          "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)", "Bluesky Cardyb/1.1",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "TelegramBot (like TwitterBot)", "curl/7.88.1", "SomethingNew-crawler/0.1",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) SkypeUriPreview Preview/0.5", ""})
        BOOST_CHECK_MESSAGE(links::is_bot(agent), agent);
}

BOOST_AUTO_TEST_CASE(people_and_their_browsers_are_people) {
    for (const auto* agent :
         {"Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          " Gecko) Version/16.5 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
          " HeadlessChrome/120.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 Chrome/118.0 Mobile"
          " Safari/537.36 WhatsApp/2.23",
          "Mozilla/5.0 (Android 13; Mobile; rv:109.0) Gecko/118.0 Firefox/118.0",
          "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/118 Safari/537.36"})
        BOOST_CHECK_MESSAGE(!links::is_bot(agent), agent);
}

BOOST_AUTO_TEST_CASE(of_a_browser_only_its_name_is_kept) {
    BOOST_CHECK_EQUAL(links::browser_name("Mozilla/5.0 AppleWebKit Chrome/118 Safari/537.36"),
                      "Chrome");
    BOOST_CHECK_EQUAL(links::browser_name("Mozilla/5.0 Chrome/118 Safari/537.36 Edg/118.0"),
                      "Edge");
    BOOST_CHECK_EQUAL(links::browser_name("Mozilla/5.0 (iPhone) Version/16.5 Safari/604.1"),
                      "Safari");
    BOOST_CHECK_EQUAL(links::browser_name("something else"), "other");
}

BOOST_AUTO_TEST_CASE(of_where_somebody_came_from_only_the_host_is_kept) {
    BOOST_CHECK_EQUAL(links::referrer_host("https://M.Facebook.com:443/profile?id=secret"),
                      "m.facebook.com");
    BOOST_CHECK_EQUAL(links::referrer_host("https://" + std::string(81, 'a') + ".org/"), "");
    BOOST_CHECK_EQUAL(links::referrer_host("https://<script>/"), "");
    BOOST_CHECK_EQUAL(links::referrer_host("nonsense"), "");
}

BOOST_AUTO_TEST_SUITE_END()
