#include "campaign/bank/statement_file.h"

#include "campaign/bank/camt.h"
#include "campaign/outside/archive.h"
#include "campaign/words/refusal.h"

namespace bank {

namespace {

[[noreturn]] void refuse(const char* why) {
    throw Refused{{Reason::not_a_valid_value, "file", why}};
}

std::vector<Statement> statements_of_xml(std::string_view bytes) {
    const auto document = outside::read_xml(bytes);
    if (!document) refuse("This file is not sound XML, or too large to be a bank's.");
    if (!is_camt(*document)) refuse("This XML is no bank statement (CAMT.052, .053 or .054).");
    return read_camt(*document);
}

}  // namespace

FileKind kind_of(std::string_view bytes) {
    if (outside::is_zip(bytes)) return FileKind::zip;
    constexpr std::size_t looked_at = 400;
    const auto head = bytes.substr(0, looked_at);
    const auto first = head.find_first_not_of("\xEF\xBB\xBF\xFE\xFF \t\r\n");
    if (first == std::string_view::npos) return FileKind::unknown;
    if (head[first] == '<' || (first > 0 && head[first] == '\0')) return FileKind::camt;
    if (head.find('\0') != std::string_view::npos) return FileKind::unknown;
    return FileKind::csv;
}

std::vector<Statement> read_statements(std::string_view bytes, const ReadingRules& rules) {
    if (bytes.size() > file_bytes_max) refuse("This file is too large.");
    switch (kind_of(bytes)) {
        case FileKind::camt:
            return statements_of_xml(bytes);
        case FileKind::csv:
            if (!rules.profile) refuse("Say first which column of this CSV is what.");
            return read_csv(bytes, *rules.profile, rules.currency);
        case FileKind::unknown:
            refuse("This is no file of a bank that can be read here.");
        case FileKind::zip:
            break;
    }
    const auto files = outside::unpack_zip(bytes);
    if (!files) refuse("This zip is not sound, is locked, or holds too much.");
    std::vector<Statement> statements;
    for (const auto& file : *files) {
        if (kind_of(file.bytes) != FileKind::camt) continue;  // A note of the bank beside them.
        for (auto& one : statements_of_xml(file.bytes)) statements.push_back(std::move(one));
    }
    if (statements.empty()) refuse("There is no bank statement in this zip.");
    return statements;
}

}  // namespace bank
