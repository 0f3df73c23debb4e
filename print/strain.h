// Strain: what happens to a code between the sheet and a phone, done to its pixels on purpose.
//
// A code that reads only when all is well is not let out: it is read again out of focus, with
// grain, turned, and with little ink. The numbers are measured (docs/decisions/0029-print-jobs.md).
// The same pixels give the same answer: the grain is always the same.
#pragma once

#include <string>
#include <vector>

#include "print/canvas.h"

namespace print {

struct Strain {
    const char* name;  // For people: "out of focus".
    double blur_modules = 0, noise = 0, degrees = 0, ink = 1;
};
const std::vector<Strain>& all_strains();

Canvas::Grey strained(const Canvas::Grey&, const Strain&, double pixels_per_module);

// The names of the strains under which the code does not say this. Without strain comes first.
std::vector<std::string> failed_readings(const Canvas::Grey&, double pixels_per_module,
                                         const std::string& expected);

// The text of the one code in a grey picture; empty if there is none.
std::string read_symbol(const Canvas::Grey&);

}  // namespace print
