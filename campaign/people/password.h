// Password: kept only as its Argon2id hash (RFC 9106), made and compared by libsodium.
//
// Two passes over 19 MiB, the least that OWASP's password storage page asks for: the eight threads
// that may do so at once then need 150 MiB together.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace people {

constexpr std::size_t password_min = 12, password_bytes_max = 400;  // min: code points.

// What is wrong with it, as a sentence, or nothing.
std::optional<std::string> objection_to_password(std::string_view);

std::string hash_password(std::string_view);

// An empty hash (an unknown address, an account that has ended) takes the same time and is false.
bool is_password_of(std::string_view hash, std::string_view typed);

}  // namespace people
