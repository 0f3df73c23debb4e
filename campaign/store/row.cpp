#include "campaign/store/row.h"

#include "campaign/words/check.h"
#include "campaign/words/number.h"

namespace store {

Value value_of_id(std::int64_t number) {
    if (number == 0) return nullptr;
    return number;
}

const std::optional<std::string>& Row::field(std::string_view column) const {
    for (std::size_t i = 0; i < columns_->size(); ++i)
        if ((*columns_)[i] == column) return fields_[i];
    check(false, "the query has a column " + std::string{column});
    return fields_.front();
}

std::string Row::text(std::string_view column) const { return field(column).value_or(""); }

std::int64_t Row::number(std::string_view column) const {
    const auto& found = field(column);
    if (!found) return 0;
    std::int64_t number = 0;
    check(read_number(*found, number), std::string{column} + " is a whole number");
    return number;
}

std::optional<Instant> Row::maybe_instant(std::string_view column) const {
    const auto& found = field(column);
    return found ? read_instant(*found) : std::nullopt;
}

Instant Row::instant(std::string_view column) const {
    const auto at = maybe_instant(column);
    check(at.has_value(), std::string{column} + " is a moment");
    return *at;
}

std::optional<Date> Row::maybe_date(std::string_view column) const {
    const auto& found = field(column);
    return found ? read_date(*found) : std::nullopt;
}

Date Row::date(std::string_view column) const {
    const auto date = maybe_date(column);
    check(date.has_value(), std::string{column} + " is a day");
    return *date;
}

}  // namespace store
