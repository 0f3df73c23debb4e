// Pictures for tests: a phone's JPEG (lying on its side, with its place and owner), a bomb.
#pragma once

#include <string>

std::string album_file(const std::string& name);  // "phone.jpg", "bomb.png"
