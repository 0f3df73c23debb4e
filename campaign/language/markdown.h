// Markdown with pictures: what render_markdown() of template.h makes, with those of its pictures
// that are known here. CommonMark 0.29 with GitHub's tables, strikethrough and bare addresses.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/language/template.h"

namespace language {

struct Illustration {
    std::string src, srcset;
    int width = 0, height = 0;
    std::string alt;  // Where the text has no words of its own for it.
};
using Illustrations = std::map<std::string, Illustration, std::less<>>;  // By "photo:17".

// A picture whose address is none of these is replaced by its words.
Html render_illustrated(std::string_view text, const Illustrations&);

// Numbers of the pictures that the text shows, as "![words](photo:17)": in order, each once.
std::vector<std::int64_t> illustrations_in(std::string_view text);
inline constexpr std::string_view illustration_scheme = "photo:";

}  // namespace language
