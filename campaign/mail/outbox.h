// Outbox: what is still to be told by mail, written in the transaction of what it tells.
//
// A message is a row of facts, not of words: it becomes text and HTML from the templates
// web/mails/KIND.txt and KIND.html, in its language, when it is sent or looked at. Once each: a
// message of this kind about this cause to this recipient is written once, whoever tells it again.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "campaign/store/database.h"

namespace mail {

enum class Kind {
    thanks,          // A gift was confirmed at once (card): to its donor.
    promise,         // How to pay a promise, and the link that proves the address: to its donor.
    arrival,         // The promised money has arrived: to its donor.
    reminder,        // It has not, after a while: to its donor.
    payment_failed,  // A delayed payment did not come: to its donor.
    has_promised,    // Somebody has promised for them: to a participant.
    has_given,       // Somebody has given for them: to a participant.
    sign_in,         // A link and a code, for one sign-in. Secret.
    invitation,      // A colleague is asked in. Secret.
    password,        // A link for a new password. Secret.
    submitted,       // A plan waits for them: to those who may decide it.
    decided,         // Approved or sent back: to its author.
};
std::string_view kind_name(Kind);  // "has_promised", as stored and as its templates are called.

// Facts by name, as the templates have them ("AMOUNT"), already written for people of this language
// where they are numbers or dates. Paths ("/g/…") get our public address when they are shown.
using Facts = std::map<std::string, std::string>;

struct NewMail {
    Kind kind;
    std::string cause_type;  // gift, account, campaign_version, …: what it is about,
    std::int64_t cause_id;   // and which one. With the kind and the recipient: once.
    std::string to;          // One address, as read_mail_address() gave it.
    std::string language;
    Facts facts;
    CampaignId campaign = {};
};

// Writes nothing where the same was written before.
void insert_mail(store::Transaction&, const NewMail&, Instant now);

}  // namespace mail
