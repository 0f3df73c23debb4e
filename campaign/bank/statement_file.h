// StatementFile: a file as somebody brought it: CAMT as XML, a zip of several, or CSV.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/bank/csv_profile.h"
#include "campaign/bank/statement.h"

namespace bank {

enum class FileKind { camt, zip, csv, unknown };
FileKind kind_of(std::string_view bytes);

// All statements in it. Throws Refused(not_a_valid_value) with a sentence: too large, not sound,
// not CAMT; CSV without a profile. The field is "file", or "file:17" for row 17 of a CSV.
struct ReadingRules {
    std::optional<CsvProfile> profile = {};  // Of a CSV.
    Currency currency = {};                  // Where a CSV does not say.
};
std::vector<Statement> read_statements(std::string_view bytes, const ReadingRules&);

}  // namespace bank
