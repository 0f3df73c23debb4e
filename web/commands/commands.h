// Commands: what one may ask of the program, one file for each.
//
// Each returns the exit status: 0, or 1 for a failure that it has told on stderr. What they throw
// is told by run_command_line(), which alone knows the words of the command line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace commands {

enum class Demo { none, still, living };  // living: gifts keep arriving.

struct ServeOptions {
    Demo demo = Demo::none;
};
int serve(const ServeOptions&);

// A stand-in for card providers, on loopback (web/sandbox/sandbox.h).
struct SandboxOptions {
    int port = 8090;
    std::string url;                // Where browsers find it; empty: http://localhost:PORT.
    std::string hook, paypal_hook;  // Where its webhooks go; empty: nowhere.
    std::vector<std::string> keys{"sk_test_sandbox"}, hook_secrets{"whsec_sandbox"};
    std::string paypal_client = "sandbox-client", paypal_secret = "sandbox-secret";
    std::string paypal_webhook = "SANDBOX-WEBHOOK";
    std::string fail;  // "errors=20,drop=100": see sandbox_switches().
};
int run_sandbox(const SandboxOptions&);
std::string sandbox_switches();  // Each with what it does, for --help.

int migrate();
// Everything, and whether the chain of seals still holds this one (empty: not asked).
int verify(const std::string& seal);
int seal_ledger();
// Of the private database alone, by mariadb-backup. A copy is whole or not there; it names its
// seal.
int back_up(const std::string& folder);
int restore(const std::string& folder);
// Reads a report of a mail that bounced (RFC 3464), or all of a maildir.
int read_bounces(const std::string& maildir);
int fill_demo();

struct AccountOptions {
    std::string email, name, role = "organiser";
};
int add_account(const AccountOptions&);

struct PosterOptions {
    std::string campaign, out, size = "a3";  // out: a .pdf or .png file.
    std::string placement, code;  // Of one place, or with one code; else the campaign's own.
    std::string language = "en";
    int dpi = 150;  // Of a .png, 36 to 200.
};
int make_poster(const PosterOptions&);

struct PrintOptions {
    PosterOptions campaign;  // Whose words, with what link, and the file to write.
    std::string layout, theme, picture, main_colour, accent_colour;
    std::string items = "none";  // placements or participants: a piece for each.
    bool is_list = false, is_low_ink = false, has_bleed = false;
    double offset_x = 0, offset_y = 0;  // Millimetres, on label sheets.
    int skip = 0, page = 1;             // page: of a .png or .svg.
};
int print_product(const PrintOptions&);  // Or lists the layouts and themes.

// from, until: booked days, like 2027-06-12. Empty: everything.
struct ExportOptions {
    std::string campaign, out, what = "gifts", format = "csv", from, until, currency;
};
int export_rows(const ExportOptions&);

// Imports a file of a bank, or (dry_run) says what it would bring. Books only what adds up.
struct BankOptions {
    std::string file, account,
        profile;  // account: an IBAN or a label, where the file does not say.
    bool dry_run = false;
};
int import_bank_file(const BankOptions&);
int undo_bank_import(std::int64_t import);  // By the number that booking it told.

// Makes the files of one print job; started by `serve` alone.
int work_one_print_job(std::int64_t id, int claim);

// The whole program: reads the words, runs the command, tells what went wrong. Exit status: 0, 1
// for a failure, 2 for words or settings that cannot be understood.
int run_command_line(int count, char** words);

}  // namespace commands
