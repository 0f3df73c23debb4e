// Is it Atom? Judged by xmllint with the RELAX NG of RFC 4287 (tests/web/pages/files/atom.rng).
#pragma once

#include <string>

bool is_atom(const std::string& feed);
