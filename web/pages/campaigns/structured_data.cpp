#include "web/pages/campaigns/structured_data.h"

#include "campaign/organisation/organisation.h"
#include "campaign/outside/json.h"
#include "campaign/phase.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/sharing/share_picture.h"

namespace pages {

namespace {

using campaign::Kind;
using campaign::Phase;
using outside::json_text;
using outside::JsonWriter;

std::string event_status(Phase phase) {
    switch (phase) {
        case Phase::postponed:
            return "https://schema.org/EventPostponed";
        case Phase::cancelled:
            return "https://schema.org/EventCancelled";
        default:
            return "https://schema.org/EventScheduled";
    }
}

// Google asks for a place; a broadcast's is its own page.
bool is_event(const live::State& state) {
    const auto& plan = state.shown.plan;
    const auto kind = state.campaign.kind;
    if (kind == Kind::crowdfunding || kind == Kind::recruiting) return false;
    return kind == Kind::broadcast || !plan.place.empty();
}

std::string organiser_json(App& app) {
    const auto ours = organisation::find_organisation(app.store.session());
    if (ours.legal_name.empty()) return {};
    return JsonWriter{}
        .text("@type", "NGO")
        .text("name", ours.legal_name)
        .text("url", app.config.public_url + "/")
        .object();
}

std::string images_json(const Config& config, const std::string& path) {
    std::vector<std::string> images;
    for (const auto shape : {print::PictureShape::wide, print::PictureShape::square})
        images.push_back(json_text(config.public_url + picture_path(path, shape)));
    return outside::json_list(images);
}

// How one gives, while gifts are taken.
void add_donating(JsonWriter& writer, const http::Request& request, App& app,
                  const live::State& state, const std::string& give_path) {
    if (campaign::gift_objection(state.campaign, state.shown, request.now)) return;
    JsonWriter donate;
    donate.text("@type", "DonateAction").text("name", state.shown.plan.title);
    if (const auto organiser = organiser_json(app); !organiser.empty())
        donate.raw("recipient", organiser);
    donate.raw("target", JsonWriter{}
                             .text("@type", "EntryPoint")
                             .text("urlTemplate", app.config.public_url + give_path)
                             .object());
    donate.raw("priceSpecification", JsonWriter{}
                                         .text("@type", "PriceSpecification")
                                         .text("priceCurrency", state.campaign.currency.text())
                                         .object());
    writer.raw("potentialAction", donate.object());
}

void add_place(JsonWriter& writer, const live::State& state, const std::string& url) {
    const bool is_online = state.campaign.kind == Kind::broadcast;
    writer.text("eventAttendanceMode", is_online ? "https://schema.org/OnlineEventAttendanceMode"
                                                 : "https://schema.org/OfflineEventAttendanceMode");
    const auto& place = state.shown.plan.place;
    writer.raw("location",
               is_online ? JsonWriter{}.text("@type", "VirtualLocation").text("url", url).object()
                         : JsonWriter{}
                               .text("@type", "Place")
                               .text("name", place)
                               .text("address", place)
                               .object());
}

void add_event(JsonWriter& writer, App& app, const live::State& state, const std::string& url) {
    const auto& plan = state.shown.plan;
    writer.text("startDate", plan.event_at ? iso_text(*plan.event_at) : iso_text(plan.starts_on));
    if (!plan.event_at) writer.text("endDate", iso_text(plan.ends_on));
    writer.text("eventStatus", event_status(state.phase));
    add_place(writer, state, url);
    if (const auto organiser = organiser_json(app); !organiser.empty())
        writer.raw("organizer", organiser);
}

language::Html in_page(const JsonWriter& writer) {
    return {"<script type=\"application/ld+json\">" + writer.object() + "</script>"};
}

}  // namespace

language::Html campaign_json_ld(const http::Request& request, App& app, const live::State& state) {
    const auto& plan = state.shown.plan;
    const auto path = campaign_path(state.campaign), url = app.config.public_url + path;
    JsonWriter writer;
    writer.text("@context", "https://schema.org");
    writer.text("@type", is_event(state) ? "Event" : "WebPage");
    writer.text("name", plan.title).text("description", plan.summary);
    writer.text("url", url).text("inLanguage", request.language);
    writer.raw("image", images_json(app.config, path));
    if (is_event(state)) add_event(writer, app, state, url);
    add_donating(writer, request, app, state, path + "/give");
    return in_page(writer);
}

language::Html page_json_ld(const http::Request& request, App& app, const live::State& state,
                            const SharePage& page, const std::string& give_path) {
    const auto url = app.config.public_url + page.path;
    JsonWriter writer;
    writer.text("@context", "https://schema.org").text("@type", "WebPage");
    writer.text("name", page.title).text("description", page.words);
    writer.text("url", url).text("inLanguage", request.language);
    writer.raw("image", images_json(app.config, page.path));
    writer.raw("isPartOf", JsonWriter{}
                               .text("@type", "WebPage")
                               .text("name", state.shown.plan.title)
                               .text("url", app.config.public_url + campaign_path(state.campaign))
                               .object());
    add_donating(writer, request, app, state, give_path);
    return in_page(writer);
}

}  // namespace pages
