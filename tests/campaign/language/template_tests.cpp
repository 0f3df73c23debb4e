// Templates: every value is harmless where it stands, every page loads in every language.
#include "campaign/language/template.h"

#include <boost/test/unit_test.hpp>

#include "campaign/language/locale.h"
#include "campaign/language/template_text.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"

using namespace language;

namespace {

std::string fill(std::string_view text, const Values& values) {
    return render_text_as_template("a.html", text, values, "en").text;
}

std::string fill_with(std::string_view text, std::string_view value) {
    Values values;
    values.set("A", value);
    return fill(text, values);
}

bool is_template_path(std::string_view path) {
    return path.ends_with(".html") && path.find("/assets/") == path.npos;
}

template <typename Visit>
void visit_templates(Visit visit) {
    for (const auto* table : all_resources())
        for (const auto& row : *table)
            if (is_template_path(row.path)) visit(std::string{row.path}, row.bytes());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(template_tests)

BOOST_AUTO_TEST_CASE(a_name_that_is_markup_is_shown_as_text) {
    const auto* const attack = "\"><svg onload=alert(1)>'&";

    const auto text = fill_with("<p>{{A}}</p>", attack);
    const auto attribute = fill_with("<input value=\"{{A}}\">", attack);
    const auto data = fill_with("<div data-state='{{A}}'></div>", attack);

    BOOST_TEST(text == "<p>&quot;&gt;&lt;svg onload=alert(1)&gt;&#39;&amp;</p>");
    BOOST_TEST(attribute == "<input value=\"&quot;&gt;&lt;svg onload=alert(1)&gt;&#39;&amp;\">");
    BOOST_TEST(data.find('<', 1) == data.rfind("</div>"));
    BOOST_TEST(data.find("'&quot;") != data.npos);
}

BOOST_AUTO_TEST_CASE(a_textarea_gives_back_the_lines_that_were_typed) {
    const auto* const story = "One line.\n\n</textarea><b>";

    const auto typed = fill_with("<textarea name=\"a\">{{A}}</textarea>", story);

    BOOST_TEST(typed ==
               "<textarea name=\"a\">One line.\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>");
}

BOOST_AUTO_TEST_CASE(an_address_that_is_a_script_leads_nowhere) {
    for (const auto* attack :
         {"javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)",
          "java\tscript:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x",
          "\x01javascript:alert(1)"}) {
        BOOST_TEST(fill_with("<a href=\"{{A}}\">x</a>", attack) == "<a href=\"#\">x</a>");
        BOOST_TEST(fill_with("<img src=\"{{A}}\">", attack) == "<img src=\"#\">");
        BOOST_TEST(fill_with("<form action=\"{{A}}\">", attack) == "<form action=\"#\">");
    }
    BOOST_TEST(fill_with("<a href=\"{{A}}\">", "https://a.org/?b=1&c=2") ==
               "<a href=\"https://a.org/?b=1&amp;c=2\">");
    BOOST_TEST(fill_with("<a href=\"{{A}}\">", "/c/walk") == "<a href=\"/c/walk\">");
}

BOOST_AUTO_TEST_CASE(a_query_value_cannot_add_another) {
    BOOST_TEST(fill_with("<a href=\"/search?q={{A:u}}\">", "a&b=c d\"") ==
               "<a href=\"/search?q=a%26b%3Dc+d%22\">");
}

BOOST_AUTO_TEST_CASE(html_stands_as_it_is_only_where_a_place_says_so) {
    Values values;
    values.set("NAME", "<b>").html("STORY_HTML", {"<p>once</p>"});

    BOOST_TEST(fill("{{NAME}}{{STORY_HTML}}", values) == "&lt;b&gt;<p>once</p>");
    BOOST_CHECK_THROW(Values{}.set("STORY_HTML", "x"), BrokenInvariant);
    BOOST_CHECK_THROW(Values{}.html("STORY", {"x"}), BrokenInvariant);
}

BOOST_AUTO_TEST_CASE(a_section_repeats_for_each_row_and_sees_the_values_around_it) {
    Values values;
    values.set("CURRENCY", "EUR").set("COUNT", 2).show_if(false, "EMPTY").show_if(true, "SOME");
    values.add("GIFT").set("NAME", "Ann");
    values.add("GIFT").set("NAME", "Bo").show("THANKED");

    const auto text = fill(
        "{{#SOME}}{{COUNT}}:{{/SOME}}{{#GIFT}}{{NAME}} {{CURRENCY}}{{#THANKED}}!{{/THANKED}}"
        ";{{/GIFT}}{{#EMPTY}}none{{/EMPTY}}",
        values);

    BOOST_TEST(text == "2:Ann EUR;Bo EUR!;");
}

BOOST_AUTO_TEST_CASE(a_misspelt_name_is_told) {
    const auto* const text =
        "{{TITLE}}{{#ROW}}{{NAME}}{{TITLE}}{{/ROW}}{{#HIDDEN}}{{X}}{{/HIDDEN}}";
    Values values;
    values.set("TITEL", "x").add("ROW").set("NAME", "y");
    values.add("ROWS");

    const auto told = unset_names_in(text, values);

    const std::vector<std::string> expected{"ROWS has no place in the template",
                                            "TITEL has no place in the template",
                                            "TITLE is not set"};
    BOOST_TEST(told == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_text_is_escaped_like_any_other_data) {
    BOOST_TEST(fill("<b title=\"[[Tom & \"Jerry\"]]\">[[a\n   <b>]]</b>", {}) ==
               "<b title=\"Tom &amp; &quot;Jerry&quot;\">a &lt;b&gt;</b>");
    BOOST_TEST(
        render_text_as_template("a.txt", "[[Tom & co]] {{A}}", Values{}.set("A", "<x>"), "en")
            .text == "Tom & co <x>");
}

BOOST_AUTO_TEST_CASE(a_translation_that_loses_a_value_is_not_used) {
    BOOST_TEST(has_same_places("Hello {{NAME}}, {{B}}", "{{B}} hallo {{NAME}}"));
    BOOST_TEST(!has_same_places("Hello {{NAME}}", "Hallo"));
    BOOST_TEST(!has_same_places("Hello", "Hallo {{NAME}}"));
}

BOOST_AUTO_TEST_CASE(a_faulty_template_is_told_apart_from_a_sound_one) {
    for (const auto* faulty :
         {"{{#A}}", "{{/A}}", "{{#A}}{{#B}}{{/A}}{{/B}}", "{{NAME:none}}", "{{NAME:h}}",
          "<p title=\"{{A_HTML}}\">", "[[<b>bold</b>]]", "[[one&nbsp;two]]", "[[ ]]"})
        BOOST_TEST(find_template_faults(faulty).size() == 1u, faulty);
    BOOST_TEST(
        find_template_faults("<p title=\"{{A}}\">{{#S}}{{B_HTML:none}}[[R&D;]] {{/S}}").size() ==
        1u);
    BOOST_TEST(
        find_template_faults("<a href=\"?q={{A:u}}\">{{B_HTML}}[[R & D {{X}}]]</a>").empty());
}

BOOST_AUTO_TEST_CASE(every_template_is_sound) {
    visit_templates([](const std::string& path, std::string_view text) {
        for (const auto& fault : find_template_faults(text)) BOOST_ERROR(path + ": " + fault);
    });
}

BOOST_AUTO_TEST_CASE(every_template_has_the_same_places_in_every_language) {
    visit_templates([](const std::string& path, std::string_view text) {
        const auto english = translate_template(text, markup_of(path), "en");
        for (const auto& language : all_languages()) {
            const auto translated = translate_template(text, markup_of(path), language);
            BOOST_TEST(has_same_places(english, translated), path + " in " + language);
            BOOST_TEST(!render_text_as_template(path, text, {}, language).text.empty(), path);
        }
    });
}

BOOST_AUTO_TEST_SUITE_END()
