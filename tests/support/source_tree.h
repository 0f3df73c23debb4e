// SourceTree: our own files as the house rules see them, read once from the source folder.
//
// Only what we write: build folders and fetched packages are left out. Paths start at the root.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace house {

struct SourceFile {
    std::string path;  // "campaign/words/money.h"
    std::string text;
};

// The files of campaign/, print/, web/ and tests/, sorted by path.
std::vector<SourceFile> read_source_tree(const std::string& root);

std::vector<std::string> split_lines(std::string_view text);
// C++ with comments, texts and characters blanked; lines stay where they are.
std::string code_only(std::string_view source);
// C++ with comments alone blanked.
std::string without_comments(std::string_view source);

bool in_folder(std::string_view path, std::string_view prefix);
bool has_suffix(std::string_view path, std::string_view suffix);
bool is_cpp(std::string_view path);  // .h or .cpp

}  // namespace house
