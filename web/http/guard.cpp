#include "web/http/guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "campaign/words/text.h"

namespace http {
namespace {

// What is wrong with a head; it never leaves this file.
struct Objection {
    int status;
    std::string_view why;
};

std::string lower_case(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Refuses at the first sign, so that a bare LF does not wait for an end that never comes.
void refuse_stray_bytes(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte >= 0x20 && byte != 0x7F) continue;
        if (byte == '\t') continue;
        if (byte == '\r' && (i + 1 == bytes.size() || bytes[i + 1] == '\n')) continue;
        if (byte == '\n' && i > 0 && bytes[i - 1] == '\r') continue;
        throw Objection{400, "A control character stands in the head."};
    }
}

Method read_method(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, Method>, 6> known{{{"GET", Method::get},
                                                                        {"HEAD", Method::head},
                                                                        {"POST", Method::post},
                                                                        {"PUT", Method::put},
                                                                        {"PATCH", Method::patch},
                                                                        {"DELETE", Method::del}}};
    for (const auto& [name, method] : known)
        if (name == text) return method;
    if (!is_token(text)) throw Objection{400, "The method is not a word."};
    throw Objection{501, "This method is not known here."};
}

int read_minor_version(std::string_view text) {
    if (text == "HTTP/1.1") return 1;
    if (text == "HTTP/1.0") return 0;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() == 8 && text.starts_with("HTTP/") && digit(text[5]) && text[6] == '.' &&
        digit(text[7]))
        throw Objection{505, "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
    throw Objection{400, "The request line is not understood."};
}

void read_target(Head& head, std::string_view target) {
    if (target.size() > target_bytes_max) throw Objection{414, "The address is too long."};
    if (target.empty() || target.front() != '/')
        throw Objection{400, "The address must start with a slash."};
    if (std::any_of(target.begin(), target.end(),
                    [](char c) { return c <= 0x20 || c >= 0x7F || c == '#' || c == '\\'; }))
        throw Objection{400, "The address has a character that must be escaped."};
    const auto query = std::min(target.find('?'), target.size());
    const auto raw_path = target.substr(0, query);
    const auto path = url_decoded(raw_path, false);
    if (!path || !is_utf8(*path)) throw Objection{400, "The address has a bad escape."};
    if (std::any_of(path->begin(), path->end(),
                    [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F || c == '\\'; }) ||
        std::count(path->begin(), path->end(), '/') !=
            std::count(raw_path.begin(), raw_path.end(), '/'))
        throw Objection{400, "The address has an escape that means nothing here."};
    head.target = target;
    head.path = *path;
    head.query = target.substr(std::min(query + 1, target.size()));
}

void read_request_line(Head& head, std::string_view line) {
    const auto first = line.find(' '), last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        throw Objection{400, "The request line is not understood."};
    head.minor_version = read_minor_version(line.substr(last + 1));
    head.method = read_method(line.substr(0, first));
    read_target(head, line.substr(first + 1, last - first - 1));
}

bool may_repeat(std::string_view name) {
    constexpr std::string_view once[] = {"authorization", "content-length", "content-type",
                                         "expect",        "host",           "transfer-encoding"};
    return std::find(std::begin(once), std::end(once), name) == std::end(once);
}

void read_header_line(Head& head, std::string_view line) {
    if (line.size() > header_line_bytes_max) throw Objection{431, "A header is too long."};
    if (line.front() == ' ' || line.front() == '\t')
        throw Objection{400, "A header is folded over two lines."};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        throw Objection{400, "A header has no proper name."};
    auto name = lower_case(line.substr(0, colon));
    std::string value{trimmed(line.substr(colon + 1))};
    if (!is_utf8(value))  // Some old agents send Latin-1; what they say matters to nobody.
        std::replace_if(
            value.begin(), value.end(), [](char c) { return c & 0x80; }, '?');
    const auto [row, fresh] = head.headers.try_emplace(std::move(name), std::move(value));
    if (fresh) return;
    if (!may_repeat(row->first)) throw Objection{400, "A header stands twice."};
    row->second += row->first == "cookie" ? "; " : ", ";
    row->second += trimmed(line.substr(colon + 1));
    if (!is_utf8(row->second)) throw Objection{400, "A header is not UTF-8."};
}

bool lists_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (lower_case(trimmed(list.substr(0, comma))) == word) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

const std::string* find_header(const Head& head, const char* name) {
    const auto found = head.headers.find(name);
    return found == head.headers.end() ? nullptr : &found->second;
}

void read_framing(Head& head) {
    const auto* coding = find_header(head, "transfer-encoding");
    const auto* length = find_header(head, "content-length");
    if (coding && length) throw Objection{400, "Two lengths are given for one body."};
    if (coding && lower_case(*coding) == "chunked")
        throw Objection{411, "Say how long the body is with Content-Length."};
    if (coding) throw Objection{501, "This transfer coding is not known here."};
    const bool carries_body =
        head.method == Method::post || head.method == Method::put || head.method == Method::patch;
    if (!length && carries_body)
        throw Objection{411, "Say how long the body is with Content-Length."};
    if (!length) return;
    constexpr std::size_t length_digits_max = 10;
    if (length->empty() || length->size() > length_digits_max ||
        length->find_first_not_of("0123456789") != std::string::npos)
        throw Objection{400, "Content-Length is not a number."};
    std::from_chars(length->data(), length->data() + length->size(), head.body_bytes);
    if (!carries_body && head.body_bytes > 0) throw Objection{400, "This method carries no body."};
}

void read_host(Head& head) {
    const auto* host = find_header(head, "host");
    if (!host || host->empty()) throw Objection{400, "The Host header is missing."};
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]";
    if (host->find_first_not_of(allowed) != std::string::npos)
        throw Objection{400, "The Host header is not a host."};
    head.host = host_of("//" + *host);
}

void read_manners(Head& head) {
    if (const auto* connection = find_header(head, "connection"); connection) {
        if (head.minor_version == 0) head.keeps_alive = lists_word(*connection, "keep-alive");
        if (lists_word(*connection, "close")) head.keeps_alive = false;
    } else {
        head.keeps_alive = head.minor_version == 1;
    }
    if (const auto* expect = find_header(head, "expect"); expect) {
        if (lower_case(*expect) != "100-continue")
            throw Objection{417, "This expectation cannot be met."};
        head.expects_continue = head.minor_version == 1;
    }
}

Head parse_head(std::string_view text) {
    Head head;
    head.bytes = text.size();
    text.remove_suffix(2);  // The empty line.
    std::size_t lines = 0;
    while (!text.empty()) {
        const auto end = text.find("\r\n");
        const auto line = text.substr(0, end);
        if (lines++ == 0) {
            read_request_line(head, line);
        } else {
            if (lines > headers_max + 1) throw Objection{431, "There are too many headers."};
            read_header_line(head, line);
        }
        text.remove_prefix(end + 2);
    }
    read_host(head);
    read_framing(head);
    read_manners(head);
    return head;
}

}  // namespace

HeadReading read_head(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    try {
        const auto head = bytes.substr(0, end == std::string_view::npos ? end : end + 4);
        refuse_stray_bytes(head.substr(0, head_bytes_max));
        if (head.starts_with("\r\n")) throw Objection{400, "The request line is missing."};
        constexpr std::size_t line_bytes_max = target_bytes_max + 32;
        if (std::min(bytes.find("\r\n"), bytes.size()) > line_bytes_max)
            throw Objection{414, "The address is too long."};
        if (head.size() > head_bytes_max) throw Objection{431, "The head is too long."};
        if (end == std::string_view::npos) return {};
        return {.outcome = HeadReading::Outcome::sound, .head = parse_head(head)};
    } catch (const Objection& objection) {
        return {.outcome = HeadReading::Outcome::refused,
                .status = objection.status,
                .why = objection.why};
    }
}

std::string host_of(std::string_view url) {
    const auto start = url.find("//");
    if (start != std::string_view::npos) url.remove_prefix(start + 2);
    url = url.substr(0, url.find_first_of("/?#"));
    if (url.starts_with('[')) return lower_case(url.substr(0, url.find(']') + 1));
    return lower_case(url.substr(0, url.find(':')));
}

bool is_address(std::string_view text) {
    std::array<unsigned char, 16> bytes{};
    const std::string copy{text};
    return inet_pton(AF_INET, copy.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1;
}

bool is_own_host(std::string_view host, std::string_view public_url) {
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        return is_address(host.substr(1, host.size() - 2));
    return host == "localhost" || is_address(host) ||
           (!public_url.empty() && host == host_of(public_url));
}

std::optional<std::string> last_forwarded_hop(const Head& head) {
    const auto* hops = find_header(head, "x-forwarded-for");
    if (!hops) return {};
    const auto comma = hops->rfind(',');
    const auto last =
        trimmed(std::string_view{*hops}.substr(comma == std::string::npos ? 0 : comma + 1));
    if (!is_address(last)) return {};
    return std::string{last};
}

LaneName lane_of(Method method, std::string_view path) {
    if (method != Method::get && method != Method::head) return LaneName::giving;
    if (path.starts_with("/hooks/") || path == "/healthz" || path == "/readyz" ||
        path == "/metrics")
        return LaneName::giving;
    constexpr std::size_t code_shortest = 6, code_longest = 8;  // As typed, with a dash or two.
    const auto code = path.substr(1);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto part = [&](char c) {
        return digit(c) || c == '-' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    const bool looks_like_code = code.size() >= code_shortest && code.size() <= code_longest &&
                                 std::all_of(code.begin(), code.end(), part) &&
                                 std::any_of(code.begin(), code.end(), digit);
    return looks_like_code ? LaneName::giving : LaneName::looking;
}

}  // namespace http
