#include "campaign/organisation/organisation.h"

namespace organisation {

std::string on_one_line(std::string text) {
    std::string line;
    for (const char c : text) {
        if (c == '\n')
            line += ", ";
        else if (c != '\r')
            line += c;
    }
    return line;
}

}  // namespace organisation
