// Json: reading what programs send us, and writing what we tell them. The door of Poco::JSON.
//
// What is read is bounded before it is parsed, and flat: an object of texts, whole numbers, truths
// and nulls. A number with a fraction or an exponent, a nested value or a name that comes twice is
// refused, because none of them has a meaning here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace outside {

using JsonValue = std::variant<std::nullptr_t, bool, std::int64_t, std::string>;
using JsonObject = std::map<std::string, JsonValue>;

constexpr std::size_t json_bytes_max = 16 * 1024;

std::optional<JsonObject> read_json_object(std::string_view body);  // Nothing if it is not one.

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

}  // namespace outside
