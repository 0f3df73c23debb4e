#include <charconv>

#include "campaign/giving/providers/stripe.h"
#include "campaign/words/token.h"

namespace providers {

namespace {

constexpr std::chrono::seconds fresh_max{300};
constexpr std::size_t header_max = 4096, signatures_max = 20;

struct Signature {
    std::string time;
    std::vector<std::string> proofs;  // Of scheme v1; others are not looked at.
};

Signature read_header(std::string_view header) {
    Signature signature;
    while (!header.empty()) {
        const auto comma = header.find(',');
        const auto part = header.substr(0, comma);
        header.remove_prefix(comma == header.npos ? header.size() : comma + 1);
        if (part.starts_with("t=") && signature.time.empty()) signature.time = part.substr(2);
        if (part.starts_with("v1=") && signature.proofs.size() < signatures_max)
            signature.proofs.emplace_back(part.substr(3));
    }
    return signature;
}

bool is_fresh(const std::string& time, Instant now) {
    std::int64_t seconds = 0;
    const auto end = time.data() + time.size();
    constexpr std::int64_t far = 100'000'000'000;
    const auto read = std::from_chars(time.data(), end, seconds);
    if (time.empty() || read.ec != std::errc{} || read.ptr != end) return false;
    if (seconds < 0 || seconds > far) return false;
    const Instant at{std::chrono::seconds{seconds}};
    return at <= now + fresh_max && at >= now - fresh_max;
}

}  // namespace

bool is_signed_by_stripe(const std::string& header, const std::string& body,
                         const std::vector<std::string>& secrets, Instant now) {
    if (header.size() > header_max) return false;
    const auto signature = read_header(header);
    if (!is_fresh(signature.time, now)) return false;
    bool is_right = false;  // Every pair is compared, whichever fits.
    for (const auto& secret : secrets) {
        const auto wanted = hmac_sha256_hex(secret, signature.time + "." + body);
        for (const auto& proof : signature.proofs)
            is_right = equal_in_constant_time(proof, wanted) || is_right;
    }
    return is_right;
}

}  // namespace providers
