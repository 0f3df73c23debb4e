// Exporting: what left the house, and by whom, stands in the audit.
#pragma once

#include <string_view>

#include "campaign/finance/exports.h"
#include "campaign/people/role.h"

namespace finance {

void note_export(store::Store&, const ExportWish&, std::string_view format, const people::Actor&,
                 Instant now);

}  // namespace finance
