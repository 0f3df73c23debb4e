// The queue of words that wait for a person, and a person's verdict on them.
#include "campaign/campaign.h"
#include "campaign/programs/shapes.h"
#include "campaign/words/refusal.h"
#include "web/api/asking.h"
#include "web/api/desk.h"
#include "web/api/posting.h"
#include "web/live/feed.h"
#include "web/pages/review/desk_review.h"

namespace api {

namespace {

CampaignId campaign_here(const http::Request& request, App& app) {
    const auto found = campaign::find_campaign(app.store.session(), request.param("campaign"));
    if (!found) throw Refused{{Reason::not_found}};
    return found->id;
}

http::Response judge(const Posting& posting) {
    const auto& [request, app, body, key] = posting;
    const auto campaign = campaign_here(request, app);
    const pages::WordsVerdict verdict{text_field(body, "id"), text_field(body, "verdict"),
                                      line_field(body, "reason", pages::verdict_reason_max)};
    const auto duty = pages::duty_of_words(verdict.words);
    if (!request.visitor->may(duty, campaign)) throw Refused{{Reason::not_allowed}};
    pages::judge_words(app, campaign, verdict, desk_actor(request, duty, campaign), request.now);
    app.feed.changed(campaign);
    return http::json(
        outside::JsonWriter{}.text("id", verdict.words).text("verdict", verdict.verdict).object());
}

}  // namespace

http::Response list_words(const http::Request& request, App& app) {
    check_query(request, {});
    Listing listing;
    for (const auto& one : pages::words_waiting(request, app, campaign_here(request, app))) {
        std::vector<std::string> flags;
        for (const auto& flag : one.flags) flags.push_back(outside::json_text(flag));
        listing.items.push_back(outside::JsonWriter{}
                                    .text("id", one.id)
                                    .text("kind", one.type)
                                    .raw("name", programs::text_or_null(one.who))
                                    .raw("text", programs::text_or_null(one.text))
                                    .raw("before", programs::text_or_null(one.before))
                                    .text("since", iso_text(one.since))
                                    .truth("is_own", one.is_own)
                                    .raw("flags", outside::json_list(flags))
                                    .object());
    }
    return show_listing(request, app, listing);
}

http::Response decide_words(const http::Request& request, App& app) {
    return post_once(request, app, {"id", "verdict", "reason"}, judge);
}

}  // namespace api
