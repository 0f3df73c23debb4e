#include "campaign/sharing/bringing.h"

#include "campaign/links/link.h"

namespace sharing {

namespace {

// The same mailbox or account is the same person.
bool is_same_person(const roster::Participant& one, const roster::Participant& other) {
    if (one.id == other.id) return true;
    if (one.account && one.account == other.account) return true;
    return !one.email.empty() && one.email == other.email;
}

}  // namespace

void note_bringing(store::Store& store, const roster::Participant& joined, std::string_view code,
                   Instant now) {
    auto& session = store.session();
    const auto link = links::find_link(session, code);
    if (!link || link->campaign != joined.campaign || !link->participant) return;
    const auto host = roster::find_participant_by_id(session, link->participant);
    if (!host || is_same_person(*host, joined) || host->id >= joined.id) return;
    store.in_transaction([&](store::Transaction& tx) {
        insert_referral(tx, {joined.id, host->id, joined.campaign, link->id}, now);
    });
}

}  // namespace sharing
