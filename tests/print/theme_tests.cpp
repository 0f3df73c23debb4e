// Themes: letters can be read on them, and the picture is a campaign's own, for ever.
#include "print/theme.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <set>

using namespace print;

namespace {

constexpr std::array scenes{Scene::walk, Scene::contest, Scene::crowdfunding, Scene::broadcast,
                            Scene::recruiting};

std::string picture(Scene scene, std::uint64_t seed) {
    return render_illustration_svg({.scene = scene, .seed = seed}, 1200, 500);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(theme_tests)

BOOST_AUTO_TEST_CASE(contrast_is_counted_as_the_web_guidelines_count_it) {
    BOOST_TEST(contrast(colour_of(0xCC391F), colour_of(0xFFFFFF)) == 5.03,
               boost::test_tools::tolerance(0.002));
    BOOST_TEST(contrast(colour_of(0xCC391F), colour_of(0xFFF8EC)) == 4.76,
               boost::test_tools::tolerance(0.002));
    BOOST_TEST(contrast(colour_of(0xED5133), colour_of(0xFFFFFF)) == 3.61,
               boost::test_tools::tolerance(0.002));
}

BOOST_AUTO_TEST_CASE(every_letter_of_every_theme_can_be_read) {
    for (const auto& name : all_theme_names()) {
        const auto& theme = theme_of(name);
        for (const auto ground : {theme.ground, theme.card}) {
            BOOST_TEST(contrast(theme.ink, ground) >= 7, name);
            BOOST_TEST(contrast(theme.muted, ground) >= 4.5, name);
            BOOST_TEST(contrast(theme.action, ground) >= 4.5, name);
        }
        BOOST_TEST(contrast(theme.ink, theme.panel) >= 7, name);
        for (const auto sky : {theme.sky_top, theme.sky_middle}) {
            BOOST_TEST(contrast(theme.on_sky, sky) >= 4.5, name);
            BOOST_TEST(contrast(theme.overline, theme.sky_top) >= 4.5, name);
        }
    }
}

BOOST_AUTO_TEST_CASE(there_are_eight_themes_and_each_has_a_picture_of_its_own) {
    std::set<std::string> pictures;
    for (const auto& name : all_theme_names())
        pictures.insert(render_illustration_svg({.theme = name, .seed = 3}, 1200, 500));

    BOOST_TEST(all_theme_names().size() == 8u);
    BOOST_TEST(pictures.size() == 8u);
}

BOOST_AUTO_TEST_CASE(an_unknown_theme_is_the_usual_one) {
    BOOST_TEST(theme_of("no such theme").name == default_theme);
}

BOOST_AUTO_TEST_CASE(each_kind_of_campaign_has_its_own_scene) {
    std::set<std::string> pictures;
    for (const auto* kind : {"walk", "contest", "crowdfunding", "broadcast", "recruiting"})
        pictures.insert(picture(scene_of(kind), 7));

    BOOST_TEST(pictures.size() == 5u);
}

BOOST_AUTO_TEST_CASE(a_campaign_keeps_its_picture_and_shares_it_with_none) {
    for (const auto scene : scenes) {
        BOOST_TEST(picture(scene, 1) == picture(scene, 1));
        BOOST_TEST(picture(scene, 1) != picture(scene, 2));
    }
}

BOOST_AUTO_TEST_CASE(a_picture_for_the_web_brings_no_script_and_no_style) {
    for (const auto scene : scenes) {
        for (std::uint64_t seed = 0; seed < 24; ++seed) {
            const auto theme = all_theme_names()[seed % 8];
            const auto svg =
                render_illustration_svg({.scene = scene, .theme = theme, .seed = seed}, 1200, 500);

            for (const auto* never : {"<script", "style=", "nan", "inf", "href", "<text", "class="})
                BOOST_TEST(svg.find(never) == svg.npos, never);
            BOOST_TEST(svg.starts_with("<svg xmlns="));
            BOOST_TEST(svg.ends_with("</svg>"));
            BOOST_TEST(svg.size() < 260'000u, theme);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_picture_has_a_reasonable_size_whatever_is_asked) {
    for (const double wanted : {-5.0, 0.0, 1e9}) {
        const auto svg = render_illustration_svg({}, wanted, wanted);
        BOOST_TEST(svg.size() < 120'000u);
    }
    BOOST_TEST(render_illustration_svg({}, 1e9, 1e9).find("0 0 4000 4000") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
