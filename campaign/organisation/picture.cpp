#include "campaign/organisation/picture.h"

#include "campaign/words/token.h"

namespace organisation {

namespace {

struct Sides {
    int width = 0, height = 0;
    bool fit() const {
        return width > 0 && height > 0 && width <= picture_side_max && height <= picture_side_max;
    }
};

// Big-endian, two bytes.
int number_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) * 256 + static_cast<unsigned char>(bytes[at + 1]);
}

// The IHDR chunk stands first (PNG, third edition, 11.2.1).
Sides sides_of_png(std::string_view bytes) {
    constexpr std::size_t ihdr_end = 24;
    if (bytes.size() < ihdr_end || bytes.substr(12, 4) != "IHDR") return {};
    if (number_at(bytes, 16) != 0 || number_at(bytes, 20) != 0) return {};  // 65,536 or more.
    return {number_at(bytes, 18), number_at(bytes, 22)};
}

// The first frame header, SOF0 to SOF15 but for DHT, JPG and DAC (ITU T.81, table B.1).
Sides sides_of_jpeg(std::string_view bytes) {
    for (std::size_t at = 2; at + 9 < bytes.size() && bytes[at] == '\xff';) {
        const int marker = static_cast<unsigned char>(bytes[at + 1]);
        const auto is_frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (is_frame) return {number_at(bytes, at + 7), number_at(bytes, at + 5)};
        at += 2 + static_cast<std::size_t>(number_at(bytes, at + 2));
    }
    return {};
}

}  // namespace

std::optional<Picture> read_picture(std::string bytes) {
    using namespace std::string_view_literals;
    const auto is_png = bytes.starts_with("\x89PNG\r\n\x1a\n"sv);
    const auto is_jpeg = bytes.starts_with("\xff\xd8\xff"sv);
    if (!is_png && !is_jpeg) return {};
    if (!(is_png ? sides_of_png(bytes) : sides_of_jpeg(bytes)).fit()) return {};
    auto digest = sha256_hex(bytes);
    return Picture{std::move(digest), is_png ? "image/png" : "image/jpeg", std::move(bytes)};
}

void insert_picture(store::Transaction& tx, const Picture& picture, Instant now) {
    tx.run("INSERT IGNORE INTO picture (digest, type, bytes, made_at) VALUES (?, ?, ?, ?)",
           picture.digest, picture.type, picture.bytes, now);
}

std::optional<Picture> find_picture(store::Session& session, const std::string& digest) {
    const auto row =
        session.one("SELECT digest, type, bytes FROM picture WHERE digest = ?", digest);
    if (!row) return {};
    return Picture{row->text("digest"), row->text("type"), row->text("bytes")};
}

}  // namespace organisation
