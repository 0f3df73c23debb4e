// Secrets and codes that nobody can guess, and the digests under which secrets are stored.
//
// Randomness and digests are libsodium's, which takes the former from the kernel. A secret
// is shown once and stored only as its digest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

std::string random_bytes(std::size_t count);

// Lower-case Crockford base32 of 128 random bits: 26 characters, safe in an address.
std::string random_token();

// A short code for print: 6 characters of upper-case Crockford base32 with at least one digit, so
// that no code is a word or a route.
std::string random_code();

// How a person may have typed a code: lower case, I and L for 1, O for 0, spaces and dashes.
// Empty if it cannot be a code.
std::string normalise_code(std::string_view typed);

std::string sha256_hex(std::string_view bytes);  // FIPS 180-4, 64 lower-case hex digits.
std::string hmac_sha256_hex(std::string_view key, std::string_view message);  // RFC 2104.
std::string hmac_sha256(std::string_view key, std::string_view message);      // Its 32 raw bytes.
std::string base64(std::string_view bytes);  // RFC 4648, 4, padded.
std::string from_base64(std::string_view);   // Empty unless it is sound.
bool equal_in_constant_time(std::string_view, std::string_view);

// Seals a text under a key that only its reader has; opened, it is the text, or nothing.
std::string sealed_under(std::string_view key, std::string_view text);  // base64
std::optional<std::string> unsealed(std::string_view key, std::string_view sealed);
