#include "campaign/words/token.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>

#include "campaign/words/id.h"

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford base32.

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
const unsigned char* raw(const std::string& bytes) { return raw(std::string_view{bytes}); }

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

template <std::size_t size>
std::string hex_of(const unsigned char (&digest)[size]) {
    char hex[2 * size + 1];
    sodium_bin2hex(hex, sizeof hex, digest, size);
    return hex;
}

}  // namespace

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), count);
    return bytes;
}

std::string random_token() {
    std::string token;
    for (const unsigned char byte : random_bytes(26)) {
        const auto letter = alphabet[byte & 31];
        token += static_cast<char>(letter >= 'A' ? letter + ('a' - 'A') : letter);
    }
    return token;
}

std::string random_code() {
    for (;;) {
        std::string code;
        for (const unsigned char byte : random_bytes(6)) code += alphabet[byte & 31];
        if (std::ranges::any_of(code, [](char c) { return c >= '0' && c <= '9'; })) return code;
    }
}

std::string normalise_code(std::string_view typed) {
    std::string code;
    for (auto c : typed) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'I' || c == 'L') c = '1';
        if (c == 'O') c = '0';
        if (alphabet.find(c) == std::string_view::npos) return {};
        code += c;
    }
    return code.size() == 6 ? code : std::string{};
}

std::string sha256_hex(std::string_view bytes) {
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, raw(bytes), bytes.size());
    return hex_of(digest);
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, raw(key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(message), message.size());
    crypto_auth_hmacsha256_final(&state, raw(digest));
    return digest;
}

std::string hmac_sha256_hex(std::string_view key, std::string_view message) {
    const auto digest = hmac_sha256(key, message);
    std::string hex(2 * digest.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), raw(digest), digest.size());
    hex.pop_back();
    return hex;
}

std::string base64(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.pop_back();
    return text;
}

std::string from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t count = 0;
    if (sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &count,
                          nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return {};
    bytes.resize(count);
    return bytes;
}

std::string sealed_under(std::string_view key, std::string_view text) {
    auto sealed = random_bytes(crypto_secretbox_NONCEBYTES);
    const auto sealing_key = hmac_sha256(key, "seal");
    std::string box(text.size() + crypto_secretbox_MACBYTES, '\0');
    crypto_secretbox_easy(raw(box), raw(text), text.size(), raw(sealed), raw(sealing_key));
    return base64(sealed + box);
}

std::optional<std::string> unsealed(std::string_view key, std::string_view sealed) {
    constexpr std::size_t nonce_bytes = crypto_secretbox_NONCEBYTES;
    const auto bytes = from_base64(sealed);
    if (bytes.size() < nonce_bytes + crypto_secretbox_MACBYTES) return {};
    const auto sealing_key = hmac_sha256(key, "seal");
    const auto box = std::string_view{bytes}.substr(nonce_bytes);
    std::string text(box.size() - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(raw(text), raw(box), box.size(), raw(bytes), raw(sealing_key)) !=
        0)
        return {};
    return text;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::int64_t new_numbers(Instant now, std::int64_t count) {
    constexpr auto epoch = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1};
    constexpr int random_bits = 21;
    static std::atomic<std::int64_t> next{0};
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now - epoch).count() &
                        ((std::int64_t{1} << 41) - 1);
    std::uint32_t random = 0;
    for (const unsigned char byte : random_bytes(3)) random = random << 8 | byte;
    const auto fresh = millis << random_bits | (random & ((1u << random_bits) - 1));
    auto before = next.load(), first = fresh;
    // Two million in one millisecond, as a large import with one stamp may need: it goes on in the
    // next ones. Another random place among its own would meet what is taken.
    constexpr std::int64_t ahead_max = 64;
    const auto goes_on = [&](std::int64_t last) {
        const auto ahead = (last >> random_bits) - millis;
        return ahead >= 0 && ahead < ahead_max;
    };
    do {
        first = goes_on(before) ? before : fresh;
    } while (!next.compare_exchange_weak(before, first + count));
    return first;
}

std::int64_t new_number(Instant now) { return new_numbers(now, 1); }
