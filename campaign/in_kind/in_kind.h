// InKind: a thing that was given: 500 rolls, a hall for a day. Named in the thanks, never raised.
//
// Its value stands in the ledger as a memo (event 19: in_kind -> memo) with who valued it; it is in
// no figure, no receipt, no ranking. Its giver is thanked in public only if they agreed, and after
// somebody else than who wrote it has read the words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"
#include "campaign/words/refusal.h"

namespace in_kind {

using InKindId = Id<struct InKindEntity>;

constexpr std::size_t what_max = 120, name_max = 80;
constexpr int listed_max = 200;

struct NewInKind {
    CampaignId campaign;
    std::string what, donor_name;
    Money value;
    std::string valued_by;
    bool may_be_named = false;
    Date given_on;
    std::string request_key;
};

struct InKind : NewInKind {
    InKindId id;
    AccountId entered_by, shown_by;
    Instant entered_at;
    std::optional<Instant> shown_at, undone_at;
};

std::optional<Refusal> objection(const NewInKind&);
std::optional<InKind> find_in_kind(store::Session&, InKindId);
std::optional<InKind> find_in_kind_by_key(store::Session&, const std::string& request_key);
std::vector<InKind> recent_in_kind(store::Session&, CampaignId, int limit);  // Newest first.
std::vector<InKind> shown_in_kind(store::Session&, CampaignId, int limit);   // For everybody.

// Rows, for the verbs of this room.
void insert_in_kind(store::Transaction&, const InKind&);
bool show_row(store::Transaction&, InKindId, AccountId, Instant now);
bool undo_row(store::Transaction&, InKindId, AccountId, Instant now);

}  // namespace in_kind
