// Addresses, forms, cookies and the making of answers.
#include <boost/test/unit_test.hpp>

#include "campaign/words/check.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "web/http/message.h"

using namespace http;

BOOST_AUTO_TEST_SUITE(message_tests)

BOOST_AUTO_TEST_CASE(what_is_encoded_for_an_address_decodes_to_itself) {
    std::string every_byte;
    for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);

    BOOST_TEST(url_decoded(percent_encoded(every_byte), false).value() == every_byte);
    BOOST_TEST(percent_encoded("a b/ü~") == "a%20b%2F%C3%BC~");
}

BOOST_AUTO_TEST_CASE(a_bad_escape_is_noticed) {
    for (const auto* text : {"%", "%4", "%zz", "a%g1", "%-1"})
        BOOST_TEST(!url_decoded(text, false).has_value());
}

BOOST_AUTO_TEST_CASE(a_form_is_read_in_order_with_its_repeats) {
    const auto form = read_urlencoded("amount=20&name=Zo%C3%AB+M&tag=a&tag=b&empty=&&bare");

    BOOST_TEST(form.text("name") == "Zoë M");
    BOOST_TEST(form.all("tag").size() == 2u);
    BOOST_TEST(form.repeats());
    BOOST_TEST(form.has("bare"));
    BOOST_TEST(form.text("absent").empty());
    BOOST_TEST(!read_urlencoded("a=1&b=1").repeats());
}

BOOST_AUTO_TEST_CASE(a_form_that_cannot_be_read_is_refused) {
    std::string many;
    for (std::size_t i = 0; i <= fields_max; ++i) many += "f" + std::to_string(i) + "=1&";

    for (const std::string& bad : {std::string{"a=%zz"}, std::string{"a=%00"},
                                   std::string{"a=%ff%fe"}, std::string(300, 'n') + "=1", many})
        BOOST_CHECK_THROW(read_urlencoded(bad), Refused);
}

BOOST_AUTO_TEST_CASE(cookies_are_read_and_what_is_odd_is_left_out) {
    const auto cookies = read_cookies("__Host-session=abc; b=\"q\"; nonsense; =x; c=a=b");

    BOOST_TEST(cookies.text("__Host-session") == "abc");
    BOOST_TEST(cookies.text("b") == "q");
    BOOST_TEST(cookies.text("c") == "a=b");
    BOOST_TEST(cookies.rows().size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_header_with_a_line_break_is_never_set) {
    Response response;

    BOOST_CHECK_THROW(set_header(response, "X-Name", "a\r\nSet-Cookie: b=1"), BrokenInvariant);
    BOOST_CHECK_THROW(set_header(response, "X Name", "a"), BrokenInvariant);
    BOOST_CHECK_THROW(redirect("/next\r\nX: y"), BrokenInvariant);
    BOOST_CHECK_THROW(add_cookie(response, {"s", "a; Domain=x"}, Scheme::http), BrokenInvariant);
    BOOST_TEST(response.headers.empty());
}

BOOST_AUTO_TEST_CASE(a_header_set_twice_stands_once) {
    Response response;

    set_header(response, "Cache-Control", "no-store");
    set_header(response, "cache-control", "max-age=60");

    BOOST_TEST_REQUIRE(response.headers.size() == 1u);
    BOOST_TEST(response.headers[0].second == "max-age=60");
}

BOOST_AUTO_TEST_CASE(a_cookie_is_bound_to_the_host_where_https_allows_it) {
    Response response;

    add_cookie(response, {"session", "abc"}, Scheme::https);
    add_cookie(response, {"session", "", 0}, Scheme::http);

    BOOST_TEST(response.cookies[0] == "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    BOOST_TEST(response.cookies[1] == "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

BOOST_AUTO_TEST_CASE(a_redirect_is_ascii_and_a_download_keeps_its_name) {
    const auto moved = redirect("/c/grüne-meile?a=1#top");
    const auto saved = file("%PDF", "application/pdf", "Plakat \"für\" Zoë.pdf");

    BOOST_TEST(moved.status == 303);
    BOOST_TEST(moved.headers[0].second == "/c/gr%C3%BCne-meile?a=1#top");
    BOOST_TEST(saved.headers[0].second.find(
                   "filename*=UTF-8''Plakat%20%22f%C3%BCr%22%20Zo%C3%AB") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
