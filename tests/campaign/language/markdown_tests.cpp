// Markdown: a story may have shape and links, and nothing that acts.
#include <boost/test/unit_test.hpp>

#include "campaign/language/markdown.h"
#include "campaign/words/check.h"

using namespace language;

namespace {

std::string html_of(std::string_view text) { return render_markdown(text).text; }

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

constexpr const char* attacks[] = {"<script>alert(1)</script>",
                                   "a <img src=x onerror=alert(1)> b",
                                   "<svg/onload=alert(1)>",
                                   "[a](javascript:alert(1))",
                                   "[a](JaVaScRiPt:alert(1))",
                                   "[a](java&#115;cript:alert(1))",
                                   "[a](javascript&colon;alert(1))",
                                   "[a](<java\tscript:alert(1)>)",
                                   "[a](data:text/html;base64,PHNjcmlwdD4=)",
                                   "[a](vbscript:x)",
                                   "[a](//evil.example)",
                                   "[a](/\\evil.example)",
                                   "[a](\\\\evil.example)",
                                   "<javascript:alert(1)>",
                                   "[a][r]\n\n[r]: javascript:alert(1)",
                                   "[a](file:///etc/passwd)",
                                   "[a](evil.html)",
                                   "[a](https://a.org \"\\\" onmouseover=alert(1)\")",
                                   "<iframe src=//evil.example>",
                                   "![x](https://evil.example/pixel.gif)",
                                   "![x](javascript:alert(1))",
                                   "[![x](javascript:alert(1))](javascript:alert(2))",
                                   "<style>*{}</style>",
                                   "<!-- x -->",
                                   "<a href=\"/\" onclick=alert(1)>x</a>",
                                   "<?php x ?>",
                                   "<![CDATA[x]]>",
                                   "<form><input>",
                                   "```\" onload=alert(1)\nx\n```",
                                   "`<script>`",
                                   "xmpp:evil@a.org",
                                   "<https://a\">b>"};

// What would be there if an attack had come through.
constexpr const char* signs[] = {"<script",
                                 "<img",
                                 "<svg",
                                 "<iframe",
                                 "<style",
                                 "<form",
                                 "<input",
                                 "<!--",
                                 "<?",
                                 "<![",
                                 "href=\"javascript",
                                 "href=\"data",
                                 "href=\"vbscript",
                                 "href=\"file",
                                 "href=\"//",
                                 "href=\"/\\",
                                 "href=\"\\",
                                 "href=\"%5C",
                                 "href=\"evil",
                                 "href=\"xmpp",
                                 "href=\"/%5C",
                                 "\" onmouseover",
                                 "\" onload",
                                 "onclick"};

}  // namespace

BOOST_AUTO_TEST_SUITE(markdown_tests)

BOOST_AUTO_TEST_CASE(a_story_keeps_its_shape) {
    BOOST_TEST(html_of("We *walk* and **give**.") ==
               "<p>We <em>walk</em> and <strong>give</strong>.</p>\n");
    BOOST_TEST(html_of("# Why\n\n- one\n- two") ==
               "<h2>Why</h2>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n");
    BOOST_TEST(html_of("###### deep") == "<h6>deep</h6>\n");
    BOOST_TEST(has(html_of("| a | b |\n|---|---|\n| 1 | 2 |"), "<th>a</th>"));
    BOOST_TEST(html_of("~~old~~") == "<p><del>old</del></p>\n");
    BOOST_TEST(html_of("1 < 2 & \"3\"") == "<p>1 &lt; 2 &amp; &quot;3&quot;</p>\n");
    BOOST_TEST(html_of("") == "");
}

BOOST_AUTO_TEST_CASE(links_lead_to_the_web_to_mail_and_to_our_own_pages) {
    BOOST_TEST(html_of("[a](https://a.org/?b=1&c=2)") ==
               "<p><a href=\"https://a.org/?b=1&amp;c=2\">a</a></p>\n");
    BOOST_TEST(html_of("[a](/c/walk)") == "<p><a href=\"/c/walk\">a</a></p>\n");
    BOOST_TEST(html_of("[a](MAILTO:a@b.org)") == "<p><a href=\"MAILTO:a@b.org\">a</a></p>\n");
    BOOST_TEST(has(html_of("see https://a.org now"), "<a href=\"https://a.org\">"));
    BOOST_TEST(has(html_of("see www.a.org now"), "<a href=\"http://www.a.org\">"));
}

BOOST_AUTO_TEST_CASE(nothing_in_a_story_acts) {
    for (const auto* attack : attacks) {
        const auto html = html_of(attack);

        for (const auto* sign : signs) BOOST_TEST(!has(html, sign), attack << " gives " << html);
    }
}

BOOST_AUTO_TEST_CASE(a_picture_from_elsewhere_becomes_its_words) {
    BOOST_TEST(html_of("![our *team*](https://a.org/x.jpg)") == "<p>our <em>team</em></p>\n");
    BOOST_TEST(html_of("[![x](https://a.org/x.jpg)](https://a.org)") ==
               "<p><a href=\"https://a.org\">x</a></p>\n");
}

BOOST_AUTO_TEST_CASE(a_picture_of_ours_is_shown_with_its_words_escaped) {
    const Illustrations known{
        {"photo:17", {"/photos/a.jpg", "/photos/a.jpg 800w", 800, 600, "Hills"}}};
    const auto shown = [&](std::string_view text) { return render_illustrated(text, known).text; };

    BOOST_TEST(has(shown("![our \"*team*\" <b>](photo:17)"),
                   "<img src=\"/photos/a.jpg\" srcset=\"/photos/a.jpg 800w\""));
    BOOST_TEST(has(shown("![our \"*team*\" & I](photo:17)"),
                   "width=\"800\" height=\"600\" alt=\"our &quot;team&quot; &amp; I\""));
    BOOST_TEST(has(shown("![](photo:17)"), "alt=\"Hills\""));
    BOOST_TEST(shown("![somebody else's](photo:18)") == "<p>somebody else's</p>\n");
    BOOST_TEST(shown("![x](photo:17/../../x)") == "<p>x</p>\n");
    BOOST_TEST(has(shown("[![x](photo:17)](https://a.org)"), "<a href=\"https://a.org\"><img "));
    BOOST_TEST(!has(shown("![x\" onload=alert(1)](photo:17)"), "\" onload"));
}

BOOST_AUTO_TEST_CASE(the_pictures_of_a_story_are_found) {
    const auto numbers = illustrations_in(
        "![a](photo:17) ![b](https://a.org/x.jpg) `![c](photo:3)` "
        "![d](photo:18x) ![e](photo:9) ![f](photo:17)"
        " ![g](photo:05) ![![h](photo:6)](photo:17)");
    BOOST_TEST(numbers == (std::vector<std::int64_t>{17, 9}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_do_no_harm) {
    BOOST_TEST(has(html_of(std::string{"a\0b\xff", 4}), "a\uFFFDb\uFFFD"));
    BOOST_CHECK_THROW(html_of(std::string(markdown_bytes_max + 1, 'x')), BrokenInvariant);
}

BOOST_AUTO_TEST_CASE(a_story_made_to_be_slow_still_becomes_a_page) {
    for (const auto* part : {"> ", "[", "*a ", "![", "`", "- ", "<", "a**b", "~~", "www.a_", "[a](",
                             "__", "|", "\n- ", "1) "}) {
        std::string story;
        while (story.size() + 8 < markdown_bytes_max) story += part;

        BOOST_TEST(!html_of(story).empty(), part);
    }
}

BOOST_AUTO_TEST_SUITE_END()
