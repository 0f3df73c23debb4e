#include "campaign/receipts/country.h"

#include <algorithm>

#include "campaign/outside/json.h"
#include "campaign/receipts/receipt.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"

namespace receipts {

namespace {

using outside::JsonNode;

constexpr auto path = "campaign/receipts/countries.json";
constexpr std::size_t bytes_max = 256 * 1024;

const JsonNode& all_countries() {
    static const auto node = [] {
        const auto bytes = find_resource(path);
        check(bytes.has_value(), "the countries' rules travel with the program");
        const auto read = outside::read_json(*bytes, bytes_max);
        check(read.has_value(), "the countries' rules are JSON");
        return *read;
    }();
    return node;
}

std::string said_in(const JsonNode& texts, const std::string& language,
                    const std::string& organisation) {
    auto text = texts.at(language).text();
    if (text.empty()) text = texts.at("en").text();
    constexpr std::string_view place = "{organisation}";
    if (const auto at = text.find(place); at != text.npos)
        text.replace(at, place.size(), organisation);
    return text;
}

}  // namespace

CountryRules rules_of_country(const std::string& country, Sort sort, const std::string& language,
                              const std::string& organisation) {
    const auto& all = all_countries();
    auto node = country.size() == 2 ? all.at(country) : JsonNode{};
    if (!node.is_there()) node = all.at("default");
    const auto say_it = [&](const JsonNode& texts) {
        return said_in(texts, language, organisation);
    };
    CountryRules rules;
    rules.title = say_it(node.at(sort == Sort::yearly ? "title_yearly" : "title"));
    for (const auto& statement : node.at("statements").items())
        rules.statements.push_back(say_it(statement));
    if (sort == Sort::yearly && node.at("statement_yearly").is_there())
        rules.statements.push_back(say_it(node.at("statement_yearly")));
    for (const auto& field : node.at("fields").items())
        rules.fields.push_back(
            {field.at("name").text(), say_it(field.at("label")), field.at("needed").truth()});
    rules.says_amount_in_words = node.at("in_words").truth();
    rules.has_signature = node.at("signature").truth();
    rules.needs_recognition = node.at("recognition").truth();
    rules.needs_address = node.at("needs_address").truth();
    return rules;
}

std::string packed_tax_fields(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string packed;
    for (const auto& [name, value] : fields)
        if (!value.empty()) packed += (packed.empty() ? "" : "\n") + name + ": " + value;
    return packed;
}

std::vector<std::pair<std::string, std::string>> unpacked_tax_fields(const std::string& packed) {
    std::vector<std::pair<std::string, std::string>> fields;
    for (std::string_view rest{packed}; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        if (const auto colon = line.find(": "); colon != line.npos)
            fields.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    return fields;
}

}  // namespace receipts
