// State: all that may move on a campaign's public page and on the big screen, read in a few short
// queries, and how it is said in one language.
//
// Anonymity and review were applied in the queries: nothing hidden is in here, so nothing hidden
// can be sent. `version` is a digest of what is shown; equal versions look alike.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "campaign/announcements/announcement.h"
#include "campaign/campaign.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/ledger/figures.h"
#include "campaign/matching/pool.h"
#include "campaign/posts/post.h"
#include "campaign/words/hashtag.h"
#include "web/live/crowd.h"

namespace live {

struct State {
    campaign::Campaign campaign;
    campaign::Version shown;
    campaign::Phase phase = campaign::Phase::draft;
    ledger::Figures figures;
    Money lighter;  // Promised or handed in; nothing where the campaign does not show it.
    std::vector<giving::PublicGift> latest;
    std::vector<posts::PublicPost> posts;
    std::vector<campaign::Milestone> milestones;
    std::optional<announcements::Announcement> announcement;  // What interrupts everybody now.
    std::vector<std::int64_t> post_ids;  // The newest that are public: whoever is not here is gone.
    std::int64_t photo_changes = 0;      // Of portraits and of pictures in stories.
    Ranking best;                        // The first of the contest, or of the teams.
    std::optional<matching::Pool> pool =
        {};  // Of a sponsor: the one that runs, the next or the last.
    Instant read_at;
    std::string version;

    Money raised() const { return {figures.raised, campaign.currency}; }
    std::int64_t reached() const;  // In the goal's unit; what nobody counts yet is 0.
};

// Few and short, because every event carries them: a post has at most 500 characters.
constexpr int latest_max = 12, posts_max = 4, post_ids_max = 60;

// So long after it was reached, a milestone is celebrated on every page that is open.
constexpr std::chrono::minutes celebrated_for{10};

// Puts the ranking into the state, which changes its version.
void show_best(State&, const Ranking&);

// Nothing for a campaign that is unknown or not public.
std::optional<State> read_state(store::Session&, std::string_view slug, Instant now);
// The same of a draft as well, for its preview.
State read_state_of(store::Session&, const campaign::Campaign&, const campaign::Version&,
                    Instant now);

// Wording: the state in words, as pages and events carry them. `latest` stands in their order.
struct Wording {
    std::string raised;       // "€13,600"
    std::string goal_line;    // "€6,400 to go by Sunday 12 June"
    std::string lighter;      // "+ €900 promised or handed in, still to be counted", or empty
    std::string gifts_text;   // "412 gifts"
    std::string counted;      // "Counted at 14:03"
    std::string screen_line;  // "68% of €20,000 · 412 gifts"
    std::string meter_text;   // "€13,600 of €20,000 raised, 68%"
    int percent = 0, lighter_percent = 0;  // Of the goal: 0 to 100, together at most 100.
    struct Row {
        std::string who, amount, message, ago, mention;  // mention: "In memory of …"
    };
    std::vector<Row> latest;
    struct Photo {
        std::string src, srcset, href, alt;  // The widest stands at href.
        int width = 0, height = 0;           // Of the widest.
    };
    struct Video {
        std::string href, frame, label, note;  // Its own page; ours that plays it.
    };
    struct Post {
        std::string id, who, href, ago;
        std::vector<Piece> pieces;
        bool is_official = false;
        std::vector<Photo> photos = {};
        std::optional<Video> video = {};
        std::string tags_href = {};  // A tag's page, but for the tag.
        std::string cheer_action = {}, cheers_text = {};
    };
    std::vector<Post> posts;
    struct Announcement {
        std::string severity, label;  // "emergency", and what stands before the words.
        std::string words, until_text;
        std::string at, until;  // Since when, and when it ends by itself (RFC 3339).
    };
    std::optional<Announcement> announcement;
    struct Place {
        std::int64_t place = 0;
        std::string who, href, score;
    };
    std::string best_title;  // "The first by gifts", or empty.
    std::vector<Place> best;
    struct Matching {            // Of the pool; all empty where there is none.
        std::string rule;        // "Every €1 becomes €2 until Sat 12 June."
        std::string left;        // "€1,200 of €5,000 left, given by City Bakery"
        std::string to_come;     // "€300 matched by City Bakery, still to come", or empty
        int percent = 0;         // Of the pool: what was drawn.
        bool draws_now = false;  // Does a gift that is given now draw from it?
    };
    Matching matching;
    std::string celebrated, celebrated_key;  // "€10,000 reached: a new roof", while it is fresh.
};
Wording word_state(const State&, const std::string& language, Instant now);

// "€1,200", "14 gifts", "9 new donors": what somebody stands at.
std::string score_text(const contest::Scores&, contest::Measure, Currency,
                       const std::string& language);

// "Every €1 becomes €2": what a pool makes of a gift.
std::string ratio_text(const matching::Pool&, const std::string& language);
Wording::Matching word_matching(const matching::Pool&, std::string_view zone,
                                const std::string& language, Instant now);

// "A walker of Spring Walk": while a participant's name waits to be read.
std::string ready_name(const State&, const std::string& language);
// One post as it stands on a page of this campaign.
Wording::Post word_post(const posts::PublicPost&, const State&, const std::string& language,
                        Instant now);

// Who gave, as strangers may know it: a name, a company, both, or "A gift".
std::string giver_text(const giving::PublicGift&, const std::string& language);

// "3 cheers", or empty.
std::string cheers_text(std::int64_t cheers, const std::string& language);
std::optional<Wording::Announcement> word_announcement(const State&, const std::string& language);

// What live.js reads: the words, and the same figures as numbers.
std::string render_state_json(const State&, const std::string& language, Instant now);

}  // namespace live
