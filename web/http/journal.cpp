#include "web/http/journal.h"

#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <cctype>
#include <mutex>

#include "campaign/outside/json.h"
#include "web/http/router.h"

namespace http {

namespace {

constexpr std::size_t what_bytes_max = 400;
// A pipe that is ready takes this much without waiting (pipe(7), PIPE_BUF).
constexpr std::size_t line_bytes_max = 4096;
constexpr std::chrono::milliseconds turn_max{20};

// There is one stderr to a process, and one turn on it.
std::timed_mutex stderr_turn;
std::atomic<std::uint64_t> dropped = 0;

bool takes_line(int file) {
    pollfd asked{.fd = file, .events = POLLOUT, .revents = 0};
    return ::poll(&asked, 1, 0) == 1 && (asked.revents & POLLOUT) != 0;
}

void write_line(std::string line) {
    line += '\n';
    const std::unique_lock turn{stderr_turn, turn_max};
    const bool is_written =
        turn.owns_lock() && line.size() <= line_bytes_max && takes_line(STDERR_FILENO) &&
        ::write(STDERR_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    if (!is_written) ++dropped;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// A run of letters and digits that is long and holds a digit: a token, a number, a digest.
bool holds_token(std::string_view word) {
    constexpr std::size_t token_letters = 14, number_digits = 6;
    std::size_t letters = 0, digits = 0;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (!std::isalnum(byte)) letters = digits = 0;
        if (std::isalnum(byte)) ++letters;
        if (std::isdigit(byte)) ++digits;
        if (digits >= number_digits || (letters >= token_letters && digits > 0)) return true;
    }
    return false;
}

}  // namespace

std::string without_values(std::string_view text) {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const bool is_opening =
            (c == '\'' || c == '"') && (at == 0 || is_space(text[at - 1]) || text[at - 1] == '(');
        const auto closing = is_opening ? text.find(c, at + 1) : text.npos;
        if (closing != text.npos) {
            clean.append(1, c).append("…").append(1, c);
            at = closing + 1;
            continue;
        }
        if (is_space(c)) {
            clean += c, ++at;
            continue;
        }
        auto end = at + 1;
        while (end < text.size() && !is_space(text[end])) ++end;
        const auto word = text.substr(at, end - at);
        const bool may_stay = word.find('@') == word.npos && !holds_token(word);
        clean.append(may_stay ? word : std::string_view{"…"});
        at = end;
    }
    return clean;
}

void log_request(const Served& served, Instant now) noexcept {
    try {
        outside::JsonWriter line;
        line.text("at", iso_text(now)).text("event", "request").text("request", served.id);
        line.text("method", method_text(served.method));
        line.text("route", served.route.empty() ? "none" : served.route);
        line.number("status", served.status).number("us", served.took.count());
        line.text("lane", served.lane == LaneName::giving ? "giving" : "looking");
        if (!served.trouble.empty())
            line.text("what", without_values(served.trouble.substr(0, what_bytes_max)));
        write_line(line.object());
    } catch (...) {  // Out of memory, or bytes that are no text: then silence is all that is left.
        ++dropped;
    }
}

void log_event(std::string_view event, std::string_view what, Instant now) noexcept {
    try {
        outside::JsonWriter line;
        line.text("at", iso_text(now)).text("event", event);
        line.text("what", without_values(what.substr(0, what_bytes_max)));
        write_line(line.object());
    } catch (...) {
        ++dropped;
    }
}

std::uint64_t dropped_lines() { return dropped; }

}  // namespace http
