// Review cards: what waits for a person to read it, whatever it is, oldest first: words of gifts,
// pages and portraits of participants, names of teams, posts, announcements, stories and
// introductions; and posts of trusted authors, which are public and still to be looked at ("look").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/pictures/photo.h"
#include "web/app.h"

namespace pages {

// Which words, as they were read: "gift-17-2" is gift 17 in its second version.
struct ReviewId {
    std::string type;
    std::int64_t number = 0;
    int version = 0;

    std::string words() const { return type + '-' + std::to_string(number); }
    std::string text() const { return words() + '-' + std::to_string(version); }
};
std::optional<ReviewId> read_review_id(const std::string& typed);

struct Card {
    ReviewId id;
    CampaignId campaign;
    Instant since;
    std::string kind, who, text, before = {};
    bool is_own = false;
    ParticipantId participant = {};  // Whose words they are, if a participant's.
    std::string read_path = {};      // Below the campaign's desk, where it is decided, if not here.
    pictures::PhotoId photo = {};    // What is to be looked at, if it is a picture alone.
    std::string whole_path = {};     // There as well: where it stands with all that belongs to it.
    std::string body = {};           // What is long, in Markdown.
};

constexpr int queue_max = 60;

// Of one campaign, or (0) of all that this person may review.
std::vector<Card> all_cards(const http::Request&, App&, CampaignId);

// What a reader should look at twice before it is public, in the reader's language.
std::vector<std::string> hints_about(const std::string& text, const std::string& language);

// What somebody must be allowed to do to judge them.
people::Duty duty_of(const ReviewId&);

// Which campaign the words belong to, so that nobody judges those of another one.
CampaignId campaign_of_words(App&, const ReviewId&);

}  // namespace pages
