// Codes: sizes as ISO/IEC 18004 says, links and payments in the versions that were measured.
#include "print/qr.h"

#include <array>
#include <boost/test/unit_test.hpp>

using namespace print;

namespace {

constexpr std::array levels{Correction::l, Correction::m, Correction::q, Correction::h};

struct Capacity {
    int version;
    std::array<std::size_t, 4> letters, bytes;  // For L, M, Q and H.
};

// ISO/IEC 18004, table 7.
const std::vector<Capacity> capacities{{2, {47, 38, 29, 20}, {32, 26, 20, 14}},
                                       {3, {77, 61, 47, 35}, {53, 42, 32, 24}},
                                       {4, {114, 90, 67, 50}, {78, 62, 46, 34}},
                                       {5, {154, 122, 87, 64}, {106, 84, 60, 44}},
                                       {6, {195, 154, 108, 84}, {134, 106, 74, 58}}};

std::string epc_example() {
    return "BCD\n002\n1\nSCT\n\nRiverside Trust "
           "Foundation e\nDE89370400440532013000\nEUR50.00\nCHAR\n"
           "RF18539007547034";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(qr_tests)

BOOST_AUTO_TEST_CASE(a_code_holds_what_the_standard_says_and_no_letter_more) {
    for (const auto& row : capacities) {
        for (std::size_t i = 0; i < levels.size(); ++i) {
            BOOST_TEST(encode_text(std::string(row.letters[i], 'A'), levels[i])->version ==
                       row.version);
            BOOST_TEST(encode_text(std::string(row.letters[i] + 1, 'A'), levels[i])->version ==
                       row.version + 1);
            BOOST_TEST(encode_text(std::string(row.bytes[i], 'a'), levels[i])->version ==
                       row.version);
            BOOST_TEST(encode_text(std::string(row.bytes[i] + 1, 'a'), levels[i])->version ==
                       row.version + 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_upper_case_link_makes_a_smaller_code) {
    struct Case {
        const char* link;
        std::array<int, 4> versions;
    };
    for (const auto& [link, versions] :
         {Case{"https://wlk.gd/k7q2mx", {2, 2, 3, 3}}, Case{"https://WLK.GD/K7Q2MX", {2, 2, 2, 3}},
          Case{"https://give.riverside.org/w/k7q2mx", {3, 3, 4, 5}},
          Case{"https://GIVE.RIVERSIDE.ORG/W/K7Q2MX", {2, 3, 3, 4}}})
        for (std::size_t i = 0; i < levels.size(); ++i)
            BOOST_TEST(encode_text(link, levels[i])->version == versions[i], link);
}

BOOST_AUTO_TEST_CASE(the_smallest_code_has_an_alignment_pattern) {
    const auto symbol = encode_text("A", Correction::l);

    BOOST_TEST(symbol->version == 2);
    BOOST_TEST(symbol->side == 25);
    BOOST_TEST(symbol->modules.size() == 625u);
    BOOST_TEST(symbol->dark(0, 0));
    BOOST_TEST(!symbol->dark(7, 7));
}

BOOST_AUTO_TEST_CASE(a_transfer_of_97_bytes_is_a_code_of_41_modules) {
    BOOST_TEST_REQUIRE(epc_example().size() == 97u);

    const auto symbol = encode_payment(epc_example());

    BOOST_TEST(symbol->version == 6);
    BOOST_TEST(symbol->side == 41);
}

BOOST_AUTO_TEST_CASE(a_payment_never_grows_beyond_what_banks_read) {
    BOOST_TEST(encode_payment(std::string(331, 'x'))->version == 13);
    BOOST_TEST(!encode_payment(std::string(332, 'x')));
    BOOST_TEST(!encode_payment(""));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_a_link_is_not_encoded) {
    BOOST_TEST(!encode_text("", Correction::m));
    BOOST_TEST(!encode_text(std::string(code_text_bytes_max + 1, 'a'), Correction::l));
    BOOST_TEST(!encode_text("\xff", Correction::m));
    BOOST_TEST(!encode_text(std::string_view{"a\0b", 3}, Correction::m));
}

BOOST_AUTO_TEST_CASE(a_code_for_a_page_brings_its_quiet_zone_and_its_name) {
    const auto symbol = *encode_text("https://WLK.EXAMPLE/K7Q2MX", Correction::m);

    const auto svg = symbol_svg(symbol, "Code for <wlk> & \"friends\"");

    BOOST_TEST(svg.find("viewBox=\"0 0 33 33\"") != svg.npos);
    BOOST_TEST(svg.find("<title>Code for &lt;wlk&gt; &amp; &quot;friends&quot;</title>") !=
               svg.npos);
    BOOST_TEST(svg.find("M4 4h7v1h-7z") != svg.npos);
    BOOST_TEST(svg.find("class=") == svg.npos);
    BOOST_TEST(svg.find("style=") == svg.npos);
    BOOST_TEST(svg.find("<path") == svg.rfind("<path"));
}

BOOST_AUTO_TEST_SUITE_END()
