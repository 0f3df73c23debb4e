#include "print/strain.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace print {
namespace {

using Grey = Canvas::Grey;

std::uint8_t level(double value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

std::vector<float> bell(double sigma) {
    const int reach = static_cast<int>(std::ceil(sigma * 3));
    std::vector<float> weights;
    float sum = 0;
    for (int i = -reach; i <= reach; ++i) {
        weights.push_back(static_cast<float>(std::exp(-i * i / (2 * sigma * sigma))));
        sum += weights.back();
    }
    for (auto& weight : weights) weight /= sum;
    return weights;
}

// Along rows, then along columns: the same as in both directions at once.
Grey blurred(const Grey& from, double sigma) {
    const auto weights = bell(sigma);
    const int reach = static_cast<int>(weights.size()) / 2, width = from.width,
              height = from.height;
    std::vector<float> between(from.pixels.size());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            float sum = 0;
            for (int i = -reach; i <= reach; ++i)
                sum += weights[i + reach] * from.at(std::clamp(x + i, 0, width - 1), y);
            between[static_cast<std::size_t>(y) * width + x] = sum;
        }
    Grey to{width, height, std::vector<std::uint8_t>(from.pixels.size())};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            float sum = 0;
            for (int i = -reach; i <= reach; ++i)
                sum +=
                    weights[i + reach] *
                    between[static_cast<std::size_t>(std::clamp(y + i, 0, height - 1)) * width + x];
            to.pixels[static_cast<std::size_t>(y) * width + x] = level(sum);
        }
    return to;
}

// About its middle, on white.
Grey turned(const Grey& from, double degrees) {
    const double angle = degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
    const int side =
        static_cast<int>(std::ceil((from.width + from.height) / 2.0 * (std::abs(c) + std::abs(s))));
    Grey to{side, side, std::vector<std::uint8_t>(static_cast<std::size_t>(side) * side, 255)};
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double dx = x - side / 2.0, dy = y - side / 2.0;
            const double u = c * dx + s * dy + from.width / 2.0,
                         v = -s * dx + c * dy + from.height / 2.0;
            const int left = static_cast<int>(std::floor(u)), top = static_cast<int>(std::floor(v));
            if (left < 0 || top < 0 || left + 1 >= from.width || top + 1 >= from.height) continue;
            const double across = u - left, down = v - top;
            const double above =
                             from.at(left, top) * (1 - across) + from.at(left + 1, top) * across,
                         below = from.at(left, top + 1) * (1 - across) +
                                 from.at(left + 1, top + 1) * across;
            to.pixels[static_cast<std::size_t>(y) * side + x] =
                level(above * (1 - down) + below * down);
        }
    return to;
}

// Evenly between -1.73 and 1.73: as much as a bell of one.
class Grain {
public:
    double next() {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        const double part = static_cast<double>(state_ >> 40) / static_cast<double>(1u << 24);
        return (part - 0.5) * std::numbers::sqrt3 * 2;
    }

private:
    std::uint64_t state_ = 20270612;
};

void weaken(Grey& grey, double ink) {
    for (auto& pixel : grey.pixels) pixel = level(255 - ink * (255 - pixel));
}

void add_grain(Grey& grey, double noise) {
    Grain grain;
    for (auto& pixel : grey.pixels) pixel = level(pixel + 255 * noise * grain.next());
}

}  // namespace

const std::vector<Strain>& all_strains() {
    static const std::vector<Strain> strains{
        {.name = "out of focus", .blur_modules = 0.35, .noise = 0.05},
        {.name = "with grain", .noise = 0.05},
        {.name = "turned by 7°", .degrees = 7},
        {.name = "turned by 30°", .degrees = 30},
        {.name = "with little ink", .ink = 0.6}};
    return strains;
}

Grey strained(const Grey& grey, const Strain& strain, double pixels_per_module) {
    auto made = strain.degrees != 0 ? turned(grey, strain.degrees) : grey;
    if (strain.ink < 1) weaken(made, strain.ink);
    if (strain.blur_modules > 0) made = blurred(made, strain.blur_modules * pixels_per_module);
    if (strain.noise > 0) add_grain(made, strain.noise);
    return made;
}

std::vector<std::string> failed_readings(const Grey& grey, double pixels_per_module,
                                         const std::string& expected) {
    if (read_symbol(grey) != expected) return {""};
    std::vector<std::string> failed;
    for (const auto& strain : all_strains())
        if (read_symbol(strained(grey, strain, pixels_per_module)) != expected)
            failed.emplace_back(strain.name);
    return failed;
}

std::string read_symbol(const Grey& grey) {
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    const auto result = ZXing::ReadBarcode(
        {grey.pixels.data(), grey.width, grey.height, ZXing::ImageFormat::Lum}, hints);
    return result.isValid() ? result.text() : std::string{};
}

}  // namespace print
