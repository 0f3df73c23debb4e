#include "web/pages/programs/developers.h"

#include "campaign/campaign.h"
#include "campaign/hooks/sending.h"
#include "campaign/language/catalogue.h"
#include "campaign/phase.h"
#include "web/html/layout.h"
#include "web/http/rates.h"
#include "web/live/feed.h"
#include "web/pages/programs/desk_api.h"

namespace pages {

namespace {

using language::say;
using language::Values;

// A campaign that takes gifts now, so that the examples work; else any that is public.
std::string example_campaign(const http::Request& request, App& app) {
    std::string any = "spring-walk";
    for (const auto& one : campaign::all_campaigns(app.store.session())) {
        const auto state = app.feed.state_of(one.slug, request.now);
        if (!state) continue;
        any = one.slug;
        if (state->phase == campaign::Phase::open && one.currency == Currency{}) return any;
    }
    return any;
}

// A message with its signature, to try one's own check with.
void fill_signed(Values& values) {
    const std::string secret = "whsec_d2F5bWFyayBleGFtcGxlIHNlY3JldCE=";
    const std::string id = "evt_17", body = R"({"type":"gift.confirmed","data":{"gift":"17"}})";
    const Instant at{std::chrono::seconds{1'800'000'000}};
    values.set("SECRET", secret).set("ID", id).set("BODY", body).set("TIMESTAMP", "1800000000");
    values.set("SIGNATURE", hooks::signature_of(secret, id, at, body).substr(3));
}

void fill_rate(Values& values, const http::RatePolicy& policy, const char* what,
               const std::string& in) {
    values.add("RATE").set("WHAT", say(what, in)).set("MAX", policy.max);
}

}  // namespace

http::Response show_developers(const http::Request& request, App& app) {
    const auto& in = request.language;
    const auto slug = example_campaign(request, app);
    Values values;
    values.set("ROOT", app.config.public_url);
    values.set("CAMPAIGN_URL", app.config.public_url + "/api/v1/campaigns/" + slug);
    values.set("SLUG", slug);
    fill_signed(values);
    for (const auto kind : hooks::kinds_offered)
        values.add("EVENT")
            .set("KIND", hooks::kind_name(kind))
            .set("WORDS", say(event_words(hooks::kind_name(kind)), in));
    fill_rate(values, http::client_reads, "Reading, from one network address", in);
    fill_rate(values, http::client_posts, "Posting, from one network address", in);
    fill_rate(values, http::token_reads, "Reading, with one token", in);
    fill_rate(values, http::token_posts, "Posting, with one token", in);
    return show_public(
        request, app,
        {.title = say("For developers", in),
         .body = language::render_template("web/pages/programs/developers.html", values, in),
         .description =
             say("Reading campaigns, making gifts and hearing what happens, by program.", in),
         .styles = {"css/public.css"}});
}

}  // namespace pages
