// Paper: what other people's programs say about a PDF of ours, and its pixels.
#pragma once

#include <string>

#include "print/canvas.h"

namespace support {

// The output of a command in which `%` stands for the file; its status is tested to be 0.
std::string ask_about(const std::string& pdf, std::string command);

print::Canvas::Grey read_pgm(const std::string& bytes);

// As text that can be searched: every stream unpacked (qpdf --qdf).
std::string unpacked(const std::string& pdf);

}  // namespace support
