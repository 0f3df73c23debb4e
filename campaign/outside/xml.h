// Xml: text as it may stand in XML 1.0, between tags and in quoted attributes.
#pragma once

#include <string>
#include <string_view>

namespace outside {

// Escapes what has a meaning in markup; what XML has no place for (control characters) is left out.
std::string xml_text(std::string_view utf8);

}  // namespace outside
