#include "campaign/outside/xml.h"

namespace outside {

// U+FFFE and U+FFFF (EF BF BE, EF BF BF) are no characters of XML 1.0 either (2.2).
std::string xml_text(std::string_view utf8) {
    std::string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        const auto c = static_cast<unsigned char>(utf8[at]);
        const auto rest = utf8.substr(at);
        if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
            at += 2;
            continue;
        }
        if (c < 0x20 && c != '\n' && c != '\t' && c != '\r') continue;
        switch (c) {
            case '&':
                text += "&amp;";
                break;
            case '<':
                text += "&lt;";
                break;
            case '>':
                text += "&gt;";
                break;
            case '"':
                text += "&quot;";
                break;
            case '\'':
                text += "&#39;";
                break;
            default:
                text += static_cast<char>(c);
        }
    }
    return text;
}

}  // namespace outside
