#include "campaign/pictures/shrink.h"

#include <vips/vips.h>

#include <algorithm>
#include <memory>

namespace pictures {

namespace {

using namespace std::string_view_literals;

constexpr int white = 255;
constexpr int qualities[] = {82, 65, 45};  // The first whose file is small enough.

struct Unreference {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unreference>;

// ISO 14496-12, 4.3, with the brands of HEIC (ISO 23008-12, 10.2).
bool is_heic(std::string_view bytes) {
    if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
    constexpr std::string_view brands[] = {"heic", "heix", "heim", "heis", "mif1"};
    return std::ranges::find(brands, bytes.substr(8, 4)) != std::end(brands);
}

bool is_known(std::string_view bytes) {
    const auto is_webp = bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP";
    return bytes.starts_with("\xff\xd8\xff"sv) || bytes.starts_with("\x89PNG\r\n\x1a\n"sv) ||
           is_webp || is_heic(bytes);
}

// Its last scan comes to an end: the decoder would fill what is missing with grey, and say nothing.
// Neither marker stands within the data of a scan (ITU T.81, B.1.1.5).
bool is_whole(std::string_view bytes) {
    if (!bytes.starts_with("\xff\xd8\xff"sv)) return true;
    const auto scan = bytes.rfind("\xff\xda"sv), end = bytes.rfind("\xff\xd9"sv);
    return scan != bytes.npos && end != bytes.npos && end > scan;
}

// The header alone: nothing is decoded before its sides are known.
Outcome look_at_header(std::string_view bytes) {
    const Image image{vips_image_new_from_buffer(bytes.data(), bytes.size(), "", "access",
                                                 VIPS_ACCESS_SEQUENTIAL, nullptr)};
    if (!image) return Outcome::not_a_picture;
    const std::int64_t width = vips_image_get_width(image.get());
    const std::int64_t height = vips_image_get_height(image.get());
    if (width > side_max || height > side_max || width * height > pixels_max)
        return Outcome::too_large;
    return Outcome::developed;
}

// Transparent parts become white, as they are on most pages they come from.
Image without_alpha(Image image) {
    if (!image || !vips_image_hasalpha(image.get())) return image;
    VipsImage* flat = nullptr;
    const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> ground{
        vips_array_double_newv(1, double{white}),
        [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); }};
    if (vips_flatten(image.get(), &flat, "background", ground.get(), nullptr) != 0) return {};
    return Image{flat};
}

// Decoded once, turned, in memory; a file that ends too early is refused.
Image largest_of(std::string_view bytes, int side) {
    VipsImage* small = nullptr;
    if (vips_thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &small, side, "height",
                              side, "size", VIPS_SIZE_DOWN, "export_profile", "srgb", "fail_on",
                              VIPS_FAIL_ON_TRUNCATED, nullptr) != 0)
        return {};
    const auto flat = without_alpha(Image{small});
    return flat ? Image{vips_image_copy_memory(flat.get())} : Image{};
}

Image smaller_of(VipsImage* image, int side) {
    VipsImage* small = nullptr;
    if (vips_thumbnail_image(image, &small, side, "height", side, "size", VIPS_SIZE_DOWN,
                             nullptr) != 0)
        return {};
    return Image{small};
}

std::string jpeg_of(VipsImage* image, int quality) {
    void* bytes = nullptr;
    std::size_t size = 0;
    if (vips_jpegsave_buffer(image, &bytes, &size, "Q", quality, "strip", TRUE, "optimize_coding",
                             TRUE, nullptr) != 0)
        return {};
    std::string jpeg{static_cast<char*>(bytes), size};
    g_free(bytes);
    return jpeg;
}

bool write_rendition(VipsImage* image, std::vector<Rendition>& renditions) {
    for (const int quality : qualities) {
        auto jpeg = jpeg_of(image, quality);
        if (jpeg.empty()) return false;
        if (jpeg.size() > rendition_bytes_max) continue;
        renditions.push_back(
            {vips_image_get_width(image), vips_image_get_height(image), std::move(jpeg)});
        return true;
    }
    return false;
}

}  // namespace

Developed shrink_picture(std::string_view bytes, Use use) {
    if (!is_known(bytes)) return {Outcome::not_a_picture};
    if (!is_whole(bytes)) return {Outcome::broken};
    if (const auto seen = look_at_header(bytes); seen != Outcome::developed) return {seen};
    const auto largest = largest_of(bytes, sides_for(use).front());
    Developed made{Outcome::developed};
    if (!largest || !write_rendition(largest.get(), made.renditions)) return {Outcome::broken};
    const auto longest =
        std::max(vips_image_get_width(largest.get()), vips_image_get_height(largest.get()));
    for (const auto side : sides_for(use)) {
        if (side >= longest) continue;
        const auto small = smaller_of(largest.get(), side);
        if (!small || !write_rendition(small.get(), made.renditions)) return {Outcome::broken};
    }
    return made;
}

}  // namespace pictures
