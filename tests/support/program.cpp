#include "tests/support/program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/support/web_client.h"

namespace support {
namespace {

using namespace std::chrono_literals;
constexpr auto stop_max = 15s;
constexpr auto look_again = 20ms;

// What the child's environment is: ours without our settings, and the given ones.
std::vector<std::string> environment(const std::map<std::string, std::string>& given) {
    std::vector<std::string> all;
    for (char** row = environ; *row != nullptr; ++row) {
        const std::string text{*row};
        if (!text.starts_with("WAYMARK_") && !given.contains(text.substr(0, text.find('='))))
            all.push_back(text);
    }
    for (const auto& [name, value] : given) all.push_back(name + "=" + value);
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (auto& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

}  // namespace

Folder::Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "wm-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

int free_port() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    const bool bound =
        ::bind(descriptor, plain, size) == 0 && ::getsockname(descriptor, plain, &size) == 0;
    ::close(descriptor);
    if (!bound) throw std::runtime_error{"no free port"};
    return ntohs(address.sin_port);
}

Program::Program(const Settings& settings) : settings_{settings}, port_{free_port()} {
    auto& env = settings_.environment;
    env.try_emplace("WAYMARK_VAR", var().string());
    env.try_emplace("WAYMARK_PORT", std::to_string(port_));
    env.try_emplace("WAYMARK_PUBLIC_URL", "http://localhost:" + std::to_string(port_));
    env.try_emplace("WAYMARK_STRICT_TEMPLATES", "1");
    start();
}

Program::~Program() { stop(); }

void Program::start() {
    std::vector<std::string> arguments{WAYMARK_BUILD "/waymark"};
    for (const auto& word : settings_.arguments)
        arguments.push_back(word == "{port}" ? std::to_string(port_) : word);
    auto variables = environment(settings_.environment);
    const auto argv = pointers(arguments);
    const auto envp = pointers(variables);
    const auto log = (folder_.path() / "output.txt").string();
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error{"cannot fork"};
    if (pid_ > 0) return;
    // Only calls that are safe between fork and exec follow.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int out = ::open(log.c_str(), O_CREAT | O_APPEND | O_WRONLY, 0600);
    ::dup2(::open("/dev/null", O_RDONLY), 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
}

bool Program::reap(int options) {
    if (pid_ < 0) return true;
    int raw = 0;
    if (::waitpid(pid_, &raw, options) != pid_) return false;
    status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    pid_ = -1;
    return true;
}

bool Program::is_running() { return !reap(WNOHANG); }

int Program::wait(std::chrono::seconds at_most) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    while (is_running()) {
        if (std::chrono::steady_clock::now() > end) return -1;
        std::this_thread::sleep_for(look_again);
    }
    return status_;
}

bool Program::wait_until_ready(std::chrono::seconds at_most) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    const WebClient client{port_};
    while (is_running() && std::chrono::steady_clock::now() < end) {
        if (output().find(" answers at ") != std::string::npos &&
            client.get("/readyz").status == 200)
            return true;
        std::this_thread::sleep_for(look_again);
    }
    return false;
}

int Program::stop() {
    if (!is_running()) return status_;
    ::kill(pid_, SIGTERM);
    if (wait(stop_max) < 0) kill();
    return status_;
}

void Program::kill() {
    if (!is_running()) return;
    ::kill(pid_, SIGKILL);
    reap(0);
}

std::string Program::output() const {
    std::ifstream in{folder_.path() / "output.txt", std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace support
