#include "campaign/roster/page_address.h"

#include "campaign/words/text.h"

namespace roster {

namespace {

std::string letter_of(Sort sort) { return {static_cast<char>(sort)}; }

std::optional<std::int64_t> subject_at(store::Session& session, CampaignId campaign, Sort sort,
                                       const std::string& slug) {
    const auto row = session.one(
        "SELECT subject_id FROM page_address WHERE campaign_id = ? AND kind = ? AND slug = ?",
        campaign, letter_of(sort), slug);
    if (!row) return {};
    return row->number("subject_id");
}

Refused taken() {
    return Refused{{Reason::already_decided, "slug", "Somebody else has this address already."}};
}

// An address of one's own again is fine; somebody else's is not.
void keep_address(store::Transaction& tx, const Claim& claim, const std::string& slug,
                  Instant now) {
    try {
        tx.run(
            "INSERT INTO page_address (campaign_id, kind, slug, subject_id, made_at)"
            " VALUES (?, ?, ?, ?, ?)",
            claim.campaign, letter_of(claim.sort), slug, claim.subject, now);
    } catch (const store::Duplicate&) {  // Undoes this one statement.
        const auto kept = tx.lock(
            "SELECT subject_id FROM page_address"
            " WHERE campaign_id = ? AND kind = ? AND slug = ? FOR UPDATE",
            claim.campaign, letter_of(claim.sort), slug);
        if (!kept || kept->number("subject_id") != claim.subject) throw taken();
    }
}

}  // namespace

std::optional<Refusal> slug_objection(const std::string& wanted) {
    if (wanted.empty() || (is_slug(wanted) && wanted.size() >= slug_min)) return {};
    return Refusal{Reason::not_a_valid_value, "slug",
                   "Small letters a to z, digits and single dashes, from 3 to 60 signs."};
}

std::optional<std::string> find_new_participant_slug(store::Session& session, CampaignId campaign,
                                                     const std::string& old_slug) {
    const auto subject = subject_at(session, campaign, Sort::participant, old_slug);
    if (!subject) return {};
    const auto one = find_participant_by_id(session, ParticipantId{*subject});
    if (!one || !one->is_public() || one->slug == old_slug) return {};
    return one->slug;
}

std::optional<std::string> find_new_team_slug(store::Session& session, CampaignId campaign,
                                              const std::string& old_slug) {
    const auto subject = subject_at(session, campaign, Sort::team, old_slug);
    if (!subject) return {};
    const auto team = find_team_by_id(session, TeamId{*subject});
    if (!team || team->slug == old_slug) return {};
    return team->slug;
}

std::optional<Participant> find_participant_anywhere(store::Session& session, CampaignId campaign,
                                                     const std::string& slug) {
    if (auto one = find_participant(session, campaign, slug)) return one;
    const auto moved = find_new_participant_slug(session, campaign, slug);
    if (!moved) return {};
    return find_participant(session, campaign, *moved);
}

bool is_free(store::Session& session, const Claim& claim) {
    const auto kept = subject_at(session, claim.campaign, claim.sort, claim.to);
    if (kept) return *kept == claim.subject;
    const std::string table = claim.sort == Sort::team ? "team" : "participant";
    const auto row =
        session.one("SELECT id FROM " + table + " WHERE campaign_id = ? AND slug = ? AND id <> ?",
                    claim.campaign, claim.to, claim.subject);
    return !row;
}

void claim_address(store::Transaction& tx, const Claim& claim, Instant now) {
    keep_address(tx, claim, claim.from, now);
    keep_address(tx, claim, claim.to, now);
}

}  // namespace roster
