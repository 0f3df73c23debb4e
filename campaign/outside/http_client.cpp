#include "campaign/outside/http_client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace outside {

namespace {

struct Range {
    std::string_view first;
    int bits;
};
constexpr std::array closed_v4{
    Range{"0.0.0.0", 8},      Range{"10.0.0.0", 8},     Range{"100.64.0.0", 10},
    Range{"127.0.0.0", 8},    Range{"169.254.0.0", 16}, Range{"172.16.0.0", 12},
    Range{"192.0.0.0", 24},   Range{"192.0.2.0", 24},   Range{"192.88.99.0", 24},
    Range{"192.168.0.0", 16}, Range{"198.18.0.0", 15},  Range{"198.51.100.0", 24},
    Range{"203.0.113.0", 24}, Range{"224.0.0.0", 3}};

bool is_public_v4(const in_addr& address) {
    const auto number = ntohl(address.s_addr);
    return std::ranges::none_of(closed_v4, [&](const Range& range) {
        in_addr first{};
        inet_pton(AF_INET, std::string{range.first}.c_str(), &first);
        return ((number ^ ntohl(first.s_addr)) >> (32 - range.bits)) == 0;
    });
}

// Only 2000::/3 is handed out to the public; of it, tunnels and documentation are not reached.
bool is_public_v6(const in6_addr& address) {
    const auto* byte = address.s6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        in_addr inner{};
        std::memcpy(&inner, byte + 12, sizeof inner);
        return is_public_v4(inner);
    }
    const auto first = byte[0] << 8 | byte[1], second = byte[2] << 8 | byte[3];
    const bool is_special = first == 0x2001 && (second < 0x0200 || second == 0x0db8);
    return (byte[0] & 0xe0) == 0x20 && !is_special && first != 0x2002;
}

// Called by libcurl for the very address that it is about to connect to.
curl_socket_t open_public_socket(void*, curlsocktype, curl_sockaddr* to) {
    const bool is_public =
        (to->family == AF_INET &&
         is_public_v4(reinterpret_cast<const sockaddr_in*>(&to->addr)->sin_addr)) ||
        (to->family == AF_INET6 &&
         is_public_v6(reinterpret_cast<const sockaddr_in6*>(&to->addr)->sin6_addr));
    if (!is_public) return CURL_SOCKET_BAD;
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

struct Gathered {
    HttpAnswer answer;
    std::size_t bytes_max;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* to) {
    auto& gathered = *static_cast<Gathered*>(to);
    if (gathered.answer.body.size() + count > gathered.bytes_max) return 0;  // Ends the exchange.
    gathered.answer.body.append(bytes, count);
    return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* to) {
    auto& headers = static_cast<Gathered*>(to)->answer.headers;
    constexpr std::size_t headers_max = 100;
    const std::string_view line{bytes, count};
    const auto colon = line.find(':');
    if (line.starts_with("HTTP/")) headers.clear();  // Of an interim answer (100).
    if (colon == line.npos || headers.size() >= headers_max) return count;
    std::string name{line.substr(0, colon)};
    for (auto& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    const auto from = line.find_first_not_of(" \t", colon + 1);
    const auto to_end = line.find_last_not_of(" \t\r\n");
    headers[name] = from == line.npos || from > to_end
                        ? std::string{}
                        : std::string{line.substr(from, to_end - from + 1)};
    return count;
}

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Freed>;
using Lines = std::unique_ptr<curl_slist, Freed>;

Lines header_lines(const HttpFields& headers) {
    Lines lines;
    const auto add = [&](const std::string& line) {
        const bool is_plain =
            std::ranges::none_of(line, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
        check(is_plain, "a header that we send has no control character");
        lines.reset(curl_slist_append(lines.release(), line.c_str()));
    };
    add("Expect:");  // No waiting for 100 Continue.
    for (const auto& [name, value] : headers) add(name + ": " + value);
    return lines;
}

void set_limits(CURL* handle, const HttpCall& call) {
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(call.deadline.count()));
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");  // Where we go is decided here alone.
    if (call.reach == Reach::public_only)
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_public_socket);
}

void set_message(CURL* handle, const HttpCall& call) {
    curl_easy_setopt(handle, CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    if (call.method == "HEAD") curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    if (!call.body.empty() || call.method == "POST") {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call.body.c_str());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(call.body.size()));
    }
    if (!call.user.empty()) {
        curl_easy_setopt(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(handle, CURLOPT_USERNAME, call.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, call.password.c_str());
    }
}

}  // namespace

HttpAnswer call_http(const HttpCall& call) {
    [[maybe_unused]] static const auto is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    const Handle handle{curl_easy_init()};
    check(handle != nullptr, "libcurl has memory for a handle");
    const auto lines = header_lines(call.headers);
    Gathered gathered{{}, call.answer_bytes_max};
    set_message(handle.get(), call);
    set_limits(handle.get(), call);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, lines.get());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &gathered);
    curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &gathered);
    const auto code = curl_easy_perform(handle.get());
    if (code != CURLE_OK) throw Unreachable{curl_easy_strerror(code)};
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    gathered.answer.status = static_cast<int>(status);
    return std::move(gathered.answer);
}

std::string form_text(const HttpFields& fields) {
    std::string text;
    for (const auto& [name, value] : fields)
        text += (text.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
    return text;
}

bool is_public_address(std::string_view address) {
    const std::string text{address};
    in_addr v4{};
    in6_addr v6{};
    if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return is_public_v4(v4);
    return inet_pton(AF_INET6, text.c_str(), &v6) == 1 && is_public_v6(v6);
}

}  // namespace outside
