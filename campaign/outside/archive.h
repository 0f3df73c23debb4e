// Archive: the files in a zip, unpacked and packed in memory within limits. The door of libarchive.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/words/instant.h"

namespace outside {

constexpr std::size_t archived_files_max = 200, unpacked_bytes_max = 128 * 1024 * 1024;

struct ArchivedFile {
    std::string name, bytes;  // Folders and links are passed over; the name opens nothing.
};

bool is_zip(std::string_view bytes);
// Nothing if it is no sound zip, is encrypted, or holds more than the limits: unpacking stops
// there, whatever the archive says of its sizes.
std::optional<std::vector<ArchivedFile>> unpack_zip(std::string_view bytes);

// A zip that is handed out while it grows, so that one file of it at a time is in memory. Not
// compressed: what we pack is. The same files and moment give the same bytes.
class ZipPacking {
public:
    explicit ZipPacking(Instant at);
    ~ZipPacking();
    ZipPacking(const ZipPacking&) = delete;

    std::string add(const ArchivedFile&);  // What the zip has grown by.
    std::string end();                     // The same, once.

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace outside
