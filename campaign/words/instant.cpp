#include "campaign/words/instant.h"

#include <cstdio>

namespace {

// Digits at a fixed place, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::string clock_text(Instant at, const char* format, bool with_micros) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const Date date{day};
    const std::chrono::hh_mm_ss time{at - day};
    char text[40];
    auto length = std::snprintf(
        text, sizeof text, format, static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()));
    std::string out(text, static_cast<std::size_t>(length));
    if (with_micros) {
        std::snprintf(text, sizeof text, ".%06d", static_cast<int>(time.subseconds().count()));
        out += text;
    }
    return out;
}

}  // namespace

std::string sql_text(Instant at) { return clock_text(at, "%04d-%02u-%02u %02d:%02d:%02d", true); }

std::string iso_text(Instant at) { return clock_text(at, "%04d-%02u-%02uT%02d:%02d:%02dZ", false); }

std::string iso_text(Date date) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::optional<Date> read_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0) return {};
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return {};
    return date;
}

std::optional<Instant> read_instant(std::string_view text) {
    if (text.size() < 19) return {};
    const auto date = read_date(text.substr(0, 10));
    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2),
               second = digits(text, 17, 2);
    if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return {};
    int micros = 0;
    if (text.size() > 20 && text[19] == '.') {
        int scale = 100000;
        for (std::size_t i = 20; i < text.size() && scale > 0; ++i, scale /= 10) {
            if (text[i] < '0' || text[i] > '9') break;
            micros += (text[i] - '0') * scale;
        }
    }
    using namespace std::chrono;
    return sys_days{*date} + hours{hour} + minutes{minute} + seconds{second} + microseconds{micros};
}
