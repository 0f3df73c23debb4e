// Backlog: how many mails are in which state, and how long the oldest waiting one has been due.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "campaign/store/database.h"

namespace mail {

struct Backlog {
    std::map<std::string, std::int64_t> by_state;
    std::optional<Instant> oldest_waiting;  // When it was written.
};
Backlog find_backlog(store::Session&);
std::optional<Instant> oldest_due_mail(store::Session&);  // Since when it is due; cheap.

}  // namespace mail
