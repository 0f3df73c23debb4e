#include "campaign/words/resource.h"

std::optional<std::string_view> find_resource(std::string_view path) {
    for (const auto* table : all_resources())
        for (const auto& row : *table)
            if (row.path == path) return row.bytes();
    return {};
}
