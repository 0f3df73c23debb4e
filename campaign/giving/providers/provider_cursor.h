// ProviderCursor: how far one list of a provider was read, and when it was last asked for.
//
// Lists: "events" (what it would have told us), "payouts". Of several programs one asks: it moves
// asked_at on by a conditional UPDATE first.
#pragma once

#include <optional>
#include <string>

#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace providers {

struct CursorName {
    std::string provider, list;
};
struct ProviderCursor {
    std::optional<Instant> read_until = {}, asked_at = {};
    int found = 0;  // By the last look: what nobody had told us.
    std::string trouble = {};
    std::optional<Money> balance = {};  // What the provider said that it holds for us then.
    bool is_hurried = false;            // Since then: it is asked for in the next round.
};

ProviderCursor find_cursor(store::Session&, const CursorName&);
bool claim_cursor(store::Transaction&, const CursorName&, const ProviderCursor& before,
                  Instant now);
// It is asked for in the next round, whenever it was asked for last.
void hurry_cursor(store::Transaction&, const CursorName&);
void note_read(store::Transaction&, const CursorName&, const ProviderCursor&);

}  // namespace providers
