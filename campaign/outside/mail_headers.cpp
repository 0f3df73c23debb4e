// The headers of a mail: what stands in them, encoded so that they stay one header each.
#include <Poco/Base64Encoder.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <sstream>

#include "campaign/outside/smtp.h"

namespace outside {

namespace {

std::string base64(std::string_view bytes) {
    std::ostringstream out;
    Poco::Base64Encoder encoder{out};
    encoder.rdbuf()->setLineLength(0);
    encoder.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    encoder.close();
    return out.str();
}

// Letters that mean nothing in any header; the rest is encoded.
bool is_plain(std::string_view text) {
    constexpr std::string_view signs = " !#$%&'*+-/^_`{|}~.,:;?@()";
    constexpr std::size_t line_max = 60;
    return text.size() <= line_max && text.find("=?") == text.npos &&
           std::ranges::all_of(text, [&](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      signs.find(c) != signs.npos;
           });
}

std::size_t begin_of_next(std::string_view text, std::size_t at) {
    do ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80);
    return at;
}

// No header has a use for them, whatever decodes it.
std::string without_controls(std::string_view text) {
    std::string clean{text};
    std::ranges::replace_if(
        clean, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return clean;
}

std::string encoded_words(std::string_view utf8) {
    constexpr std::size_t bytes_max = 42;  // 56 of base64, 12 around: within 75.
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        auto end = begin_of_next(utf8, at);
        for (auto next = at; next < utf8.size();) {
            next = begin_of_next(utf8, next);
            if (next - at > bytes_max) break;
            end = next;
        }
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base64(utf8.substr(at, end - at)) + "?=";
        at = end;
    }
    return out;
}

// A name before an address (RFC 5322, phrase): plain words only, else encoded as a whole.
std::string phrase(std::string_view typed) {
    const auto name = without_controls(typed);
    constexpr std::string_view special = ".,:;@()?";
    const bool is_atoms = is_plain(name) && name.find_first_of(special) == std::string::npos;
    return is_atoms ? name : encoded_words(name);
}

}  // namespace

std::string encoded_header(std::string_view utf8) {
    const auto clean = without_controls(utf8);
    return is_plain(clean) ? clean : encoded_words(clean);
}

std::string mail_date(Instant at) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const Date date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at) - day};
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                  days[std::chrono::weekday{day}.c_encoding()], unsigned{date.day()},
                  months[unsigned{date.month()} - 1], int{date.year()},
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

MailHeaders headers_of(const MailMessage& mail) {
    const auto from = "<" + mail.from + ">";
    MailHeaders headers{
        {"Date", mail_date(mail.at)},
        {"From", mail.from_name.empty() ? from : phrase(mail.from_name) + "\r\n " + from},
        {"To", "<" + mail.to + ">"}};
    if (!mail.reply_to.empty() && mail.reply_to != mail.from)
        headers.emplace_back("Reply-To", "<" + mail.reply_to + ">");
    headers.emplace_back("Subject", encoded_header(mail.subject));
    headers.emplace_back("Message-ID", "<" + mail.message_id + ">");
    if (!mail.refuse_url.empty()) {
        headers.emplace_back("List-Unsubscribe", "<" + mail.refuse_url + ">");
        headers.emplace_back("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    headers.emplace_back("Auto-Submitted", "auto-generated");
    headers.emplace_back("X-Auto-Response-Suppress", "All");
    headers.emplace_back("Content-Language", mail.language);
    return headers;
}

}  // namespace outside
