// Origins of gifts that other subjects ask about: from where one came to be recorded.
#pragma once

#include <string_view>

namespace giving {

// Nobody promised it: the bank showed the money, and a person said what it is. Its donor is never
// asked for it, and where it is no gift after all, nothing of it stays promised.
constexpr std::string_view line_origin = "bank";

}  // namespace giving
