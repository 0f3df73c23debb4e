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
    PrintOptions print;
    SandboxOptions sandbox;
    ExportOptions rows;
    BankOptions bank;
    std::int64_t bank_import = 0;
    std::string maildir, seal, backup;
    std::int64_t print_job = 0;
    int print_claim = 0;
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
    auto* check =
        ledger->add_subcommand("verify", "Rebuild every sum from the ledger and name differences");
    check->add_option("--seal", asked.seal,
                      "A seal from a mail, a closed month or a backup: is it still in the chain?");
    check->callback([&] { asked.run = [&] { return verify(asked.seal); }; });
    ledger->add_subcommand("seal", "Seal what was written since, and print the head of the chain")
        ->callback([&] { asked.run = seal_ledger; });
    auto* rows = app.add_subcommand("export", "Write rows for spreadsheets and other programs");
    rows->add_option("--campaign", asked.rows.campaign,
                     "Its address, like spring-walk; else all of the organisation");
    rows->add_option("--what", asked.rows.what,
                     "gifts, ledger, totals, trial-balance, bridge, journal or audit")
        ->capture_default_str();
    rows->add_option(
            "--format", asked.rows.format,
            "csv, excel (CSV with a mark for Excel), raw (CSV for machines), xlsx or jsonl")
        ->capture_default_str();
    rows->add_option("--from", asked.rows.from, "First day booked, like 2027-06-12");
    rows->add_option("--until", asked.rows.until, "Last day booked");
    rows->add_option("--currency", asked.rows.currency, "Else the organisation's, like EUR");
    rows->add_option("--out", asked.rows.out, "The file to write")->required();
    rows->callback([&] { asked.run = [&] { return export_rows(asked.rows); }; });
}

void add_backups(CLI::App& app, Asked& asked) {
    auto* out = app.add_subcommand("backup", "Copy the private database while it serves");
    out->add_option("folder", asked.backup, "A new folder for the copy")->required();
    out->callback([&] { asked.run = [&] { return back_up(asked.backup); }; });
    auto* in = app.add_subcommand("restore", "Put a copy where no database is yet");
    in->add_option("folder", asked.backup, "The folder of the copy")->required();
    in->callback([&] { asked.run = [&] { return restore(asked.backup); }; });
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
    poster->add_option("--paper,--size", asked.poster.size, "a2, a3, a4, a5, letter or tabloid")
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

// Hidden: the program starts it for itself.
void add_print_job(CLI::App& app, Asked& asked) {
    auto* job = app.add_subcommand("print-job", "Make the files of one print job");
    job->group("");
    job->add_option("id", asked.print_job)->required();
    job->add_option("claim", asked.print_claim)->required();
    job->callback([&] {
        asked.run = [&] { return work_one_print_job(asked.print_job, asked.print_claim); };
    });
}

void add_print(CLI::App& app, Asked& asked) {
    auto& asks = asked.print;
    auto* print = app.add_subcommand("print", "Print posters, leaflets, bibs, labels and the rest");
    print->add_flag("--list", asks.is_list, "Say what there is to print, and the themes");
    print->add_option("--layout", asks.layout, "What is printed; see --list");
    print->add_option("--campaign", asks.campaign.campaign, "Its address, like spring-walk");
    print->add_option("--out", asks.campaign.out, "The file to write: .pdf, .png or .svg");
    print->add_option("--theme", asks.theme, "Instead of the campaign's own; see --list");
    print->add_option("--items", asks.items, "none, placements or participants: a piece for each")
        ->check(CLI::IsMember{std::vector<std::string>{"none", "placements", "participants"}})
        ->capture_default_str();
    print->add_option("--placement", asks.campaign.placement, "The name of the place it hangs at");
    print->add_option("--code", asks.campaign.code, "The short code to print");
    print->add_option("--language", asks.campaign.language, "Of the words that are ours")
        ->check(CLI::IsMember{language::all_languages()})
        ->capture_default_str();
    print->add_option("--picture", asks.picture, "A PNG or JPEG instead of the illustration");
    print->add_option("--main-colour", asks.main_colour, "Of sky and hills, like #0B6472");
    print->add_option("--accent-colour", asks.accent_colour, "Of what people shall do");
    print->add_flag("--low-ink", asks.is_low_ink, "White sky, grey hills");
    print->add_flag("--bleed", asks.has_bleed, "3 mm more picture and marks, for a press");
    print->add_option("--skip", asks.skip, "Labels of the first sheet that are used up")
        ->check(CLI::Range{0, 200});
    print->add_option("--offset-x", asks.offset_x, "Of label sheets, in millimetres")
        ->check(CLI::Range{-10.0, 10.0});
    print->add_option("--offset-y", asks.offset_y, "Of label sheets, in millimetres")
        ->check(CLI::Range{-10.0, 10.0});
    print->add_option("--page", asks.page, "Of a .png or .svg")->check(CLI::Range{1, 100'000});
    print->add_option("--png", asks.campaign.dpi, "Dots per inch of a .png, 20 to 300")
        ->check(CLI::Range{20, 300})
        ->capture_default_str();
    print->callback([&] { asked.run = [&] { return print_product(asked.print); }; });
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
    add_backups(app, asked);
    add_bank(app, asked);
    add_people(app, asked);
    add_mail(app, asked);
    add_poster(app, asked);
    add_print_job(app, asked);
    add_print(app, asked);
    add_sandbox(app, asked);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& stop) {  // Help is one of them, with exit code 0.
        return app.exit(stop, std::cout, std::cerr) == 0 ? 0 : usage;
    }
    return run_telling(asked.run);
}

}  // namespace commands
