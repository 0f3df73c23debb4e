#include "tests/support/web_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <sstream>

namespace support {
namespace {

constexpr int silence_seconds_max = 10;

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string unchunked(std::string_view bytes) {
    std::string body;
    while (!bytes.empty()) {
        const auto line_end = bytes.find("\r\n");
        if (line_end == bytes.npos) break;
        const auto size = std::strtoul(std::string{bytes.substr(0, line_end)}.c_str(), nullptr, 16);
        bytes.remove_prefix(line_end + 2);
        if (size == 0 || size > bytes.size()) break;
        body += bytes.substr(0, size);
        bytes.remove_prefix(std::min<std::size_t>(size + 2, bytes.size()));
    }
    return body;
}

std::string url_encoded_field(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte)) {
            result += c;
        } else {
            result += '%';
            result += digits[byte >> 4];
            result += digits[byte & 15];
        }
    }
    return result;
}

}  // namespace

std::string WebClient::exchange(std::string_view bytes) const {
    std::string heard;
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval silence{silence_seconds_max, 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &silence, sizeof silence);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        while (!bytes.empty()) {
            const auto sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        char buffer[16384];
        ssize_t got = 0;
        while ((got = ::recv(descriptor, buffer, sizeof buffer, 0)) > 0)
            heard.append(buffer, static_cast<std::size_t>(got));
    }
    ::close(descriptor);
    return heard;
}

Answer WebClient::send(std::string_view method, std::string_view path, std::string_view headers,
                       std::string_view body) const {
    std::ostringstream request;
    request << method << ' ' << path << " HTTP/1.1\r\nHost: localhost:" << port_
            << "\r\nConnection: close\r\n"
            << cookie_header() << headers;
    if (!body.empty() || method == "POST") request << "Content-Length: " << body.size() << "\r\n";
    request << "\r\n" << body;
    return read_answer(exchange(request.str()));
}

Answer WebClient::get(std::string_view path) const { return send("GET", path, "", ""); }

Answer WebClient::get(std::string_view path) { return keep_cookies(send("GET", path, "", "")); }

Answer WebClient::post(std::string_view path, const FormFields& fields) {
    std::string body;
    for (const auto& [name, value] : fields)
        body +=
            (body.empty() ? "" : "&") + url_encoded_field(name) + "=" + url_encoded_field(value);
    const auto origin = "Origin: http://localhost:" + std::to_string(port_) + "\r\n";
    const std::string type = "Content-Type: application/x-www-form-urlencoded\r\n";
    return keep_cookies(send("POST", path, origin + type, body));
}

std::string WebClient::cookie_header() const {
    std::string header;
    for (const auto& [name, value] : cookies_)
        header += (header.empty() ? "Cookie: " : "; ") + name + "=" + value;
    return header.empty() ? header : header + "\r\n";
}

Answer WebClient::keep_cookies(Answer answer) {
    std::istringstream all{answer.headers["set-cookie"]};
    std::string cookie;
    while (std::getline(all, cookie)) {
        const auto equals = cookie.find('=');
        if (equals == cookie.npos) continue;
        const auto end = cookie.find(';');
        const auto value = cookie.substr(equals + 1, end - equals - 1);
        if (value.empty() || lower_case(cookie).find("max-age=0") != cookie.npos) {
            cookies_.erase(cookie.substr(0, equals));
        } else {
            cookies_[cookie.substr(0, equals)] = value;
        }
    }
    return answer;
}

Answer read_answer(std::string_view bytes) {
    Answer answer;
    const auto head_end = bytes.find("\r\n\r\n");
    if (!bytes.starts_with("HTTP/1.1 ") || head_end == bytes.npos) return answer;
    std::istringstream head{std::string{bytes.substr(9, head_end - 9)}};
    std::string line;
    std::getline(head, line);
    answer.status = std::atoi(line.c_str());
    while (std::getline(head, line)) {
        if (line.ends_with('\r')) line.pop_back();
        const auto colon = line.find(':');
        if (colon == line.npos) continue;
        const auto name = lower_case(line.substr(0, colon));
        const auto begin = line.find_first_not_of(' ', colon + 1);
        const auto value = begin == line.npos ? "" : line.substr(begin);
        // Several cookies may be set at once, one a line.
        auto& kept = answer.headers[name];
        kept = name == "set-cookie" && !kept.empty() ? kept + "\n" + value : value;
    }
    answer.body = bytes.substr(head_end + 4);
    const auto coding = answer.headers.find("transfer-encoding");
    if (coding != answer.headers.end() && coding->second == "chunked")
        answer.body = unchunked(answer.body);
    return answer;
}

std::string hidden_value(std::string_view html, std::string_view name) {
    const std::regex input{"<input[^>]*name=[\"']" + std::string{name} + "[\"'][^>]*>"};
    static const std::regex value{"value=[\"']([^\"']*)[\"']"};
    const std::string page{html};
    std::smatch tag, found;
    if (!std::regex_search(page, tag, input)) return {};
    const auto text = tag.str();
    return std::regex_search(text, found, value) ? found[1].str() : std::string{};
}

}  // namespace support
