// Guardian: who answers for somebody under age, and the wording they agreed to.
//
// A new wording gets a new version: what is stored beside a consent is the version that was read.
#pragma once

#include <string_view>

namespace roster {

struct Wording {
    int version;
    std::string_view text;  // English; shown in the reader's language.
};
constexpr Wording guardian_wording{
    1,
    "I am the parent or guardian, or I hold their consent in writing. I agree that this child "
    "takes part with a page of their own, which shows initials instead of the name and stands on "
    "no list. I can have it taken down at any time."};

}  // namespace roster
