#include "web/http/multipart.h"

#include <algorithm>

#include "campaign/words/refusal.h"
#include "campaign/words/text.h"

namespace http {
namespace {

[[noreturn]] void refuse() { throw Refused{{Reason::not_a_valid_value}}; }

char low(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool equals_in_any_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return low(x) == low(y); });
}

void skip_spaces(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

// The next `; name=value` or `; name="value"` of a header, taken off its front.
struct Parameter {
    std::string_view name, value;
};

Parameter take_parameter(std::string_view& text) {
    if (text.front() != ';') refuse();
    text.remove_prefix(1);
    skip_spaces(text);
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || !is_token(text.substr(0, equals))) refuse();
    Parameter parameter{.name = text.substr(0, equals), .value = {}};
    text.remove_prefix(equals + 1);
    if (text.starts_with('"')) {
        const auto end = text.find('"', 1);  // Browsers write a quote within as %22.
        if (end == std::string_view::npos) refuse();
        parameter.value = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
    } else {
        parameter.value = text.substr(0, text.find_first_of("; \t"));
        if (!is_token(parameter.value)) refuse();
        text.remove_prefix(parameter.value.size());
    }
    skip_spaces(text);
    return parameter;
}

std::string_view take_media_type(std::string_view& text) {
    skip_spaces(text);
    const auto type = text.substr(0, text.find_first_of("; \t"));
    text.remove_prefix(type.size());
    skip_spaces(text);
    return type;
}

std::string read_boundary(std::string_view content_type) {
    constexpr std::size_t boundary_bytes_max = 70;  // RFC 2046, 5.1.1.
    if (!equals_in_any_case(take_media_type(content_type), "multipart/form-data")) refuse();
    std::string boundary;
    while (!content_type.empty()) {
        const auto parameter = take_parameter(content_type);
        if (!equals_in_any_case(parameter.name, "boundary")) continue;
        if (!boundary.empty()) refuse();
        boundary = parameter.value;
    }
    if (boundary.empty() || boundary.size() > boundary_bytes_max) refuse();
    if (!std::all_of(boundary.begin(), boundary.end(), [](char c) { return c > 0x20 && c < 0x7F; }))
        refuse();
    return boundary;
}

// HTML escapes exactly these three in a name ("multipart form data" of the WHATWG standard).
std::string unescape_name(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto escape = text.substr(i, 3);
        if (escape == "%22" || escape == "%0D" || escape == "%0A") {
            out += escape == "%22" ? '"' : ' ';
            i += 2;
        } else {
            out += text[i];
        }
    }
    if (!is_utf8(out) || !is_header_value(out)) refuse();
    return out;
}

struct PartHead {
    std::string name = {}, file_name = {}, type = "text/plain";
    bool is_file = false, is_named = false;
};

void read_disposition(PartHead& part, std::string_view value) {
    if (part.is_named || !equals_in_any_case(take_media_type(value), "form-data")) refuse();
    while (!value.empty()) {
        const auto parameter = take_parameter(value);
        if (equals_in_any_case(parameter.name, "name")) {
            if (part.is_named) refuse();
            part.name = unescape_name(parameter.value);
            part.is_named = true;
        } else if (equals_in_any_case(parameter.name, "filename")) {
            if (part.is_file) refuse();
            part.file_name = unescape_name(parameter.value);
            part.is_file = true;
        }
    }
}

PartHead read_part_head(std::string_view text) {
    PartHead part;
    while (!text.empty()) {
        const auto end = text.find("\r\n");
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) refuse();
        auto value = line.substr(colon + 1);
        skip_spaces(value);
        if (!is_header_value(value) || !is_utf8(value)) refuse();
        const auto name = line.substr(0, colon);
        if (equals_in_any_case(name, "content-disposition")) read_disposition(part, value);
        if (equals_in_any_case(name, "content-type")) part.type = value;
        if (equals_in_any_case(name, "content-transfer-encoding")) refuse();
    }
    if (!part.is_named || part.name.empty() || part.name.size() > field_name_max) refuse();
    const auto slash = part.file_name.find_last_of("/\\");
    if (slash != std::string::npos) part.file_name.erase(0, slash + 1);
    if (part.file_name.size() > file_name_bytes_max) refuse();
    return part;
}

void keep_part(MultipartForm& form, PartHead part, std::string_view bytes) {
    if (!part.is_file) {
        if (!is_utf8(bytes) || bytes.find('\0') != std::string_view::npos) refuse();
        form.fields.add(std::move(part.name), std::string{bytes});
    } else if (!part.file_name.empty() || !bytes.empty()) {
        form.uploads.push_back({.field = std::move(part.name),
                                .file_name = std::move(part.file_name),
                                .type = std::move(part.type),
                                .bytes = std::string{bytes}});
    }
}

}  // namespace

MultipartForm read_multipart(std::string_view body, std::string_view content_type) {
    const auto boundary = "--" + read_boundary(content_type);
    const auto delimiter = "\r\n" + boundary;
    if (!body.starts_with(boundary)) refuse();
    body.remove_prefix(boundary.size());

    MultipartForm form;
    for (std::size_t parts = 0;; ++parts) {
        if (body == "--" || body == "--\r\n") return form;
        if (parts == parts_max || !body.starts_with("\r\n")) refuse();
        body.remove_prefix(2);
        const auto head_end = body.substr(0, part_head_bytes_max).find("\r\n\r\n");
        if (head_end == std::string_view::npos) refuse();
        auto part = read_part_head(body.substr(0, head_end + 2));
        body.remove_prefix(head_end + 4);
        const auto end = body.find(delimiter);
        if (end == std::string_view::npos) refuse();
        keep_part(form, std::move(part), body.substr(0, end));
        body.remove_prefix(end + delimiter.size());
    }
}

bool is_media_type(std::string_view content_type, std::string_view media_type) {
    return equals_in_any_case(take_media_type(content_type), media_type);
}

}  // namespace http
