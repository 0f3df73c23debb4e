#include "web/commands/stand_in.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "campaign/words/token.h"

namespace commands {

namespace {

// Only calls that are safe between fork and exec.
[[noreturn]] void become_sandbox(const std::vector<char*>& words, int out, pid_t parent) {
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);  // It died before the line above.
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::execv("/proc/self/exe", words.data());
    ::_exit(127);
}

// Its first line; less, if it ended before.
std::string first_line(int from) {
    std::string line;
    std::array<char, 256> bytes{};
    while (line.find('\n') == std::string::npos) {
        const auto count = ::read(from, bytes.data(), bytes.size());
        if (count <= 0) break;
        line.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return line;
}

}  // namespace

StandIn::StandIn(const std::string& site)
    : keys_{{"stripe",
             {{"api", "sk_test_" + random_token()}, {"webhook", "whsec_" + random_token()}}},
            {"paypal", {{"client", "demo"}, {"secret", random_token()}, {"webhook", "DEMO"}}}} {
    auto& stripe = keys_["stripe"];
    auto& paypal = keys_["paypal"];
    std::vector<std::string> words{"waymark",
                                   "sandbox",
                                   "--port",
                                   "0",
                                   "--hook",
                                   site + "/hooks/stripe",
                                   "--key",
                                   stripe["api"],
                                   "--hook-secret",
                                   stripe["webhook"],
                                   "--paypal-hook",
                                   site + "/hooks/paypal",
                                   "--paypal-client",
                                   paypal["client"],
                                   "--paypal-secret",
                                   paypal["secret"],
                                   "--paypal-webhook",
                                   paypal["webhook"]};
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error{"No pipe is left."};
    const auto parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) become_sandbox(pointers, pipe[1], parent);
    ::close(pipe[1]);
    const auto line = pid_ > 0 ? first_line(pipe[0]) : std::string{};
    ::close(pipe[0]);
    const auto port = line.find("127.0.0.1:");
    if (port == std::string::npos)
        throw std::runtime_error{"The stand-in for card payments did not start."};
    constexpr std::size_t host = 10;
    const auto digits = line.substr(port + host);
    url_ = "http://localhost:" + digits.substr(0, digits.find_first_not_of("0123456789"));
}

StandIn::~StandIn() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);  // It keeps nothing.
    ::waitpid(pid_, nullptr, 0);
}

}  // namespace commands
