#include "campaign/giving/inbox.h"

#include "campaign/words/text.h"

namespace giving {

namespace {

// The database takes whole letters only.
std::string beginning_of(std::string text, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
        while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0) == 0x80)
            --bytes_max;
        text.resize(bytes_max);
    }
    return is_utf8(text) ? text : "its words cannot be read";
}

}  // namespace

void insert_event(store::Transaction& tx, const InboxEvent& event, const std::string& body) {
    const auto& notice = event.notice;
    tx.run(
        "INSERT INTO webhook_event (id, provider, event, type, checkout, payment, gift,"
        " is_decline, body, received_at, due_at, subscription)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.id, event.provider, notice.event, notice.type, notice.checkout, notice.payment,
        notice.gift, notice.is_decline, body, event.received_at, event.received_at,
        notice.subscription);
}

bool is_event_known(store::Session& session, const std::string& provider,
                    const std::string& event) {
    return session
        .one("SELECT id FROM webhook_event WHERE provider = ? AND event = ?", provider, event)
        .has_value();
}

std::vector<InboxEvent> events_due(store::Session& session, Instant now, int limit) {
    std::vector<InboxEvent> events;
    for (const auto& row : session.all(
             "SELECT id, provider, event, type, checkout, payment, gift, is_decline, tries,"
             " received_at, subscription FROM webhook_event WHERE state = 'waiting' AND due_at <= ?"
             " ORDER BY due_at LIMIT ?",
             now, limit))
        events.push_back(
            {row.number("id"),
             row.text("provider"),
             {row.text("event"), row.text("type"), row.text("checkout"), row.text("payment"),
              row.text("gift"), row.text("subscription"), row.flag("is_decline")},
             static_cast<int>(row.number("tries")),
             row.instant("received_at")});
    return events;
}

bool end_event(store::Transaction& tx, const InboxEvent& event, Ending ending, Instant now) {
    return tx.run(
               "UPDATE webhook_event SET state = ?, done_at = ?, body = '', trouble = ''"
               " WHERE id = ? AND state = 'waiting'",
               ending == Ending::done ? "done" : "ignored", now, event.id) == 1;
}

void put_off_event(store::Transaction& tx, const InboxEvent& event, Instant until,
                   const std::string& trouble) {
    constexpr std::size_t trouble_max = 60;
    tx.run(
        "UPDATE webhook_event SET tries = tries + 1, due_at = ?, trouble = ?"
        " WHERE id = ? AND state = 'waiting'",
        until, beginning_of(trouble, trouble_max), event.id);
}

std::optional<Instant> oldest_due_event(store::Session& session) {
    const auto row = session.one(
        "SELECT due_at FROM webhook_event WHERE state = 'waiting' ORDER BY due_at LIMIT 1");
    return row ? row->maybe_instant("due_at") : std::nullopt;
}

InboxState inbox_state(store::Session& session, const std::string& provider) {
    const auto last = session.one(
        "SELECT MAX(received_at) AS at FROM webhook_event WHERE provider = ?", provider);
    const auto waiting = session.one(
        "SELECT COUNT(*) AS n, MIN(received_at) AS oldest FROM webhook_event"
        " WHERE state = 'waiting' AND provider = ?",
        provider);
    return {last->maybe_instant("at"), waiting->maybe_instant("oldest"), waiting->number("n")};
}

}  // namespace giving
