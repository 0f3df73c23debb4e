#include "tests/support/mail_server.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace support {

namespace {

int spawn(std::vector<std::string> words, const std::string& log) {
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const int pid = ::fork();
    if (pid != 0) return pid;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(out, 1), ::dup2(out, 2);
    ::execv(argv[0], argv.data());
    ::_exit(127);
}

// As whoever runs a server of their own makes one: for the name localhost.
void make_certificate(const std::filesystem::path& folder) {
    const auto pid = spawn({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                            "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                            (folder / "key.pem").string(), "-out", (folder / "cert.pem").string()},
                           (folder / "openssl.txt").string());
    int status = 0;
    if (::waitpid(pid, &status, 0) != pid || status != 0)
        throw std::runtime_error{"openssl makes no certificate"};
}

}  // namespace

namespace {

// Those that nobody uses now.
std::vector<std::unique_ptr<MailServer::Running>>& idle() {
    static std::vector<std::unique_ptr<MailServer::Running>> servers;
    return servers;
}

std::unique_ptr<MailServer::Running> find_idle(const MailServerOptions& options) {
    for (auto at = idle().begin(); at != idle().end(); ++at)
        if ((*at)->options == options) {
            auto found = std::move(*at);
            idle().erase(at);
            return found;
        }
    return nullptr;
}

}  // namespace

MailServer::MailServer(MailServerOptions options) : running_{find_idle(options)} {
    if (running_) {
        for (const auto& entry : std::filesystem::directory_iterator{folder()})
            if (entry.path().extension() == ".json" || entry.path().extension() == ".eml")
                std::filesystem::remove(entry.path());
        behave("accept");
        return;
    }
    running_ = std::make_unique<Running>(options);
    if (options.security != Security::none) make_certificate(folder());
    behave("accept");
    start();
}

MailServer::~MailServer() {
    if (running_->pid > 0) idle().push_back(std::move(running_));
}

void MailServer::behave(const std::string& mode) const {
    std::ofstream{folder() / "mode.new"} << mode;
    std::filesystem::rename(folder() / "mode.new", folder() / "mode");
}

MailServer::Running::~Running() { stop(); }

void MailServer::Running::start() {
    const auto ready = folder.path() / "ready";
    std::filesystem::remove(ready);
    std::vector<std::string> words{"/usr/bin/python3",
                                   WAYMARK_SOURCE "/tests/support/mail_server.py",
                                   folder.path().string(), std::to_string(port)};
    if (options.security != Security::none) {
        words.push_back("certificate=" + (folder.path() / "cert.pem").string());
        words.push_back("key=" + (folder.path() / "key.pem").string());
    }
    if (options.security == Security::implicit) words.push_back("implicit=yes");
    if (options.asks_login) words.push_back("login=yes");
    pid = spawn(words, (folder.path() / "server.txt").string());
    constexpr int waits_max = 6'000;  // Two minutes: a busy machine is slow to start Python.
    for (int i = 0; i < waits_max && !std::filesystem::exists(ready); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    if (!std::filesystem::exists(ready)) throw std::runtime_error{"the mail server starts"};
}

void MailServer::Running::stop() {
    if (pid < 0) return;
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    pid = -1;
}

std::vector<Arrived> MailServer::arrived() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder()})
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<Arrived> all;
    for (const auto& file : files) {
        std::ifstream from{file, std::ios::binary};
        const std::string text{std::istreambuf_iterator<char>{from}, {}};
        constexpr std::size_t bytes_max = 1024 * 1024;
        const auto node = outside::read_json(text, bytes_max);
        if (!node) throw std::runtime_error{"the mail server writes JSON"};
        all.push_back({*node});
    }
    return all;
}

std::vector<Arrived> MailServer::wait_for(std::size_t count) const {
    constexpr int waits_max = 400;
    for (int i = 0; i < waits_max && arrived().size() < count; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    return arrived();
}

outside::SmtpServer MailServer::address() const {
    outside::SmtpServer server;
    server.scheme = running_->options.security == Security::implicit ? "smtps" : "smtp";
    server.host = "localhost", server.port = port();
    return server;
}

std::string MailServer::url() const {
    return address().scheme + "://localhost:" + std::to_string(port());
}

}  // namespace support
