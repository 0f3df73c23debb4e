// Symbol: a QR code as a square of modules, and as a drawing for web pages.
//
// Invariants:
//   * Version 2 at least (version 1 has no alignment pattern), 13 at most for 8-bit payment codes.
//   * The modules do not contain the quiet zone; whoever draws a symbol adds quiet_modules around
//   it.
// It knows nothing of links: the caller hands over `https://HOST/CODE` ready to be encoded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace print {

// How much of a symbol may be lost: 7, 15, 25 or 30 percent (ISO/IEC 18004).
enum class Correction { l, m, q, h };

constexpr int quiet_modules = 4;  // ISO/IEC 18004: on each side, always light.
constexpr int version_min = 2;
constexpr int payment_version_max = 13;           // EPC069-12.
constexpr std::size_t code_text_bytes_max = 512;  // More would not be read from paper anyway.

struct Symbol {
    bool dark(int column, int row) const { return modules[row * side + column] != 0; }

    int version = 0;
    int side = 0;                       // Modules along one edge: 17 + 4 * version.
    std::vector<std::uint8_t> modules;  // Row by row, 1 is dark.
    Correction correction = Correction::m;
};

// Splits the text into segments of digits, upper-case letters and bytes by itself. Nothing for text
// that is empty, too long for code_text_bytes_max or no UTF-8.
std::optional<Symbol> encode_text(std::string_view text, Correction);

// One 8-bit segment at level M and at most version 13, as the European Payments Council wants it.
// Nothing if the payload (at most 331 bytes) does not fit.
std::optional<Symbol> encode_payment(std::string_view payload);

// A standalone SVG: one path, the quiet zone included, `title` as its accessible name.
std::string symbol_svg(const Symbol&, std::string_view title);

}  // namespace print
