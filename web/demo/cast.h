// Cast: the names, words and places that the demo is made of, read from the text files beside it.
//
// Every person in it is invented, and every address ends in example.org or example.com.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/demo/dice.h"

namespace demo {

struct People {
    std::string language, between;  // between: given and family name; empty: family name first.
    std::vector<std::string> given, family;
};
struct TeamName {
    std::string campaign, name;
};
struct StoryText {
    std::string language, text;
};
struct PlaceText {
    std::string campaign, name, address, channel;
    int copies = 1;
    std::int64_t cents = 0, pull = 0;  // pull: how well it works.
    std::string helper = {};           // Who hangs it; mostly somebody.
    int round = 1;
    std::string contact = {};
};

struct Cast {
    std::vector<People> peoples;
    std::vector<TeamName> teams;
    std::vector<StoryText> stories;
    std::vector<std::string> messages;
    std::vector<PlaceText> places;
};
Cast read_cast();

struct PostText {
    std::string campaign, who, words;
};
std::vector<PostText> read_posts();

struct Name {
    std::string full, given, language;
};
Name draw_name(const Cast&, Dice&);

// The text of web/demo/{name}.
std::string text_of(std::string_view name);

}  // namespace demo
