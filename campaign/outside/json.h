// Json: reading what programs send us, and writing what we tell them. The door of Poco::JSON.
//
// What is read is bounded before it is parsed: its bytes, its depth, valid UTF-8, and no name twice
// in one object, because a parser that takes the last one hides what another one saw. A number with
// a fraction or an exponent is never read as a number: nothing here means one.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace outside {

using JsonValue = std::variant<std::nullptr_t, bool, std::int64_t, std::string>;
using JsonObject = std::map<std::string, JsonValue>;

constexpr std::size_t json_bytes_max = 16 * 1024, json_depth_max = 32;

// JsonNode: a value within a text that was read, whatever it is. Asking an absent one is harmless.
class JsonNode {
public:
    JsonNode();
    JsonNode at(std::string_view path) const;    // "data.object.lines.0.amount".
    bool is_there() const;                       // Neither absent nor null.
    std::string text() const;                    // Empty unless it is a text.
    std::optional<std::int64_t> number() const;  // Nothing unless it is a whole number.
    bool truth() const;                          // Is it `true`?
    std::vector<JsonNode> items() const;         // Of a list; else none.
    std::vector<std::string> names() const;      // Of an object; else none.

private:
    struct Value;
    explicit JsonNode(std::shared_ptr<const Value> value) : value_{std::move(value)} {}
    friend std::optional<JsonNode> read_json(std::string_view body, std::size_t bytes_max);
    friend std::optional<JsonObject> read_json_object(std::string_view body);

    std::shared_ptr<const Value> value_;
};
// An object or a list of any shape; nothing if it is too long, too deep, or not sound.
std::optional<JsonNode> read_json(std::string_view body, std::size_t bytes_max = json_bytes_max);

// A flat object of texts, whole numbers, truths and nulls; nothing if it is anything else.
std::optional<JsonObject> read_json_object(std::string_view body);

// In quotes (RFC 8259), safe in a script, in HTML and on a terminal: control characters, < > & and
// U+2028/9 are escaped.
std::string json_text(std::string_view utf8);

// JsonWriter: an object (or a list of them), field by field.
class JsonWriter {
public:
    JsonWriter& text(std::string_view name, std::string_view value);
    JsonWriter& number(std::string_view name, std::int64_t value);
    JsonWriter& truth(std::string_view name, bool value);
    JsonWriter& raw(std::string_view name, std::string_view json);  // What another one wrote.
    std::string object() const { return "{" + fields_ + "}"; }

private:
    std::string fields_;
};

// "[a,b]" of what other writers wrote.
std::string json_list(const std::vector<std::string>& items);

}  // namespace outside
