// The door of CLI11: nothing else includes it, since it takes seconds to compile.
#include <CLI/CLI.hpp>

#include <functional>
#include <iostream>
#include <stdexcept>

#include "campaign/language/locale.h"
#include "campaign/store/migrate.h"
#include "campaign/store/private_server.h"
#include "campaign/words/refusal.h"
#include "web/commands/commands.h"
#include "web/http/front.h"
#include "web/http/refusal.h"

namespace commands {

namespace {

constexpr int failure = 1, usage = 2;
constexpr auto check_the_database =
    ". Check that its server runs and that WAYMARK_DATABASE names it.";

struct Asked {
    ServeOptions serve;
    AccountOptions account;
    PosterOptions poster;
    SandboxOptions sandbox;
    ExportOptions rows;
    BankOptions bank;
    std::int64_t bank_import = 0;
    std::string maildir;
    std::function<int()> run;
};

void add_serving(CLI::App& app, Asked& asked) {
    auto* serve_it = app.add_subcommand("serve", "Serve the site");
    serve_it->add_flag_callback(
        "--demo", [&] { asked.serve.demo = std::max(asked.serve.demo, Demo::still); },
        "Fill an empty database with a lively example first");
    serve_it->add_flag_callback(
        "--demo-live", [&] { asked.serve.demo = Demo::living; },
        "The same, and gifts keep arriving");
    serve_it->callback([&] { asked.run = [&] { return serve(asked.serve); }; });
    app.add_subcommand("migrate", "Bring the database to the schema of this program")
        ->callback([&] { asked.run = migrate; });
    app.add_subcommand("demo", "Fill an empty database with a lively example")->callback([&] {
        asked.run = fill_demo;
    });
}

void add_ledger(CLI::App& app, Asked& asked) {
    auto* ledger = app.add_subcommand("ledger", "Look after the ledger");
    ledger->require_subcommand(1);
    ledger->add_subcommand("verify", "Rebuild every sum from the ledger and name differences")
        ->callback([&] { asked.run = verify; });
    auto* rows = app.add_subcommand("export", "Write rows as CSV");
    rows->add_option("--campaign", asked.rows.campaign, "Its address, like spring-walk")
        ->required();
    rows->add_option("--what", asked.rows.what, "gifts or ledger")->capture_default_str();
    rows->add_option("--out", asked.rows.out, "The file to write")->required();
    rows->callback([&] { asked.run = [&] { return export_rows(asked.rows); }; });
}

void add_bank(CLI::App& app, Asked& asked) {
    auto* bank = app.add_subcommand("bank", "Look after bank statements");
    bank->require_subcommand(1);
    auto& asks = asked.bank;
    auto* import =
        bank->add_subcommand("import", "Book a file of the bank: CAMT (XML or zip) or CSV");
    import->add_option("file", asks.file, "The file")->required();
    import->add_option("--account", asks.account, "Our account, where the file does not say it");
    import->add_option("--profile", asks.profile, "The mapping of a CSV; unset: one that fits");
    import->add_flag("--dry-run", asks.dry_run, "Say what it would bring, and book nothing");
    import->callback([&] { asked.run = [&] { return import_bank_file(asked.bank);
};
}  // namespace
);
auto* undo = bank->add_subcommand("undo", "Take back what one import has booked");
undo->add_option("import", asked.bank_import, "Its number")->required();
undo->callback([&] { asked.run = [&] { return undo_bank_import(asked.bank_import); }; });
}  // namespace commands

void add_people(CLI::App& app, Asked& asked) {
    auto* account = app.add_subcommand("account", "Look after accounts");
    account->require_subcommand(1);
    auto* add = account->add_subcommand("add", "Print a one-time address for a colleague");
    add->add_option("--email", asked.account.email, "Their address")->required();
    add->add_option("--name", asked.account.name, "Their name")->required();
    add->add_option("--role", asked.account.role,
                    "organiser, coordinator, moderator, finance, auditor or volunteer")
        ->capture_default_str();
    add->callback([&] { asked.run = [&] { return add_account(asked.account); }; });
}

void add_mail(CLI::App& app, Asked& asked) {
    auto* mail = app.add_subcommand("mail", "Look after mails");
    mail->require_subcommand(1);
    auto* bounce =
        mail->add_subcommand("bounce", "Read a report of a mail that bounced from standard input");
    bounce->add_option("--maildir", asked.maildir, "Read every new message of this folder instead");
    bounce->callback([&] { asked.run = [&] { return read_bounces(asked.maildir); }; });
}

void add_poster(CLI::App& app, Asked& asked) {
    auto* poster = app.add_subcommand("poster", "Make a campaign's poster");
    poster->add_option("--campaign", asked.poster.campaign, "Its address, like spring-walk")
        ->required();
    poster->add_option("--out", asked.poster.out, "The file to write: .pdf or .png")->required();
    poster->add_option("--paper,--size", asked.poster.size, "a3, a4 or letter")
        ->capture_default_str();
    poster->add_option("--placement", asked.poster.placement, "The name of the place it hangs at");
    poster->add_option("--language", asked.poster.language, "Of the words that are ours")
        ->check(CLI::IsMember{language::all_languages()})
        ->capture_default_str();
    poster->add_option("--png", asked.poster.dpi, "Dots per inch of a .png, 36 to 200")
        ->check(CLI::Range{36, 200})
        ->capture_default_str();
    poster->add_option("--code", asked.poster.code, "The short code to print");
    poster->callback([&] { asked.run = [&] { return make_poster(asked.poster); }; });
}

void add_sandbox(CLI::App& app, Asked& asked) {
    auto* stand_in = app.add_subcommand(
        "sandbox", "Stand in for the card providers, for demonstrations and tests");
    auto& asks = asked.sandbox;
    stand_in->add_option("--port", asks.port, "Of 127.0.0.1, where it listens")
        ->check(CLI::Range{0, 65535})
        ->capture_default_str();
    stand_in->add_option("--url", asks.url, "Where browsers find it; unset: http://localhost:PORT");
    stand_in->add_option("--hook", asks.hook, "Where Stripe's webhooks go");
    stand_in->add_option("--paypal-hook", asks.paypal_hook, "Where PayPal's webhooks go");
    stand_in->add_option("--key", asks.keys, "An API key of Stripe's; repeat it to rotate")
        ->capture_default_str();
    stand_in
        ->add_option("--hook-secret", asks.hook_secrets,
                     "Signs Stripe's webhooks; repeat it to sign with both")
        ->capture_default_str();
    stand_in->add_option("--paypal-client", asks.paypal_client)->capture_default_str();
    stand_in->add_option("--paypal-secret", asks.paypal_secret)->capture_default_str();
    stand_in->add_option("--paypal-webhook", asks.paypal_webhook, "The id of PayPal's webhook")
        ->capture_default_str();
    stand_in->add_option("--fail", asks.fail, "What goes wrong on purpose; see below");
    stand_in->footer(sandbox_switches());
    stand_in->callback([&] { asked.run = [&] { return run_sandbox(asked.sandbox); }; });
}

int tell(int status, const std::string& sentence) {
    std::cerr << "waymark: " << sentence << '\n';
    return status;
}

int run_telling(const std::function<int()>& run) {
    try {
        return run();
    } catch (const std::invalid_argument& bad) {
        return tell(usage, bad.what());
    } catch (const Refused& refused) {
        const auto& why = refused.refusal;
        return tell(failure, why.detail.empty() ? std::string{http::words_of(why.reason).sentence}
                                                : why.detail);
    } catch (const store::Unavailable& away) {
        const std::string why = away.what();  // Ours end with what to do, the server's do not.
        return tell(failure, "The database cannot be used: " + why +
                                 (why.ends_with('.') ? "" : check_the_database));
    } catch (const std::exception& why) {  // CannotStart, SchemaMismatch, CannotListen, …
        return tell(failure, why.what());
    }
}

}  // namespace

int run_command_line(int count, char** words) {
    Asked asked;
    CLI::App app{"Waymark: fundraising and community events, from poster to ledger", "waymark"};
    app.set_version_flag("--version", WAYMARK_VERSION);
    app.require_subcommand(1);
    add_serving(app, asked);
    add_ledger(app, asked);
    add_bank(app, asked);
    add_people(app, asked);
    add_mail(app, asked);
    add_poster(app, asked);
    add_sandbox(app, asked);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& stop) {  // Help is one of them, with exit code 0.
        return app.exit(stop, std::cout, std::cerr) == 0 ? 0 : usage;
    }
    return run_telling(asked.run);
}

}  // namespace commands
