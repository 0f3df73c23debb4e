#include "print/wording.h"

#include <algorithm>

#include "print/clean_words.h"

namespace print {
namespace {

constexpr std::size_t key_max = 40, keys_max = 24, label_word_max = 160, link_max = 300;
constexpr std::size_t payment_max = 331;  // EPC069-12.
constexpr std::string_view between = "  ·  ";

void clean_words(ProductWords& words, std::vector<std::string>& warnings) {
    WordCleaner cleaner{warnings};
    clean_campaign_words(words, cleaner);
    cleaner.clean(words.summary, "summary", summary_max);
    cleaner.clean(words.payment_text, "account", line_max);
    cleaner.clean(words.telephone, "telephone", key_max);
    cleaner.clean(words.register_number, "register number", line_max);
    for (auto& [name, text] : words.labels) cleaner.clean(text, "labels", label_word_max);
    if (words.link.size() > link_max) words.link.clear();
    if (words.payment.size() > payment_max) words.payment.clear();
}

std::vector<std::string> parts_of(const std::string& text, char mark) {
    std::vector<std::string> parts{""};
    for (const char c : text)
        if (c == mark)
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

}  // namespace

Wording::Wording(const ProductOrder& order, std::vector<std::string>& warnings)
    : words_{order.words} {
    if (words_.language.empty()) words_.language = "en";
    clean_words(words_, warnings);
    clean_items(order, warnings);
    name_words();
}

void Wording::clean_items(const ProductOrder& order, std::vector<std::string>& warnings) {
    WordCleaner cleaner{warnings};
    const auto count = std::min(order.items.size(), items_max);
    if (count < order.items.size())
        warnings.push_back("Only the first " + std::to_string(items_max) + " are printed.");
    items_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& asked = order.items[i];
        ProductItem item;
        if (asked.link.size() <= link_max) item.link = asked.link;
        item.link_text = asked.link_text;
        cleaner.clean(item.link_text, "short link", line_max);
        for (const auto& [name, text] : asked.words) {
            if (item.words.size() >= keys_max || name.size() > key_max) continue;
            auto& word = item.words[name] = text;
            cleaner.clean(word, name, item_word_max);
        }
        items_.push_back(std::move(item));
    }
}

void Wording::name_words() {
    auto& named = by_name_;
    named = {{"organisation", words_.organisation},
             {"overline", words_.overline},
             {"title", words_.title},
             {"summary", words_.summary},
             {"date", words_.date_line},
             {"place", words_.place_line},
             {"goal", words_.goal},
             {"raised", words_.raised},
             {"counted", words_.counted_on},
             {"call", words_.call_to_action},
             {"after", words_.after_scan},
             {"link", words_.link_text},
             {"payment", words_.payment_text},
             {"trust", words_.trust_line},
             {"telephone", words_.telephone},
             {"register", words_.register_number},
             {"label", words_.placement_label}};
    auto facts = words_.facts;
    if (!words_.person.empty()) facts.insert(facts.begin(), words_.person);
    for (std::size_t i = 0; i < facts.size(); ++i) named["fact" + std::to_string(i + 1)] = facts[i];
    for (std::size_t i = 0; i < words_.translations.size(); ++i)
        named["translation" + std::to_string(i + 1)] = words_.translations[i].text;
    std::string sponsors;
    for (const auto& name : words_.sponsors)
        sponsors += (sponsors.empty() ? "" : std::string{between}) + name;
    named["sponsors"] = sponsors;
    named["sponsors_heading"] = sponsors.empty() ? "" : words_.sponsors_heading;
    for (const auto& [name, english] : all_labels()) {
        const auto own = words_.labels.find(name);
        named["#" + name] =
            own == words_.labels.end() || own->second.empty() ? english : own->second;
    }
}

std::string Wording::word(const std::string& name, const ProductItem* item) const {
    if (item != nullptr) {
        if (name == "link" && !item->link_text.empty()) return item->link_text;
        if (const auto own = item->words.find(name); own != item->words.end()) return own->second;
    }
    if (name.starts_with('.'))  // Of the item alone.
        return item == nullptr || !item->words.contains(name.substr(1))
                   ? std::string{}
                   : item->words.at(name.substr(1));
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::string{} : found->second;
}

std::string Wording::filled(const std::string& content, const ProductItem* item) const {
    std::string text;
    for (std::size_t at = 0; at < content.size();) {
        const auto open = content.find('{', at);
        const auto close = content.find('}', std::min(open, content.size()));
        text += content.substr(at, open - at);
        if (open == std::string::npos || close == std::string::npos) break;
        const auto inner = content.substr(open + 1, close - open - 1);
        std::string part;
        for (const auto& choice : parts_of(inner, '|')) {
            std::string one;
            for (const auto& name : parts_of(choice, '?'))
                if (one.empty()) one = word(name, item);
            if (!one.empty()) part += (part.empty() ? "" : std::string{between}) + one;
        }
        text += part;
        at = close + 1;
    }
    return text;
}

std::string Wording::language_of(const std::string& name) const {
    for (std::size_t i = 0; i < words_.translations.size(); ++i)
        if (name == "translation" + std::to_string(i + 1) &&
            !words_.translations[i].language.empty())
            return words_.translations[i].language;
    return words_.language;
}

}  // namespace print
