#include "tests/support/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace house {
namespace {

namespace fs = std::filesystem;

bool is_ours(const fs::path& path) {
    return std::none_of(path.begin(), path.end(), [](const fs::path& part) {
        return part == "node_modules" || part == "build" || part == "package-lock.json";
    });
}

// Walks over C++ and says of each place whether it is code, comment or text.
class Scanner {
public:
    enum class Place { code, comment, text };

    explicit Scanner(std::string_view source) : source_{source} {}

    template <typename Visit>
    void walk(Visit visit) {
        while (at_ < source_.size()) {
            const auto [place, length] = next();
            visit(place, source_.substr(at_, length));
            at_ += length;
        }
    }

private:
    std::pair<Place, std::size_t> next() const {
        const auto rest = source_.substr(at_);
        if (rest.starts_with("//")) return {Place::comment, up_to(rest, "\n", 2) - 1};
        if (rest.starts_with("/*")) return {Place::comment, up_to(rest, "*/", 2)};
        if (rest.starts_with("R\"")) {
            const auto open = rest.find('(');
            if (open != rest.npos) {
                const auto end = ")" + std::string{rest.substr(2, open - 2)} + "\"";
                return {Place::text, up_to(rest, end, open)};
            }
        }
        if (rest[0] == '"') return {Place::text, quoted(rest)};
        const bool separates =
            at_ > 0 && std::isalnum(static_cast<unsigned char>(source_[at_ - 1]));
        if (rest[0] == '\'' && !separates) return {Place::text, quoted(rest)};
        return {Place::code, 1};
    }

    static std::size_t up_to(std::string_view rest, std::string_view end, std::size_t from) {
        const auto found = rest.find(end, from);
        if (found == rest.npos) return rest.size() + (end == "\n" ? 1 : 0);
        return found + end.size();
    }

    static std::size_t quoted(std::string_view rest) {
        std::size_t at = 1;
        while (at < rest.size() && rest[at] != rest[0] && rest[at] != '\n')
            at += rest[at] == '\\' ? 2 : 1;
        return std::min(at + 1, rest.size());
    }

    std::string_view source_;
    std::size_t at_ = 0;
};

std::string blanked(std::string_view source, bool texts_too) {
    std::string result;
    Scanner{source}.walk([&](Scanner::Place place, std::string_view part) {
        const bool keep =
            place == Scanner::Place::code || (place == Scanner::Place::text && !texts_too);
        for (const char c : part) result += keep || c == '\n' ? c : ' ';
    });
    return result;
}

}  // namespace

std::vector<SourceFile> read_source_tree(const std::string& root) {
    std::vector<SourceFile> files;
    for (const auto* room : {"campaign", "print", "web", "tests"}) {
        for (const auto& entry : fs::recursive_directory_iterator{fs::path{root} / room}) {
            const auto path = fs::relative(entry.path(), root);
            if (!entry.is_regular_file() || !is_ours(path)) continue;
            std::ifstream in{entry.path(), std::ios::binary};
            files.push_back({path.string(), {std::istreambuf_iterator<char>{in}, {}}});
        }
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text = end == text.npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

std::string code_only(std::string_view source) { return blanked(source, true); }
std::string without_comments(std::string_view source) { return blanked(source, false); }

bool in_folder(std::string_view path, std::string_view prefix) { return path.starts_with(prefix); }
bool has_suffix(std::string_view path, std::string_view suffix) { return path.ends_with(suffix); }
bool is_cpp(std::string_view path) { return has_suffix(path, ".h") || has_suffix(path, ".cpp"); }

}  // namespace house
