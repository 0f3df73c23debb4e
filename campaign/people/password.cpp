#include "campaign/people/password.h"

#include <sodium.h>

#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace people {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

// Of nobody's password: compared with where there is no account, so that time tells nothing.
const std::string& nobodys_hash() {
    static const std::string hash = hash_password("nobody has this password");
    return hash;
}

}  // namespace

std::optional<std::string> objection_to_password(std::string_view password) {
    if (!is_utf8(password) || password.size() > password_bytes_max)
        return std::string{language::to_say("This password is too long.")};
    if (count_code_points(password) < password_min)
        return std::string{language::to_say("At least 12 characters, please.")};
    return {};
}

std::string hash_password(std::string_view password) {
    check(sodium_init() >= 0, "libsodium starts");
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const auto failed = crypto_pwhash_str_alg(out.data(), password.data(), password.size(), passes,
                                              memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    check(failed == 0, "there is memory for hashing a password");
    return out.data();
}

bool is_password_of(std::string_view hash, std::string_view typed) {
    check(sodium_init() >= 0, "libsodium starts");
    const std::string compared{hash.empty() ? nobodys_hash() : hash};
    const auto fits = typed.size() <= password_bytes_max &&
                      crypto_pwhash_str_verify(compared.c_str(), typed.data(), typed.size()) == 0;
    return fits && !hash.empty();
}

}  // namespace people
