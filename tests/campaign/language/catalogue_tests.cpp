// Catalogue: what is missing is said in English, what is there follows the rules of its language.
#include "campaign/language/catalogue.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <cstring>

#include "campaign/language/locale.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"

using namespace language;

namespace {

struct Message {
    std::string english, translation;
};

// The rows of a .mo file (GNU gettext manual, 10.3), in the byte order of this machine. Plural
// forms stand side by side with a zero byte between them.
std::vector<Message> read_messages(std::string_view bytes) {
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        check(at + sizeof value <= bytes.size(), "a number lies within the file");
        std::memcpy(&value, bytes.data() + at, sizeof value);
        return value;
    };
    const auto text = [&](std::size_t at) {
        return std::string{bytes.substr(number(at + 4), number(at))};
    };
    check(number(0) == 0x950412de, "the file is a catalogue");
    std::vector<Message> messages;
    for (std::uint32_t i = 0; i < number(8); ++i)
        messages.push_back({text(number(12) + 8 * i), text(number(16) + 8 * i)});
    return messages;
}

std::vector<std::string> places_of(std::string_view text) {
    std::vector<std::string> places;
    for (auto at = text.find('{'); at != text.npos; at = text.find('{', at + 1))
        if (const auto end = text.find('}', at); end != text.npos)
            places.emplace_back(text.substr(at, end - at));
    std::ranges::sort(places);
    return places;
}

std::vector<std::string> split_at_zero(std::string_view text) {
    std::vector<std::string> parts{""};
    for (const auto c : text)
        if (c == '\0')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

template <typename Visit>
void visit_messages(Visit visit) {
    for (const auto& language : all_languages()) {
        if (language == "en") continue;
        const auto bytes = find_resource("campaign/language/words/" + language + ".mo");
        BOOST_TEST_REQUIRE(bytes.has_value(), language);
        for (const auto& message : read_messages(*bytes))
            if (!message.english.empty()) visit(language, message);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(catalogue_tests)

BOOST_AUTO_TEST_CASE(a_text_is_said_in_the_language_of_its_reader) {
    BOOST_TEST(say("Give", "en") == "Give");
    BOOST_TEST(say("Give", "de") == "Spenden");
    BOOST_TEST(say("Give", "fr") == "Donner");
    BOOST_TEST(say("Give", "ar") == "تبرَّع");
}

BOOST_AUTO_TEST_CASE(a_text_that_nobody_translated_is_said_in_english) {
    BOOST_TEST(say("No such text anywhere", "de") == "No such text anywhere");
    BOOST_TEST(say("Give", "tlh") == "Give");
    BOOST_TEST(say("", "de") == "");
    BOOST_TEST(say_count("{1} unseen", "{1} unseens", 2, "de") == "2 unseens");
    BOOST_TEST(say_count("{1} unseen", "{1} unseens", 1, "en") == "1 unseen");
}

BOOST_AUTO_TEST_CASE(places_are_filled_once_and_in_any_order) {
    const std::vector<std::string> values{"{2}", "b"};

    BOOST_TEST(say_with("{2} and {1}, {3} {x} {", values, "en") == "b and {2}, {3} {x} {");
}

BOOST_AUTO_TEST_CASE(a_count_takes_the_form_that_its_language_has_for_it) {
    const auto gifts = [](std::int64_t count, const char* language) {
        return say_count("{1} gift", "{1} gifts", count, language);
    };

    BOOST_TEST(gifts(1, "en") == "1 gift");
    BOOST_TEST(gifts(0, "en") == "0 gifts");
    BOOST_TEST(gifts(1, "de") == "1 Spende");
    BOOST_TEST(gifts(3000, "de") == "3.000 Spenden");
    BOOST_TEST(gifts(0, "fr") == "0 don");
    BOOST_TEST(gifts(2, "fr") == "2 dons");
    BOOST_TEST(gifts(0, "ar") == "لا تبرعات");
    BOOST_TEST(gifts(1, "ar") == "تبرع واحد");
    BOOST_TEST(gifts(2, "ar") == "تبرعان");
    BOOST_TEST(gifts(3, "ar") == "٣ تبرعات");
    BOOST_TEST(gifts(11, "ar") == "١١ تبرعًا");
    BOOST_TEST(gifts(100, "ar") == "١٠٠ تبرع");
    BOOST_TEST(gifts(5'000'000'003, "ar") == "٥٬٠٠٠٬٠٠٠٬٠٠٣ تبرعات");
}

BOOST_AUTO_TEST_CASE(no_translation_loses_or_invents_a_value) {
    visit_messages([](const std::string& language, const Message& message) {
        const auto english = split_at_zero(message.english).back();
        for (const auto& form : split_at_zero(message.translation)) {
            auto wanted = places_of(english), found = places_of(form);
            // "one gift" may do without the number, in the forms that mean one number alone.
            if (message.english.find('\0') != std::string::npos) std::erase(wanted, "{1");
            if (message.english.find('\0') != std::string::npos) std::erase(found, "{1");
            BOOST_TEST((found == wanted), language << ": " << english << " -> " << form);
        }
    });
}

BOOST_AUTO_TEST_CASE(every_plural_has_all_the_forms_of_its_language) {
    visit_messages([](const std::string& language, const Message& message) {
        if (message.english.find('\0') == std::string::npos) return;
        const auto forms = split_at_zero(message.translation);
        BOOST_TEST(forms.size() == (language == "ar" ? 6u : 2u), language << message.english);
        BOOST_TEST(std::ranges::count(forms, "") == 0, language << message.english);
    });
}

BOOST_AUTO_TEST_CASE(a_translation_keeps_to_the_typography_of_the_page) {
    visit_messages([](const std::string& language, const Message& message) {
        for (const auto* wrong : {"<", "&amp;", "\t", "  "})
            BOOST_TEST(message.translation.find(wrong) == std::string::npos,
                       language << ": " << message.translation);
    });
}

BOOST_AUTO_TEST_SUITE_END()
