// DeskTask: one thing that needs somebody today, as the first page of the desk lists it.
#pragma once

#include <string>
#include <vector>

#include "campaign/campaign.h"
#include "web/app.h"

namespace pages {

struct Task {
    std::string href, title, line, age = {}, action;
    bool is_urgent = false;
};

// Disputes that nobody has answered, with the day by which; money that is to go back.
std::vector<Task> dispute_tasks(const http::Request&, App&);
std::vector<Task> refund_tasks(const http::Request&, App&);
// Laps that wait for a second person, and pledges from paper that finance has not looked at.
std::vector<Task> pledge_tasks(const http::Request&, App&, const campaign::Campaign&);

// Posters: what is overdue to hang or to come down, not possible, or not scanned for a week. One
// thing for a campaign, however many it are.
std::vector<Task> place_tasks(const http::Request&, App&, const campaign::Campaign&);

// Print jobs of this person that are ready or have failed, until they were fetched or put away.
std::vector<Task> print_tasks(const http::Request&, App&, const campaign::Campaign&);

}  // namespace pages
