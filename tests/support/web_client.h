// WebClient: asks a program on this machine over a real socket, one connection a request.
//
// Plain on purpose: it sends the bytes it is told to, so hostile framing can be sent as well. It
// follows no redirects; cookies are kept, as a browser would, until the object goes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace support {

struct Answer {
    int status = 0;                                // 0: nobody answered, or not in HTTP.
    std::map<std::string, std::string> headers{};  // Names in lower case, the last of each.
    std::string body{};
};

using FormFields = std::vector<std::pair<std::string, std::string>>;

class WebClient {
public:
    explicit WebClient(int port) : port_{port} {}

    Answer get(std::string_view path) const;
    Answer get(std::string_view path);  // Keeps the cookies that come with the answer.
    Answer post(std::string_view path, const FormFields& fields);
    Answer send(std::string_view method, std::string_view path, std::string_view headers,
                std::string_view body) const;

    // Sends exactly these bytes; everything that comes until the other side closes, or 10 s of
    // silence.
    std::string exchange(std::string_view bytes) const;

private:
    std::string cookie_header() const;
    Answer keep_cookies(Answer answer);

    int port_;
    std::map<std::string, std::string> cookies_{};
};

// The value of the form field `name` in a page ("form_token" of a hidden input), or empty.
std::string hidden_value(std::string_view html, std::string_view name);

Answer read_answer(std::string_view bytes);

}  // namespace support
