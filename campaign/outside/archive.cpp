#include "campaign/outside/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>

namespace outside {

namespace {

struct Closing {
    void operator()(::archive* one) const { archive_read_free(one); }
};
using Reader = std::unique_ptr<::archive, Closing>;

// Appends what the entry holds; false if it is broken or larger than what is left.
bool read_entry(::archive* reader, std::string& bytes, std::size_t& left) {
    std::array<char, 64 * 1024> block{};
    for (;;) {
        const auto count = archive_read_data(reader, block.data(), block.size());
        if (count < 0) return false;
        if (count == 0) return true;
        const auto size = static_cast<std::size_t>(count);
        if (size > left) return false;
        bytes.append(block.data(), size);
        left -= size;
    }
}

}  // namespace

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

std::optional<std::vector<ArchivedFile>> unpack_zip(std::string_view bytes) {
    const Reader reader{archive_read_new()};
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return {};
    std::vector<ArchivedFile> files;
    std::size_t left = unpacked_bytes_max;
    for (;;) {
        ::archive_entry* entry = nullptr;
        const auto outcome = archive_read_next_header(reader.get(), &entry);
        if (outcome == ARCHIVE_EOF) return files;
        if (outcome != ARCHIVE_OK && outcome != ARCHIVE_WARN) return {};
        if (archive_entry_filetype(entry) != AE_IFREG) continue;
        if (files.size() == archived_files_max) return {};
        const auto* name = archive_entry_pathname(entry);
        files.push_back({name ? name : "", ""});
        if (!read_entry(reader.get(), files.back().bytes, left)) return {};
    }
}

}  // namespace outside
