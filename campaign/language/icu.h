// The name under which ICU knows one of our languages ("en" is "en-GB"). Only for this room.
#pragma once

#include <string>
#include <string_view>

namespace language {

std::string icu_locale_name(std::string_view language);

}  // namespace language
