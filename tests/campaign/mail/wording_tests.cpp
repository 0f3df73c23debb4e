// What mails say, and what they never let through.
#include "campaign/mail/wording.h"

#include <boost/test/unit_test.hpp>

#include "campaign/language/locale.h"
#include "tests/support/mail_samples.h"

using namespace mail;

namespace {

const Letterhead head{"https://wlk.example", "Riverside Trust", "Riverside Trust · F-1"};

Worded word(Kind kind, const Facts& facts, const std::string& language = "en") {
    return word_mail(kind, facts, language, head);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wording_tests)

BOOST_AUTO_TEST_CASE(a_thank_you_says_so_with_a_name_and_without) {
    auto facts = sample_mail(Kind::thanks, "en", "a@example.org").facts;

    const auto named = word(Kind::thanks, facts);
    facts["NAME"].clear(), facts["FOR"].clear();
    const auto nameless = word(Kind::thanks, facts);

    BOOST_TEST(named.subject == "Thank you for your €20");
    BOOST_TEST(has(named.text, "Thank you, Anna. Your €20 has arrived."));
    BOOST_TEST(has(named.text, "on Ingrid Lindqvist’s page"));
    BOOST_TEST(has(named.text, "https://wlk.example/g/4b1d0c9a77e2\n"));
    BOOST_TEST(has(named.html, "href=\"https://wlk.example/g/4b1d0c9a77e2\""));
    BOOST_TEST(has(nameless.text, "Thank you. Your €20 has arrived."));
    BOOST_TEST(!has(nameless.text, "\n\n\n"));
}

BOOST_AUTO_TEST_CASE(a_promise_says_how_to_pay_in_both_forms) {
    const auto worded =
        word(Kind::promise, sample_mail(Kind::promise, "en", "a@example.org").facts);
    for (const auto& form : {worded.text, worded.html})
        for (const auto* part : {"DE89 3704 0044 0532 0130 00", "RF48 1234 5678 9012", "€20",
                                 "/proof/9f0c11aa", "19 July"})
            BOOST_TEST(has(form, part), part);
}

BOOST_AUTO_TEST_CASE(what_strangers_type_is_text_in_every_kind) {
    const std::string hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    for (const auto kind : all_kinds())
        for (const auto& language : language::all_languages()) {
            auto facts = sample_mail(kind, language, "a@example.org").facts;
            for (auto& [name, value] : facts)
                if (!name.ends_with("_PATH")) value = hostile;

            const auto worded = word(kind, facts, language);

            BOOST_TEST(!has(worded.html, "<script"), kind_name(kind));
            BOOST_TEST(!has(worded.html, "<img"), kind_name(kind));
            BOOST_TEST(!has(worded.subject, "\n"));
        }
}

BOOST_AUTO_TEST_CASE(a_subject_is_one_line_whatever_its_facts_hold) {
    Facts facts{{"AMOUNT", "€20\r\nBcc: b@example.org"}, {"CAMPAIGN", "A\nB"}};

    const auto worded = word(Kind::promise, facts);

    BOOST_TEST(worded.subject.find_first_of("\r\n") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_not_to_be_told_is_not_told) {
    auto facts = sample_mail(Kind::has_given, "en", "a@example.org").facts;
    facts["WHO"].clear(), facts["AMOUNT"].clear(), facts["MESSAGE"].clear();

    const auto worded = word(Kind::has_given, facts);

    BOOST_TEST(worded.subject == "You received a gift");
    BOOST_TEST(has(worded.text, "Somebody has given for you."));
    BOOST_TEST(!has(worded.text, "They write"));
}

BOOST_AUTO_TEST_CASE(right_to_left_mails_say_that_they_are) {
    const auto worded =
        word(Kind::thanks, sample_mail(Kind::thanks, "ar", "a@example.org").facts, "ar");
    BOOST_TEST(has(worded.html, "<html lang=\"ar\" dir=\"rtl\">"));
}

BOOST_AUTO_TEST_SUITE_END()
