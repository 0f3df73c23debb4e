// Picture: bytes that were uploaded and are kept by their digest. Its type is what its first bytes
// say, never what the sender says; vector pictures are refused, since they can carry scripts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "campaign/store/database.h"

namespace organisation {

constexpr int picture_side_max = 2'000;  // Pixels; bounds what a decoder will need.

struct Picture {
    std::string digest, type, bytes;
};

// PNG and JPEG whose sides can be read and are not too long; nothing otherwise.
std::optional<Picture> read_picture(std::string bytes);

void insert_picture(store::Transaction&, const Picture&, Instant now);  // Once is enough.
std::optional<Picture> find_picture(store::Session&, const std::string& digest);

}  // namespace organisation
