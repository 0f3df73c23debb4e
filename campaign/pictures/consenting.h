// Consenting: recording what people agreed to, and taking photos of them away when they no longer
// do.
//
// All throw Refused. Revoking and running out withdraw photos for good, everywhere, at once: what
// is public is asked for at every look, and pages that are open are told by the feed.
#pragma once

#include "campaign/people/role.h"
#include "campaign/pictures/consent.h"

namespace pictures {

struct NewConsent {
    CampaignId campaign;
    std::string person, scope;
    std::optional<Instant> until = {};
    bool is_minor = false;
    std::string guardian = {}, given_how;
    std::vector<PhotoId> photos = {};
    std::string request_key;
};
struct RecordedConsent {
    ConsentId id;
    std::string token;  // Of the person's own link; empty if it had been recorded before.
};
RecordedConsent record_consent(store::Store&, const NewConsent&, const people::Actor&, Instant now);

void link_consent(store::Store&, PhotoId, ConsentId, const people::Actor&, Instant now);
void unlink_consent(store::Store&, PhotoId, ConsentId, const people::Actor&, Instant now);

// By the desk, or (without an account) by the person's own link. Again is harmless. Whose campaigns
// look different now.
std::vector<CampaignId> revoke_consent(store::Store&, ConsentId, const people::Actor&, Instant now);

// What the desk says about one photo.
struct PhotoFacts {
    PhotoId photo;
    std::string alt;
    bool shows_people = false;
};
void describe_photo(store::Store&, const PhotoFacts&, const people::Actor&, Instant now);
void withdraw_photo(store::Store&, PhotoId, const people::Actor&, Instant now);

// Housekeeping: photos whose consent is over; then the bytes of what was withdrawn a day ago.
std::vector<CampaignId> withdraw_what_is_over(store::Store&, Instant now);
int erase_withdrawn(store::Store&, Instant now);

}  // namespace pictures
