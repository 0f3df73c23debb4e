#include "tests/support/album.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

std::string album_file(const std::string& name) {
    const auto path = std::string{WAYMARK_SOURCE "/tests/campaign/pictures/files/"} + name;
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error{"no file " + path};
    return {std::istreambuf_iterator<char>{in}, {}};
}
