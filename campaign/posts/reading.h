// Reading: who has which words open, so that two who moderate do not read the same.
//
// Words are named by what they are and their number ("post-17"). Somebody has one thing open at a
// time; it is theirs for reading_lasts and then free by itself. Nothing is decided by it: a verdict
// still says which version was read.
#pragma once

#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace posts {

struct Reading {
    std::string words;
    AccountId reader;
    Instant until;
};

constexpr std::chrono::minutes reading_lasts{5};
constexpr std::size_t reading_name_max = 40;
constexpr int readings_listed_max = 200;

std::vector<Reading> readings_now(store::Session&, Instant now);

struct Opening {
    std::string words;
    CampaignId campaign;
    AccountId reader;
};
// False: somebody else has them open. What the reader had open before is put down.
bool open_words(store::Store&, const Opening&, Instant now);
void put_words_down(store::Store&, const Opening&);

void remove_old_readings(store::Transaction&, Instant now);

}  // namespace posts
