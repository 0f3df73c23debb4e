#include "campaign/bank/statement.h"

#include "campaign/words/text.h"

namespace bank {

Money Statement::sum() const {
    Money total{0, currency};
    for (const auto& line : lines) total = total + line.amount;
    return total;
}

std::optional<bool> Statement::adds_up() const {
    if (!opening || !closing) return {};
    return opening->amount + sum() == closing->amount;
}

std::string kept_text(std::string_view from_bank, std::size_t code_points_max) {
    constexpr std::size_t read_max = 4000;
    const auto line = read_line(from_bank.substr(0, 16 * read_max), 16 * read_max);
    if (!line) return {};
    std::size_t bytes = 0, points = 0;
    for (; bytes < line->size(); ++bytes) {
        const bool begins = (static_cast<unsigned char>((*line)[bytes]) & 0xC0) != 0x80;
        if (begins && ++points > code_points_max) break;
    }
    return line->substr(0, bytes);
}

std::string packed(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z') kept += static_cast<char>(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) kept += c;
        if (static_cast<unsigned char>(c) >= 0x80) kept += c;
    }
    return kept;
}

}  // namespace bank
