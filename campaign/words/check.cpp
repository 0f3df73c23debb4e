#include "campaign/words/check.h"

void check(bool holds, std::string_view what, std::source_location where) {
    if (holds) return;
    throw BrokenInvariant{std::string{where.file_name()} + ":" + std::to_string(where.line()) +
                          ": it should be true that " + std::string{what}};
}
