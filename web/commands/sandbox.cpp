#include "web/sandbox/sandbox.h"

#include <iostream>

#include "web/commands/commands.h"
#include "web/commands/signals.h"
#include "web/http/front.h"
#include "web/jobs/rounds.h"

namespace commands {

namespace {

// A stalled answer holds a thread, and many are stalled on purpose.
constexpr int threads = 32;
constexpr std::chrono::milliseconds glance_every{250};

http::FrontSettings front_settings(const SandboxOptions& options) {
    http::FrontSettings settings;
    settings.address = "127.0.0.1";
    settings.port = static_cast<std::uint16_t>(options.port);
    settings.giving_threads = threads, settings.looking_threads = threads;
    return settings;
}

sandbox::Account account_of(const SandboxOptions& options) {
    return {.url = options.url,
            .stripe_keys = options.keys,
            .hook_secrets = options.hook_secrets,
            .stripe_hook = options.hook,
            .paypal_hook = options.paypal_hook,
            .paypal_client = options.paypal_client,
            .paypal_secret = options.paypal_secret,
            .paypal_webhook = options.paypal_webhook};
}

}  // namespace

int run_sandbox(const SandboxOptions& options) {
    const auto signals = block_signals();
    sandbox::Sandbox stand_in{account_of(options)};
    stand_in.switches.set_all(options.fail);
    http::Front front{front_settings(options),
                      [&](http::Request& request) { return stand_in.answer(request); },
                      [](http::Method, std::string_view) { return http::body_bytes_default_max; }};
    if (options.url.empty())
        stand_in.change_account([&](sandbox::Account& account) {
            account.url = "http://localhost:" + std::to_string(front.port());
        });
    const jobs::Rounds clock{"sandbox", glance_every,
                             [&](Instant now) { stand_in.pass_time(now); }};
    std::cout << "The sandbox answers at http://127.0.0.1:" << front.port()
              << "; no money moves there." << std::endl;
    wait_for_signal(signals);
    front.stop();
    return 0;
}

std::string sandbox_switches() {
    std::string text = "Set as --fail name=number,name=number. Off unless said:";
    for (const auto& row : sandbox::switch_rows)
        text += "\n  " + std::string{row.name} + ": " + std::string{row.meaning} + " (" +
                std::to_string(row.otherwise) + ")";
    return text;
}

}  // namespace commands
