#include "web/http/journal.h"

#include <cstdio>

#include "campaign/outside/json.h"
#include "web/http/router.h"

namespace http {

namespace {

constexpr std::size_t what_bytes_max = 400;

// "/g/secret" -> "/g": tokens and names stand in the later parts.
std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/', 1)); }

void write_line(std::string line) {
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);  // One call: lines do not mix.
}

}  // namespace

void log_failure(const Request& request, int status, std::string_view what) noexcept {
    try {
        write_line("{\"at\":" + outside::json_text(iso_text(request.now)) +
                   ",\"event\":\"failure\",\"request\":" + outside::json_text(request.id) +
                   ",\"method\":" + outside::json_text(method_text(request.method)) +
                   ",\"path\":" + outside::json_text(first_part(request.path)) +
                   ",\"status\":" + std::to_string(status) +
                   ",\"what\":" + outside::json_text(what.substr(0, what_bytes_max)) + "}");
    } catch (...) {  // Out of memory: then silence is all that is left.
    }
}

void log_event(std::string_view event, std::string_view what, Instant now) {
    write_line("{\"at\":" + outside::json_text(iso_text(now)) +
               ",\"event\":" + outside::json_text(event) +
               ",\"what\":" + outside::json_text(what.substr(0, what_bytes_max)) + "}");
}

}  // namespace http
