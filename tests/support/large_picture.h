// A picture as a camera makes them, large enough for a poster A3: a PNG of 3,508 x 4,961 pixels.
#pragma once

#include <string>

const std::string& large_picture();  // Drawn once.
