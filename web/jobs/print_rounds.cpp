#include "web/jobs/print_rounds.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "campaign/printing/printing.h"
#include "campaign/words/check.h"
#include "web/http/journal.h"

namespace jobs {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours leftover_age_max{24};

// A job's folders are known by its number: whoever holds the job knows that nobody works in them.
std::string folder_prefix(const printing::PrintJob& job) {
    return "print-job-" + std::to_string(job.id.value) + "-";
}

template <typename Wanted>
void remove_folders(Wanted is_wanted) {
    std::error_code ignored;
    std::vector<fs::path> found;
    for (fs::directory_iterator at{fs::temp_directory_path(), ignored}, end; !ignored && at != end;
         at.increment(ignored))
        if (is_wanted(at->path())) found.push_back(at->path());
    for (const auto& path : found) fs::remove_all(path, ignored);
}

// Of jobs, and of inks that were mixed in the program itself, when it was killed.
void remove_leftovers() {
    remove_folders([](const fs::path& path) {
        const auto name = path.filename().string();
        if (!name.starts_with("print-job-") && !name.starts_with("press-")) return false;
        std::error_code failed;
        const auto touched = fs::last_write_time(path, failed);
        return !failed && fs::file_time_type::clock::now() - touched > leftover_age_max;
    });
}

fs::path make_folder(const printing::PrintJob& job) {
    remove_folders([prefix = folder_prefix(job)](const fs::path& path) {
        return path.filename().string().starts_with(prefix);
    });
    auto pattern = (fs::temp_directory_path() / (folder_prefix(job) + "XXXXXX")).string();
    check(::mkdtemp(pattern.data()) != nullptr, "a print job gets a folder");
    return pattern;
}

// As ours are, but with that folder for what is written in between.
std::vector<std::string> surroundings_in(const fs::path& folder) {
    std::vector<std::string> words{"TMPDIR=" + folder.string()};
    for (char** word = ::environ; *word != nullptr; ++word)
        if (const std::string_view one{*word}; !one.starts_with("TMPDIR=")) words.emplace_back(one);
    return words;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

// Beside whatever runs this: the program itself, or its tests.
std::string program_path() {
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / PROGRAM).string();
}

pid_t start_child(const printing::PrintJob& job, const fs::path& folder) {
    std::vector<std::string> words{program_path(), "print-job", std::to_string(job.id.value),
                                   std::to_string(job.claims)};
    auto surroundings = surroundings_in(folder);
    const auto pointers = pointers_to(words), environment = pointers_to(surroundings);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO})
        ::posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_t how;
    ::posix_spawnattr_init(&how);
    sigset_t none;
    ::sigemptyset(&none);  // Ours are blocked for the one thread that waits for them.
    ::posix_spawnattr_setsigmask(&how, &none);
    ::posix_spawnattr_setpgroup(&how, 0);  // What it starts itself ends with it.
    ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    pid_t child = -1;
    const int failed =
        ::posix_spawn(&child, words[0].c_str(), &files, &how, pointers.data(), environment.data());
    ::posix_spawnattr_destroy(&how);
    ::posix_spawn_file_actions_destroy(&files);
    check(failed == 0, "our own program can be started for a print job");
    return child;
}

}  // namespace

PrintRounds::PrintRounds(store::Store& store, Logbook* logbook) : store_{store} {
    rounds_.emplace(
        "printing", round_every, [this](Instant now) { make_round(now); }, logbook);
}

PrintRounds::~PrintRounds() {
    rounds_.reset();
    if (!running_) return;
    end_child(SIGKILL);
    const auto [id, claims] = std::pair{running_->job.id, running_->job.claims};
    end_running();
    printing::give_back(store_, id, claims);
}

void PrintRounds::make_round(Instant now) {
    if (running_) look_after(now);
    if (!running_) begin(now);
    if (forgot_at_ && now - *forgot_at_ < forget_every) return;
    forgot_at_ = now;
    printing::forget_old_jobs(store_, now);
    remove_leftovers();
}

void PrintRounds::begin(Instant now) {
    auto job = printing::claim_job(store_, now);
    if (!job) return;
    const auto folder = make_folder(*job);
    const auto child = start_child(*job, folder);
    running_ = Running{std::move(*job), child, folder, now, now};
}

void PrintRounds::look_after(Instant now) {
    auto& running = *running_;
    int status = 0;
    const auto ended = ::waitpid(running.child, &status, WNOHANG);
    const auto job = printing::find_print_job(store_.session(), running.job.id);
    const bool is_ours =
        job && job->state == printing::JobState::working && job->claims == running.job.claims;
    if (ended == running.child) {
        ::kill(-running.child, SIGKILL);  // What it had started itself and has not waited for.
        running.child = -1;
        if (is_ours) {  // It has not said how it ended.
            http::log_event("print job broke off", std::to_string(running.job.id.value), now);
            printing::give_back(store_, running.job.id, running.job.claims);
        }
        end_running();
        return;
    }
    if (job && job->parts_done > running.job.parts_done)
        running.job.parts_done = job->parts_done, running.moved_at = now;
    if (!is_ours || now - running.moved_at > stall_max) {
        end_child(SIGKILL);
        if (is_ours) printing::give_back(store_, running.job.id, running.job.claims);
        end_running();
        return;
    }
    if (now - running.renewed_at < renew_every) return;
    running.renewed_at = now;
    printing::renew_claim(store_, running.job.id, running.job.claims, now);
}

void PrintRounds::end_child(int signal) {
    auto& child = running_->child;
    if (child <= 0) return;
    ::kill(-child, signal);
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
    child = -1;
}

// Whatever the child left goes with it.
void PrintRounds::end_running() {
    std::error_code ignored;
    fs::remove_all(running_->folder, ignored);
    running_.reset();
}

}  // namespace jobs
