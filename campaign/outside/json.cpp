#include "campaign/outside/json.h"

#include <Poco/Dynamic/Var.h>
#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <set>

#include "campaign/words/text.h"

namespace outside {

namespace {

void append_escape(std::string& out, unsigned code) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (const int shift : {12, 8, 4, 0}) out += digits[(code >> shift) & 0xf];
}

std::optional<JsonValue> value_from(const Poco::Dynamic::Var& var) {
    if (var.isEmpty()) return JsonValue{nullptr};
    if (var.isBoolean()) return JsonValue{var.convert<bool>()};
    if (var.isString()) return JsonValue{var.convert<std::string>()};
    if (var.isInteger()) return JsonValue{var.convert<std::int64_t>()};
    return {};
}

// Does a name of the object come twice? The parser would take the last one and say nothing.
bool repeats_a_name(std::string_view body) {
    std::set<std::string_view> names;
    for (std::size_t at = body.find('"'); at != std::string_view::npos; at = body.find('"', at)) {
        const auto begin = ++at;
        while (at < body.size() && body[at] != '"') at += body[at] == '\\' ? 2 : 1;
        if (at >= body.size()) return false;
        const auto text = body.substr(begin, at - begin);
        const auto after = body.find_first_not_of(" \t\r\n", ++at);
        if (after != std::string_view::npos && body[after] == ':' && !names.insert(text).second)
            return true;
    }
    return false;
}

}  // namespace

std::optional<JsonObject> read_json_object(std::string_view body) {
    if (body.size() > json_bytes_max || !is_utf8(body) || repeats_a_name(body)) return {};
    try {
        constexpr std::size_t depth_max = 4;
        Poco::JSON::Parser parser;
        parser.setDepth(depth_max);
        const auto object = parser.parse(std::string{body}).extract<Poco::JSON::Object::Ptr>();
        JsonObject fields;
        for (const auto& [name, var] : *object) {
            auto value = value_from(var);
            if (!value) return {};
            fields.emplace(name, std::move(*value));
        }
        return fields;
    } catch (const Poco::Exception&) {
        return {};
    }
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

}  // namespace outside
