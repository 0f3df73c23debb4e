// Picture: a PNG or JPEG that somebody brought, read once and painted as often as it is needed.
//
// Bounded before it is decoded: bytes and pixels. A JPEG goes into a PDF as it is. What cannot be
// read is no picture; whoever paints it gets nothing, and no error: paper comes all the same.
#pragma once

#include <memory>
#include <string>

namespace print {

class Picture {
public:
    static constexpr std::size_t bytes_max = 24 * 1024 * 1024;
    static constexpr int side_max = 4'000;  // Pixels; 64 MB at the most while it is painted.

    Picture();
    explicit Picture(const std::string& bytes);
    bool is_there() const { return width() > 0; }
    int width() const;
    int height() const;

private:
    friend class Canvas;
    struct State;
    std::shared_ptr<const State> state_;
};

}  // namespace print
