// Smtp: one mail handed to a mail server, and what the server said. The door of libcurl's SMTP.
//
// Invariants:
//   * Whoever is not on this machine is spoken to under TLS with a certificate that was checked;
//     there is no way to turn that off. A server of one's own brings its own authority's file.
//   * One mail has one recipient. No header can hold a control character but our own folding:
//     deliver() check()s it, so that nothing typed by anybody becomes a header or a recipient.
//   * An answer about this mail is a Delivery; when the server as a whole cannot be used (away,
//     slow, another certificate, wrong password), that is Unreachable and says nothing of the mail.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "campaign/outside/http_client.h"
#include "campaign/words/instant.h"

namespace outside {

struct SmtpServer {
    std::string scheme = "smtp", host;  // smtp: STARTTLS; smtps: TLS from the first byte.
    int port = 587;
    std::string user, password;
    std::string authority;  // A PEM file of certificates to believe besides, or instead of none.

    bool is_on_this_machine() const;  // Loopback: then, without an authority, TLS is not asked for.
};
// smtp://user:password@host:port or smtps://…, percent-encoded; nothing if it is not of that form.
std::optional<SmtpServer> read_smtp_server(std::string_view url);

struct Envelope {
    std::string from;  // Where bounces go (RFC 5321, MAIL FROM).
    std::string to;
};

struct MailMessage {
    std::string from_name, from, reply_to, to;
    std::string subject, text, html;
    std::string message_id;  // Without the angle brackets.
    std::string refuse_url;  // One click says "never again" (RFC 8058); empty: of no such kind.
    std::string language;
    Instant at;
};

struct Delivery {
    enum class Outcome {
        accepted,   // The server has taken it over.
        later,      // Not now (4xx), or the server's objection is to us and not to this mail.
        no_such,    // The recipient's address does not take mail: it bounced.
        unwelcome,  // Refused for another reason (content, policy).
    };
    Outcome outcome = Outcome::later;
    std::string reply;  // The server's last line, in ASCII; for the desk.
};

constexpr std::chrono::milliseconds smtp_deadline{60'000};  // And half of it for the goodbye.

// SmtpClient: keeps one connection from mail to mail. Not for two threads.
class SmtpClient {
public:
    explicit SmtpClient(SmtpServer, std::chrono::milliseconds deadline = smtp_deadline);
    ~SmtpClient();
    SmtpClient(const SmtpClient&) = delete;

    Delivery deliver(const Envelope&, const MailMessage&);  // Throws Unreachable.

private:
    struct Handle;
    SmtpServer server_;
    std::chrono::milliseconds deadline_;
    std::unique_ptr<Handle> handle_;
};

// For headers: RFC 2047 where it is not plain ASCII, folded so that no line is longer than 76.
std::string encoded_header(std::string_view utf8);
std::string mail_date(Instant);  // RFC 5322, 3.3, in UTC.
using MailHeaders = std::vector<std::pair<std::string, std::string>>;
MailHeaders headers_of(const MailMessage&);

}  // namespace outside
