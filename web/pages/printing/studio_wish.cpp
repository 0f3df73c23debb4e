#include "web/pages/printing/studio_wish.h"

#include <algorithm>
#include <array>

#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "print/product.h"

namespace pages {

namespace {

constexpr std::array for_names{std::pair{PrintFor::one, std::string_view{""}},
                               std::pair{PrintFor::people, std::string_view{"people"}},
                               std::pair{PrintFor::places, std::string_view{"places"}},
                               std::pair{PrintFor::formats, std::string_view{"formats"}}};
constexpr std::size_t name_max = 80;

std::string line_of(const http::Fields& fields, const char* name, std::size_t most) {
    const auto typed = fields.text(name);
    const auto line = read_line(typed, most);
    if (!line)
        throw Refused{{Reason::not_a_valid_value, name,
                       "This is too long, or has signs that cannot be printed. Shorten it."}};
    return *line;
}

PrintFor print_for_of(std::string_view name) {
    const auto found =
        std::ranges::find(for_names, name, [](const auto& row) { return row.second; });
    return found == for_names.end() ? PrintFor::one : found->first;
}

constexpr std::string_view own = "own-";

void read_picture(StudioWish& wish, const std::string& typed) {
    if (typed.starts_with(own))
        wish.picture = printing::PrintPictureId{number_in(typed.substr(own.size()))};
    else
        wish.photo = pictures::PhotoId{number_in(typed)};
}

}  // namespace

StudioWish read_studio_wish(const http::Fields& fields, const std::string& language) {
    StudioWish wish;
    wish.language = language;
    if (const auto layout = fields.text("layout"); print::find_layout(layout)) wish.layout = layout;
    const auto themes = print::all_theme_names();
    if (const auto theme = fields.text("theme"); std::ranges::find(themes, theme) != themes.end())
        wish.theme = theme;
    wish.target = line_of(fields, "target", name_max);
    if (wish.target.empty()) wish.target = "campaign";
    wish.title = line_of(fields, "title", studio_title_max);
    wish.summary = line_of(fields, "summary", studio_summary_max);
    wish.call = line_of(fields, "call", studio_line_max);
    wish.after = line_of(fields, "after", studio_line_max);
    wish.note = line_of(fields, "note", studio_line_max);
    const auto edge = fields.text("edge");
    wish.is_cmyk = edge == "cmyk", wish.is_for_press = wish.is_cmyk || edge == "press";
    wish.is_sparing = fields.text("ink") == "low";
    read_picture(wish, fields.text("photo"));
    wish.print_for = print_for_of(fields.text("for"));
    return wish;
}

std::string picture_value(printing::PrintPictureId id) {
    return std::string{own} + std::to_string(id.value);
}

std::string studio_query(const StudioWish& wish) {
    std::string query = "layout=" + wish.layout;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) query += std::string{"&"} + name + "=" + percent_encoded(value);
    };
    add("theme", wish.theme);
    add("target", wish.target == "campaign" ? "" : wish.target);
    add("title", wish.title);
    add("summary", wish.summary);
    add("call", wish.call);
    add("after", wish.after);
    add("note", wish.note);
    add("edge", wish.is_cmyk ? "cmyk" : wish.is_for_press ? "press" : "");
    add("ink", wish.is_sparing ? "low" : "");
    add("photo", wish.picture ? picture_value(wish.picture)
                 : wish.photo ? std::to_string(wish.photo.value)
                              : "");
    for (const auto& [what, name] : for_names)
        if (what == wish.print_for) add("for", std::string{name});
    return query;
}

}  // namespace pages
