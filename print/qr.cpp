#include "print/qr.h"

#include <qrencode.h>

#include <memory>

#include "campaign/words/text.h"
#include "print/drawing.h"

namespace print {
namespace {

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, FreeCode>;

constexpr std::size_t payment_bytes_max = 331;

QRecLevel level_of(Correction correction) {
    switch (correction) {
        case Correction::l:
            return QR_ECLEVEL_L;
        case Correction::m:
            return QR_ECLEVEL_M;
        case Correction::q:
            return QR_ECLEVEL_Q;
        case Correction::h:
            return QR_ECLEVEL_H;
    }
    return QR_ECLEVEL_H;
}

std::optional<Symbol> symbol_from(const Code& code) {
    if (!code) return {};
    Symbol symbol{
        .version = code->version, .side = code->width, .modules = {}, .correction = Correction::m};
    const auto count = static_cast<std::size_t>(code->width) * code->width;
    symbol.modules.reserve(count);
    for (std::size_t i = 0; i < count; ++i) symbol.modules.push_back(code->data[i] & 1);
    return symbol;
}

}  // namespace

std::optional<Symbol> encode_text(std::string_view text, Correction correction) {
    if (text.empty() || text.size() > code_text_bytes_max || !is_utf8(text)) return {};
    if (text.find('\0') != text.npos) return {};
    const std::string copy{text};
    auto symbol = symbol_from(
        Code{QRcode_encodeString(copy.c_str(), version_min, level_of(correction), QR_MODE_8, 1)});
    if (symbol) symbol->correction = correction;
    return symbol;
}

std::optional<Symbol> encode_payment(std::string_view payload) {
    if (payload.empty() || payload.size() > payment_bytes_max) return {};
    const auto* bytes = reinterpret_cast<const unsigned char*>(payload.data());
    auto symbol = symbol_from(Code{
        QRcode_encodeData(static_cast<int>(payload.size()), bytes, version_min, QR_ECLEVEL_M)});
    if (!symbol || symbol->version > payment_version_max) return {};
    return symbol;
}

std::string symbol_svg(const Symbol& symbol, std::string_view title) {
    const auto whole = std::to_string(symbol.side + 2 * quiet_modules);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + whole + " " +
                      whole + "\" role=\"img\" shape-rendering=\"crispEdges\"><title>" +
                      escape_xml(title) + "</title><rect width=\"" + whole + "\" height=\"" +
                      whole + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"";
    for (int row = 0; row < symbol.side; ++row) {
        for (int column = 0; column < symbol.side; ++column) {
            if (!symbol.dark(column, row)) continue;
            int run = 1;
            while (column + run < symbol.side && symbol.dark(column + run, row)) ++run;
            svg += "M" + std::to_string(column + quiet_modules) + " " +
                   std::to_string(row + quiet_modules) + "h" + std::to_string(run) + "v1h-" +
                   std::to_string(run) + "z";
            column += run;
        }
    }
    return svg + "\"/></svg>";
}

}  // namespace print
