// Frame: what the public layout and the desk's have in common.
#pragma once

#include <string>
#include <vector>

#include "campaign/language/template.h"
#include "web/http/message.h"

namespace pages {

// LANG, DIR, the rows of LANGUAGE, and SITE_HREF.
void fill_languages(language::Values&, const http::Request&);
void fill_scripts(language::Values&, const std::vector<std::string>& assets);
std::string joined(const std::vector<std::string>& parts);  // "a · c": without the empty ones.

}  // namespace pages
