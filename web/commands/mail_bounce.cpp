#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "campaign/mail/bounce.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

namespace {

namespace fs = std::filesystem;

std::string read_bounded(std::istream& from) {
    std::string text(mail::report_bytes_max, '\0');
    from.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(from.gcount()));
    return text;
}

// Whatever is not a report of ours is left alone; an auto-reply is no failure.
bool note_report(store::Store& store, std::istream& from) {
    const auto report = mail::read_report(read_bounded(from), mail::mail_secret(store.session()));
    return report && mail::note_bounce(store, *report, present());
}

// Every new message is read once: then it is an old one (maildir: from new/ to cur/, seen).
int read_maildir(store::Store& store, const fs::path& folder) {
    int noted = 0, read = 0;
    std::vector<fs::path> messages;
    for (const auto& entry : fs::directory_iterator{folder / "new"})
        if (entry.is_regular_file()) messages.push_back(entry.path());
    fs::create_directories(folder / "cur");
    for (const auto& message : messages) {
        std::ifstream from{message, std::ios::binary};
        if (note_report(store, from)) ++noted;
        fs::rename(message, folder / "cur" / (message.filename().string() + ":2,S"));
        ++read;
    }
    std::cout << read << " messages read, " << noted << " bounces noted.\n";
    return 0;
}

}  // namespace

int read_bounces(const std::string& maildir) {
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(1);
    if (!maildir.empty()) return read_maildir(store, maildir);
    std::cout << (note_report(store, std::cin) ? "The bounce is noted.\n"
                                               : "This is no report of a mail of ours.\n");
    return 0;
}

}  // namespace commands
