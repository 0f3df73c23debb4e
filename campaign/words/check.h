// check(): what must be true unless we are wrong. A broken one rolls back and answers 500.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>

struct BrokenInvariant : std::logic_error {
    using std::logic_error::logic_error;
};

void check(bool holds, std::string_view what,
           std::source_location where = std::source_location::current());
