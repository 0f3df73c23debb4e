#include "campaign/mail/backlog.h"

namespace mail {

Backlog find_backlog(store::Session& session) {
    Backlog backlog{.by_state = {{"waiting", 0}, {"sent", 0}, {"failed", 0}, {"bounced", 0}},
                    .oldest_waiting = {}};
    for (const auto& row : session.all("SELECT state, COUNT(*) AS n, MIN(made_at) AS oldest"
                                       "  FROM mail GROUP BY state LIMIT 10")) {
        backlog.by_state[row.text("state")] = row.number("n");
        if (row.text("state") == "waiting") backlog.oldest_waiting = row.maybe_instant("oldest");
    }
    return backlog;
}

std::optional<Instant> oldest_due_mail(store::Session& session) {
    const auto row =
        session.one("SELECT due_at FROM mail WHERE state = 'waiting' ORDER BY due_at LIMIT 1");
    return row ? row->maybe_instant("due_at") : std::nullopt;
}

}  // namespace mail
