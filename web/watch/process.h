// Process: what this program takes from its machine, as Linux tells it in /proc/self.
#pragma once

#include <cstdint>
#include <string>

namespace watch {

struct ProcessUse {
    std::int64_t resident_bytes = 0, virtual_bytes = 0, threads = 0, open_files = 0, files_max = 0,
                 processor_us = 0;
};
ProcessUse read_process_use();  // What cannot be read stays 0.

std::string program_version();

}  // namespace watch
