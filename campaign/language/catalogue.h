// Catalogue: the texts of one language, from gettext .mo files (resources). English is the key.
//
// The door of Boost.Locale. A text that is missing is said in English. Sentences with a number in
// them are made here (plural forms of the language), not in templates. Values are plain text, to be
// escaped by the template that shows them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace language {

// Marks a text for ./dev words that is said later, by a call that has it in a variable.
constexpr std::string_view to_say(std::string_view english) { return english; }

std::string say(std::string_view english, std::string_view language);

// say_with("Counted today, {1}", {"14:03"}, "de"): places {1} to {9} are filled after translation.
std::string say_with(std::string_view english, const std::vector<std::string>& values,
                     std::string_view language);

// say_count("{1} gift", "{1} gifts", 3, "de"): {1} is the number as people write it.
std::string say_count(std::string_view one, std::string_view many, std::int64_t count,
                      std::string_view language);

}  // namespace language
