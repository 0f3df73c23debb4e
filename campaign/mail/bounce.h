// Bounce: a report that a mail of ours could not be delivered (RFC 3464), and which one it was.
//
// A mail is known again by its token, in the address that reports go to (VERP) and in its
// Message-ID: its number and a code that only we can make, so nobody can report a mail that was
// never sent to them. A report is scanned for these and for the two fields that say "for good"; it
// is not otherwise parsed, since nothing else of a stranger's mail is believed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "campaign/mail/outbox.h"

namespace mail {

constexpr std::size_t report_bytes_max = 1024 * 1024;

// "1f3a…-0b9c…": stands in the Message-ID and in the bounce address.
std::string token_of(std::string_view secret, MailId);
std::string mail_secret(store::Session&);

// bounces@example.org -> bounces+TOKEN@example.org
std::string bounce_address(const std::string& address, const std::string& token);

struct Report {
    MailId mail;
    std::string words;  // "5.1.1 no such user": what it says, in ASCII.
};
// Nothing if it is not about a mail of ours, or says that we should wait (delayed).
std::optional<Report> read_report(std::string_view message, std::string_view secret);

// The mail bounced: nothing is written to its address any more. False if there is no such mail.
bool note_bounce(store::Store&, const Report&, Instant now);

}  // namespace mail
