#include "campaign/outside/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>
#include <utility>

#include "campaign/words/check.h"

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

struct ZipPacking::State {
    struct Ending {
        void operator()(::archive* one) const { archive_write_free(one); }
        void operator()(::archive_entry* one) const { archive_entry_free(one); }
    };
    static la_ssize_t take(::archive*, void* state, const void* bytes, std::size_t size) {
        static_cast<State*>(state)->grown.append(static_cast<const char*>(bytes), size);
        return static_cast<la_ssize_t>(size);
    }

    std::string grown;
    Instant at;
    std::unique_ptr<::archive, Ending> writer;  // Last: it writes to the above until it is gone.
};

ZipPacking::ZipPacking(Instant at) : state_{std::make_unique<State>()} {
    state_->at = at;
    state_->writer.reset(archive_write_new());
    auto* writer = state_->writer.get();
    archive_write_set_format_zip(writer);
    archive_write_zip_set_compression_store(writer);
    archive_write_set_bytes_in_last_block(writer, 1);
    check(archive_write_open(writer, state_.get(), nullptr, &State::take, nullptr) == ARCHIVE_OK,
          "a zip can be begun");
}

ZipPacking::~ZipPacking() = default;

std::string ZipPacking::add(const ArchivedFile& file) {
    auto* writer = state_->writer.get();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(state_->at).time_since_epoch();
    const std::unique_ptr<::archive_entry, State::Ending> entry{archive_entry_new()};
    archive_entry_set_pathname_utf8(entry.get(), file.name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), seconds.count(), 0);
    check(archive_write_header(writer, entry.get()) == ARCHIVE_OK &&
              archive_write_data(writer, file.bytes.data(), file.bytes.size()) ==
                  static_cast<la_ssize_t>(file.bytes.size()),
          "a file can be put into a zip");
    return std::exchange(state_->grown, {});
}

std::string ZipPacking::end() {
    check(archive_write_close(state_->writer.get()) == ARCHIVE_OK, "a zip can be ended");
    return std::exchange(state_->grown, {});
}

}  // namespace outside
