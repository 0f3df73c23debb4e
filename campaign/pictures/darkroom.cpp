#include "campaign/pictures/darkroom.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <optional>

#include "campaign/words/check.h"
#include "campaign/words/refusal.h"

namespace pictures {

namespace {

constexpr int patience_ms = 30'000;  // Without a byte moving; its own limits end it sooner.
constexpr std::size_t answer_bytes_max = std::size(longest_sides) * (rendition_bytes_max + 64);
static_assert(std::size(longest_sides) == std::size(longest_sides_on_paper));

// Beside our own program, as it was built.
std::string program_path() {
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / DARKROOM).string();
}

// One running darkroom: a socket to its standard input and output. Ended and waited for at the end.
class Running {
public:
    explicit Running(Use use) {
        int ends[2] = {-1, -1};
        check(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0,
              "a pair of sockets for the darkroom");
        ours_ = ends[0];
        posix_spawn_file_actions_t files;
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawn_file_actions_adddup2(&files, ends[1], STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
        ::posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
        auto path = program_path();
        std::string what = use == Use::paper ? "paper" : "pages";
        char* words[] = {path.data(), what.data(), nullptr};
        char* surroundings[] = {nullptr};
        const int failed =
            ::posix_spawn(&child_, path.c_str(), &files, nullptr, words, surroundings);
        ::posix_spawn_file_actions_destroy(&files);
        ::close(ends[1]);
        if (failed != 0) ::close(ours_);
        check(failed == 0, "the darkroom's program stands beside ours");
    }
    Running(const Running&) = delete;
    ~Running() {
        ::close(ours_);
        if (child_ > 0) wait_for_end(SIGKILL);
    }

    // Hands it the picture while taking what it writes; nothing if it stands still or says too
    // much.
    std::optional<std::string> exchange(std::string_view bytes) {
        std::string answer;
        std::array<char, 64 * 1024> piece{};
        for (bool is_told = false; answer.size() <= answer_bytes_max;) {
            pollfd wanted{ours_, static_cast<short>(is_told ? POLLIN : POLLIN | POLLOUT), 0};
            const int ready = ::poll(&wanted, 1, patience_ms);
            if (ready < 0 && errno == EINTR) continue;
            if (ready <= 0) return {};
            if (!is_told && (wanted.revents & POLLOUT) != 0) is_told = send_some(bytes);
            if ((wanted.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
            const auto count = ::recv(ours_, piece.data(), piece.size(), MSG_DONTWAIT);
            if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (count <= 0) return answer;
            answer.append(piece.data(), static_cast<std::size_t>(count));
        }
        return {};
    }

    int end() { return wait_for_end(0); }

private:
    // True once everything was said, or nobody listens any more.
    bool send_some(std::string_view& bytes) {
        const auto count = ::send(ours_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0) return errno != EAGAIN && errno != EINTR;
        bytes.remove_prefix(static_cast<std::size_t>(count));
        if (bytes.empty()) ::shutdown(ours_, SHUT_WR);
        return bytes.empty();
    }

    int wait_for_end(int signal) {
        if (signal != 0) ::kill(child_, signal);
        int status = 0;
        while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
        }
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : static_cast<int>(Outcome::broken);
    }

    int ours_ = -1;
    pid_t child_ = -1;
};

int take_number(std::string_view& text) {
    int number = -1;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    if (!text.empty()) text.remove_prefix(1);
    return number;
}

// Even our own program is not believed: what it says has to add up.
std::vector<Rendition> read_renditions(std::string_view answer, Use use) {
    const auto sides = sides_for(use);
    std::vector<Rendition> found;
    while (!answer.empty() && found.size() < sides.size()) {
        Rendition one{take_number(answer), take_number(answer), {}};
        const auto size = take_number(answer);
        const auto fits = one.width > 0 && one.height > 0 && one.width <= sides.front() &&
                          one.height <= sides.front();
        if (!fits || size <= 0 || static_cast<std::size_t>(size) > answer.size()) return {};
        one.bytes = answer.substr(0, static_cast<std::size_t>(size));
        if (!one.bytes.starts_with("\xff\xd8\xff")) return {};
        answer.remove_prefix(static_cast<std::size_t>(size));
        found.push_back(std::move(one));
    }
    if (!answer.empty()) return {};
    return found;
}

Developed run_darkroom(std::string_view bytes, Use use) {
    Running running{use};
    const auto answer = running.exchange(bytes);
    if (!answer) return {Outcome::broken};
    Developed made{static_cast<Outcome>(running.end())};
    if (made.outcome != Outcome::developed) return made;
    made.renditions = read_renditions(*answer, use);
    if (made.renditions.empty()) made.outcome = Outcome::broken;
    return made;
}

std::string_view sentence_for(Outcome outcome) {
    switch (outcome) {
        case Outcome::too_large:
            return "This picture is too large: up to 12 MB and 50 million pixels.";
        case Outcome::not_a_picture:
            return "Pictures can be JPEG, PNG, WebP or HEIC files.";
        case Outcome::broken:
        case Outcome::developed:
            break;
    }
    return "This picture cannot be read: perhaps it did not arrive whole. Try another one.";
}

[[noreturn]] void refuse(Outcome outcome) {
    throw Refused{{Reason::not_a_valid_value, "photo", std::string{sentence_for(outcome)}}};
}

}  // namespace

// One of the places in the darkroom, for as long as it lives.
class Darkroom::Turn {
public:
    explicit Turn(Darkroom& room) : room_{room} {
        std::unique_lock lock{room_.mutex_};
        if (room_.busy_ >= at_once_max && room_.waiting_ >= waiting_max)
            throw Refused{{Reason::too_many_attempts, "photo",
                           "Many pictures arrive just now. Send yours again in a moment."}};
        ++room_.waiting_;
        room_.free_.wait(lock, [&] { return room_.busy_ < at_once_max; });
        --room_.waiting_, ++room_.busy_;
    }
    Turn(const Turn&) = delete;
    ~Turn() {
        {
            const std::lock_guard lock{room_.mutex_};
            --room_.busy_;
        }
        room_.free_.notify_one();
    }

private:
    Darkroom& room_;
};

std::vector<Rendition> Darkroom::develop(std::string_view bytes, Use use) {
    if (bytes.size() > upload_bytes_max) refuse(Outcome::too_large);
    const Turn turn{*this};
    auto made = run_darkroom(bytes, use);
    if (made.outcome != Outcome::developed) refuse(made.outcome);
    return std::move(made.renditions);
}

}  // namespace pictures
