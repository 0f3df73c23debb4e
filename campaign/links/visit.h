// Visit: one arrival by a link. People are told apart from bots, previews, HEAD and staff, and are
// the only ones that count as scans.
//
// A visit keeps no address: the visitor is a salted digest that cannot be joined over days, and of
// where they came from only the host is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/id.h"
#include "campaign/words/instant.h"

namespace links {

enum class Sort { person, bot, head, staff };
std::string_view sort_name(Sort);

// Arrival: what the web edge knows about somebody who follows a link.
struct Arrival {
    LinkId link;
    CampaignId campaign;
    Sort sort = Sort::person;
    std::string user_agent, referrer, client;
    Instant at;
};

// A crawler or a preview of a messenger, by its own words. HeadlessChrome is a person: a browser
// under the hand of one.
bool is_bot(std::string_view user_agent);
std::string browser_name(std::string_view user_agent);  // "Safari", "WhatsApp"; at most 16 bytes.
// "https://m.facebook.com/x?y" -> "m.facebook.com"; empty unless it is a plain host of at most 80.
std::string referrer_host(std::string_view referrer);

// Visit: one row, as stored.
struct Visit {
    LinkId link;
    CampaignId campaign;
    Sort sort = Sort::person;
    Instant at;
    std::string browser, referrer_host, visitor;  // visitor: 16 hex digits or empty.
};

// PageView: a landing was shown to somebody who came by this link.
struct PageView {
    LinkId link;
    std::int64_t count = 1;
};

constexpr std::size_t visits_in_batch_max = 256;

// At most visits_in_batch_max of both; adds them to the links' tallies.
void insert_visits(store::Transaction&, const std::vector<Visit>&, const std::vector<PageView>&);

// Tallies as the rows of visits say: for the verifier of cached sums. Page views have no rows.
struct LinkCount {
    LinkId link;
    std::int64_t counted_persons, tally_persons, counted_others, tally_others;
};
// All that was ever counted.
struct VisitCounts {
    std::int64_t persons = 0, others = 0;
};
VisitCounts count_all_visits(store::Session&);

constexpr int wrong_tallies_max = 100;
std::vector<LinkCount> all_wrong_link_tallies(store::Session&);

}  // namespace links
