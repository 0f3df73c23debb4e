// Mailing: every second, what is due goes to the mail server, and links that were asked for are
// made. Without WAYMARK_SMTP the mails are kept, to be read at the desk. Several programs may do
// this on one database; each mail is claimed by one of them.
#pragma once

#include "campaign/mail/carrying.h"
#include "web/config.h"
#include "web/jobs/rounds.h"

namespace jobs {

class Mailing {
public:
    Mailing(store::Store&, const Config&, Logbook* = nullptr);

    static constexpr std::chrono::seconds round_every{1};
    static constexpr int mails_a_round_max = 100;

private:
    void make_round(Instant now);

    store::Store& store_;
    std::unique_ptr<mail::Carrier> carrier_;  // None without a server.
    Rounds rounds_;                           // Last: it uses all of the above.
};

// From the settings; nothing without WAYMARK_SMTP.
std::optional<mail::CarrierSettings> carrier_settings(const Config&);

}  // namespace jobs
