// Readiness: may a load balancer send people here, and what should somebody look at?
//
// Only what makes every answer fail makes it fail: the database and its schema. What merely falls
// behind (mails, background jobs) warns: turning people away would mend nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "web/jobs/logbook.h"

namespace watch {

enum class Health { pass, warn, fail };
std::string_view health_name(Health);

struct Check {
    std::string name;
    Health health = Health::pass;
    std::string note = {};    // What is wrong, for whoever looks after it; never a value.
    std::int64_t age_s = -1;  // Of the oldest that waits, or of the last success; -1: none.
};

// Throws nothing: a database that is away is an answer.
std::vector<Check> all_checks(store::Store&, const std::map<std::string, jobs::Logbook::Entry>&,
                              Instant now);
Health worst_of(const std::vector<Check>&);

// {"status":"pass","checks":{"database":{"status":"pass"},…}}; notes and ages only for insiders.
enum class Reader { insider, stranger };
std::string render_checks(const std::vector<Check>&, Reader);

constexpr std::chrono::minutes queue_age_max{15};

}  // namespace watch
