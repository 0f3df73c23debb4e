#include "campaign/store/private_server.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <vector>

#include "campaign/store/connection.h"
#include "campaign/store/server_command.h"
#include "campaign/words/token.h"

namespace fs = std::filesystem;

namespace store {

namespace {

void sleep_ms(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds{ms}); }

// A Unix socket's path may have 107 bytes, a checkout's many more: so it lives in a short folder of
// ours alone, named after the user and the folder it belongs to.
fs::path socket_path(const fs::path& folder) {
    const auto name = "waymark-" + std::to_string(geteuid()) + "-" +
                      sha256_hex(fs::weakly_canonical(folder).string()).substr(0, 12);
    return fs::path{"/tmp"} / name / "db";
}

void make_socket_folder(const fs::path& folder) {
    mkdir(folder.c_str(), 0700);
    struct stat found {};
    if (lstat(folder.c_str(), &found) != 0 || !S_ISDIR(found.st_mode) ||
        found.st_uid != geteuid() || (found.st_mode & 077) != 0)
        throw CannotStart{folder.string() +
                          " must be a folder of this user that nobody else may enter. Remove it "
                          "and start again."};
}

// The last words of the server's log, for the sentence about a failed start.
std::string last_error_of(const fs::path& log) {
    std::ifstream file{log};
    std::string line, found;
    while (std::getline(file, line))
        if (line.find("[ERROR]") != std::string::npos) found = line;
    return found.empty() ? "" : " It said: " + found.substr(found.find("[ERROR]") + 8);
}

std::string cannot_write(const fs::path& folder, int code) {
    if (code == ENOSPC)
        return "The disk of " + folder.string() + " is full. Free some space and start again.";
    return "The folder " + folder.string() + " cannot be written to (" + std::strerror(code) +
           "). Choose another with WAYMARK_VAR, or mend its rights.";
}

}  // namespace

PrivateServer::PrivateServer(fs::path folder)
    : folder_{std::move(folder)}, socket_{socket_path(folder_)} {
    std::error_code code;
    fs::create_directories(folder_, code);
    if (code) throw CannotStart{cannot_write(folder_, code.value())};
    lock_folder();
    fs::create_directories(folder_ / "tmp", code);
    make_socket_folder(socket_.parent_path());
    const auto is_new = !fs::exists(folder_ / "database");
    if (is_new) make_database();
    keeper_ = std::thread{[this] { keep_running(); }};
    try {
        wait_until_it_answers();
        make_users();
    } catch (...) {
        is_stopping_ = 1;
        if (const int process = process_) kill(process, SIGTERM);
        keeper_.join();
        close(lock_);
        throw;
    }
}

PrivateServer::~PrivateServer() {
    is_stopping_ = 1;
    if (const int process = process_) kill(process, SIGTERM);
    keeper_.join();
    close(lock_);
}

Address PrivateServer::address(const std::string& user) const {
    Address to;
    to.socket = socket_.string(), to.user = user, to.name = "waymark";
    return to;
}

std::optional<Address> PrivateServer::find_running(const fs::path& folder,
                                                   const std::string& user) {
    Address to;
    to.socket = socket_path(folder).string(), to.user = user, to.name = "waymark";
    if (!fs::exists(to.socket)) return {};
    try {
        const Connection probe{to};
        return to;
    } catch (const Unavailable&) {
        return {};
    }
}

void PrivateServer::lock_folder() {
    const auto path = folder_ / "lock";
    lock_ = open(path.c_str(), O_CREAT | O_RDWR, 0600);
    if (lock_ < 0) throw CannotStart{cannot_write(folder_, errno)};
    for (int waited_ms = 0;; waited_ms += 50) {
        if (flock(lock_, LOCK_EX | LOCK_NB) == 0) break;
        char text[24] = {};
        const auto owner = pread(lock_, text, sizeof text - 1, 0) > 0 ? std::atoi(text) : 0;
        const auto is_alive = owner > 0 && kill(owner, 0) == 0;
        if (is_alive || waited_ms > stop_max_s * 1000) {
            close(lock_);
            throw CannotStart{"Another waymark (process " + std::to_string(owner) + ") is using " +
                              folder_.string() +
                              ". Stop it first, or choose another folder with WAYMARK_VAR."};
        }
        sleep_ms(50);  // Its database is still going down: wait for that.
    }
    const auto text = std::to_string(getpid()) + "\n";
    if (ftruncate(lock_, 0) != 0 ||
        pwrite(lock_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        const auto code = errno;
        close(lock_);
        throw CannotStart{cannot_write(folder_, code)};
    }
}

void PrivateServer::make_database() {
    const auto making = folder_ / "database.making", log = folder_ / "install.log";
    std::error_code code;
    fs::remove_all(making, code);
    const auto failed = run_server_command(
        {"mariadb-install-db", "--no-defaults", "--force", "--skip-test-db",
         "--auth-root-authentication-method=normal", "--datadir=" + fs::absolute(making).string(),
         geteuid() == 0 ? "--user=root" : "--skip-name-resolve"},
        log);
    if (failed == not_installed)
        throw CannotStart{
            "MariaDB is not installed. Install the packages mariadb-server-core and "
            "mariadb-client-core, or set WAYMARK_DATABASE."};
    if (failed != 0) {
        const auto room = fs::space(folder_, code);
        if (!code && room.available < 100u * 1024 * 1024)
            throw CannotStart{cannot_write(folder_, ENOSPC)};
        throw CannotStart{"The private database could not be made in " + folder_.string() +
                          ". See " + log.string() + "."};
    }
    fs::rename(making, folder_ / "database", code);
    if (code) throw CannotStart{cannot_write(folder_, code.value())};
}

int PrivateServer::start_process() {
    const auto data = fs::absolute(folder_ / "database").string();
    const auto log = fs::absolute(folder_ / "database.log").string();
    std::vector<std::string> words{"mariadbd",
                                   "--no-defaults",
                                   "--skip-networking",
                                   "--datadir=" + data,
                                   "--socket=" + socket_.string(),
                                   "--log-error=" + log,
                                   "--pid-file=" + data + "/pid",
                                   "--tmpdir=" + fs::absolute(folder_ / "tmp").string(),
                                   "--innodb-flush-log-at-trx-commit=1",
                                   "--innodb-snapshot-isolation=ON",
                                   "--innodb-buffer-pool-size=256M",
                                   "--innodb-log-file-size=128M",
                                   "--innodb-lock-wait-timeout=3",
                                   "--character-set-server=utf8mb4",
                                   "--collation-server=utf8mb4_unicode_520_ci",
                                   "--local-infile=0",
                                   "--default-time-zone=+00:00",
                                   "--max-connections=120",
                                   "--skip-log-bin",
                                   "--performance-schema=OFF",
                                   "--sql-mode=STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO"};
    if (geteuid() == 0) words.push_back("--user=root");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto parent = getpid();
    fcntl(lock_, F_SETFD, 0);  // The server holds the lock as long as it lives.
    const auto child = fork();
    if (child != 0) return child;
    setsid();  // Ctrl-C is for us: we stop it in our own order.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(0);
    signal(SIGTERM, SIG_DFL), signal(SIGINT, SIG_DFL), signal(SIGPIPE, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const auto silence = open("/dev/null", O_RDWR);
    dup2(silence, 0), dup2(silence, 1), dup2(silence, 2);
    for (int other = 3; other < 4096; ++other)
        if (other != lock_) close(other);
    execvp(arguments[0], arguments.data());
    _exit(127);
}

void PrivateServer::keep_running() {
    for (int pause_ms = 100; !is_stopping_; pause_ms = std::min(pause_ms * 2, 5000)) {
        const auto started = std::chrono::steady_clock::now();
        process_ = start_process();
        int status = 0;
        while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
        process_ = 0;
        has_failed_ += 1;
        if (is_stopping_) break;
        if (std::chrono::steady_clock::now() - started > std::chrono::minutes{1}) pause_ms = 100;
        for (int waited = 0; waited < pause_ms && !is_stopping_; waited += 20) sleep_ms(20);
    }
}

void PrivateServer::wait_until_it_answers() {
    auto root = address("root");
    root.name.clear();
    constexpr int failures_max = 3;
    for (int waited_ms = 0; waited_ms < start_max_s * 1000; waited_ms += 20) {
        try {
            const Connection probe{root};
            return;
        } catch (const Unavailable&) {
        }
        if (has_failed_ >= failures_max) break;
        sleep_ms(20);
    }
    std::error_code code;
    const auto room = fs::space(folder_, code);
    if (!code && room.available < 16u * 1024 * 1024)
        throw CannotStart{cannot_write(folder_, ENOSPC)};
    throw CannotStart{"The private database in " + folder_.string() + " does not start." +
                      last_error_of(folder_ / "database.log")};
}

void PrivateServer::make_users() {
    auto root_address = address("root");
    root_address.name.clear();
    Connection root{root_address};
    for (const auto* statement :
         {"CREATE DATABASE IF NOT EXISTS waymark CHARACTER SET utf8mb4"
          " COLLATE utf8mb4_unicode_520_ci",
          "CREATE USER IF NOT EXISTS owner@localhost", "CREATE USER IF NOT EXISTS app@localhost",
          "GRANT ALL ON waymark.* TO owner@localhost WITH GRANT OPTION",
          "GRANT USAGE ON *.* TO app@localhost"})
        root.execute(statement);
}

}  // namespace store
