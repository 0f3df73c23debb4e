// Telling: the mails of a series to its donor: it began, stumbled, goes on, ended.
#pragma once

#include "campaign/mail/outbox.h"
#include "campaign/monthly/series.h"

namespace monthly {

// What every mail of it needs, read before the unit of work.
struct ToTell {
    giving::Gift first;
    std::string title, campaign_path, gift_path, zone;
};
ToTell read_to_tell(store::Session&, const Series&);
// What this step is to tell. Each once, whoever takes the step again.
std::vector<mail::NewMail> mails_of_step(const ToTell&, const Series& before, const Series& after);
// A month's payment was refused for the first time.
mail::NewMail mail_of_failure(const ToTell&, const Series&, const Month&);

}  // namespace monthly
