// Commands: what one may ask of the program, one file for each.
//
// Each returns the exit status: 0, or 1 for a failure that it has told on stderr. What they throw
// is told by run_command_line(), which alone knows the words of the command line.
#pragma once

#include <string>

namespace commands {

enum class Demo { none, still, living };  // living: gifts keep arriving.

struct ServeOptions {
    Demo demo = Demo::none;
};
int serve(const ServeOptions&);

int migrate();
int verify();
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

struct ExportOptions {
    std::string campaign, out, what = "gifts";
};
int export_rows(const ExportOptions&);

// The whole program: reads the words, runs the command, tells what went wrong. Exit status: 0, 1
// for a failure, 2 for words or settings that cannot be understood.
int run_command_line(int count, char** words);

}  // namespace commands
