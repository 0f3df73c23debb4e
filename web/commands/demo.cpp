#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <stdexcept>

#include "web/commands/commands.h"
#include "web/commands/demo.h"
#include "web/demo/demo.h"

namespace commands {

namespace {

[[noreturn]] void refuse_file(const std::filesystem::path& file) {
    throw std::runtime_error{"The demo's accounts cannot be written to " + file.string() +
                             ". Choose another folder with WAYMARK_VAR, or mend its rights."};
}

// Passwords are for whoever runs the demo alone: the file is theirs before anything is in it. Made
// before the demo is, because a demo whose passwords are lost can be entered by nobody.
void make_accounts_file(const std::filesystem::path& file) {
    std::error_code ignored;
    std::filesystem::create_directories(file.parent_path(), ignored);
    constexpr mode_t owner_only = 0600;
    const int handle = ::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, owner_only);
    if (handle < 0) refuse_file(file);
    ::fchmod(handle, owner_only);
    ::close(handle);
}

void keep_accounts(const std::filesystem::path& file, const std::vector<demo::Told>& accounts) {
    std::ofstream out{file};
    for (const auto& account : accounts) out << account.email << ' ' << account.password << '\n';
    if (!out.flush()) refuse_file(file);
}

void tell_accounts(const std::filesystem::path& file) {
    std::ifstream in{file};
    if (!in) return;
    std::cout << "Sign in at /desk/sign-in with one of these (kept in " << file.string() << "):\n";
    for (std::string line; std::getline(in, line);) std::cout << "  " << line << '\n';
    std::cout << std::flush;
}

}  // namespace

void make_demo(const Config& config, const Database& database) {
    const auto file = config.var / "demo-accounts.txt";
    make_accounts_file(file);
    auto store = database.make_store(demo::connections);
    const auto ground = demo::look_at_ground(store.session());
    if (ground == demo::Ground::has_other)
        throw std::runtime_error{
            "The demo needs an empty database, and this one holds something else, or a demo that "
            "was interrupted. Set WAYMARK_VAR to a new folder."};
    if (ground == demo::Ground::empty) {
        const bool is_terminal = isatty(STDERR_FILENO) == 1;
        const auto told = demo::fill(store, present(), [&](int percent) {
            if (is_terminal) std::cerr << "\rMaking the demo: " << percent << " % " << std::flush;
        });
        if (is_terminal) std::cerr << "\r\033[K";
        keep_accounts(file, told);
    }
    tell_accounts(file);
}

int fill_demo() {
    const auto config = read_config();
    make_demo(config, Database{config, Opening::join, present()});
    return 0;
}

}  // namespace commands
