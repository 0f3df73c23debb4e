// PlacesView: the places of one campaign as somebody at the desk wants to see them: what is due,
// and which of them are shown.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "campaign/language/locale.h"
#include "campaign/language/template.h"
#include "campaign/links/ranking.h"
#include "campaign/links/volunteer.h"
#include "web/pages/links/placements.h"

namespace pages {

using Places = std::vector<links::PlacementYield>;

struct PlacesView {
    const http::Request& request;
    const CampaignHere& here;
    std::vector<links::Volunteer> volunteers;
    std::set<PlacementId> old_paper;

    const std::string& language() const { return request.language; }
    std::string money(std::int64_t minor) const {
        return language::money_text({minor, here.campaign.currency}, language());
    }
    std::string count(std::int64_t number) const {
        return language::count_text(number, language());
    }
    Date today() const { return language::date_in(request.now, here.version.plan.time_zone); }
    std::string path() const { return here.path() + "/placements"; }
    // Whether it was added by the act that led here.
    template <typename Made>
    bool is_new(const Made& one) const {
        return iso_text(one.made_at) == request.query.text("added");
    }
};
PlacesView places_view(const http::Request&, App&, const CampaignHere&);

// The section DUE with rows TASK; none where nothing is.
void fill_due(language::Values&, const PlacesView&, const Places&);
// The section FILTERS, as it was asked for.
void fill_filters(language::Values&, const PlacesView&);
Places chosen_places(const PlacesView&, const Places&);

}  // namespace pages
