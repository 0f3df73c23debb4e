// Telling: the mails of a pledge, to its donor and to whom it is for; as facts, read before and
// written within the step's own unit of work.
#pragma once

#include <string>
#include <vector>

#include "campaign/mail/outbox.h"
#include "campaign/pledges/pledge.h"

namespace pledges {

struct ToTell {
    std::string title, campaign_path, pledge_path, zone;
    std::string holder, iban, bic, proof;
    // Whom it is for, if they have an address.
    std::string walker_name = {}, walker_email = {}, walker_language = {}, walker_path = {};
};
ToTell read_to_tell(store::Session&, const Pledge&, const std::string& zone);

// "€240 in 12 parts", "€2 a lap, at most €30".
std::string sum_text(const Pledge&, int parts, const std::string& language);

std::vector<mail::NewMail> mails_when_made(const ToTell&, const Pledge&,
                                           const std::vector<Instalment>&);
// What is to be paid on a day; `cause` names the reminder ("before/3"), so that it is sent once.
mail::NewMail mail_when_due(const ToTell&, const Pledge&, const Part&, const std::string& cause,
                            Date today);
mail::NewMail mail_of_bill(const ToTell&, const Pledge&, const Part&);

}  // namespace pledges
