// Reading of multipart/form-data (RFC 7578), strict: what a browser sends, and nothing else.
//
// Nothing is kept before the closing boundary has been seen; no preamble, no epilogue, no transfer
// codings. The size of the whole is bounded by the route's body_max before this is called.
#pragma once

#include <string_view>
#include <vector>

#include "web/http/message.h"

namespace http {

constexpr std::size_t parts_max = 20, part_head_bytes_max = 2048, file_name_bytes_max = 255;

struct MultipartForm {
    Fields fields = {};
    std::vector<Upload> uploads = {};  // A file input that was left empty is not among them.
};

// Throws Refused(not_a_valid_value). content_type is the header's value, with its boundary.
MultipartForm read_multipart(std::string_view body, std::string_view content_type);

// Does the media type of a Content-Type header, in any case, equal this lower-case one?
bool is_media_type(std::string_view content_type, std::string_view media_type);

}  // namespace http
