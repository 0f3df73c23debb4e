// The darkroom: a program of its own that reads one picture from its standard input, writes its
// renditions to standard output, and ends. It opens no files, knows no database, and the kernel
// ends it when it takes too much memory or time.
#include <sys/resource.h>
#include <unistd.h>
#include <vips/vips.h>

#include <array>
#include <cstdlib>

#include "campaign/pictures/shrink.h"

namespace {

using pictures::Developed;
using pictures::Outcome;

constexpr rlim_t memory_bytes = rlim_t{1200} * 1024 * 1024, seconds = 10, files = 64;

bool limit_ourselves() {
    const auto limit = [](auto what, rlim_t most) {
        const rlimit both{most, most};
        return setrlimit(what, &both) == 0;
    };
    return limit(RLIMIT_AS, memory_bytes) && limit(RLIMIT_CPU, seconds) && limit(RLIMIT_CORE, 0) &&
           limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, files);
}

std::string read_input() {
    std::string bytes;
    std::array<char, 64 * 1024> piece{};
    while (bytes.size() <= pictures::upload_bytes_max) {
        const auto count = ::read(STDIN_FILENO, piece.data(), piece.size());
        if (count <= 0) break;
        bytes.append(piece.data(), static_cast<std::size_t>(count));
    }
    return bytes;
}

bool write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Outcome develop(pictures::Use use) {
    const auto bytes = read_input();
    if (bytes.size() > pictures::upload_bytes_max) return Outcome::too_large;
    const auto made = pictures::shrink_picture(bytes, use);
    for (const auto& one : made.renditions) {
        const auto head = std::to_string(one.width) + ' ' + std::to_string(one.height) + ' ' +
                          std::to_string(one.bytes.size()) + '\n';
        if (!write_all(head) || !write_all(one.bytes)) return Outcome::broken;
    }
    return made.outcome;
}

}  // namespace

int main(int count, char** words) {
    if (!limit_ourselves()) return static_cast<int>(Outcome::broken);
    ::setenv("VIPS_CONCURRENCY", "1", 1);
    ::setenv("VIPS_NOVECTOR", "1", 1);  // No code that is made while it runs, and no file for it.
    if (VIPS_INIT(words[0]) != 0) return static_cast<int>(Outcome::broken);
    vips_block_untrusted_set(TRUE);
    vips_cache_set_max(0);
    const bool is_for_paper = count > 1 && std::string_view{words[1]} == "paper";
    return static_cast<int>(develop(is_for_paper ? pictures::Use::paper : pictures::Use::pages));
}
