#include "campaign/words/text.h"

#include <boost/test/unit_test.hpp>

#include "campaign/words/token.h"

BOOST_AUTO_TEST_SUITE(text_tests)

BOOST_AUTO_TEST_CASE(a_line_is_trimmed_folded_and_freed_of_controls) {
    BOOST_CHECK_EQUAL(*read_line("  Ann \t  Lee\r\n", 20), "Ann Lee");
    BOOST_CHECK_EQUAL(*read_line("A\x01\x1b[31mB", 20), "A[31mB");
    BOOST_CHECK_EQUAL(*read_line("a\u202Ecod", 20), "acod");
    BOOST_CHECK_EQUAL(*read_line("", 20), "");
}

BOOST_AUTO_TEST_CASE(too_long_or_broken_text_is_refused) {
    BOOST_CHECK(!read_line("abcdef", 5));
    BOOST_CHECK(read_line("äöüßé", 5));
    BOOST_CHECK(!read_line("\xff\xfe", 20));
    BOOST_CHECK(!read_line("\xc0\x80", 20));
    BOOST_CHECK(!read_line(std::string(100'000, 'a'), 80));
    BOOST_CHECK(!read_lines("1\n2\n3\n4", 100, 3));
}

BOOST_AUTO_TEST_CASE(piles_of_marks_are_cut_to_four) {
    std::string piled = "a";
    for (int i = 0; i < 50; ++i) piled += "\u0301";

    BOOST_CHECK_EQUAL(count_code_points(*read_line(piled, 80)), 5u);
}

BOOST_AUTO_TEST_CASE(mail_addresses_can_not_carry_a_second_recipient) {
    BOOST_CHECK_EQUAL(*read_mail_address(" Ann.Lee+walk@Example.ORG "), "Ann.Lee+walk@example.org");
    for (const auto* bad : {"a@b", "a@x.org,b@y.org", "a@x.org\nBcc: b@y.org", "\"a b\"@x.org",
                            "a@@x.org", "@x.org", "a..b@x.org", "a@x..org", "a b@x.org"})
        BOOST_CHECK(!read_mail_address(bad));
}

BOOST_AUTO_TEST_CASE(slugs_are_plain) {
    BOOST_CHECK_EQUAL(slug_of("Spring Walk 2027!"), "spring-walk-2027");
    BOOST_CHECK_EQUAL(slug_of("Children's Challenge"), "childrens-challenge");
    BOOST_CHECK(is_slug("new-playground"));
    BOOST_CHECK(!is_slug("New") && !is_slug("a--b") && !is_slug("-a") && !is_slug("../etc"));
}

BOOST_AUTO_TEST_CASE(codes_are_read_as_people_type_them) {
    BOOST_CHECK_EQUAL(normalise_code("k7q2mx"), "K7Q2MX");
    BOOST_CHECK_EQUAL(normalise_code("K7Q-2MX"), "K7Q2MX");
    BOOST_CHECK_EQUAL(normalise_code("oi7q2l"), "017Q21");
    BOOST_CHECK_EQUAL(normalise_code("K7Q2M"), "");
    BOOST_CHECK_EQUAL(normalise_code("K7Q2MU"), "");
    for (int i = 0; i < 200; ++i) {
        const auto code = random_code();
        BOOST_CHECK_EQUAL(normalise_code(code), code);
        BOOST_CHECK(code.find_first_of("0123456789") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(digests_follow_the_standard) {
    BOOST_CHECK_EQUAL(sha256_hex("abc"),
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_SUITE_END()
