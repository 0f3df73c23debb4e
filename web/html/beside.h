// Beside: what is wrong with a form is said next to each field, and once more on top.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "campaign/language/template.h"

namespace pages {

// A field of a form, and the names of its section and its sentence in the template.
struct Beside {
    std::string_view field, section, sentence;
};

using Wrong = std::map<std::string, std::string>;  // Field -> sentence in the reader's language.

// A field that is not in the table is said beside its first one.
void say_beside(language::Values&, const Wrong&, std::span<const Beside>);
// The section WRONG with a row PROBLEM (HREF, TEXT) for each; none if nothing is wrong.
void sum_up_wrong(language::Values&, const Wrong&);

}  // namespace pages
