// Json: what others send is bounded, sound and never guessed at.
#include "campaign/outside/json.h"

#include <boost/test/unit_test.hpp>

using namespace outside;

BOOST_AUTO_TEST_SUITE(json_tests)

BOOST_AUTO_TEST_CASE(a_value_is_found_by_its_path) {
    const auto node = read_json(R"({"data":{"object":{"amount":120,"lines":[{"id":"a"},{"id":"b"}],
                                 "paid":true,"none":null,"rate":1.5}}})");

    BOOST_TEST_REQUIRE(node.has_value());
    const auto object = node->at("data.object");
    BOOST_TEST(object.at("amount").number().value() == 120);
    BOOST_TEST(object.at("lines.1.id").text() == "b");
    BOOST_TEST(object.at("lines").items().size() == 2u);
    BOOST_TEST(object.at("paid").truth());
    BOOST_TEST(object.names().size() == 5u);
    BOOST_TEST(!object.at("rate").number().has_value());
    for (const auto* absent : {"none", "lines.2", "lines.x", "amount.x", "nothing.at.all"})
        BOOST_TEST(!object.at(absent).is_there(), absent);
}

BOOST_AUTO_TEST_CASE(a_name_that_comes_twice_in_one_object_is_refused) {
    BOOST_TEST(read_json(R"({"a":{"x":1},"b":{"x":2}})").has_value());
    BOOST_TEST(!read_json(R"({"a":{"x":1,"x":2}})").has_value());
    BOOST_TEST(!read_json(R"([{"x":1,"y":{"x":1},"x":2}])").has_value());
}

BOOST_AUTO_TEST_CASE(what_is_too_long_too_deep_or_unsound_is_refused) {
    const std::string deep(json_depth_max + 1, '['), back(json_depth_max + 1, ']');

    BOOST_TEST(!read_json(deep + back).has_value());
    BOOST_TEST(!read_json("{\"a\":\"" + std::string(json_bytes_max, 'x') + "\"}").has_value());
    for (const auto* bad : {"", "{", "{\"a\":}", "\xff", "{\"a\":\"\xc3\"}", "{\"a", "nonsense"})
        BOOST_TEST(!read_json(bad).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(a_flat_object_holds_no_list_and_no_fraction) {
    BOOST_TEST(read_json_object(R"({"a.b":1})")->contains("a.b"));
    for (const auto* bad :
         {"[]", "[1]", R"({"a":[1]})", R"({"a":{}})", R"({"a":1.5})", "1", "null"})
        BOOST_TEST(!read_json_object(bad).has_value(), bad);
}

BOOST_AUTO_TEST_SUITE_END()
