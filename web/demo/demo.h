// Demo: an empty database becomes a lively example: an organisation, three open campaigns and one
// that waits for approval, two hundred people in twenty teams, three thousand gifts.
//
// Everything is made by the verbs that the site uses, with an earlier `now`; nothing is written
// where there is something already. What is by chance follows from fixed seeds.
#pragma once

#include "campaign/store/database.h"
#include "web/demo/lanes.h"
#include "web/demo/stage.h"

namespace demo {

enum class Ground { empty, has_demo, has_other };  // What stands in the database.
Ground look_at_ground(store::Session&);

struct Told {
    std::string email, password;
};
// Needs an empty ground. Returns the accounts; their passwords are kept nowhere else.
std::vector<Told> fill(store::Store&, Instant now, const Progress&);

constexpr int connections = lanes + 2;

}  // namespace demo
