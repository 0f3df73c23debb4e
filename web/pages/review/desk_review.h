// The queue of words that wait for a person: names and messages of gifts, pages of participants,
// names of teams, posts, announcements, stories, introductions. Oldest first; nobody reads their
// own.
#pragma once

#include <string>
#include <vector>

#include "web/app.h"

namespace pages {

http::Response show_all_reviews(const http::Request&, App&);  // GET /desk/review
http::Response show_reviews(const http::Request&, App&);      // GET /desk/:campaign/review
http::Response decide_review(const http::Request&, App&);     // POST /desk/:campaign/review
// Opens words for whoever reads them now: POST /desk/:campaign/review/readings, for review.js.
http::Response open_reading(const http::Request&, App&);

// The same queue and the same verdicts, for programs.
struct WaitingWords {
    std::string id, type, who, text, before;  // id: which words, as they were read.
    Instant since;
    bool is_own = false;
    std::vector<std::string> flags;  // What to look at twice, in English.
};
std::vector<WaitingWords> words_waiting(const http::Request&, App&, CampaignId);

constexpr std::size_t verdict_reason_max = 400;
struct WordsVerdict {
    std::string words;    // Their id.
    std::string verdict;  // publish, send_back or undo.
    std::string reason;   // Needed to send back.
};
people::Duty duty_of_words(const std::string& id);  // What their judge must be allowed to do.
void judge_words(App&, CampaignId, const WordsVerdict&, const people::Actor&, Instant now);

}  // namespace pages
