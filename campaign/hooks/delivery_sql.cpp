#include "campaign/hooks/hook.h"
#include "campaign/words/check.h"

namespace hooks {

namespace {

// Every column of a delivery, read by delivery_from() and nowhere else.
const std::string select_delivery =
    "SELECT id, hook_id, event_id, kind, state, made_at, begun_at, due_at, tries, tried_at, status,"
    "       trouble, version"
    "  FROM hook_delivery ";

DeliveryState state_from(const std::string& name) {
    for (const auto state : {DeliveryState::waiting, DeliveryState::sent, DeliveryState::dead})
        if (delivery_state_name(state) == name) return state;
    check(false, "a delivery is in a state of the table");
    return {};
}

Delivery delivery_from(const store::Row& row) {
    return {.id = row.id<DeliveryId>("id"),
            .hook = row.id<HookId>("hook_id"),
            .event = row.number("event_id"),
            .kind = find_kind(row.text("kind")).value_or(EventKind::hook_test),
            .state = state_from(row.text("state")),
            .made_at = row.instant("made_at"),
            .begun_at = row.instant("begun_at"),
            .due_at = row.instant("due_at"),
            .tries = static_cast<int>(row.number("tries")),
            .status = static_cast<int>(row.number("status")),
            .version = static_cast<int>(row.number("version")),
            .tried_at = row.maybe_instant("tried_at"),
            .trouble = row.text("trouble")};
}

std::vector<Delivery> deliveries_from(const std::vector<store::Row>& rows) {
    std::vector<Delivery> deliveries;
    for (const auto& row : rows) deliveries.push_back(delivery_from(row));
    return deliveries;
}

}  // namespace

void insert_delivery(store::Transaction& tx, HookId hook, const Event& event, Instant now) {
    tx.run(
        "INSERT IGNORE INTO hook_delivery (id, hook_id, event_id, kind, state, made_at, begun_at,"
        " due_at) VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?)",
        new_number(now), hook, event.id, kind_name(event.kind), event.made_at, now, now);
}

std::vector<Delivery> due_deliveries(store::Session& session, Instant now, int limit) {
    return deliveries_from(session.all(
        select_delivery +
            "WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, made_at, id LIMIT ?",
        now, limit));
}

std::optional<Instant> oldest_due_delivery(store::Session& session) {
    const auto row = session.one(
        "SELECT due_at FROM hook_delivery WHERE state = 'waiting' ORDER BY due_at LIMIT 1");
    return row ? row->maybe_instant("due_at") : std::nullopt;
}

std::vector<Delivery> recent_deliveries(store::Session& session, HookId hook, int limit) {
    return deliveries_from(session.all(
        select_delivery + "WHERE hook_id = ? ORDER BY made_at DESC, id DESC LIMIT ?", hook, limit));
}

std::optional<Delivery> find_delivery(store::Session& session, DeliveryId id) {
    const auto row = session.one(select_delivery + "WHERE id = ?", id);
    if (!row) return {};
    return delivery_from(*row);
}

bool lease_delivery(store::Transaction& tx, const Delivery& delivery, Instant until) {
    return tx.run(
               "UPDATE hook_delivery SET due_at = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND state = 'waiting'",
               until, delivery.id, delivery.version) == 1;
}

bool write_try(store::Transaction& tx, const Delivery& after) {
    return tx.run(
               "UPDATE hook_delivery SET state = ?, due_at = ?, tries = ?, tried_at = ?,"
               " status = ?, trouble = ?, version = version + 1 WHERE id = ? AND version = ?",
               delivery_state_name(after.state), after.due_at, after.tries, after.tried_at,
               after.status, after.trouble, after.id, after.version) == 1;
}

bool begin_anew(store::Transaction& tx, const Delivery& delivery, Instant now) {
    return tx.run(
               "UPDATE hook_delivery SET state = 'waiting', begun_at = ?, due_at = ?, tries = 0,"
               " version = version + 1 WHERE id = ? AND version = ?",
               now, now, delivery.id, delivery.version) == 1;
}

int begin_anew_since(store::Transaction& tx, const Replay& replay, Instant now) {
    return tx.run(
        "UPDATE hook_delivery SET state = 'waiting', begun_at = ?, due_at = ?, tries = 0,"
        " version = version + 1 WHERE hook_id = ? AND made_at >= ? AND kind <> 'hook.test'"
        " AND (state = 'dead' OR (state = 'sent' AND ? = 1))",
        now, now, replay.hook, replay.since, replay.which == Again::all);
}

HookCounts counts_of(store::Session& session, HookId hook) {
    HookCounts counts;
    for (const auto& row : session.all(
             "SELECT state, COUNT(*) AS n FROM hook_delivery WHERE hook_id = ? GROUP BY state"
             " LIMIT 3",
             hook)) {
        const auto n = row.number("n");
        switch (state_from(row.text("state"))) {
            case DeliveryState::waiting:
                counts.waiting = n;
                break;
            case DeliveryState::sent:
                counts.sent = n;
                break;
            case DeliveryState::dead:
                counts.dead = n;
                break;
        }
    }
    return counts;
}

}  // namespace hooks
