#include "web/watch/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace watch {

namespace {

std::int64_t count_open_files() {
    std::error_code failed;
    std::int64_t count = 0;
    for (auto at = std::filesystem::directory_iterator{"/proc/self/fd", failed};
         !failed && at != std::filesystem::directory_iterator{}; at.increment(failed))
        ++count;
    return count > 0 ? count - 1 : 0;  // One of them is this look itself.
}

std::int64_t microseconds_of(const timeval& time) {
    constexpr std::int64_t million = 1'000'000;
    return time.tv_sec * million + time.tv_usec;
}

}  // namespace

ProcessUse read_process_use() {
    ProcessUse use;
    const auto page = ::sysconf(_SC_PAGESIZE);
    std::int64_t pages = 0, resident = 0;
    if (std::ifstream{"/proc/self/statm"} >> pages >> resident)
        use.virtual_bytes = pages * page, use.resident_bytes = resident * page;
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;)
        if (word == "Threads:") status >> use.threads;
    use.open_files = count_open_files();
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        use.files_max = static_cast<std::int64_t>(limit.rlim_cur);
    rusage used{};
    if (::getrusage(RUSAGE_SELF, &used) == 0)
        use.processor_us = microseconds_of(used.ru_utime) + microseconds_of(used.ru_stime);
    return use;
}

std::string program_version() { return WAYMARK_VERSION; }

}  // namespace watch
