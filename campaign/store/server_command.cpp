#include "campaign/store/server_command.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace store {

int run_server_command(const std::vector<std::string>& words, const std::filesystem::path& output) {
    const auto scratch = std::filesystem::absolute(output.parent_path() / "tmp").string();
    const auto child = fork();
    if (child == 0) {
        setenv("TMPDIR", scratch.c_str(), 1);
        const auto out = open(output.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
        dup2(out, 1), dup2(out, 2);
        std::vector<char*> arguments;
        for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        execvp(arguments[0], arguments.data());
        _exit(not_installed);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace store
