// The fields of a place, read strictly and given back as they were typed.
#pragma once

#include <map>
#include <string>

#include "campaign/language/template.h"
#include "campaign/links/volunteer.h"
#include "web/pages/links/placements.h"

namespace pages {

struct PlacementForm {
    std::string name = {}, address = {}, note = {}, copies = "1", cost = {};
    std::string contact = {}, telephone = {}, permission = "open", hang_by = {}, take_down_by = {},
                helper = {}, round = "1";
    std::string channel = "poster", landing = "campaign";
    std::map<std::string, std::string> wrong = {};  // Field -> what to say beside it.
    links::NewPlacement placement = {};             // If nothing is wrong.
    std::string form_wide = {};                     // What is wrong with another form beside it.
};

// What was typed on the page of all places and was not taken.
struct PlacesTyped {
    PlacementForm form = {};
    std::string list = {};
    std::vector<std::string> list_wrong = {};  // Sentences, each with its line.
    int status = 200;
};
http::Response show_places_page(const http::Request&, App&, const CampaignHere&,
                                const PlacesTyped&);

PlacementForm read_placement_form(const http::Request&, App&, const CampaignHere&);
PlacementForm form_of(const links::Placement&, const CampaignHere&, const std::string& language);
// The fields of a new place (with what hangs there and what its code opens) or of one that is
// there.
enum class PlaceIs { fresh, known };
struct PlacementFields {
    const PlacementForm& form;
    const std::vector<links::Volunteer>& volunteers;
    PlaceIs place = PlaceIs::known;
};
language::Html render_placement_fields(const PlacementFields&, const std::string& language);
void fill_choices(language::Values&, const std::string& channel, const std::string& landing,
                  const std::string& language);
// One of this campaign, or nobody.
links::VolunteerId read_volunteer(App&, const CampaignHere&, const std::string& typed);
std::string permission_title(links::Permission, const std::string& language);

}  // namespace pages
