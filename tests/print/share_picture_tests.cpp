#include "print/share_picture.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>

#include "tests/support/program.h"

using namespace print;

namespace {

SharePicture example(PictureShape shape) {
    return {.shape = shape,
            .illustration = {.scene = Scene::walk, .theme = "horizon", .seed = 7},
            .language = "en",
            .kicker = "Riverside Trust · Charity walk 2027",
            .headline = "Anna Schmidt",
            .under = "Spring Walk",
            .total = "€13,600",
            .total_line = "raised of €20,000 · 412 gifts",
            .percent = 68,
            .link = "https://WLK.EXAMPLE/K7Q2MX",
            .link_text = "wlk.example/K7Q2MX",
            .call = "Scan to give"};
}

int number_at(const std::string& png, std::size_t at) {
    int number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number * 256 + static_cast<unsigned char>(png[at + i]);
    return number;
}

// In WAYMARK_PICTURES_KEPT, if that is set: for people to look at.
void keep(const std::string& name, const std::string& png) {
    if (const auto* folder = std::getenv("WAYMARK_PICTURES_KEPT"))
        std::ofstream{std::string{folder} + "/" + name + ".png", std::ios::binary} << png;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(share_picture_tests)

BOOST_AUTO_TEST_CASE(every_format_has_the_size_that_networks_like) {
    const std::pair<int, int> sizes[] = {{1200, 630}, {1080, 1080}, {1080, 1920}, {1000, 1500}};
    for (std::size_t i = 0; i < all_shapes().size(); ++i) {
        const auto png = render_share_picture_png(example(all_shapes()[i]));
        BOOST_TEST(png.substr(1, 3) == "PNG");
        BOOST_TEST(number_at(png, 16) == sizes[i].first);
        BOOST_TEST(number_at(png, 20) == sizes[i].second);
        keep("anna-" + std::string{shape_name(all_shapes()[i])}, png);
    }
}

BOOST_AUTO_TEST_CASE(the_code_on_the_tall_ones_is_read_by_two_other_programs) {
    for (const auto shape : {PictureShape::tall, PictureShape::pin})
        for (const auto& theme : all_theme_names()) {
            auto order = example(shape);
            order.illustration.theme = theme;
            support::Folder folder;
            const auto file = (folder.path() / "picture.png").string();
            std::ofstream{file, std::ios::binary} << render_share_picture_png(order);

            for (const auto& reader :
                 {"zbarimg -q --raw " + file + " 2>/dev/null", "ZXingReader " + file}) {
                std::string said;
                auto* pipe = popen(reader.c_str(), "r");
                char buffer[512];
                while (std::fgets(buffer, sizeof buffer, pipe)) said += buffer;
                pclose(pipe);
                BOOST_TEST(said.find("https://WLK.EXAMPLE/K7Q2MX") != std::string::npos,
                           theme << " by " << reader << ": " << said);
            }
        }
}

BOOST_AUTO_TEST_CASE(long_and_hostile_words_in_every_script_are_drawn_and_bounded) {
    const std::string headlines[] = {
        "Donaudampfschifffahrtsgesellschaftskapitänswitwe Müller-Lüdenscheidt von und zu "
        "Hohenstein",
        "عبد الرحمن بن محمد بن عبد الله آل الشيخ من مدينة الإسكندرية الجميلة",
        "<script>alert('x')</script> \"quotes\" & \u202Egnp.exe",
        std::string(80, 'W'),
        "家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家家",
        "😀😀😀",
        "",
        std::string(5'000, 'm')};
    int which = 0;
    for (const auto& headline : headlines) {
        ++which;
        for (const auto shape : all_shapes())
            for (const auto& theme : all_theme_names()) {
                auto order = example(shape);
                order.headline = headline, order.illustration.theme = theme;
                order.kicker = order.under = headline.substr(0, 2'000);
                order.total = "€ 1.234.567.890,12", order.link_text = std::string(400, 'x');
                if (which == 2) {
                    order.language = "ar", order.illustration.heading = Heading::left;
                    order.total = "\u200F٢٠ €", order.link_text = "wlk.example/K7Q2MX";
                }
                const auto png = render_share_picture_png(order);
                BOOST_TEST(png.substr(1, 3) == "PNG");
                if (theme == default_theme)
                    keep("h" + std::to_string(which) + "-" + std::string{shape_name(shape)}, png);
            }
    }
}

BOOST_AUTO_TEST_CASE(the_same_order_is_the_same_picture) {
    const auto order = example(PictureShape::square);
    BOOST_TEST((render_share_picture_png(order) == render_share_picture_png(order)));
}

BOOST_AUTO_TEST_CASE(a_picture_without_a_goal_or_with_a_link_too_long_is_drawn) {
    auto order = example(PictureShape::tall);
    order.percent = -1, order.link = std::string(3'000, 'x'), order.under.clear();
    BOOST_TEST(render_share_picture_png(order).substr(1, 3) == "PNG");
    BOOST_TEST(!find_shape("../etc"));
}

BOOST_AUTO_TEST_SUITE_END()
