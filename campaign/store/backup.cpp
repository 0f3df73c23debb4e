#include "campaign/store/backup.h"

#include <fstream>

#include "campaign/store/server_command.h"

namespace fs = std::filesystem;

namespace store {

namespace {

constexpr auto note_name = "backup.txt";

[[noreturn]] void give_up(const fs::path& making, int code, const fs::path& log) {
    std::error_code ignored;
    fs::remove_all(making, ignored);
    if (code == not_installed)
        throw CannotStart{
            "mariadb-backup is not installed. Install the package mariadb-backup of the same "
            "version as mariadb-server-core."};
    throw CannotStart{"The copy could not be made; nothing of it was kept. See " + log.string() +
                      "."};
}

void write_note(const fs::path& folder, const BackupNote& note) {
    std::ofstream file{folder / note_name};
    file << "made_at " << note.made_at << "\nversion " << note.version << "\nseal " << note.seal
         << '\n';
    file.close();
    if (!file) throw CannotStart{"The copy's note cannot be written; is the disk full?"};
}

BackupNote read_note(const fs::path& folder) {
    std::ifstream file{folder / note_name};
    if (!file)
        throw CannotStart{folder.string() + " is no whole copy: it has no " + note_name + "."};
    BackupNote note;
    for (std::string line; std::getline(file, line);) {
        const auto space = line.find(' ');
        const auto name = line.substr(0, space);
        const auto value = space == std::string::npos ? "" : line.substr(space + 1);
        if (name == "made_at") note.made_at = value;
        if (name == "version") note.version = value;
        if (name == "seal") note.seal = value;
    }
    return note;
}

}  // namespace

void make_backup(const Address& of, const fs::path& var, const fs::path& copy,
                 const BackupNote& note) {
    if (fs::exists(copy))
        throw CannotStart{copy.string() + " is there already. Name a folder that is not."};
    auto making = copy;
    making += ".making";
    const auto log = var / "backup.log";
    std::error_code code;
    fs::remove_all(making, code);
    fs::create_directories(making, code);
    if (code)
        throw CannotStart{"The folder " + making.string() + " cannot be made: " + code.message() +
                          "."};
    fs::permissions(making, fs::perms::owner_all, code);
    const auto target = "--target-dir=" + fs::absolute(making).string();
    if (const auto failed = run_server_command(
            {"mariadb-backup", "--no-defaults", "--backup", "--user=root", "--socket=" + of.socket,
             target, "--datadir=" + fs::absolute(var / "database").string()},
            log);
        failed != 0)
        give_up(making, failed, log);
    if (const auto failed =
            run_server_command({"mariadb-backup", "--no-defaults", "--prepare", target}, log);
        failed != 0)
        give_up(making, failed, log);
    write_note(making, note);
    fs::rename(making, copy, code);
    if (code) throw CannotStart{"The copy in " + making.string() + " cannot be renamed."};
}

BackupNote restore_backup(const fs::path& var, const fs::path& copy) {
    const auto note = read_note(copy);
    const auto database = var / "database", making = var / "database.making";
    if (fs::exists(database))
        throw CannotStart{"There is a database in " + var.string() +
                          " already. Choose another folder with WAYMARK_VAR, or move it away."};
    std::error_code code;
    fs::create_directories(var / "tmp", code);
    fs::remove_all(making, code);
    const auto log = var / "backup.log";
    if (const auto failed = run_server_command({"mariadb-backup", "--no-defaults", "--copy-back",
                                                "--target-dir=" + fs::absolute(copy).string(),
                                                "--datadir=" + fs::absolute(making).string()},
                                               log);
        failed != 0)
        give_up(making, failed, log);
    fs::rename(making, database, code);
    if (code) throw CannotStart{"The database in " + making.string() + " cannot be put in place."};
    return note;
}

}  // namespace store
