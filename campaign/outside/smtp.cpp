#include "campaign/outside/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"

namespace outside {

namespace {

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using Lines = std::unique_ptr<curl_slist, Freed>;
using Mime = std::unique_ptr<curl_mime, Freed>;

// What was said last, in both directions, so that an answer belongs to a command.
struct Talk {
    std::string command, reply;
    bool is_over = false;

    int code() const { return number_in<int>(std::string_view{reply}.substr(0, 3)); }
};

std::string plain_line(std::string_view line) {
    constexpr std::size_t line_max = 180;
    std::string plain;
    for (const unsigned char c : line.substr(0, line_max))
        if (c >= 0x20) plain += c < 0x7f ? static_cast<char>(c) : '?';
    return plain;
}

int listen(CURL*, curl_infotype type, char* bytes, std::size_t count, void* to) {
    auto& talk = *static_cast<Talk*>(to);
    const std::string_view said{bytes, count};
    // What was said of the mail counts, not the goodbye.
    if (type == CURLINFO_HEADER_OUT && said.starts_with("QUIT")) talk.is_over = true;
    if (talk.is_over) return 0;
    if (type == CURLINFO_HEADER_OUT) talk.command = said.substr(0, said.find_first_of(" \r\n"));
    if (type == CURLINFO_HEADER_IN) talk.reply = plain_line(said);
    return 0;
}

void append_line(Lines& lines, const std::string& line) {
    // Our own folding (CRLF and a space) is the one control sequence that may stand in a header.
    for (std::size_t at = 0; at < line.size(); ++at) {
        const auto c = static_cast<unsigned char>(line[at]);
        if (line.compare(at, 3, "\r\n ") == 0) {
            at += 2;
            continue;
        }
        check(c >= 0x20 && c < 0x7f, "a header of a mail has no control character");
    }
    lines.reset(curl_slist_append(lines.release(), line.c_str()));
}

Lines header_lines(const MailMessage& mail) {
    Lines lines;
    for (const auto& [name, value] : headers_of(mail)) append_line(lines, name + ": " + value);
    append_line(lines, "Content-Type: multipart/alternative");
    return lines;
}

// CRLF ends every line; a lone CR or LF never travels (smuggling), nor any other control character.
std::string with_crlf(std::string_view text) {
    std::string out;
    for (const unsigned char c : text) {
        if (c == '\n') out += "\r\n";
        if (c >= 0x20 || c == '\t') out += static_cast<char>(c);
    }
    return out;
}

void add_part(curl_mime* mime, std::string_view text, const char* type) {
    const auto body = with_crlf(text);
    auto* part = curl_mime_addpart(mime);
    curl_mime_data(part, body.data(), body.size());
    curl_mime_type(part, type);
    curl_mime_encoder(part, "quoted-printable");
}

// Of the recipient's own server: there is no such mailbox, or it takes nothing.
bool is_about_the_mailbox(std::string_view reply) {
    constexpr std::array others{" 5.3.", " 5.4.", " 5.5.", " 5.6.", " 5.7."};
    return std::ranges::none_of(
        others, [&](std::string_view code) { return reply.find(code) != reply.npos; });
}

Delivery judge(const Talk& talk) {
    using Outcome = Delivery::Outcome;
    constexpr int permanent = 500;
    if (talk.code() < permanent) return {Outcome::later, talk.reply};
    if (talk.command == "RCPT")
        return {is_about_the_mailbox(talk.reply) ? Outcome::no_such : Outcome::unwelcome,
                talk.reply};
    return {talk.command == "DATA" ? Outcome::unwelcome : Outcome::later, talk.reply};
}

std::string url_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        int byte = 0;
        if (text[at] == '%' && at + 2 < text.size() &&
            std::from_chars(text.data() + at + 1, text.data() + at + 3, byte, 16).ptr ==
                text.data() + at + 3) {
            out += static_cast<char>(byte);
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

}  // namespace

bool SmtpServer::is_on_this_machine() const {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

std::optional<SmtpServer> read_smtp_server(std::string_view url) {
    SmtpServer server;
    const auto scheme = url.find("://");
    if (scheme == url.npos) return {};
    server.scheme = url.substr(0, scheme);
    if (server.scheme != "smtp" && server.scheme != "smtps") return {};
    if (server.scheme == "smtps") server.port = 465;
    auto rest = url.substr(scheme + 3);
    if (const auto at = rest.rfind('@'); at != rest.npos) {
        const auto who = rest.substr(0, at);
        const auto colon = who.find(':');
        if (colon == who.npos) return {};
        server.user = url_decoded(who.substr(0, colon));
        server.password = url_decoded(who.substr(colon + 1));
        rest = rest.substr(at + 1);
    }
    while (rest.ends_with('/')) rest.remove_suffix(1);
    const auto colon = rest.rfind(':');
    if (colon != rest.npos && !rest.ends_with(']')) {
        const auto digits = rest.substr(colon + 1);
        if (!read_number(digits, server.port) || server.port < 1 || server.port > 65535) return {};
        rest = rest.substr(0, colon);
    }
    server.host = rest;
    constexpr std::string_view host_signs =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    if (rest.empty() || rest.find_first_not_of(host_signs) != rest.npos) return {};
    return server;
}

struct SmtpClient::Handle {
    std::unique_ptr<CURL, Freed> curl{curl_easy_init()};
};

SmtpClient::SmtpClient(SmtpServer server, std::chrono::milliseconds deadline)
    : server_{std::move(server)}, deadline_{deadline}, handle_{std::make_unique<Handle>()} {
    [[maybe_unused]] static const auto is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    check(handle_->curl != nullptr, "libcurl has memory for a handle");
}

SmtpClient::~SmtpClient() = default;

namespace {

void set_server(CURL* curl, const SmtpServer& server, std::chrono::milliseconds deadline) {
    const auto url = server.scheme + "://" + server.host + ":" + std::to_string(server.port);
    constexpr long connect_ms_max = 20'000, idle_s_max = 20;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(deadline.count()));
    // One answer may take half of it. libcurl says goodbye even after the deadline and waits for
    // the answer to that: without this, two minutes longer than anybody has asked for.
    const auto answer_s = std::max<long>(deadline.count() / 2'000, 1);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, answer_s);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_ms_max);
    curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, idle_s_max);
    const bool is_plain = server.is_on_this_machine() && server.authority.empty();
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     static_cast<long>(is_plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!server.authority.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server.authority.c_str());
    if (server.user.empty()) return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
}

}  // namespace

Delivery SmtpClient::deliver(const Envelope& envelope, const MailMessage& mail) {
    check(read_mail_address(envelope.to) == envelope.to, "a recipient is one address");
    check(read_mail_address(envelope.from) == envelope.from, "a sender is one address");
    check(envelope.to == mail.to, "the envelope and the letter have the same recipient");
    auto* curl = handle_->curl.get();
    curl_easy_reset(curl);  // Keeps the connection.
    set_server(curl, server_, deadline_);
    const auto lines = header_lines(mail);
    const Mime mime{curl_mime_init(curl)};
    add_part(mime.get(), mail.text, "text/plain; charset=utf-8");
    add_part(mime.get(), mail.html, "text/html; charset=utf-8");
    Lines recipient{curl_slist_append(nullptr, ("<" + envelope.to + ">").c_str())};
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + envelope.from + ">").c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipient.get());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines.get());
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime.get());
    Talk talk;
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &talk);
    const auto result = curl_easy_perform(curl);
    if (result == CURLE_OK) return {Delivery::Outcome::accepted, talk.reply};
    const bool is_about_mail =
        talk.command == "MAIL" || talk.command == "RCPT" || talk.command == "DATA";
    const bool has_answered = result != CURLE_OPERATION_TIMEDOUT && result != CURLE_RECV_ERROR;
    if (!is_about_mail || !has_answered || talk.code() < 400)
        throw Unreachable{curl_easy_strerror(result)};
    return judge(talk);
}

}  // namespace outside
