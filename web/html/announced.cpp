#include "web/html/announced.h"

#include "web/live/feed.h"

namespace pages {

void fill_announcement(language::Values& values, const live::State& state,
                       const std::string& language) {
    const auto news =
        live::word_announcement(state, language).value_or(live::Wording::Announcement{});
    values.set("SEVERITY", news.severity).set("LABEL", news.label).set("WORDS", news.words);
    values.set("UNTIL_TEXT", news.until_text).set("UNTIL", news.until);
    values.show_if(!state.announcement, "SILENT");
}

void fill_announced(language::Values& values, const http::Request& request, App& app,
                    PublicPage& page) {
    if (page.campaign.empty() || page.strip == PublicPage::Strip::preview) return;
    const auto state = app.feed.state_of(page.campaign, request.now);
    if (!state || (page.scripts.empty() && !state->announcement)) return;
    auto& section = values.add("ANNOUNCING");
    fill_announcement(section, *state, request.language);
    section.set("LIVE_HREF", "/c/" + page.campaign + "/live");
    section.set("POLL_HREF", "/c/" + page.campaign + "/live.json");
    page.styles.push_back("css/announcement.css");
    if (!page.scripts.empty()) page.scripts.push_back("js/announcement.js");
}

}  // namespace pages
