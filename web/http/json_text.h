// json_text(): a text as a JSON string (RFC 8259), safe in a script, in HTML and on a terminal too.
#pragma once

#include <string>
#include <string_view>

namespace http {

// With its quotes. The text is UTF-8; control characters, < > & and U+2028/9 are escaped.
std::string json_text(std::string_view utf8);

}  // namespace http
