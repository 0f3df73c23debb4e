// Encoding: bytes of others become UTF-8.
//
// Banks write UTF-8, UTF-16, ISO 8859-1 or -15 and Windows-1252, and now and then declare another
// one than they write: what is declared as UTF-8 and is not is read as Windows-1252.
#pragma once

#include <string>
#include <string_view>

namespace outside {

// A byte order mark wins over `declared` ("ISO-8859-15"; empty: not said). The result is valid
// UTF-8 without a mark; bytes that mean nothing become U+FFFD.
std::string to_utf8(std::string_view bytes, std::string_view declared = {});

// What an XML declaration says within the first bytes, or empty.
std::string declared_encoding(std::string_view xml);

}  // namespace outside
