// Brand: own colours, as far as letters in them can be read.
#include "print/brand.h"

#include <boost/test/unit_test.hpp>

using namespace print;

BOOST_AUTO_TEST_SUITE(brand_tests)

BOOST_AUTO_TEST_CASE(any_colours_whatever_leave_every_letter_readable) {
    for (const std::uint32_t main :
         {0xFFFFFFu, 0xFFEE00u, 0x00FF00u, 0x000000u, 0xFF69B4u, 0x808080u})
        for (const std::uint32_t accent : {0xFFFFFFu, 0xFFFF00u, 0xED5133u, 0x00CCFFu, 0x101010u})
            for (const auto& name : all_theme_names()) {
                std::vector<std::string> changed;

                const auto theme =
                    branded(theme_of(name), {colour_of(main), colour_of(accent)}, changed);

                BOOST_TEST(contrast(theme.on_sky, theme.sky_top) >= 4.5, name);
                BOOST_TEST(contrast(theme.on_sky, theme.sky_middle) >= 4.5, name);
                BOOST_TEST(contrast(theme.overline, theme.sky_top) >= 4.5, name);
                for (const auto paper : {theme.ground, theme.card, theme.panel})
                    BOOST_TEST(contrast(theme.action, paper) >= 4.5, name);
            }
}

BOOST_AUTO_TEST_CASE(the_guard_says_what_it_changed_and_leaves_alone_what_is_good) {
    std::vector<std::string> changed;
    const auto good =
        branded(theme_of("horizon"), {colour_of(0x00486B), colour_of(0x8A1C1C)}, changed);
    BOOST_TEST(changed.empty());
    BOOST_TEST(colour_text(good.action) == "#8A1C1C");

    (void)branded(theme_of("horizon"), {colour_of(0xFFE100), colour_of(0xED5133)}, changed);
    BOOST_TEST_REQUIRE(changed.size() == 2u);
    BOOST_TEST(changed[0].starts_with("The main colour #FFE100 was darkened to #"));
    BOOST_TEST(changed[1].starts_with("The accent colour #ED5133 was darkened to #"));
}

BOOST_AUTO_TEST_CASE(a_sparing_sheet_is_white_and_still_readable) {
    for (const auto& name : all_theme_names()) {
        const auto theme = sparing(theme_of(name));
        BOOST_TEST(luminance(theme.sky_top) == 1, name);
        BOOST_TEST(contrast(theme.on_sky, theme.sky_top) >= 7, name);
        BOOST_TEST(contrast(theme.overline, theme.sky_top) >= 4.5, name);
        BOOST_TEST(contrast(theme.action, theme.ground) >= 4.5, name);
    }
}

BOOST_AUTO_TEST_CASE(colours_are_read_as_people_write_them) {
    BOOST_TEST(colour_text(*read_colour("#cc391f")) == "#CC391F");
    BOOST_TEST(colour_text(*read_colour("0B6472")) == "#0B6472");
    for (const auto* wrong : {"", "#fff", "red", "#12345g", "#1234567"})
        BOOST_TEST(!read_colour(wrong), wrong);
}

BOOST_AUTO_TEST_SUITE_END()
