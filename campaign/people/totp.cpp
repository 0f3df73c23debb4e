#include "campaign/people/totp.h"

#include <liboath/oath.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "campaign/words/check.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace people {

namespace {

constexpr std::size_t secret_bytes = 20, digits = 6;
constexpr unsigned step_s = 30;

struct Freed {
    void operator()(char* text) const { std::free(text); }
};
using OathText = std::unique_ptr<char, Freed>;

bool oath_is_ready() {
    static const bool is_ready = oath_init() == OATH_OK;
    return is_ready;
}

std::string base32_of(const std::string& bytes) {
    char* text = nullptr;
    std::size_t length = 0;
    const auto code = oath_base32_encode(bytes.data(), bytes.size(), &text, &length);
    const OathText owned{text};
    check(code == OATH_OK, "a secret is written in base32");
    return {text, length};
}

std::optional<std::string> bytes_of(const std::string& base32) {
    char* bytes = nullptr;
    std::size_t length = 0;
    const auto code = oath_base32_decode(base32.data(), base32.size(), &bytes, &length);
    const OathText owned{bytes};
    if (code != OATH_OK || length == 0) return {};
    return std::string{bytes, length};
}

}  // namespace

std::string random_totp_secret() {
    check(oath_is_ready(), "liboath starts");
    return base32_of(random_bytes(secret_bytes));
}

std::optional<std::int64_t> step_of_code(const std::string& secret, std::string_view typed,
                                         Instant now) {
    check(oath_is_ready(), "liboath starts");
    std::string code{typed};
    std::erase(code, ' ');
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (code.size() != digits || !std::ranges::all_of(code, is_digit)) return {};
    const auto key = bytes_of(secret);
    if (!key) return {};
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    constexpr std::size_t steps_around = 1;
    int place = 0;
    std::uint64_t step = 0;
    const auto found = oath_totp_validate3(key->data(), key->size(), seconds, step_s, 0,
                                           steps_around, &place, &step, code.c_str());
    if (found < 0) return {};
    return static_cast<std::int64_t>(step);
}

std::string totp_address(const std::string& secret, std::string_view issuer,
                         std::string_view account) {
    const auto name = percent_encoded(issuer);
    return "otpauth://totp/" + name + ":" + percent_encoded(account) + "?secret=" + secret +
           "&issuer=" + name;
}

}  // namespace people
