// Totp: codes of six digits that change every 30 seconds (RFC 6238, HMAC-SHA-1), by liboath.
//
// A code counts in its own step and in the one before and after it, so that a phone's clock may be
// half a minute off. Which steps were used already is kept in authenticator.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "campaign/words/instant.h"

namespace people {

std::string random_totp_secret();  // 160 bits (RFC 4226, R6) in base32.

// The step whose code this is, spaces aside; nothing if it is none of the three.
std::optional<std::int64_t> step_of_code(const std::string& secret, std::string_view typed,
                                         Instant);

// For the QR code of an authenticator app: otpauth://totp/…
std::string totp_address(const std::string& secret, std::string_view issuer,
                         std::string_view account);

}  // namespace people
