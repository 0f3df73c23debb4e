#include "web/jobs/mailing.h"

#include "campaign/people/forgetting.h"
#include "web/http/journal.h"

namespace jobs {

namespace {

// Read anew for each mail: a round may take minutes, and a lease counts from when it was taken.
Instant present() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

}  // namespace

std::optional<mail::CarrierSettings> carrier_settings(const Config& config) {
    auto server = outside::read_smtp_server(config.smtp);
    if (!server) return {};
    server->authority = config.smtp_ca;
    return mail::CarrierSettings{*server, config.public_url, config.mail_from, config.bounces};
}

namespace {

std::unique_ptr<mail::Carrier> make_carrier(store::Store& store, const Config& config) {
    auto settings = carrier_settings(config);
    return settings ? std::make_unique<mail::Carrier>(store, std::move(*settings), present)
                    : nullptr;
}

}  // namespace

Mailing::Mailing(store::Store& store, const Config& config, Logbook* logbook)
    : store_{store},
      carrier_{make_carrier(store, config)},
      rounds_{"mailing", round_every, [this](Instant now) { make_round(now); }, logbook} {}

void Mailing::make_round(Instant now) {
    people::answer_password_wishes(store_, now);
    if (!carrier_) return;
    carrier_->carry_due(mails_a_round_max, [](const std::string& what) {
        http::log_event("the mail server cannot be used", what, present());
    });
}

}  // namespace jobs
