// Inbox: messages of providers, kept before anything is done about them.
//
// A message is kept once (provider and its number) as soon as its signature is right, and answered;
// what it is about is looked up at the provider later. Once it is done, its text goes: it may name
// people, and nothing needs it any more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/providers/provider.h"
#include "campaign/store/database.h"

namespace giving {

constexpr std::size_t notice_bytes_max = 256 * 1024;

struct InboxEvent {
    std::int64_t id = 0;
    std::string provider;
    providers::Notice notice;
    int tries = 0;
    Instant received_at;
};

// Throws store::Duplicate("once_per_event") for one that is there.
void insert_event(store::Transaction&, const InboxEvent&, const std::string& body);
bool is_event_known(store::Session&, const std::string& provider, const std::string& event);
std::vector<InboxEvent> events_due(store::Session&, Instant now, int limit);
enum class Ending { done, ignored };
bool end_event(store::Transaction&, const InboxEvent&, Ending, Instant now);  // False: it had.
void put_off_event(store::Transaction&, const InboxEvent&, Instant until,
                   const std::string& trouble);

// For the desk: when the last one came, and how many wait since when.
struct InboxState {
    std::optional<Instant> last_at, oldest_waiting;
    std::int64_t waiting = 0;
};
std::optional<Instant> oldest_due_event(store::Session&);  // Of any provider; cheap.
InboxState inbox_state(store::Session&, const std::string& provider);

}  // namespace giving
