// Hashtags: where they stand in a text that people typed.
//
// A tag is # followed by letters, digits and underscores of any script, with something else than
// digits among them ("#1" is a place, "#Ward3" a tag), and does not start in the middle of a word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

struct Piece {
    std::string text;
    bool is_tag = false;
};

// The whole text in pieces, in order; nothing is lost.
std::vector<Piece> pieces_of(std::string_view utf8);
