#include "campaign/language/catalogue.h"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <locale>
#include <map>
#include <optional>

#include "campaign/language/locale.h"
#include "campaign/words/resource.h"

namespace language {

namespace {

using Texts = boost::locale::message_format<char>;

// The catalogue of one language. A std::locale owns its facets.
struct Catalogue {
    explicit Catalogue(const std::string& language) {
        const auto bytes = find_resource("campaign/language/words/" + language + ".mo");
        if (!bytes) return;
        boost::locale::gnu_gettext::messages_info info;
        info.language = language;
        info.encoding = "UTF-8";
        info.domains.emplace_back("words");
        info.paths.emplace_back("");
        info.callback = [&](const std::string&, const std::string&) {
            return std::vector<char>{bytes->begin(), bytes->end()};
        };
        texts = boost::locale::gnu_gettext::create_messages_facet<char>(info);
        if (texts) owner = std::locale{std::locale::classic(), texts};
    }

    std::locale owner;
    Texts* texts = nullptr;
};

const Texts* find_texts_of(std::string_view language) {
    static const auto catalogues = [] {
        std::map<std::string, Catalogue, std::less<>> all;
        for (const auto& name : all_languages()) all.emplace(name, Catalogue{name});
        return all;
    }();
    const auto found = catalogues.find(language);
    return found == catalogues.end() ? nullptr : found->second.texts;
}

std::string fill_places(std::string_view text, const std::vector<std::string>& values) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool place = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' &&
                           text[at + 1] >= '1' && text[at + 1] <= '9';
        const auto number = place ? static_cast<std::size_t>(text[at + 1] - '1') : values.size();
        if (number >= values.size()) {
            out += text[at];
            continue;
        }
        out += values[number];
        at += 2;
    }
    return out;
}

}  // namespace

std::string say(std::string_view english, std::string_view language) {
    const auto* texts = find_texts_of(language);
    const std::string key{english};
    const char* found = texts && !key.empty() ? texts->get(0, nullptr, key.c_str()) : nullptr;
    return found && *found ? found : key;
}

std::string say_with(std::string_view english, const std::vector<std::string>& values,
                     std::string_view language) {
    return fill_places(say(english, language), values);
}

std::string say_count(std::string_view one, std::string_view many, std::int64_t count,
                      std::string_view language) {
    const auto* texts = find_texts_of(language);
    // Boost takes an int. The rules of every language repeat within a million.
    constexpr std::int64_t period = 1'000'000;
    const auto size = count < 0 ? -count : count;
    const auto number = static_cast<int>(size < period ? size : period + size % period);
    const std::string key{one};
    const char* found = texts ? texts->get(0, nullptr, key.c_str(), number) : nullptr;
    const auto english = count == 1 ? one : many;
    return fill_places(found && *found ? std::string_view{found} : english,
                       {count_text(count, language)});
}

}  // namespace language
