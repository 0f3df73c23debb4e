// Row and Value: what travels between the program and SQL.
//
// A Value is bound to one `?`; a Row is read by column name. Money is read from BIGINT as a number,
// never through a floating-point type; moments travel as text in UTC.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "campaign/words/id.h"
#include "campaign/words/instant.h"

namespace store {

using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

inline Value value_of(std::nullptr_t) { return nullptr; }
inline Value value_of(const std::string& text) { return text; }
inline Value value_of(std::string_view text) { return std::string{text}; }
inline Value value_of(const char* text) { return std::string{text}; }
inline Value value_of(Instant at) { return sql_text(at); }
inline Value value_of(Date date) { return iso_text(date); }
template <typename Number>
requires std::is_integral_v<Number> Value value_of(Number number) {
    return static_cast<std::int64_t>(number);
}
Value value_of_id(std::int64_t number);  // 0 is nobody: NULL.
template <typename Entity>
Value value_of(Id<Entity> id) {
    return value_of_id(id.value);
}
template <typename Any>
Value value_of(const std::optional<Any>& maybe) {
    return maybe ? value_of(*maybe) : Value{nullptr};
}

class Row {
public:
    using Columns = std::shared_ptr<const std::vector<std::string>>;
    Row(Columns columns, std::vector<std::optional<std::string>> fields)
        : columns_{std::move(columns)}, fields_{std::move(fields)} {}

    bool is_null(std::string_view column) const { return !field(column).has_value(); }
    std::string text(std::string_view column) const;     // NULL reads as empty.
    std::int64_t number(std::string_view column) const;  // NULL reads as 0; check()s it is whole.
    bool flag(std::string_view column) const { return number(column) != 0; }
    Instant instant(std::string_view column) const;  // check()s that it is there.
    std::optional<Instant> maybe_instant(std::string_view column) const;
    Date date(std::string_view column) const;
    std::optional<Date> maybe_date(std::string_view column) const;
    template <typename AnyId>
    AnyId id(std::string_view column) const {
        return AnyId{number(column)};
    }

private:
    const std::optional<std::string>& field(std::string_view column) const;

    Columns columns_;
    std::vector<std::optional<std::string>> fields_;
};

}  // namespace store
