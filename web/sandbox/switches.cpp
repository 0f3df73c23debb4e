#include "web/sandbox/switches.h"

#include "campaign/words/number.h"

#include <stdexcept>

namespace sandbox {

Switches::Switches() {
    for (const auto& row : switch_rows) values_.emplace(row.name, row.otherwise);
}

void Switches::set(const std::string& name, const std::string& value) {
    for (const auto& row : switch_rows) {
        if (row.name != name) continue;
        std::int64_t number = 0;
        if (!read_number(value, number) || number < 0 || number > row.max)
            throw std::invalid_argument{"The switch " + name + " is a number from 0 to " +
                                        std::to_string(row.max) + "."};
        const std::lock_guard lock{mutex_};
        values_.find(name)->second = number;
        return;
    }
    throw std::invalid_argument{"There is no switch called \"" + name + "\"; --help lists them."};
}

void Switches::set_all(std::string_view text) {
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find(','));
        const auto equals = pair.find('=');
        if (equals == pair.npos)
            throw std::invalid_argument{"A switch is set as name=number, several with commas."};
        set(std::string{pair.substr(0, equals)}, std::string{pair.substr(equals + 1)});
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
    }
}

std::int64_t Switches::at(std::string_view name) const {
    const std::lock_guard lock{mutex_};
    return values_.find(name)->second;
}

bool Switches::strikes(std::string_view name) {
    const auto percent = at(name);
    return percent > 0 && dice(99) < percent;
}

std::int64_t Switches::dice(std::int64_t at_most) {
    const std::lock_guard lock{mutex_};
    return std::uniform_int_distribution<std::int64_t>{0, at_most}(dice_);
}

std::map<std::string, std::int64_t> Switches::all() const {
    const std::lock_guard lock{mutex_};
    return {values_.begin(), values_.end()};
}

}  // namespace sandbox
