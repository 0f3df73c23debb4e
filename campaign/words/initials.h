// Initials: what may stand for the name of somebody who is not old enough to be named.
//
// The first letter of each of at most three words, with the marks that sit on it. Pure.
#pragma once

#include <string>
#include <string_view>

std::string initials_of(std::string_view name);  // "Mia Lena Sommer" -> "M. L. S."
