#include "web/http/serving.h"

#include <algorithm>
#include <memory>

#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/http/multipart.h"

namespace http {
namespace {

constexpr std::size_t piece_bytes_max = 32 * 1024;

Response plain_answer(int status, std::string sentence) {
    return {.status = status, .type = "text/plain; charset=utf-8", .body = std::move(sentence)};
}

Response not_now_answer() {
    auto response = plain_answer(503, "The database is away for a moment. Please try again.\n");
    set_header(response, "Retry-After", "2");
    return response;
}

Response failed_answer(std::string what) {
    auto response =
        plain_answer(500, "Something went wrong here. Nothing was lost; please try again.\n");
    response.trouble = std::move(what);
    return response;
}

Instant present() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

bool is_loopback(std::string_view peer) { return peer == "::1" || peer.starts_with("127."); }

bool is_request_id(std::string_view id) {
    constexpr std::size_t id_max = 40;  // As the audit keeps it.
    return !id.empty() && id.size() <= id_max && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_' || c == '.';
    });
}

void read_body(Request& request) {
    const auto type = request.header("content-type");
    if (is_media_type(type, "application/x-www-form-urlencoded")) {
        request.form = read_urlencoded(request.body);
    } else if (is_media_type(type, "multipart/form-data")) {
        auto form = read_multipart(request.body, type);
        request.form = std::move(form.fields);
        request.uploads = std::move(form.uploads);
        request.body.clear();
    } else if (is_media_type(type, "application/json") && !is_utf8(request.body)) {
        throw Refused{{Reason::not_a_valid_value}};
    }
}

std::string chunk_of(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string size;
    for (auto rest = bytes.size(); rest > 0; rest /= 16) size.insert(0, 1, digits[rest % 16]);
    return size.append("\r\n").append(bytes).append("\r\n");
}

// Fills up to piece_bytes_max; false when there is no more to come.
bool gather_pieces(const Response& response, std::string& gathered) {
    gathered.clear();
    std::string piece;
    while (gathered.size() < piece_bytes_max) {
        piece.clear();
        const bool more = response.pieces(piece);
        gathered += piece;
        if (!more) return false;
    }
    return true;
}

}  // namespace

Serving::Serving(const FrontSettings& settings, Front::Handle handle, live::Viewers& viewers,
                 Tally& tally)
    : settings_{settings},
      handle_{std::move(handle)},
      wire_{settings.public_url},
      viewers_{viewers},
      tally_{tally},
      id_prefix_{random_token().substr(0, 8) + "-"} {}

void Serving::serve(Connection& connection, const Done& done) {
    if (answer(connection, done)) done(connection);
}

// False if the answer is held, and done() will be called later.
bool Serving::answer(Connection& connection, const Done& done) try {
    auto request = take_request(connection);
    const auto now = request.now;
    connection.after =
        connection.head.keeps_alive && !tally_.is_crowded ? After::keep : After::close;
    Response response;
    try {
        request.query = read_urlencoded(connection.head.query);
        read_body(request);
        response = handle_safely(request);
    } catch (const Refused&) {
        response = plain_answer(400, "The form or the address could not be read.\n");
    }
    if (response.close) connection.after = After::close;
    set_header(response, "X-Request-Id", request.id);
    Served served{.id = std::move(request.id),
                  .route = request.route,
                  .method = request.method,
                  .lane = lane_of(connection.head.method, connection.head.path)};
    if (response.when) {
        hold(connection, std::move(response), std::move(served), done);
        return false;
    }
    deliver(connection, std::move(response), std::move(served), now);
    return true;
} catch (const std::exception& failure) {
    log_event("front failed", failure.what(), present());
    connection.out = {};
    connection.after = After::close;
    return true;
}

void Serving::deliver(Connection& connection, Response response, Served served, Instant now) {
    const auto began = connection.whole_at;
    const auto trouble = std::move(response.trouble);
    served.status = response.status, served.trouble = trouble;
    if (response.stream) {
        start_stream(connection, response, now);
        served.status = response.status;  // There may have been no place for one more.
    } else if (response.pieces) {
        send_pieces(connection, response, now);
    } else {
        send_whole(connection, std::move(response), now);
    }
    note(std::move(served), began, now);
}

// Counted always; told in the log if it failed through us, was slow, or everything is told.
void Serving::note(Served served, Steady::time_point began, Instant now) {
    served.took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - began);
    meter_.note({served.route, served.method, served.status, served.lane, served.took});
    constexpr int failed_from = 500;
    const bool is_slow = served.took > std::chrono::milliseconds{settings_.slow_ms};
    if (settings_.logs_requests || is_slow || served.status >= failed_from)
        log_request(served, now);
}

// Whoever tells the truth about it may do so before when() returns, or in another thread.
void Serving::hold(Connection& connection, Response response, Served served, const Done& done) {
    const auto when = std::move(response.when);
    const auto held = std::make_shared<Response>(std::move(response));
    const auto release = [this, &connection, held, done, served = std::move(served)](bool is_true) {
        const auto now = present();
        try {
            auto answer = is_true ? std::move(*held) : not_now_answer();
            if (!is_true) set_header(answer, "X-Request-Id", served.id);
            deliver(connection, std::move(answer), served, now);
        } catch (const std::exception&) {  // Out of memory: the client asks again.
            connection.out = {}, connection.after = After::close;
        }
        done(connection);
        const std::lock_guard lock{mutex_};
        if (--held_ == 0) released_.notify_all();
    };
    {
        const std::lock_guard lock{mutex_};
        ++held_;
    }
    try {
        when(release);
    } catch (const std::exception&) {  // It cannot happen now, and nobody will tell.
        release(false);
    }
}

void Serving::wait_for_held() {
    std::unique_lock lock{mutex_};
    released_.wait(lock, [this] { return held_ == 0; });
}

Request Serving::take_request(Connection& connection) {
    auto& head = connection.head;
    auto& input = connection.input;
    Request request{.method = head.method, .path = head.path, .target = head.target};
    request.headers = std::move(head.headers);
    if (const auto cookie = request.headers.find("cookie"); cookie != request.headers.end())
        request.cookies = read_cookies(cookie->second);
    request.is_local = is_loopback(connection.peer) && !request.headers.contains("via");
    request.id = id_of(request, connection);
    for (const auto* hearsay :
         {"x-forwarded-for", "x-real-ip", "forwarded", "x-forwarded-host", "x-forwarded-proto"})
        if (request.headers.erase(hearsay) > 0)  // The true client stands in Request::client.
            request.is_local = false;
    if (head.bytes + head.body_bytes == input.size()) {
        if (head.body_bytes > 0) request.body = input.substr(head.bytes);
        input.clear();
    } else {
        request.body = input.substr(head.bytes, head.body_bytes);
        input.erase(0, head.bytes + head.body_bytes);
    }
    if (input.capacity() > head_bytes_max) input.shrink_to_fit();
    request.client = connection.client;
    request.now = present();
    return request;
}

// The proxy may have given it one, so that its log and ours speak of the same; nobody else may.
std::string Serving::id_of(const Request& request, const Connection& connection) {
    const auto given = request.header("x-request-id");
    if (!settings_.proxy.empty() && connection.peer == settings_.proxy && is_request_id(given))
        return given;
    return id_prefix_ + std::to_string(++requests_);
}

Response Serving::handle_safely(Request& request) try {
    return handle_(request);
} catch (const std::exception& failure) {
    return failed_answer(failure.what());
} catch (...) {
    return failed_answer("an unknown exception");
}

void Serving::send_whole(Connection& connection, Response response, Instant now) {
    const WireStyle style{.closes = connection.after == After::close,
                          .minor_version = connection.head.minor_version};
    auto& out = connection.out;
    try {
        out.head = wire_.render_head(response, style, now);
    } catch (const std::exception& failure) {  // A header that must not be written.
        log_event("an answer could not be written", failure.what(), now);
        response = plain_answer(500, "Something went wrong here.\n");
        out.head = wire_.render_head(response, style, now);
    }
    const bool is_bodiless = connection.head.method == Method::head || has_no_body(response.status);
    out.body = is_bodiless ? std::string{} : std::move(response.body);
    out.sent = 0;
    ++tally_.answered;
    if (send_some(connection.socket.number(), out) == Sent::broken) {
        out = {};
        connection.after = After::close;
    }
}

void Serving::send_pieces(Connection& connection, const Response& response, Instant now) {
    const bool is_chunked = connection.head.minor_version == 1;
    if (!is_chunked) connection.after = After::close;
    const WireStyle style{.framing = is_chunked ? Framing::chunks : Framing::close,
                          .closes = connection.after == After::close,
                          .minor_version = connection.head.minor_version};
    Outgoing out{.head = wire_.render_head(response, style, now)};
    const auto deadline = Steady::now() + std::chrono::milliseconds{settings_.export_ms};
    std::string gathered;
    bool more = connection.head.method != Method::head;
    const bool ends_with_mark = is_chunked && more;
    do {
        if (more) more = gather_pieces(response, gathered);
        out.body = gathered.empty() || !is_chunked ? gathered : chunk_of(gathered);
        if (!more && ends_with_mark) out.body += "0\r\n\r\n";
        // Each piece has its own time, too: who takes nothing must not hold the thread for long.
        const auto patience = Steady::now() + std::chrono::milliseconds{settings_.send_ms};
        if (!send_until(connection.socket.number(), out, std::min(deadline, patience))) {
            connection.after = After::close;
            ++tally_.timed_out;
            return;
        }
        out = {};
    } while (more);
    ++tally_.answered;
}

void Serving::start_stream(Connection& connection, Response& response, Instant now) {
    response.type = "text/event-stream";
    set_header(response, "Cache-Control", "no-store");
    set_header(response, "X-Accel-Buffering", "no");
    auto head = wire_.render_head(response, {.framing = Framing::close, .closes = true}, now);
    const bool is_only_asked = connection.head.method == Method::head;
    if (!is_only_asked && !viewers_.admit_viewer(connection.client, response.stream->channel)) {
        response = plain_answer(503, "Too many are watching; the page asks again by itself.\n");
        set_header(response, "Retry-After", "30");
        ++tally_.overloaded;
        return send_whole(connection, std::move(response), now);
    }
    connection.stream = *response.stream;
    connection.after = is_only_asked ? After::close : After::view;
    connection.out = {.head = std::move(head)};
    ++tally_.answered;
}

}  // namespace http
