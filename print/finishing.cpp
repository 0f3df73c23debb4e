#include "print/finishing.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "campaign/words/check.h"
#include "print/lettering.h"

namespace print {
namespace {

using Thing = QPDFObjectHandle;

// As dark as our ink for text: in print that is black, and black is one plate, not four.
constexpr double ink_part_max = 0.12;

// `0 0 0 rg` becomes `0 g`: three equal parts of colour would be printed with every ink, and a code
// whose plates do not meet is blurred.
class BlackPlate : public Thing::TokenFilter {
public:
    void handleToken(const QPDFTokenizer::Token& token) override {
        using Type = QPDFTokenizer::token_type_e;
        const auto type = token.getType();
        const bool is_number = type == Type::tt_integer || type == Type::tt_real;
        if (is_number || (type == Type::tt_space && !kept_.empty())) {
            kept_.push_back(token);
            return;
        }
        const bool is_colour =
            type == Type::tt_word && (token.getValue() == "rg" || token.getValue() == "RG");
        if (is_colour && is_ink())
            write(token.getValue() == "rg" ? "0 g" : "0 G");
        else {
            write_kept();
            writeToken(token);
        }
        kept_.clear();
    }
    void handleEOF() override { write_kept(); }

private:
    bool is_ink() const {
        int parts = 0;
        for (const auto& token : kept_) {
            if (token.getType() == QPDFTokenizer::tt_space) continue;
            if (std::strtod(token.getValue().c_str(), nullptr) > ink_part_max) return false;
            ++parts;
        }
        return parts == 3;
    }
    void write_kept() {
        for (const auto& token : kept_) writeToken(token);
        kept_.clear();
    }

    std::vector<QPDFTokenizer::Token> kept_;  // Numbers whose word is still to come.
};

void put_black_on_its_plate(QPDF& pdf) {
    std::set<QPDFObjGen> seen;
    for (auto page : pdf.getAllPages()) {
        QPDFPageObjectHelper sheet{page};
        sheet.addContentTokenFilter(std::make_shared<BlackPlate>());
        sheet.forEachFormXObject(true, [&](Thing& form, Thing&, const std::string&) {
            if (seen.insert(form.getObjGen()).second)
                form.addTokenFilter(std::make_shared<BlackPlate>());
        });
    }
}

// Whoever blends a page in red, green and blue makes black of every ink again, once it is printed.
// Without a word about it a page is blended in the inks of its press (ISO 32000-1, 11.6.6).
void blend_in(QPDF& pdf, const std::optional<std::string>& inks) {
    const auto change = [&](Thing group) {
        if (!group.isDictionary() || !group.hasKey("/CS")) return;
        if (inks)
            group.replaceKey("/CS", Thing::newName(*inks));
        else
            group.removeKey("/CS");
    };
    for (auto page : pdf.getAllPages()) {
        change(page.getKey("/Group"));
        QPDFPageObjectHelper{page}.forEachFormXObject(true,
                                                      [&](Thing& form, Thing&, const std::string&) {
                                                          change(form.getDict().getKey("/Group"));
                                                      });
    }
}

void set_boxes(QPDF& pdf, double slug_mm) {
    const double cut = slug_mm * points_per_mm;
    const double ink = std::max(0.0, slug_mm - bleed_beyond_cut_mm) * points_per_mm;
    for (auto page : pdf.getAllPages()) {
        const auto media = QPDFPageObjectHelper{page}.getMediaBox().getArrayAsRectangle();
        const auto inside = [&](double by) {
            return Thing::newArray(
                Thing::Rectangle{media.llx + by, media.lly + by, media.urx - by, media.ury - by});
        };
        page.replaceKey("/TrimBox", inside(cut));
        page.replaceKey("/BleedBox", inside(ink));
        page.replaceKey("/Tabs", Thing::newName("/S"));
    }
}

// Figures in the order of the structure, which is the order in which they were painted.
void collect_figures(Thing element, std::vector<Thing>& figures, int depth) {
    constexpr int depth_max = 30;
    if (depth > depth_max) return;
    if (element.isArray()) {
        for (auto& item : element.getArrayAsVector()) collect_figures(item, figures, depth);
        return;
    }
    if (!element.isDictionary()) return;  // A piece of a page.
    if (element.getKey("/S").isNameAndEquals("/Figure")) figures.push_back(element);
    collect_figures(element.getKey("/K"), figures, depth + 1);
}

void tell_figures(QPDF& pdf, const std::vector<std::string>& alts) {
    std::vector<Thing> figures;
    auto root = pdf.getRoot().getKey("/StructTreeRoot");
    if (root.isDictionary()) collect_figures(root.getKey("/K"), figures, 0);
    check(alts.empty() || figures.size() == alts.size(), "every figure has its words or none");
    for (std::size_t i = 0; i < alts.size(); ++i)
        if (!alts[i].empty()) figures[i].replaceKey("/Alt", Thing::newUnicodeString(alts[i]));
}

// Cairo makes a tree of what was tagged; readers want one document at its root, with parts.
void gather_in_one_document(QPDF& pdf) {
    auto root = pdf.getRoot().getKey("/StructTreeRoot");
    if (!root.isDictionary()) return;
    auto kids = root.getKey("/K");
    auto children = kids.isArray() ? kids.getArrayAsVector() : std::vector<Thing>{kids};
    if (children.size() == 1 && children[0].getKey("/S").isNameAndEquals("/Document")) return;
    auto document = pdf.makeIndirectObject(Thing::parse("<< /Type /StructElem /S /Document >>"));
    document.replaceKey("/P", root);
    document.replaceKey("/K", Thing::newArray(children));
    for (auto& child : children) {
        child.replaceKey("/P", document);
        if (child.getKey("/S").isNameAndEquals("/Document"))
            child.replaceKey("/S", Thing::newName("/Part"));
    }
    root.replaceKey("/K", Thing::newArray({document}));
}

void describe(QPDF& pdf, const std::string& language) {
    auto root = pdf.getRoot();
    root.replaceKey("/Lang", Thing::newString(language));
    root.replaceKey("/ViewerPreferences", Thing::parse("<< /DisplayDocTitle true >>"));
    if (root.hasKey("/StructTreeRoot"))
        root.replaceKey("/MarkInfo", Thing::parse("<< /Marked true >>"));
    if (root.hasKey("/Outlines")) root.replaceKey("/PageMode", Thing::newName("/UseOutlines"));
}

void add_colours(QPDF& pdf) {
    auto profile = Thing::newStream(&pdf, srgb_profile());
    profile.getDict().replaceKey("/N", Thing::newInteger(3));
    auto intent = Thing::parse(
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
        " /RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) >>");
    intent.replaceKey("/DestOutputProfile", profile);
    pdf.getRoot().replaceKey("/OutputIntents", Thing::newArray({intent}));
}

std::string written(QPDF& pdf) {
    QPDFWriter writer{pdf};
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string change(const std::string& bytes, const std::function<void(QPDF&)>& work) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("sheet", bytes.data(), bytes.size());
        work(pdf);
        return written(pdf);
    } catch (const std::runtime_error& failure) {  // QPDFExc and what else qpdf throws.
        check(false, std::string{"a PDF of ours can be finished: "} + failure.what());
        throw;
    }
}

}  // namespace

std::string finish_document(const std::string& bytes, const Finish& finish) {
    return change(bytes, [&](QPDF& pdf) {
        put_black_on_its_plate(pdf);
        set_boxes(pdf, finish.slug_mm);
        if (finish.slug_mm > 0) blend_in(pdf, {});
        tell_figures(pdf, finish.alts);
        gather_in_one_document(pdf);
        describe(pdf, finish.language);
        add_colours(pdf);
    });
}

std::string finish_cmyk(const std::string& bytes, const Finish& finish, Instant created) {
    return change(bytes, [&](QPDF& pdf) {
        set_boxes(pdf, finish.slug_mm);
        blend_in(pdf, "/DeviceCMYK");
        describe(pdf, finish.language);
        pdf.getRoot().removeKey("/Metadata");  // It names the moment and a chance number.
        pdf.getTrailer().removeKey("/ID");
        auto info = pdf.getTrailer().getKey("/Info");
        auto day = iso_text(created);  // 2027-06-12T08:00:00Z
        std::erase_if(day, [](char c) { return c == '-' || c == ':' || c == 'T'; });
        for (const auto* key : {"/CreationDate", "/ModDate"})
            if (info.isDictionary()) info.replaceKey(key, Thing::newString("D:" + day));
    });
}

}  // namespace print
