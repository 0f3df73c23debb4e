// Strain: a code is read as a phone would see it, and what cannot be read is named.
#include "print/strain.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "print/inspect.h"

using namespace print;

namespace {

const std::string code_link = "https://WLK.EXAMPLE/K7Q2MX";

Canvas::Grey painted(const Symbol& symbol, Colour dark = colour_of(0), int hole_modules = 0) {
    const double side = symbol.side + 2 * quiet_modules;
    auto canvas = Canvas::pixels({0, 0, side, side}, pixels_per_module);
    canvas.fill(box(0, 0, side, side), colour_of(0xFFFFFF));
    canvas.paint_symbol(symbol, {0, 0, side, side}, dark);
    const double hole = (side - hole_modules) / 2;
    canvas.fill(box(hole, hole, hole_modules, hole_modules), colour_of(0xFFFFFF));
    return canvas.read_grey();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strain_tests)

BOOST_AUTO_TEST_CASE(a_sound_code_of_any_size_reads_under_every_strain) {
    for (const auto level : {Correction::m, Correction::q, Correction::h})
        for (const int letters : {4, 20, 60, 120}) {
            const auto text = code_link + std::string(letters, 'K');
            const auto failed =
                failed_readings(painted(*encode_text(text, level)), pixels_per_module, text);
            BOOST_TEST(failed.empty(), letters << " more letters: " << failed.size());
            for (const auto& name : failed) BOOST_TEST_MESSAGE(name);
        }
}

BOOST_AUTO_TEST_CASE(many_codes_in_a_row_are_never_refused_for_nothing) {
    for (int i = 0; i < 300; ++i) {
        const auto text = code_link + std::to_string(i * 7919);
        BOOST_TEST(
            failed_readings(painted(*encode_text(text, Correction::m)), pixels_per_module, text)
                .empty(),
            text);
    }
}

BOOST_AUTO_TEST_CASE(what_says_something_else_is_named_first) {
    const auto failed = failed_readings(painted(*encode_text(code_link, Correction::m)),
                                        pixels_per_module, code_link + "X");
    BOOST_TEST_REQUIRE(failed.size() == 1u);
    BOOST_TEST(failed[0].empty());
}

BOOST_AUTO_TEST_CASE(a_pale_code_fails_with_little_ink) {
    const auto failed =
        failed_readings(painted(*encode_text(code_link, Correction::m), colour_of(0x909090)),
                        pixels_per_module, code_link);
    BOOST_TEST(!failed.empty());
}

BOOST_AUTO_TEST_CASE(a_hole_that_reads_when_all_is_well_can_fail_under_strain) {
    const auto symbol = *encode_text(code_link, Correction::m);
    std::set<std::string> names;
    for (int hole = 1; hole <= 9; hole += 2)
        for (const auto& name :
             failed_readings(painted(symbol, colour_of(0), hole), pixels_per_module, code_link))
            names.insert(name);
    BOOST_TEST(names.contains(""));
    BOOST_TEST(names.size() >= 1u);
}

BOOST_AUTO_TEST_CASE(the_same_pixels_give_the_same_answer) {
    const auto grey = painted(*encode_text(code_link, Correction::m));
    for (const auto& strain : all_strains()) {
        const auto once = strained(grey, strain, pixels_per_module);
        BOOST_TEST((once.pixels == strained(grey, strain, pixels_per_module).pixels), strain.name);
        BOOST_TEST((once.pixels != grey.pixels), strain.name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
