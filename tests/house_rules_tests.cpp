// The house rules hold in the tree, and each of them can object.
#include <boost/test/unit_test.hpp>

#include "tests/support/house_rules.h"

using namespace house;

namespace {

const std::vector<SourceFile>& tree() {
    static const auto files = read_source_tree(WAYMARK_SOURCE);
    return files;
}

template <typename Rule>
void hold_everywhere(Rule rule) {
    BOOST_TEST_REQUIRE(tree().size() > 20u);
    for (const auto& file : tree())
        for (const auto& objection : rule(file)) BOOST_ERROR(objection);
}

std::string all_cmake_lists() {
    std::string all;
    for (const auto& file : tree())
        if (has_suffix(file.path, "CMakeLists.txt")) all += file.text;
    return all;
}

std::set<std::string> all_paths() {
    std::set<std::string> paths;
    for (const auto& file : tree()) paths.insert(file.path);
    return paths;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(house_rules_tests)

BOOST_AUTO_TEST_CASE(each_library_has_one_door) {
    hold_everywhere(closed_doors);

    BOOST_TEST(closed_doors({"campaign/giving/gift.cpp", "#include <sodium.h>\n"}).size() == 1u);
    BOOST_TEST(closed_doors({"web/pages/giving/give.cpp", "#include <Poco/URI.h>\n"}).size() == 1u);
    BOOST_TEST(closed_doors({"print/qr.cpp", "#include <surprise/api.h>\n"}).size() == 1u);
    BOOST_TEST(closed_doors({"print/qr.cpp", "#include <qrencode.h>\n#include <map>\n"}).empty());
}

BOOST_AUTO_TEST_CASE(rooms_meet_only_where_they_should) {
    hold_everywhere(rooms_that_meet);

    BOOST_TEST(rooms_that_meet({"campaign/a.cpp", "#include \"web/config.h\"\n"}).size() == 1u);
    BOOST_TEST(rooms_that_meet({"print/a.cpp", "#include \"campaign/campaign.h\"\n"}).size() == 1u);
    BOOST_TEST(rooms_that_meet({"print/a.cpp", "#include \"campaign/words/text.h\"\n"}).empty());
    BOOST_TEST(rooms_that_meet({"campaign/words/a.h", "#include \"campaign/a.h\"\n"}).size() == 1u);
    const std::string both = "#include \"campaign/campaign.h\"\n#include \"print/qr.h\"\n";
    BOOST_TEST(rooms_that_meet({"web/live/a.cpp", both}).size() == 1u);
    BOOST_TEST(rooms_that_meet({"web/pages/a.cpp", both}).empty());
}

BOOST_AUTO_TEST_CASE(include_paths_start_at_the_root) {
    const auto paths = all_paths();
    hold_everywhere([&](const auto& file) { return lost_includes(file, paths); });

    BOOST_TEST(lost_includes({"web/a.cpp", "#include \"config.h\"\n"}, paths).size() == 1u);
}

BOOST_AUTO_TEST_CASE(lines_files_and_functions_stay_readable) {
    hold_everywhere(long_lines);
    hold_everywhere(long_files);
    hold_everywhere(long_functions);

    BOOST_TEST(long_lines({"web/a.h", std::string(101, 'x')}).size() == 1u);
    std::string umlauts;
    for (int i = 0; i < 100; ++i) umlauts += "ü";
    BOOST_TEST(long_lines({"web/a.h", umlauts}).empty());
    BOOST_TEST(long_files({"web/a.h", std::string(401, '\n')}).size() == 1u);
    const auto body = [](std::size_t lines) {
        std::string text = "int f(int a) {\n";
        for (std::size_t i = 2; i < lines; ++i) text += "    a += 1;\n";
        return text + "}\n";
    };
    BOOST_TEST(long_functions({"web/a.cpp", body(61)}).size() == 1u);
    BOOST_TEST(long_functions({"web/a.cpp", body(60)}).empty());
}

BOOST_AUTO_TEST_CASE(names_say_what_is_inside) {
    hold_everywhere(vague_names);

    BOOST_TEST(vague_names({"web/string_util.cpp", ""}).size() == 1u);
    BOOST_TEST(vague_names({"web/a.h", "class GiftManager {};"}).size() == 1u);
    BOOST_TEST(vague_names({"campaign/store/database.h", "struct Helpful {};"}).empty());
}

BOOST_AUTO_TEST_CASE(a_header_opens_by_saying_what_it_is) {
    hold_everywhere(silent_headers);

    BOOST_TEST(silent_headers({"web/a.h", "#pragma once\n"}).size() == 1u);
}

BOOST_AUTO_TEST_CASE(every_file_is_listed_by_hand) {
    const auto lists = all_cmake_lists();
    hold_everywhere([&](const auto& file) { return unlisted_files(file, lists); });

    BOOST_TEST(unlisted_files({"web/never_listed.cpp", ""}, lists).size() == 1u);
}

BOOST_AUTO_TEST_CASE(nothing_is_left_for_later) {
    hold_everywhere(leftovers);

    BOOST_TEST(leftovers({"web/a.cpp", std::string{"// TO"} + "DO: later\n"}).size() == 1u);
}

BOOST_AUTO_TEST_CASE(calls_that_swallow_failures_are_not_made) {
    hold_everywhere(banned_calls);

    BOOST_TEST(banned_calls({"campaign/store/a.cpp", "connection->commit();"}).size() == 1u);
    BOOST_TEST(banned_calls({"campaign/store/a.cpp", "connection.rollback();"}).size() == 1u);
    BOOST_TEST(banned_calls({"campaign/store/a.cpp", "c->setAutoCommit(false);"}).size() == 1u);
    BOOST_TEST(banned_calls({"campaign/store/a.cpp", "row->getDouble(1);"}).size() == 1u);
    BOOST_TEST(banned_calls({"campaign/store/a.cpp", "// never ->commit()\n"}).empty());
}

BOOST_AUTO_TEST_CASE(only_a_verb_may_write) {
    hold_everywhere(stray_verbs);

    BOOST_TEST(stray_verbs({"campaign/gift_sql.cpp", "store.in_transaction(f);"}).size() == 1u);
    BOOST_TEST(stray_verbs({"campaign/giving.cpp", "store.in_transaction(f);"}).empty());
}

BOOST_AUTO_TEST_CASE(nothing_below_the_web_reads_a_clock) {
    hold_everywhere(clocks);

    const std::string reads = "auto t = std::chrono::system_clock::now();";
    BOOST_TEST(clocks({"campaign/giving.cpp", reads}).size() == 1u);
    BOOST_TEST(clocks({"campaign/gift_sql.cpp", "\"WHERE at < NOW()\""}).size() == 1u);
    BOOST_TEST(clocks({"campaign/schema/1.sql", "at DATETIME DEFAULT CURRENT_TIMESTAMP"}).size() ==
               1u);
    BOOST_TEST(clocks({"web/http/server.cpp", reads}).empty());
}

BOOST_AUTO_TEST_CASE(money_never_floats) {
    hold_everywhere(floating_money);

    BOOST_TEST(floating_money({"campaign/ledger/a.cpp", "double x = 0;"}).size() == 1u);
    BOOST_TEST(floating_money({"campaign/ledger/a.cpp", "// double entry\n"}).empty());
}

BOOST_AUTO_TEST_CASE(every_address_stands_on_one_page) {
    hold_everywhere(scattered_addresses);

    const std::string row = "{get, \"/c/:campaign/give\", anyone, f},";
    BOOST_TEST(scattered_addresses({"web/pages/giving/give.cpp", row}).size() == 1u);
    BOOST_TEST(scattered_addresses({"web/sandbox/stripe.cpp", row}).size() == 1u);
    BOOST_TEST(scattered_addresses({"web/routes.cpp", row}).empty());
    BOOST_TEST(scattered_addresses({"web/sandbox/routes.cpp", row}).empty());
}

BOOST_AUTO_TEST_CASE(the_product_is_named_in_one_place) {
    hold_everywhere(product_names);

    BOOST_TEST(product_names({"web/pages/a.html", "<h1>Waymark</h1>"}).size() == 1u);
    BOOST_TEST(product_names({"web/pages/a.cpp", "read(\"WAYMARK_PORT\")"}).empty());
}

BOOST_AUTO_TEST_CASE(pages_carry_no_inline_script_or_style) {
    hold_everywhere(inline_code);

    BOOST_TEST(inline_code({"web/a.html", "<p class=\"x\" style=\"top:0\">"}).size() == 1u);
    BOOST_TEST(inline_code({"web/a.html", "<style>p{}</style>"}).size() == 1u);
    BOOST_TEST(inline_code({"web/mails/a.html", "<style>p{}</style>"}).empty());
    BOOST_TEST(inline_code({"web/mails/a.html", "<p style=\"top:0\">"}).size() == 1u);
    BOOST_TEST(inline_code({"web/a.html", "<script>f()</script>"}).size() == 1u);
    BOOST_TEST(inline_code({"web/a.html", "<button onclick=\"f()\">"}).size() == 1u);
    BOOST_TEST(inline_code({"web/a.html", "<script src=\"/a.js\" defer></script>"}).empty());
}

BOOST_AUTO_TEST_CASE(every_template_closes_what_it_opens) {
    hold_everywhere(open_elements);

    BOOST_TEST(open_elements({"web/a.html", "<ul><li>a</li></div></ul>"}).size() == 1u);
    BOOST_TEST(open_elements({"web/a.html", "<section><p>a</p>"}).size() == 1u);
    BOOST_TEST(open_elements({"web/a.html", "<details{{#A}} open{{/A}}></details>"}).empty());
}

BOOST_AUTO_TEST_CASE(a_variable_stands_only_where_its_escaping_is_known) {
    hold_everywhere(misplaced_variables);

    for (const auto* bad :
         {"<script src=\"/a.js\">var a = {{A}};</script>", "<p style=\"color:{{A}}\">", "<p {{A}}>",
          "<a href={{A}}>", "<a onclick=\"{{A}}\">", "<a href=\"https://{{A}}/x\">",
          "<a href=\"javascript:{{A}}\">", "<a href=\"/{{A}}\">", "<a href=\"/x?y={{A}}\">",
          "<div hx-get=\"{{A}}\">", "<img srcset=\"{{A}}\">", "<video poster=\"{{A}}\">",
          "<button formaction=\"{{A}}\">", "<use xlink:href=\"{{A}}\">", "<p>{{A:none}}</p>",
          "<{{A}}>"})
        BOOST_TEST(misplaced_variables({"web/a.html", bad}).size() == 1u, bad);
    for (const auto* good :
         {"<p>{{A}}</p>", "<a href=\"{{A}}\">{{B}}</a>", "<a href=\"/c/{{A}}/give\">",
          "<a href=\"/x?y={{A:u}}\">", "<p class=\"a {{#B}}c{{/B}}\" title=\"{{T}}\">",
          "<option value='{{A}}' {{#B}}selected{{/B}}>", "<!-- <p style=\"{{A}}\"> -->",
          "<script src=\"{{A}}\" defer></script><p>{{B}}"})
        BOOST_TEST(misplaced_variables({"web/a.html", good}).empty(), good);
}

BOOST_AUTO_TEST_CASE(every_name_in_a_template_is_filled) {
    std::string handlers;
    for (const auto& file : tree())
        if (in_folder(file.path, "web/") || in_folder(file.path, "campaign/"))
            if (has_suffix(file.path, ".cpp")) handlers += file.text;
    hold_everywhere([&](const auto& file) { return unfilled_names(file, handlers); });

    const std::string fills = "values.set(\"TITLE\", title); render(\"web/a.html\")";
    BOOST_TEST(unfilled_names({"web/a.html", "<p>{{TITEL}}</p>"}, fills).size() == 1u);
    BOOST_TEST(unfilled_names({"web/a.html", "<p>{{TITLE}}{{TITLE:u}}</p>"}, fills).empty());
}

BOOST_AUTO_TEST_SUITE_END()
