#include <csetjmp>
#include <cstdio>  // jpeglib.h wants it first.
#include <cstdlib>

#include <jpeglib.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "campaign/words/check.h"
#include "print/picture_state.h"

namespace print {
namespace {

using Surface = Cairo::RefPtr<Cairo::ImageSurface>;

// libjpeg leaves by a jump; nothing with a destructor may live between here and setjmp().
struct JpegErrors {
    jpeg_error_mgr table;
    std::jmp_buf home;
};

void jump_home(j_common_ptr decoder) {
    std::longjmp(reinterpret_cast<JpegErrors*>(decoder->err)->home, 1);
}
void say_nothing(j_common_ptr) {}

bool has_good_sides(int width, int height) {
    return width > 0 && height > 0 && width <= Picture::side_max && height <= Picture::side_max;
}

struct JpegReader {
    bool open(const std::string& bytes) {
        decoder.err = jpeg_std_error(&errors.table);
        errors.table.error_exit = jump_home;
        errors.table.output_message = say_nothing;
        if (setjmp(errors.home) != 0) return false;
        jpeg_create_decompress(&decoder);
        jpeg_mem_src(&decoder, reinterpret_cast<const unsigned char*>(bytes.data()),
                     static_cast<unsigned long>(bytes.size()));
        if (jpeg_read_header(&decoder, TRUE) != JPEG_HEADER_OK) return false;
        if (!has_good_sides(static_cast<int>(decoder.image_width),
                            static_cast<int>(decoder.image_height)))
            return false;
        decoder.out_color_space = JCS_RGB;
        return jpeg_start_decompress(&decoder) != FALSE && decoder.output_components == 3;
    }

    // What is cut off at the end stays black, as everywhere.
    void read_rows(unsigned char* pixels, std::ptrdiff_t stride, std::vector<unsigned char>& row) {
        unsigned char* line = row.data();
        if (setjmp(errors.home) != 0) return;
        while (decoder.output_scanline < decoder.output_height) {
            auto* out = reinterpret_cast<std::uint32_t*>(
                pixels + static_cast<std::ptrdiff_t>(decoder.output_scanline) * stride);
            if (jpeg_read_scanlines(&decoder, &line, 1) != 1) return;
            for (JDIMENSION x = 0; x < decoder.output_width; ++x)
                out[x] = static_cast<std::uint32_t>(line[3 * x]) << 16 |
                         static_cast<std::uint32_t>(line[3 * x + 1]) << 8 | line[3 * x + 2];
        }
    }

    ~JpegReader() { jpeg_destroy_decompress(&decoder); }

    JpegErrors errors = {};
    jpeg_decompress_struct decoder = {};
};

Surface read_jpeg(const std::string& bytes) {
    JpegReader reader;
    if (!reader.open(bytes)) return {};
    auto surface = Cairo::ImageSurface::create(Cairo::Surface::Format::RGB24,
                                               static_cast<int>(reader.decoder.output_width),
                                               static_cast<int>(reader.decoder.output_height));
    std::vector<unsigned char> row(static_cast<std::size_t>(reader.decoder.output_width) * 3);
    surface->flush();
    reader.read_rows(surface->get_data(), surface->get_stride(), row);
    surface->mark_dirty();
    auto* data = static_cast<unsigned char*>(std::malloc(bytes.size()));
    check(data != nullptr, "there is memory for a picture");
    std::copy(bytes.begin(), bytes.end(), data);
    cairo_surface_set_mime_data(surface->cobj(), CAIRO_MIME_TYPE_JPEG, data, bytes.size(),
                                std::free, data);
    return surface;
}

// The sides stand in the first chunk (PNG, 11.2.2), before anything is unpacked.
int side_of_png(const std::string& bytes, std::size_t at) {
    std::uint32_t side = 0;
    for (std::size_t i = 0; i < 4; ++i)
        side = side << 8 | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<int>(std::min<std::uint32_t>(side, 1'000'000));
}

Surface read_png(const std::string& bytes) {
    if (bytes.size() < 24 || !has_good_sides(side_of_png(bytes, 16), side_of_png(bytes, 20)))
        return {};
    std::size_t at = 0;
    try {
        return Cairo::ImageSurface::create_from_png_stream(
            [&](unsigned char* data, unsigned int length) {
                if (at + length > bytes.size()) return CAIRO_STATUS_READ_ERROR;
                std::copy_n(bytes.data() + at, length, data);
                at += length;
                return CAIRO_STATUS_SUCCESS;
            });
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace

Picture::Picture() = default;

Picture::Picture(const std::string& bytes) {
    if (bytes.size() > bytes_max) return;
    auto surface = bytes.starts_with("\x89PNG")        ? read_png(bytes)
                   : bytes.starts_with("\xFF\xD8\xFF") ? read_jpeg(bytes)
                                                       : Surface{};
    if (surface) state_ = std::make_shared<const State>(State{std::move(surface)});
}

int Picture::width() const { return state_ ? state_->surface->get_width() : 0; }
int Picture::height() const { return state_ ? state_->surface->get_height() : 0; }

}  // namespace print
