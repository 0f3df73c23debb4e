// The form that records a consent, on the register and beside a photo.
#pragma once

#include <map>
#include <string>

#include "campaign/language/template.h"
#include "campaign/pictures/consent.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

struct ConsentForm {
    std::string person, scope = "campaign", until, guardian, given_how, key;
    bool is_minor = false;
    std::map<std::string, std::string> wrong = {};
};

// `photos`: the numbers of those it is recorded for, "17,18", or none.
language::Html render_consent_form(const http::Request&, const CampaignHere&, const ConsentForm&,
                                   const std::string& photos);

// "This campaign, until 30 June 2027. Signed form."
std::string consent_words(const pictures::Consent&, const http::Request&);

}  // namespace pages
