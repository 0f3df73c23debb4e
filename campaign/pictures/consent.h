// Consent: what somebody who can be recognised in photos agreed to, or their guardian for them.
//
// Invariants (each a constraint in 0009_photos.sql):
//   * It says how it was given, and for a minor who the guardian is.
//   * One that is revoked or over covers nothing, and every photo under it is withdrawn for good.
//   * Names are the desk's alone: no page, picture or feed has them.
#pragma once

#include "campaign/pictures/photo.h"

namespace pictures {

using ConsentId = Id<struct ConsentEntity>;

// What it covers: this campaign's pages and screens, those of every campaign, paper as well.
enum class Scope { campaign, all, print };
std::string_view scope_name(Scope);
std::optional<Scope> read_scope(std::string_view);

struct Consent {
    ConsentId id;
    CampaignId campaign;  // Where it was recorded.
    std::string person;
    Scope scope = Scope::campaign;
    std::optional<Instant> until;
    bool is_minor = false;
    std::string guardian = {};
    std::string given_how;  // "Signed form, folder 3", "said on the recording".
    AccountId recorded_by;
    Instant recorded_at;
    std::optional<Instant> revoked_at;
    std::int64_t photos = 0;  // Under it that are not withdrawn.

    bool is_valid(Instant now) const { return !revoked_at && (!until || *until > now); }
    bool covers(CampaignId other) const { return scope != Scope::campaign || campaign == other; }
};

constexpr std::size_t person_max = 120, given_how_max = 200;
constexpr int consents_listed_max = 300;

// Storage: consent_sql.cpp. Newest first.
std::optional<Consent> find_consent(store::Session&, ConsentId);
std::optional<Consent> find_consent_by_key(store::Session&, const std::string& request_key);
std::optional<Consent> find_consent_by_token(store::Session&, const std::string& token);
// Recorded for the campaign, or covering every one.
std::vector<Consent> recent_consents(store::Session&, CampaignId, int limit);
std::vector<Consent> consents_of_photo(store::Session&, PhotoId);
std::vector<Photo> photos_under(store::Session&, ConsentId);

}  // namespace pictures
