#include "campaign/outside/encoding.h"

#include <Poco/Exception.h>
#include <Poco/TextConverter.h>
#include <Poco/TextEncoding.h>
#include <Poco/UTF8Encoding.h>

#include <algorithm>

#include "campaign/words/text.h"

namespace outside {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view big_mark = "\xFE\xFF", little_mark = "\xFF\xFE";
constexpr int replacement = 0xFFFD;

std::string in_lower_case(std::string_view name) {
    std::string lower{name};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

std::string converted(std::string_view bytes, const std::string& name) {
    Poco::UTF8Encoding utf8;
    Poco::TextConverter converter{Poco::TextEncoding::byName(name), utf8, replacement};
    std::string text;
    converter.convert(bytes.data(), static_cast<int>(bytes.size()), text);
    return is_utf8(text) ? text : std::string{};
}

// ISO 8859-1 is read as Windows-1252, of which it is a part as far as anybody writes it.
std::string known_name(const std::string& declared) {
    if (declared == "iso-8859-15" || declared == "latin9") return "ISO-8859-15";
    if (declared == "iso-8859-2" || declared == "latin2") return "ISO-8859-2";
    if (declared == "windows-1250" || declared == "cp1250") return "windows-1250";
    if (declared == "windows-1251" || declared == "cp1251") return "windows-1251";
    return "windows-1252";
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view declared) {
    if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
    if (bytes.starts_with(big_mark)) return converted(bytes.substr(2), "UTF-16BE");
    if (bytes.starts_with(little_mark)) return converted(bytes.substr(2), "UTF-16LE");
    const auto name = in_lower_case(declared);
    const bool says_other = !name.empty() && name != "utf-8" && name != "utf8" && name != "ascii";
    if (!says_other && is_utf8(bytes)) return std::string{bytes};
    return converted(bytes, known_name(name));
}

std::string declared_encoding(std::string_view xml) {
    constexpr std::size_t looked_at = 200;
    const auto head = xml.substr(0, std::min(xml.find("?>"), looked_at));
    const auto at = head.find("encoding=");
    if (!head.starts_with("<?xml") || at == std::string_view::npos) return {};
    const auto rest = head.substr(at + 9);
    if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return {};
    const auto end = rest.find(rest[0], 1);
    return end == std::string_view::npos ? std::string{} : std::string{rest.substr(1, end - 1)};
}

}  // namespace outside
