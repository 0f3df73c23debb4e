// What is wrong with a sheet, or worth knowing: a list, and frames over the preview.
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "campaign/language/catalogue.h"
#include "print/product.h"
#include "web/pages/printing/studio.h"

namespace pages {

using language::say;
using language::say_with;
using language::Values;

namespace {

std::string tenth(double mm) { return std::to_string(std::lround(mm * 10)); }

// What was typed and this layout has no place for.
std::vector<std::string> words_without_a_place(const StudioWish& wish, const std::string& lang) {
    const std::array<std::tuple<const std::string&, const char*, const char*>, 3> typed{
        {{wish.summary, "summary", "Why"},
         {wish.call, "call", "Beside the code"},
         {wish.after, "after", "Below the code"}}};
    std::vector<std::string> sentences;
    for (const auto& [text, word, label] : typed)
        if (!text.empty() && !print::prints_word(wish.layout, word))
            sentences.push_back(
                say_with("“{1}” has no place on this layout.", {say(label, lang)}, lang));
    return sentences;
}

}  // namespace

std::string finding_words(const print::Finding& finding, const std::string& lang) {
    auto values = finding.values;
    for (auto& value : values) value = say(value, lang);
    return say_with(finding.pattern.empty() ? finding.sentence : finding.pattern, values, lang);
}

void fill_findings(Values& values, const print::Product& product, const StudioWish& wish,
                   const std::string& lang) {
    const auto& trim = product.trim;
    auto& marks = values.add("MARKS");
    marks.set("VIEW_WIDTH", tenth(product.sheet.width))
        .set("VIEW_HEIGHT", tenth(product.sheet.height));
    int number = 0;
    std::vector<std::string> said;
    for (const auto& finding : product.inspection.findings) {
        const auto sentence = finding_words(finding, lang);
        if (std::ranges::find(said, sentence) != said.end()) continue;
        said.push_back(sentence);
        ++number;
        const bool is_fault = finding.weight == print::Weight::fault;
        auto& row = values.add(is_fault ? "FAULT" : "NOTE");
        row.set("TEXT", sentence).set("NUMBER", number);
        auto& mark = marks.add("MARK");
        mark.set("X", tenth(trim.x + finding.where.x - 1))
            .set("Y", tenth(trim.y + finding.where.y - 1));
        mark.set("WIDTH", tenth(finding.where.width + 2))
            .set("HEIGHT", tenth(finding.where.height + 2))
            .set("NUMBER", number)
            .set("TEXT_X", tenth(trim.x + finding.where.x + 3))
            .set("TEXT_Y", tenth(trim.y + finding.where.y + 9));
        mark.show_if(is_fault, "HARD");
    }
    for (const auto& warning : product.warnings) {
        const auto sentence = say(warning, lang);
        if (std::ranges::find(said, sentence) != said.end()) continue;
        const auto is_known = [&](const auto& finding) { return finding.sentence == warning; };
        if (std::ranges::any_of(product.inspection.findings, is_known)) continue;
        values.add("NOTE").set("TEXT", sentence).set("NUMBER", ++number);
    }
    for (const auto& sentence : words_without_a_place(wish, lang))
        values.add("NOTE").set("TEXT", sentence).set("NUMBER", ++number);
    if (number == 0) values.show("SOUND");
}

}  // namespace pages
