// The same campaign in words of five scripts, and people to print for.
#pragma once

#include <string>
#include <vector>

#include "print/product.h"

namespace samples {

const std::vector<std::string>& all_languages();  // en, de, ar, hi, zh
print::ProductOrder order_in(const std::string& language, const std::string& layout);
// A few people for what takes items, with links of their own.
std::vector<print::ProductItem> people_in(const std::string& language, std::size_t count);

}  // namespace samples
