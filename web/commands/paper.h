// What the two commands that print have in common: whose words, with what link, and the file.
#pragma once

#include <string>

#include "web/commands/commands.h"
#include "web/pages/printing/poster_order.h"

namespace commands {

// Throws std::invalid_argument where the options name what is not there.
pages::PosterWish wish_of(store::Store&, const PosterOptions&, Instant now);
int write_paper(const std::string& path, const std::string& bytes);

}  // namespace commands
