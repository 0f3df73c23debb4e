// Archive: the files in a zip, unpacked in memory within limits. The door of libarchive.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outside {

constexpr std::size_t archived_files_max = 200, unpacked_bytes_max = 128 * 1024 * 1024;

struct ArchivedFile {
    std::string name, bytes;  // Folders and links are passed over; the name opens nothing.
};

bool is_zip(std::string_view bytes);
// Nothing if it is no sound zip, is encrypted, or holds more than the limits: unpacking stops
// there, whatever the archive says of its sizes.
std::optional<std::vector<ArchivedFile>> unpack_zip(std::string_view bytes);

}  // namespace outside
