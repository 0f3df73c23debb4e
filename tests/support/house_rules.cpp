#include "tests/support/house_rules.h"

#include <algorithm>
#include <cctype>
#include <regex>

namespace house {
namespace {

struct Door {
    std::string library;               // How its includes begin.
    std::vector<std::string> folders;  // Where it may be used.
};

// Changing the architecture means editing this table.
const std::vector<Door>& doors() {
    static const std::vector<Door> table{
        {"cppconn/", {"campaign/store/"}},
        {"mysql", {"campaign/store/"}},
        {"boost/locale", {"campaign/language/"}},
        {"unicode/", {"campaign/language/"}},
        {"ctemplate/", {"campaign/language/"}},
        {"cmark-gfm", {"campaign/language/"}},
        {"sodium", {"campaign/people/", "campaign/words/token.cpp"}},
        {"liboath/", {"campaign/people/"}},
        {"fido", {"campaign/people/"}},
        {"curl/", {"campaign/outside/"}},
        {"pugixml.hpp", {"campaign/outside/"}},
        {"archive", {"campaign/outside/"}},  // libarchive
        {"xlsxwriter", {"campaign/finance/"}},
        {"vips", {"campaign/pictures/"}},
        {"ext/pb_ds/", {"campaign/contest/"}},  // The compiler's own order-statistic tree.
        {"Poco/Net/", {"web/http/", "campaign/outside/"}},
        {"Poco/JSON/", {"campaign/outside/"}},
        {"Poco/XML/", {"campaign/outside/"}},
        {"Poco/DOM/", {"campaign/outside/"}},
        {"Poco/Util/", {"web/config.cpp"}},
        {"Poco/", {"web/http/", "campaign/outside/", "web/config.cpp"}},
        {"CLI/", {"web/commands/", "web/main.cpp"}},
        {"cairo", {"print/"}},
        {"pango", {"print/"}},
        {"qrencode", {"print/"}},
        {"ZXing/", {"print/"}},
        {"ReadBarcode.h", {"print/"}},  // ZXing as its pkg-config file lays it out.
        {"fontconfig/", {"print/"}},
        {"jpeglib.h", {"print/"}},
        {"qpdf/", {"print/"}},
        {"librsvg/", {"print/"}},
        {"sys/epoll.h", {"web/http/", "web/live/"}},
        {"sys/eventfd.h", {"web/http/", "web/live/"}},
        {"sys/", {"campaign/store/", "campaign/outside/", "campaign/pictures/", "web/", "print/"}},
        {"netinet/", {"web/http/", "campaign/outside/"}},
        {"arpa/", {"web/http/", "campaign/outside/"}},
        {"poll.h", {"web/http/", "campaign/outside/", "campaign/pictures/"}},
        {"netdb.h", {"web/http/", "campaign/outside/", "campaign/store/"}},
        {"fcntl.h",
         {"campaign/store/", "campaign/outside/", "campaign/pictures/", "web/", "print/"}},
        {"signal.h", {"campaign/store/", "campaign/pictures/", "web/", "print/"}},
        {"spawn.h", {"campaign/store/", "campaign/pictures/", "web/", "print/"}},
        {"pthread.h", {"campaign/store/", "web/"}},
        {"unistd.h",
         {"campaign/store/", "campaign/outside/", "campaign/pictures/", "web/", "print/"}},
    };
    return table;
}

struct Include {
    std::string path;
    bool angled;
    std::size_t line;
};

std::vector<Include> includes_of(const SourceFile& file) {
    static const std::regex pattern{R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)"};
    std::vector<Include> found;
    std::size_t number = 0;
    for (const auto& line : split_lines(file.text)) {
        ++number;
        std::smatch match;
        if (std::regex_match(line, match, pattern))
            found.push_back({match[2], match[1] == "<", number});
    }
    return found;
}

std::string place(const SourceFile& file, std::size_t line) {
    return file.path + ":" + std::to_string(line) + ": ";
}

// Every line of `text` in which `pattern` is found.
Objections lines_with(const SourceFile& file, const std::string& text, const std::regex& pattern,
                      const std::string& what) {
    Objections found;
    std::size_t number = 0;
    for (const auto& line : split_lines(text)) {
        ++number;
        std::smatch match;
        if (std::regex_search(line, match, pattern))
            found.push_back(place(file, number) + match.str() + ": " + what);
    }
    return found;
}

bool in_any(const std::string& path, const std::vector<std::string>& folders) {
    return std::any_of(folders.begin(), folders.end(),
                       [&](const auto& folder) { return in_folder(path, folder); });
}

// "ReviewManager" and "review_manager" -> "review", "manager".
std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> words{""};
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (!std::isalnum(byte) || std::isupper(byte)) words.emplace_back();
        if (std::isalnum(byte)) words.back() += static_cast<char>(std::tolower(byte));
    }
    return words;
}

bool is_vague(const std::string& name) {
    static const std::set<std::string> banned{
        "manager", "managers", "helper",  "helpers",  "util",      "utils", "common",
        "misc",    "impl",     "service", "services", "processor", "base"};
    const auto words = words_of(name);
    return std::any_of(words.begin(), words.end(),
                       [](const auto& word) { return banned.contains(word); });
}

std::size_t columns(const std::string& line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned>(c) & 0xC0) != 0x80;
    }));
}

}  // namespace

Objections closed_doors(const SourceFile& file) {
    Objections found;
    if (!is_cpp(file.path) || in_folder(file.path, "tests/")) return found;
    for (const auto& include : includes_of(file)) {
        if (!include.angled) continue;
        const auto door = std::find_if(doors().begin(), doors().end(), [&](const auto& row) {
            return include.path.starts_with(row.library);
        });
        if (door != doors().end()) {
            if (!in_any(file.path, door->folders))
                found.push_back(place(file, include.line) + include.path + " has its door at " +
                                door->folders.front());
        } else if (include.path.find_first_of("/.") != std::string::npos) {
            found.push_back(place(file, include.line) + include.path +
                            " has no door; add one to the table in house_rules.cpp");
        }
    }
    return found;
}

Objections rooms_that_meet(const SourceFile& file) {
    Objections found;
    if (!is_cpp(file.path)) return found;
    bool knows_campaign = false, knows_print = false;
    for (const auto& include : includes_of(file)) {
        if (include.angled) continue;
        const auto object = [&](const std::string& why) {
            found.push_back(place(file, include.line) + include.path + ": " + why);
        };
        const bool is_word = in_folder(include.path, "campaign/words/");
        knows_campaign |= in_folder(include.path, "campaign/") && !is_word;
        knows_print |= in_folder(include.path, "print/");
        if (!in_folder(file.path, "tests/") && in_folder(include.path, "tests/"))
            object("the program does not know its tests");
        if (in_folder(file.path, "campaign/words/") && !is_word) object("words know only words");
        if (in_folder(file.path, "campaign/") && !in_folder(include.path, "campaign/"))
            object("campaign/ knows nothing of paper or browsers");
        if (in_folder(file.path, "print/") && !in_folder(include.path, "print/") && !is_word)
            object("print/ knows paper and words, not campaigns");
    }
    if (in_folder(file.path, "web/") && knows_campaign && knows_print &&
        !in_any(file.path, {"web/commands/", "web/pages/", "web/jobs/", "web/main.cpp"}))
        found.push_back(file.path + ": campaign and print meet only in commands, pages and jobs");
    return found;
}

Objections lost_includes(const SourceFile& file, const std::set<std::string>& all_paths) {
    Objections found;
    if (!is_cpp(file.path)) return found;
    for (const auto& include : includes_of(file))
        if (!include.angled && !all_paths.contains(include.path))
            found.push_back(place(file, include.line) + include.path +
                            " is not a path from the root");
    return found;
}

Objections long_lines(const SourceFile& file) {
    Objections found;
    if (!is_cpp(file.path)) return found;
    std::size_t number = 0;
    for (const auto& line : split_lines(file.text)) {
        ++number;
        if (columns(line) > columns_max)
            found.push_back(place(file, number) + std::to_string(columns(line)) + " columns");
    }
    return found;
}

// The one page of addresses grows with the site; it is a table, and is read as one.
Objections long_files(const SourceFile& file) {
    const auto lines = split_lines(file.text).size();
    const bool is_table = file.path == "web/routes.cpp";
    if (!is_cpp(file.path) || is_table || lines <= file_lines_max) return {};
    return {file.path + ": " + std::to_string(lines) + " lines; split it by subject"};
}

Objections long_functions(const SourceFile& file) {
    Objections found;
    if (!has_suffix(file.path, ".cpp")) return found;
    static const std::regex no_function{R"(^(namespace|struct|class|enum|union|extern)\b|=)"};
    const auto lines = split_lines(code_only(file.text));
    std::size_t start = 0;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const auto& line = lines[at];
        if (line.empty() || std::isspace(static_cast<unsigned char>(line[0]))) continue;
        const bool opens = std::isalpha(static_cast<unsigned char>(line[0]));
        if (opens) start = at;
        if (line[0] != '}' || at - start + 1 <= function_lines_max) continue;
        if (lines[start].find('(') == std::string::npos ||
            std::regex_search(lines[start], no_function))
            continue;
        found.push_back(place(file, start + 1) + "a function of " + std::to_string(at - start + 1) +
                        " lines");
    }
    return found;
}

Objections vague_names(const SourceFile& file) {
    Objections found;
    const auto slash = file.path.rfind('/') + 1;
    const auto stem = file.path.substr(slash, file.path.find('.', slash) - slash);
    if (is_vague(stem)) found.push_back(file.path + ": the name forbids nothing");
    if (!is_cpp(file.path)) return found;
    static const std::regex type{R"(\b(?:struct|class|enum class|using)\s+([A-Z]\w*))"};
    const auto code = code_only(file.text);
    for (std::sregex_iterator at{code.begin(), code.end(), type}, end; at != end; ++at)
        if (is_vague((*at)[1])) found.push_back(file.path + ": type " + (*at)[1].str());
    return found;
}

Objections silent_headers(const SourceFile& file) {
    if (!has_suffix(file.path, ".h") || file.text.starts_with("// ")) return {};
    return {file.path + ": opens without saying what it is"};
}

Objections unlisted_files(const SourceFile& file, const std::string& all_cmake_lists) {
    if (!has_suffix(file.path, ".cpp")) return {};
    const auto in_room = file.path.substr(file.path.find('/') + 1);
    if (all_cmake_lists.find(in_room) != std::string::npos) return {};
    return {file.path + ": no CMakeLists.txt lists it"};
}

Objections leftovers(const SourceFile& file) {
    static const std::regex note{
        "\\b("
        "TO"
        "DO|FIX"
        "ME|XX"
        "X)\\b"};
    return lines_with(file, file.text, note, "do it, or say it in an issue");
}

Objections banned_calls(const SourceFile& file) {
    if (!is_cpp(file.path)) return {};
    static const std::regex call{
        R"((->|\.)(commit|rollback)\(|\b(setAutoCommit|OPT_RECONNECT|setBlob|getDouble)\b)"};
    return lines_with(file, code_only(file.text), call, "swallows failures or precision");
}

Objections stray_verbs(const SourceFile& file) {
    static const std::regex verb{R"(ing(_[a-z_]+)?\.cpp$)"};  // giving.cpp, signing_in.cpp
    if (!is_cpp(file.path) || in_folder(file.path, "campaign/store/") ||
        std::regex_search(file.path, verb) || in_folder(file.path, "tests/"))
        return {};
    static const std::regex word{R"(\bin_transaction\b)"};
    return lines_with(file, code_only(file.text), word, "only a verb (*ing.cpp) may write");
}

Objections clocks(const SourceFile& file) {
    if (in_folder(file.path, "web/") || in_folder(file.path, "tests/")) return {};
    if (has_suffix(file.path, ".sql")) {
        static const std::regex clock{
            R"(\b(NOW|CURDATE|SYSDATE|UTC_TIMESTAMP)\s*\(|\bCURRENT_TIMESTAMP\b)",
            std::regex::icase};
        return lines_with(file, file.text, clock, "time is an argument");
    }
    if (!is_cpp(file.path)) return {};
    static const std::regex clock{
        R"(\bsystem_clock::now\b|\bstd::time\(|\bgettimeofday\b|\bclock_gettime\b)"
        R"(|\b(NOW|CURDATE|SYSDATE|UTC_TIMESTAMP)\(|\bCURRENT_TIMESTAMP\b)"};
    return lines_with(file, without_comments(file.text), clock, "time is an argument");
}

Objections floating_money(const SourceFile& file) {
    if (!is_cpp(file.path) ||
        !in_any(file.path, {"campaign/ledger/", "campaign/giving/", "campaign/words/",
                            "campaign/finance/", "campaign/links/", "campaign/campaign"}))
        return {};
    if (file.path == "campaign/finance/workbook.cpp") return {};  // XLSX has no other number.
    static const std::regex word{R"(\b(float|double)\b)"};
    return lines_with(file, code_only(file.text), word, "money is counted, not measured");
}

Objections scattered_addresses(const SourceFile& file) {
    if (!is_cpp(file.path) || file.path == "web/routes.cpp" ||
        file.path == "web/sandbox/routes.cpp" || in_folder(file.path, "tests/"))
        return {};
    static const std::regex pattern{R"rx("/(?:[a-z0-9_/.-]*/)?:[a-z_]+[^"]*")rx"};
    return lines_with(file, without_comments(file.text), pattern,
                      "addresses stand in web/routes.cpp");
}

Objections product_names(const SourceFile& file) {
    if (in_any(file.path, {"tests/", "web/config", "web/commands/", "web/main.cpp",
                           "campaign/store/private_server", "campaign/store/migrate"}) ||
        has_suffix(file.path, "CMakeLists.txt") || has_suffix(file.path, ".json"))
        return {};
    static const std::regex name{R"(\b[Ww]aymark\b)"};
    return lines_with(file, file.text, name, "the product's name stands in the config");
}

}  // namespace house
