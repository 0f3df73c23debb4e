// Carrying: mails that are due go to the mail server, each once.
//
// A mail is claimed first: one conditional UPDATE that moves its due_at on by the lease and is
// committed before a byte is sent, so of several programs one sends it. When a program is killed
// after the server said yes and before that is written down, the lease ends and the mail is sent
// once more, with the same Message-ID: at least once, and known again. What cannot be delivered
// now is tried again after 1, 2, 4 … minutes, at most 6 hours, until its give_up_at.
#pragma once

#include <functional>
#include <memory>

#include "campaign/mail/wording.h"
#include "campaign/outside/smtp.h"

namespace mail {

constexpr std::chrono::minutes lease{3}, wait_least{1}, wait_most{360};
static_assert(lease > outside::smtp_deadline + outside::smtp_deadline / 2);
// Of what a stranger can cause by typing an address, and of what walkers are told, in a day.
constexpr int by_strangers_a_day_max = 12, of_gifts_a_day_max = 60, unasked_a_day_max = 3;

struct CarrierSettings {
    outside::SmtpServer server;
    std::string public_url;  // Of links, and the domain of the Message-ID.
    std::string from;        // Empty: the organisation's sender address.
    std::string bounces;     // Empty: no address of its own for each mail.
    std::chrono::milliseconds deadline = outside::smtp_deadline;
};

using Clock = std::function<Instant()>;

class Carrier {
public:
    Carrier(store::Store&, CarrierSettings, Clock);

    // Sends what is due, `mails_max` at most, and returns how many the server took. Stops where the
    // server is away, and asks it again pause later. Tells troubles of the server, not of mails.
    int carry_due(int mails_max, const std::function<void(const std::string&)>& tell);

    static constexpr std::chrono::seconds pause{20};

private:
    struct Office;
    bool carry(const Mail&, const Office&);
    std::optional<Mail> claim(const Mail&);
    std::string objection(const Mail&);
    void settle(const Mail&, const outside::Delivery&);

    store::Store& store_;
    CarrierSettings settings_;
    Clock clock_;
    outside::SmtpClient client_;
    std::optional<Instant> resume_at_ = {};
};

Instant next_try(int tries, Instant now);

// At the desk: tried again at once, and whoever bounced may be written to again. Refuses a secret
// one whose secret is gone.
void send_again(store::Store&, MailId, Instant now);

}  // namespace mail
