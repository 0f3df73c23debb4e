#include "campaign/words/hashtag.h"

#include <boost/test/unit_test.hpp>

namespace {

std::string tags_of(const std::string& text) {
    std::string tags, whole;
    for (const auto& [part, is_tag] : pieces_of(text)) {
        if (is_tag) tags += (tags.empty() ? "" : " ") + part;
        whole += part;
    }
    BOOST_TEST(whole == text);  // Nothing is lost.
    return tags;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hashtag_tests)

BOOST_AUTO_TEST_CASE(a_tag_ends_where_its_word_does) {
    BOOST_TEST(tags_of("We walk #SpringWalk, again! #Ward_3.") == "#SpringWalk #Ward_3");
    BOOST_TEST(tags_of("#one #two\n#three") == "#one #two #three");
    BOOST_TEST(tags_of("(#walk)") == "#walk");
}

BOOST_AUTO_TEST_CASE(tags_of_every_script_are_recognised) {
    BOOST_TEST(tags_of("شكراً #مسيرة_الربيع، لكم") == "#مسيرة_الربيع");
    BOOST_TEST(tags_of("Los: #Frühlingslauf!") == "#Frühlingslauf");
    BOOST_TEST(tags_of("走吧 #春天。好") == "#春天");
    BOOST_TEST(tags_of("#walk🎉 we did it") == "#walk");
}

BOOST_AUTO_TEST_CASE(what_is_no_tag_stays_text) {
    for (const auto* text : {"#", "##", "# walk", "We are #1", "a#b", "no tag", "", "&#39;"})
        BOOST_TEST(tags_of(text) == "");
    BOOST_TEST(tags_of("#" + std::string(400, 'a')) == "");
}

BOOST_AUTO_TEST_SUITE_END()
