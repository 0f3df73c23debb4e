// What the verbs of consents write, row by row. Others cover what they show, and nothing else.
#pragma once

#include "campaign/pictures/consent.h"

namespace pictures {

struct ConsentKeys {
    std::string request_key, token;
};
void insert_consent(store::Transaction&, const Consent&, const ConsentKeys&);
// False if the consent was revoked meanwhile.
bool insert_photo_consent(store::Transaction&, PhotoId, const Consent&, AccountId by, Instant now);
// A consent that came with what is shown. The same key again is the earlier one, also if that was
// revoked since: then it covers nothing. If it stands, its end is the one that is said now.
// `series` (the beginning of keys): earlier consents of the same person that this one takes the
// place of. Its own link is made from chance and told to nobody.
struct Cover {
    std::string key, series = {};
};
void cover_photo(store::Transaction&, PhotoId, const Consent&, const Cover&);
bool erase_photo_consent(store::Transaction&, PhotoId, ConsentId);
bool mark_revoked(store::Transaction&, ConsentId, AccountId by, Instant now);
// For good, with every photo of the same bytes.
int withdraw_photos_under(store::Transaction&, ConsentId, Instant now);

// Of consents that are over and still have photos that are not withdrawn.
std::vector<ConsentId> consents_just_over(store::Session&, Instant now);
// Bytes that only withdrawn photos have.
int erase_withdrawn_bytes(store::Transaction&, const std::vector<std::string>& digests);
std::vector<std::string> withdrawn_digests(store::Session&, Instant withdrawn_before);

}  // namespace pictures
