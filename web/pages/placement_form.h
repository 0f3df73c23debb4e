// The fields of a place, read strictly and given back as they were typed.
#pragma once

#include <map>
#include <string>

#include "campaign/language/template.h"
#include "web/pages/placements.h"

namespace pages {

struct PlacementForm {
    std::string name = {}, address = {}, note = {}, copies = "1", cost = {};
    std::string channel = "poster", landing = "campaign";
    std::map<std::string, std::string> wrong = {};  // Field -> what to say beside it.
    links::NewPlacement placement = {};             // If nothing is wrong.
};

PlacementForm read_placement_form(const http::Request&, const CampaignHere&);
PlacementForm form_of(const links::Placement&, const CampaignHere&, const std::string& language);
// NAME, ADDRESS, NOTE, COPIES, COST, the choices, and what is wrong beside them.
void fill_placement_form(language::Values&, const PlacementForm&, const std::string& language);
void fill_choices(language::Values&, const std::string& channel, const std::string& landing,
                  const std::string& language);

}  // namespace pages
