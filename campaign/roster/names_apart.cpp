#include "campaign/roster/names_apart.h"

#include <map>

namespace roster {

std::vector<std::string> names_apart(const std::vector<Participant>& people) {
    std::map<std::string, int> count;
    for (const auto& one : people) ++count[one.name];
    std::vector<std::string> names;
    for (const auto& one : people)
        names.push_back(count[one.name] > 1 ? one.name + " (" + one.slug + ")" : one.name);
    return names;
}

}  // namespace roster
