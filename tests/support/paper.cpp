#include "tests/support/paper.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "tests/support/program.h"

namespace support {

std::string ask_about(const std::string& pdf, std::string command) {
    const Folder folder;
    const auto path = folder.path() / "sheet.pdf";
    std::ofstream{path, std::ios::binary} << pdf;
    command.replace(command.find('%'), 1, path.string());
    std::string said;
    auto* pipe = popen(command.c_str(), "r");
    std::array<char, 65536> part;
    while (const auto size = fread(part.data(), 1, part.size(), pipe))
        said.append(part.data(), size);
    BOOST_TEST(pclose(pipe) == 0, command);
    return said;
}

print::Canvas::Grey read_pgm(const std::string& bytes) {
    std::istringstream stream{bytes};
    std::string magic;
    int width = 0, height = 0, most = 0;
    stream >> magic >> width >> height >> most;
    stream.get();
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * height);
    stream.read(reinterpret_cast<char*>(pixels.data()),
                static_cast<std::streamsize>(pixels.size()));
    return {width, height, pixels};
}

std::string unpacked(const std::string& pdf) {
    return ask_about(pdf, "qpdf --qdf --object-streams=disable % -");
}

}  // namespace support
