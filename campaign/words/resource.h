// Resource: a file that travels inside the program (SQL, templates, style sheets, catalogues).
//
// Named by its path from the root of the source tree. The bytes live as long as the program.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

struct ResourceRow {
    const char* path;
    const char* begin;
    const char* end;
    std::string_view bytes() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

struct ResourceTable {
    const ResourceRow* rows;
    std::size_t count;
    auto begin() const { return rows; }
    auto end() const { return rows + count; }
};

// Every table that is linked into this program: web/resources.cpp lists them.
std::span<const ResourceTable* const> all_resources();
std::optional<std::string_view> find_resource(std::string_view path);
