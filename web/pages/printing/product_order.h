// Products on paper: a campaign's words for every layout of print/layouts, and whom they are for.
//
// As with the poster, what was not approved yet or leads to this machine only is a proof.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "print/product.h"
#include "web/pages/printing/poster_order.h"

namespace pages {

enum class ProductFor { campaign, placements, participants, participants_for_staff };

// Who reads the names on it. Paper cannot be taken back: what everybody sees (bibs, badges, cards)
// has only names that somebody has read; lists at check-in have those that people signed up with.
enum class NamesFor { everybody, staff };
NamesFor names_for(std::string_view layout);

// The campaign's words in the wish's language; its link, label and paper come from the wish.
print::ProductWords product_words(store::Session&, const Config&, const PosterWish&, Instant now);

// People who walk and whom the campaign has agreed to, in the order they joined, behind one of
// them; each has the number of that order, for ever. through: the last one's number of the table;
// unread: whose names nobody has read yet, so that a neutral line stands there.
struct PrintedPeople {
    std::vector<print::ProductItem> items;
    std::int64_t through = 0;
    int unread = 0;
};
struct PeopleWanted {
    CampaignId campaign;
    std::string language;
    NamesFor names = NamesFor::everybody;
    std::int64_t after = 0;  // 0: from the first on.
    int limit = static_cast<int>(print::items_max);
};
PrintedPeople people_to_print(store::Session&, const Config&, const PeopleWanted&);
std::int64_t count_people_to_print(store::Session&, CampaignId);

// One item for each placement in use, or for each of these people, by name.
std::vector<print::ProductItem> product_items(store::Session&, const Config&, const PosterWish&,
                                              ProductFor);

// Words, theme, the organisation's colours and logo together; the caller adds the layout, the items
// and how it is printed.
print::ProductOrder product_order(store::Session&, const Config&, const PosterWish&, Instant now);

}  // namespace pages
