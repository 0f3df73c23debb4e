#include "web/pages/screens/oembed.h"

#include <algorithm>
#include <vector>

#include "campaign/language/template.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/json.h"
#include "campaign/words/number.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/sharing/share_picture.h"

namespace pages {

namespace {

constexpr std::size_t url_max = 500;
constexpr int width_usual = 420, height_usual = 460, side_min = 200, cached_s = 3600;

// "/c/walk/p/k7q2" of our own address; empty for any other. A query or a mark says nothing more.
std::string path_of(const std::string& url, const std::string& public_url) {
    if (url.size() > url_max || !url.starts_with(public_url + "/")) return {};
    auto path = url.substr(public_url.size(), url.find_first_of("?#") - public_url.size());
    if (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

std::vector<std::string> segments_of(const std::string& path) {
    std::vector<std::string> segments;
    for (std::size_t at = 1; at <= path.size() && at != 0;) {
        const auto end = std::min(path.find('/', at), path.size());
        segments.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    return segments;
}

struct Asked {
    std::shared_ptr<const live::State> state;
    SharePage page;
    bool is_whole = false;
};

std::optional<Asked> page_asked_for(const http::Request& request, App& app) {
    const auto parts = segments_of(path_of(request.query.text("url"), app.config.public_url));
    if ((parts.size() != 2 && parts.size() != 4) || parts[0] != "c") return {};
    auto state = app.feed.state_of(parts[1], request.now);
    if (!state) return {};
    const auto& lang = request.language;
    auto& session = app.store.session();
    if (parts.size() == 2) return Asked{state, share_page_of(*state, lang), true};
    if (parts[2] == "p")
        if (const auto one = roster::find_participant(session, state->campaign.id, parts[3]);
            one && one->is_listed())
            return Asked{state, share_page_of(*one, *state, lang)};
    if (parts[2] == "t")
        if (const auto team = roster::find_team(session, state->campaign.id, parts[3]))
            return Asked{state, share_page_of(*team, *state, lang)};
    return {};
}

int side_of(const http::Request& request, const char* name, int usual) {
    const auto typed = request.query.text(name);
    int most = usual;
    if (!read_number(typed, most)) return usual;
    return std::clamp(most, side_min, usual);
}

// Only a campaign has a widget; the pages of people and teams are a link with a picture.
void add_widget(outside::JsonWriter& writer, const http::Request& request, const App& app,
                const Asked& asked) {
    const int width = side_of(request, "maxwidth", width_usual);
    const int height = side_of(request, "maxheight", height_usual);
    language::Values values;
    values.set("SRC", app.config.public_url + "/embed" + campaign_path(asked.state->campaign));
    values.set("TITLE", asked.page.title).set("WIDTH", width).set("HEIGHT", height);
    writer.text("type", "rich").number("width", width).number("height", height);
    writer.text(
        "html",
        language::render_template("web/pages/screens/oembed.html", values, request.language).text);
}

http::Response no(int status, std::string_view why) {
    return http::json(outside::JsonWriter{}.text("error", why).object(), status);
}

}  // namespace

http::Response show_oembed(const http::Request& request, App& app) {
    const auto format = request.query.text("format");
    if (!format.empty() && format != "json") return no(501, "Only json.");
    const auto asked = page_asked_for(request, app);
    if (!asked) return no(404, "There is no such page.");
    const auto ours = organisation::find_organisation(app.store.session());
    const auto& url = app.config.public_url;
    outside::JsonWriter writer;
    writer.text("version", "1.0").text("title", asked->page.title);
    writer.text("author_name", asked->page.headline).text("author_url", url + asked->page.path);
    writer.text("provider_name", ours.legal_name).text("provider_url", url + "/");
    writer.number("cache_age", cached_s);
    writer.text("thumbnail_url", url + picture_path(asked->page.path, print::PictureShape::wide));
    writer.number("thumbnail_width", print::picture_width(print::PictureShape::wide));
    writer.number("thumbnail_height", print::picture_height(print::PictureShape::wide));
    if (asked->is_whole)
        add_widget(writer, request, app, *asked);
    else
        writer.text("type", "link");
    auto response = http::json(writer.object());
    set_header(response, "Access-Control-Allow-Origin", "*");
    set_header(response, "Cache-Control", "public, max-age=300");
    return response;
}

}  // namespace pages
