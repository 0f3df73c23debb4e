#include "tests/support/front_site.h"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "web/http/multipart.h"

namespace support {
namespace {

http::FrontSettings on_loopback(http::FrontSettings settings) {
    settings.address = "127.0.0.1";
    settings.port = 0;
    return settings;
}

http::Response count_to(int lines) {
    auto response = http::page("");
    response.pieces = [line = 0, lines](std::string& piece) mutable {
        piece = "line " + std::to_string(line++) + "\n";
        return line < lines;
    };
    return response;
}

// What the site saw of a request, so that a test sees it too.
std::string echo_of(const http::Request& request) {
    std::string text = request.path + "|" + request.client + "|" + request.header("x-name") + "|";
    for (const auto& [name, value] : request.query.rows()) text += name + "=" + value + ";";
    text += "|";
    for (const auto& [name, value] : request.form.rows()) text += name + "=" + value + ";";
    for (const auto& upload : request.uploads) text += upload.file_name + ":" + upload.bytes;
    return text + "|" + request.header("x-forwarded-for");
}

}  // namespace

FrontSite::FrontSite(http::FrontSettings settings)
    : front_{on_loopback(std::move(settings)), [this](http::Request& r) { return handle(r); },
             [](http::Method, std::string_view path) {
                 return path == "/upload" ? http::upload_bytes_max : http::body_bytes_default_max;
             }} {}

http::Response FrontSite::handle(http::Request& request) {
    ++handled_;
    const auto& path = request.path;
    if (path == "/big") return http::file(std::string(8'000'000, 'x'), "text/plain");
    if (path == "/pieces") return count_to(20'000);
    if (path == "/fail") throw std::runtime_error{"on purpose"};
    if (path == "/fail/oddly") throw 42;
    if (path == "/next") return http::redirect(request.query.text("to"));
    if (path == "/cookie") {
        auto response = http::page("cookie");
        response.headers.emplace_back("X-Raw", request.query.text("v"));
        return response;
    }
    if (path == "/empty") return {.status = 204, .type = {}};
    if (path == "/cached") {
        auto response = http::page("cached");
        http::set_header(response, "Cache-Control", "max-age=60");
        return response;
    }
    if (path == "/hold") {
        while (held_) std::this_thread::sleep_for(std::chrono::milliseconds{5});
        return http::page("held");
    }
    if (path == "/live") {
        http::Response response;
        response.stream = {.channel = "walk", .last_event_id = request.header("last-event-id")};
        return response;
    }
    return http::page(echo_of(request));
}

std::string get_request(std::string_view path, std::string_view headers) {
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{headers} +
           "\r\n";
}

std::string post_request(std::string_view path, std::string_view body, std::string_view headers) {
    return "POST " + std::string{path} +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string{headers} + "\r\n" + std::string{body};
}

}  // namespace support
