#include "campaign/outside/json.h"

#include <Poco/Dynamic/Var.h>
#include <Poco/Exception.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <set>

#include "campaign/words/number.h"
#include "campaign/words/text.h"

namespace outside {

namespace {

void append_escape(std::string& out, unsigned code) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (const int shift : {12, 8, 4, 0}) out += digits[(code >> shift) & 0xf];
}

std::optional<std::int64_t> number_from(const Poco::Dynamic::Var& var) {
    if (!var.isInteger()) return {};
    try {
        return var.convert<std::int64_t>();
    } catch (const Poco::Exception&) {  // Larger than any number of ours.
        return {};
    }
}

std::optional<JsonValue> value_from(const Poco::Dynamic::Var& var) {
    if (var.isEmpty()) return JsonValue{nullptr};
    if (var.isBoolean()) return JsonValue{var.convert<bool>()};
    if (var.isString()) return JsonValue{var.convert<std::string>()};
    const auto number = number_from(var);
    return number ? std::optional<JsonValue>{*number} : std::nullopt;
}

// Is it bounded in depth, and does no object have a name twice? Reads only strings and brackets:
// what else is wrong is found by the parser.
bool is_sound(std::string_view body) {
    std::vector<std::set<std::string_view>> open;  // The names of each object that is not closed.
    for (std::size_t at = 0; at < body.size(); ++at) {
        const char c = body[at];
        if (c == '{' || c == '[') open.emplace_back();
        if (open.size() > json_depth_max) return false;
        if ((c == '}' || c == ']') && !open.empty()) open.pop_back();
        if (c != '"') continue;
        const auto begin = ++at;
        while (at < body.size() && body[at] != '"') at += body[at] == '\\' ? 2 : 1;
        if (at >= body.size()) return false;
        const auto after = body.find_first_not_of(" \t\r\n", at + 1);
        const bool is_name = after != std::string_view::npos && body[after] == ':';
        if (is_name && !open.empty() && !open.back().insert(body.substr(begin, at - begin)).second)
            return false;
    }
    return true;
}

}  // namespace

struct JsonNode::Value {
    explicit Value(const Poco::Dynamic::Var& parsed) : var(parsed) {}

    Poco::Dynamic::Var var;
};

JsonNode::JsonNode() = default;

std::optional<JsonNode> read_json(std::string_view body, std::size_t bytes_max) {
    if (body.size() > bytes_max || !is_utf8(body) || !is_sound(body)) return {};
    try {
        Poco::JSON::Parser parser;
        parser.setDepth(json_depth_max);
        return JsonNode{std::make_shared<JsonNode::Value>(parser.parse(std::string{body}))};
    } catch (const Poco::Exception&) {
        return {};
    }
}

JsonNode JsonNode::at(std::string_view path) const {
    if (!value_ || path.empty()) return *this;
    const auto dot = path.find('.');
    const std::string step{path.substr(0, dot)};
    const auto& var = value_->var;
    Poco::Dynamic::Var next;
    if (var.type() == typeid(Poco::JSON::Object::Ptr)) {
        next = var.extract<Poco::JSON::Object::Ptr>()->get(step);
    } else if (var.type() == typeid(Poco::JSON::Array::Ptr)) {
        unsigned index = 0;
        const auto list = var.extract<Poco::JSON::Array::Ptr>();
        if (read_number(step, index) && index < list->size()) next = list->get(index);
    }
    if (next.isEmpty()) return {};
    const JsonNode found{std::make_shared<Value>(next)};
    return dot == std::string_view::npos ? found : found.at(path.substr(dot + 1));
}

bool JsonNode::is_there() const { return value_ && !value_->var.isEmpty(); }

std::string JsonNode::text() const {
    return is_there() && value_->var.isString() ? value_->var.convert<std::string>()
                                                : std::string{};
}

std::optional<std::int64_t> JsonNode::number() const {
    return is_there() ? number_from(value_->var) : std::nullopt;
}

bool JsonNode::truth() const {
    return is_there() && value_->var.isBoolean() && value_->var.convert<bool>();
}

std::vector<JsonNode> JsonNode::items() const {
    std::vector<JsonNode> all;
    if (!is_there() || value_->var.type() != typeid(Poco::JSON::Array::Ptr)) return all;
    for (const auto& item : *value_->var.extract<Poco::JSON::Array::Ptr>())
        all.push_back(JsonNode{std::make_shared<Value>(item)});
    return all;
}

std::vector<std::string> JsonNode::names() const {
    std::vector<std::string> all;
    if (!is_there() || value_->var.type() != typeid(Poco::JSON::Object::Ptr)) return all;
    for (const auto& [name, value] : *value_->var.extract<Poco::JSON::Object::Ptr>())
        all.push_back(name);
    return all;
}

std::optional<JsonObject> read_json_object(std::string_view body) {
    const auto node = read_json(body);
    if (!node || node->value_->var.type() != typeid(Poco::JSON::Object::Ptr)) return {};
    JsonObject fields;
    for (const auto& [name, var] : *node->value_->var.extract<Poco::JSON::Object::Ptr>()) {
        auto value = value_from(var);
        if (!value) return {};
        fields.emplace(name, std::move(*value));
    }
    return fields;
}

std::string json_text(std::string_view utf8) {
    std::string out = "\"";
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        const auto byte = static_cast<unsigned char>(utf8[at]);
        const auto rest = utf8.substr(at);
        if (byte == '"' || byte == '\\') {
            out += '\\', out += utf8[at];
        } else if (byte < 0x20 || byte == 0x7f || byte == '<' || byte == '>' || byte == '&') {
            append_escape(out, byte);
        } else if (rest.starts_with("\u2028") || rest.starts_with("\u2029")) {
            append_escape(out, rest.starts_with("\u2028") ? 0x2028 : 0x2029);
            at += 2;
        } else {
            out += utf8[at];
        }
    }
    return out + '"';
}

JsonWriter& JsonWriter::raw(std::string_view name, std::string_view json) {
    if (!fields_.empty()) fields_ += ',';
    fields_ += json_text(name) + ":" + std::string{json};
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view name, std::string_view value) {
    return raw(name, json_text(value));
}

JsonWriter& JsonWriter::number(std::string_view name, std::int64_t value) {
    return raw(name, std::to_string(value));
}

JsonWriter& JsonWriter::truth(std::string_view name, bool value) {
    return raw(name, value ? "true" : "false");
}

std::string json_list(const std::vector<std::string>& items) {
    std::string list;
    for (const auto& item : items) list += (list.empty() ? "" : ",") + item;
    return "[" + list + "]";
}

}  // namespace outside
