// Ghostscript as a program beside ours: a child with a time limit, no shell, no network, no files
// but the two of one folder.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "campaign/words/token.h"
#include "print/finishing.h"

namespace print {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr rlim_t memory_bytes = rlim_t{2} * 1024 * 1024 * 1024;
constexpr auto look_every = 5ms;

std::optional<std::string> find_ghostscript() {
    const char* path = std::getenv("PATH");
    std::string rest = path != nullptr ? path : "";
    while (!rest.empty()) {
        const auto end = rest.find(':');
        const auto program = fs::path{rest.substr(0, end)} / "gs";
        if (program.is_absolute() && ::access(program.c_str(), X_OK) == 0) return program.string();
        rest = end == rest.npos ? "" : rest.substr(end + 1);
    }
    return {};
}

struct Folder {
    Folder() : path{fs::temp_directory_path() / ("press-" + random_token())} {
        fs::create_directory(path);
        fs::permissions(path, fs::perms::owner_all);
    }
    Folder(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    fs::path path;
};

// 0 once it has ended well within its time; it is ended otherwise.
int run_within_limits(std::vector<std::string> words, const fs::path& folder) {
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    auto place = "TMPDIR=" + folder.string();  // What it writes in between goes with the folder.
    char* surroundings[] = {place.data(), nullptr};
    pid_t child = -1;
    const int failed =
        ::posix_spawn(&child, words[0].c_str(), &files, nullptr, pointers.data(), surroundings);
    ::posix_spawn_file_actions_destroy(&files);
    if (failed != 0) return failed;
    const rlimit memory{memory_bytes, memory_bytes}, time{cmyk_seconds_max, cmyk_seconds_max};
    ::prlimit(child, RLIMIT_AS, &memory, nullptr);
    ::prlimit(child, RLIMIT_CPU, &time, nullptr);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{cmyk_seconds_max};
    int status = 0;
    for (;;) {
        const auto ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        if (ended < 0 && errno != EINTR) return -1;
        if (std::chrono::steady_clock::now() > deadline) break;
        std::this_thread::sleep_for(look_every);
    }
    ::kill(child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return -1;
}

}  // namespace

bool can_make_cmyk() { return find_ghostscript().has_value(); }

std::optional<std::string> make_cmyk(const std::string& finished, const Finish& finish,
                                     Instant created) {
    // One at a time in a program: each may take a minute and much memory.
    static std::mutex busy;
    const std::unique_lock alone{busy, std::try_to_lock};
    const auto program = find_ghostscript();
    if (!program || !alone) return {};
    const Folder folder;
    const auto from = (folder.path / "in.pdf").string(), to = (folder.path / "out.pdf").string();
    std::ofstream{from, std::ios::binary} << finished;
    const int failed = run_within_limits(
        {*program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite",
         "-dCompatibilityLevel=1.6", "-sColorConversionStrategy=CMYK",
         "-dProcessColorModel=/DeviceCMYK", "-dAutoRotatePages=/None", "-dEmbedAllFonts=true",
         "-dSubsetFonts=true", "-dDownsampleColorImages=false", "-dDownsampleGrayImages=false",
         "-sOutputFile=" + to, from},
        folder.path);
    if (failed != 0) return {};
    std::ifstream file{to, std::ios::binary};
    const std::string made{std::istreambuf_iterator<char>{file}, {}};
    if (!made.starts_with("%PDF")) return {};
    return finish_cmyk(made, finish, created);
}

}  // namespace print
