#include "web/html/frame.h"

#include "campaign/language/locale.h"
#include "campaign/words/text.h"
#include "web/html/asset.h"

namespace pages {

namespace {

// The same address in another language, with the rest of its query.
std::string href_in(const http::Request& request, const std::string& tag) {
    auto href = request.path + "?lang=" + tag;
    for (const auto& [name, value] : request.query.rows())
        if (name != "lang") href += "&" + percent_encoded(name) + "=" + percent_encoded(value);
    return href;
}

}  // namespace

void fill_languages(language::Values& values, const http::Request& request) {
    values.set("LANG", request.language)
        .set("DIR", language::is_right_to_left(request.language) ? "rtl" : "ltr")
        .set("LANGUAGE_NAME", language::native_name(request.language));
    for (const auto& tag : language::all_languages())
        values.add("LANGUAGE")
            .set("HREF", href_in(request, tag))
            .set("TAG", tag)
            .set("NAME", language::native_name(tag))
            .show_if(tag == request.language, "CURRENT");
    values.set("SITE_HREF", asset_href("css/site.css"));
}

void fill_scripts(language::Values& values, const std::vector<std::string>& assets) {
    for (const auto& script : assets) values.add("SCRIPT").set("SRC", asset_href(script));
}

std::string joined(const std::vector<std::string>& parts) {
    std::string line;
    for (const auto& part : parts)
        if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
    return line;
}

}  // namespace pages
