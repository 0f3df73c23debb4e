// The house rules that a machine can hold, one function each.
//
// Every function takes one file and returns a sentence for each place that breaks its rule: where,
// and what to do. None reads the disk, so each can be shown a bad snippet and must object.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/support/source_tree.h"

namespace house {

using Objections = std::vector<std::string>;

constexpr std::size_t columns_max = 100;
constexpr std::size_t file_lines_max = 400;  // About 250 is wanted.
constexpr std::size_t function_lines_max = 60;

// Rooms and doors.
Objections closed_doors(const SourceFile&);     // A library used outside its door.
Objections rooms_that_meet(const SourceFile&);  // campaign, print and web kept apart.
Objections lost_includes(const SourceFile&, const std::set<std::string>& all_paths);

// Shape.
Objections long_lines(const SourceFile&);
Objections long_files(const SourceFile&);
Objections long_functions(const SourceFile&);
Objections vague_names(const SourceFile&);
Objections silent_headers(const SourceFile&);  // A header that does not open with a comment.
Objections unlisted_files(const SourceFile&, const std::string& all_cmake_lists);
Objections leftovers(const SourceFile&);  // Notes to oneself.

// Conduct.
Objections banned_calls(const SourceFile&);  // Connector calls that swallow failures.
Objections stray_verbs(const SourceFile&);   // in_transaction outside *ing.cpp.
Objections clocks(const SourceFile&);        // Time read below web/.
Objections floating_money(const SourceFile&);
Objections scattered_addresses(const SourceFile&);  // Route patterns outside web/routes.cpp.
Objections product_names(const SourceFile&);

// Templates (house_rules_html.cpp).
Objections inline_code(const SourceFile&);  // Inline style, script or on…=.
Objections open_elements(const SourceFile&);  // Opened and not closed, or closed once too often.
Objections misplaced_variables(const SourceFile&);
// A name in a template that no handler fills prints nothing; `all_handlers` is their source text.
Objections unfilled_names(const SourceFile&, const std::string& all_handlers);

}  // namespace house
