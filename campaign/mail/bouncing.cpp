#include <algorithm>
#include <charconv>

#include "campaign/mail/bounce.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace mail {

namespace {

constexpr std::size_t code_digits = 16;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string lowered(std::string_view text) {
    std::string low{text};
    std::ranges::transform(low, low.begin(), lower);
    return low;
}

// The mail whose token ends at this dash and the 16 digits after it.
std::optional<MailId> mail_around(std::string_view text, std::size_t dash,
                                  std::string_view secret) {
    auto from = dash;
    while (from > 0 && is_hex(text[from - 1])) --from;
    auto until = dash + 1;
    while (until < text.size() && is_hex(text[until])) ++until;
    std::int64_t number = 0;
    if (until - dash - 1 != code_digits) return {};
    const auto read = std::from_chars(text.data() + from, text.data() + dash, number, 16);
    if (read.ec != std::errc{} || read.ptr != text.data() + dash) return {};
    const auto token = text.substr(from, until - from);
    if (!equal_in_constant_time(token, token_of(secret, MailId{number}))) return {};
    return MailId{number};
}

std::optional<MailId> find_mail_in(std::string_view text, std::string_view secret) {
    constexpr int looked_at_max = 1'000;  // A report has a handful.
    int looked_at = 0;
    for (auto at = text.find('-'); at != text.npos; at = text.find('-', at + 1)) {
        if (at == 0 || !is_hex(text[at - 1]) || at + 1 >= text.size() || !is_hex(text[at + 1]))
            continue;
        if (++looked_at > looked_at_max) break;
        if (const auto found = mail_around(text, at, secret)) return found;
    }
    return {};
}

// The rest of the first line that begins with this field's name, in ASCII.
std::string field_in(std::string_view text, std::string_view low, std::string_view name) {
    const auto at = low.find("\n" + std::string{name} + ":");
    if (at == low.npos) return {};
    const auto from = at + name.size() + 2;
    std::string value;
    for (const unsigned char c : text.substr(from, low.find('\n', from) - from))
        if (c >= 0x20 && c < 0x7f && (c != ' ' || !value.empty())) value += static_cast<char>(c);
    return value;
}

}  // namespace

std::string token_of(std::string_view secret, MailId mail) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, mail.value, 16).ptr;
    const std::string number{digits, end};
    return number + "-" + hmac_sha256_hex(secret, "mail " + number).substr(0, code_digits);
}

std::string mail_secret(store::Session& session) {
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    check(secret.has_value(), "the secret of tokens was made by the migration");
    return secret->text("value");
}

std::string bounce_address(const std::string& address, const std::string& token) {
    const auto at = address.find('@');
    return address.substr(0, at) + "+" + token + address.substr(at);
}

std::optional<Report> read_report(std::string_view message, std::string_view secret) {
    const auto text = message.substr(0, report_bytes_max);
    const auto low = lowered(text);
    const auto status = field_in(text, low, "status");
    const auto is_final = lowered(field_in(text, low, "action")).starts_with("failed") &&
                          (status.empty() || status.starts_with('5'));
    if (!is_final) return {};
    const auto mail = find_mail_in(low, secret);
    if (!mail) return {};
    const auto said = field_in(text, low, "diagnostic-code");
    return Report{*mail, said.empty() ? status : said};
}

bool note_bounce(store::Store& store, const Report& report, Instant now) {
    constexpr int tries_max = 3;
    for (int i = 0; i < tries_max; ++i) {
        const auto found = find_mail(store.session(), report.mail);
        if (!found) return false;
        const auto is_done = store.in_transaction([&](store::Transaction& tx) {
            return move_mail(
                tx, *found,
                {.to = State::bounced, .due_at = now, .sent_at = {}, .trouble = report.words});
        });
        if (is_done) return true;
    }
    return false;
}

}  // namespace mail
