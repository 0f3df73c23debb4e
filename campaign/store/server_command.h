// Commands of the database server's own packages, run to their end as child processes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace store {

constexpr int not_installed = 127;

// Runs a command with its output appended to a file, and its temporary files in `tmp` beside that
// file: a mariadbd that starts elsewhere removes what it takes for its own left-overs in a shared
// folder. Returns its exit code, 128 if it was killed, not_installed if there is no such command.
int run_server_command(const std::vector<std::string>& words, const std::filesystem::path& output);

}  // namespace store
