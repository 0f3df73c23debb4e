// WordCleaner: what strangers typed becomes words that paper can hold, and what was lost is said.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "print/poster.h"

namespace print {

struct WordCleaner {
    // One line of at most `most` letters without emoji; `name` is for people: "title".
    void clean(std::string& text, std::string_view name, std::size_t most);
    template <typename List>
    void keep_at_most(List& list, std::size_t most, const char* name) {
        if (list.size() <= most) return;
        warnings.push_back("Only the first " + std::to_string(most) + " " + name + " are printed.");
        list.resize(most);
    }

    std::vector<std::string>& warnings;
};

// What a poster and every other product say of a campaign: the words that their orders have in
// common. A figure that does not say when it was counted is left out.
template <typename Words>
void clean_campaign_words(Words& words, WordCleaner& cleaner) {
    constexpr std::size_t label_max = 80, proof_max = 20, sponsor_max = 40, language_max = 20;
    cleaner.keep_at_most(words.facts, facts_max, "facts");
    cleaner.keep_at_most(words.translations, translations_max, "translations");
    cleaner.keep_at_most(words.sponsors, sponsors_max, "sponsors");
    cleaner.clean(words.title, "title", title_max);
    cleaner.clean(words.organisation, "name of the organisation", line_max);
    cleaner.clean(words.overline, "overline", line_max);
    cleaner.clean(words.person, "name of the person", line_max);
    cleaner.clean(words.date_line, "date", line_max);
    cleaner.clean(words.place_line, "place", line_max);
    for (auto& fact : words.facts) cleaner.clean(fact, "facts", line_max);
    cleaner.clean(words.goal, "goal", line_max);
    cleaner.clean(words.raised, "figure raised", line_max);
    cleaner.clean(words.counted_on, "day of counting", line_max);
    cleaner.clean(words.call_to_action, "call to action", line_max);
    cleaner.clean(words.link_text, "short link", line_max);
    cleaner.clean(words.after_scan, "line below the link", line_max);
    cleaner.clean(words.trust_line, "trust line", line_max * 2);
    cleaner.clean(words.placement_label, "placement label", label_max);
    cleaner.clean(words.sponsors_heading, "heading of the sponsors", line_max);
    cleaner.clean(words.proof_text, "proof mark", proof_max);
    cleaner.clean(words.language, "language", language_max);
    for (auto& sponsor : words.sponsors) cleaner.clean(sponsor, "sponsors", sponsor_max);
    for (auto& line : words.translations) {
        cleaner.clean(line.text, "translations", line_max);
        cleaner.clean(line.language, "language", language_max);
    }
    if (words.counted_on.empty() && !words.raised.empty()) {
        cleaner.warnings.push_back(
            "The figure raised was left out: it needs the day it was counted.");
        words.raised.clear();
    }
}

}  // namespace print
