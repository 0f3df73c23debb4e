#include "campaign/hooks/hook.h"
#include "campaign/words/check.h"

namespace hooks {

namespace {

// Every column of a hook, read by hook_from() and nowhere else.
const std::string select_hook =
    "SELECT id, url, campaign_id, kinds, secret, former_secret, former_until, made_by, made_at,"
    "       ended_at"
    "  FROM hook ";

std::string kinds_text(const std::vector<EventKind>& kinds) {
    std::string text;
    for (const auto kind : kinds) text += (text.empty() ? "" : ",") + std::string{kind_name(kind)};
    return text;
}

std::vector<EventKind> kinds_from(std::string_view text) {
    std::vector<EventKind> kinds;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        if (const auto kind = find_kind(text.substr(0, end))) kinds.push_back(*kind);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return kinds;
}

Hook hook_from(const store::Row& row) {
    return {.id = row.id<HookId>("id"),
            .url = row.text("url"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .kinds = kinds_from(row.text("kinds")),
            .secret = row.text("secret"),
            .former_secret = row.text("former_secret"),
            .former_until = row.maybe_instant("former_until"),
            .ended_at = row.maybe_instant("ended_at"),
            .made_by = row.id<AccountId>("made_by"),
            .made_at = row.instant("made_at")};
}

const std::string select_event =
    "SELECT id, kind, campaign_id, subject_id, subject_state, made_at FROM hook_event ";

Event event_from(const store::Row& row) {
    const auto kind = find_kind(row.text("kind"));
    check(kind.has_value(), "an event is of a kind of the table");
    return {.id = row.number("id"),
            .kind = *kind,
            .campaign = row.id<CampaignId>("campaign_id"),
            .subject = row.number("subject_id"),
            .state = row.text("subject_state"),
            .made_at = row.instant("made_at")};
}

std::vector<Event> events_from(const std::vector<store::Row>& rows) {
    std::vector<Event> events;
    for (const auto& row : rows) events.push_back(event_from(row));
    return events;
}

}  // namespace

void insert_hook(store::Transaction& tx, const Hook& hook) {
    tx.run(
        "INSERT INTO hook (id, url, campaign_id, kinds, secret, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        hook.id, hook.url, hook.campaign.value, kinds_text(hook.kinds), hook.secret, hook.made_by,
        hook.made_at);
}

std::vector<Hook> all_hooks(store::Session& session) {
    std::vector<Hook> hooks;
    for (const auto& row :
         session.all(select_hook + "WHERE ended_at IS NULL ORDER BY id DESC LIMIT ?", hooks_max))
        hooks.push_back(hook_from(row));
    return hooks;
}

std::optional<Hook> find_hook(store::Session& session, HookId id) {
    const auto row = session.one(select_hook + "WHERE id = ?", id);
    if (!row) return {};
    return hook_from(*row);
}

bool end_hook_row(store::Transaction& tx, HookId id, Instant now) {
    return tx.run(
               "UPDATE hook SET ended_at = ?, secret = '', former_secret = ''"
               " WHERE id = ? AND ended_at IS NULL",
               now, id) == 1;
}

bool change_secret_row(store::Transaction& tx, const Hook& before, const std::string& secret,
                       Instant former_until) {
    return tx.run(
               "UPDATE hook SET secret = ?, former_secret = ?, former_until = ?"
               " WHERE id = ? AND secret = ? AND ended_at IS NULL",
               secret, before.secret, former_until, before.id, before.secret) == 1;
}

std::vector<Event> events_to_spread(store::Session& session, int limit) {
    return events_from(
        session.all(select_event + "WHERE is_spread = 0 ORDER BY id LIMIT ?", limit));
}

std::optional<Event> find_event(store::Session& session, std::int64_t id) {
    const auto row = session.one(select_event + "WHERE id = ?", id);
    if (!row) return {};
    return event_from(*row);
}

void mark_spread(store::Transaction& tx, const std::vector<std::int64_t>& events) {
    std::string places;
    std::vector<store::Value> values;
    for (const auto id : events) {
        places += places.empty() ? "?" : ", ?";
        values.push_back(store::value_of(id));
    }
    tx.change("UPDATE hook_event SET is_spread = 1 WHERE id IN (" + places + ")", values);
}

void remove_old_events(store::Transaction& tx, Instant now) {
    constexpr int at_once_max = 2'000;
    const auto before = now - std::chrono::days{events_kept_days};
    tx.run("DELETE FROM hook_delivery WHERE made_at < ? LIMIT ?", before, at_once_max);
    tx.run("DELETE FROM hook_event WHERE made_at < ? LIMIT ?", before, at_once_max);
}

}  // namespace hooks
