#include "web/http/json_text.h"

#include <array>

namespace http {

namespace {

void append_escape(std::string& out, unsigned code) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (const int shift : {12, 8, 4, 0}) out += digits[(code >> shift) & 0xf];
}

}  // namespace

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

}  // namespace http
