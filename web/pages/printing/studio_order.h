// What a wish of the studio comes to on paper: the order of a product, with its people and places.
//
// Here a campaign becomes words for paper, as in poster_order.h, on which this builds.
#pragma once

#include <optional>
#include <vector>

#include "print/product.h"
#include "web/pages/printing/poster_order.h"
#include "web/pages/printing/studio_wish.h"

namespace pages {

struct Studio {
    store::Store& store;
    const Config& config;
    const campaign::Campaign& campaign;
    const campaign::Version& version;
    Instant now;
};

// Without items. Refuses a target or an own picture that is not the campaign's.
print::ProductOrder studio_order(const Studio&, const StudioWish&, const people::Actor&);

// Finished for where it is printed. Nothing where four inks were asked for and cannot be made.
std::optional<std::string> finished_file(const print::Product&, const StudioWish&, Instant created);

}  // namespace pages
