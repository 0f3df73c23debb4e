// The pages of somebody who takes part and is signed in; each opens without its private address.
#include "campaign/campaign.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/roster/me.h"

namespace pages {

using language::say;
using language::Values;

http::Response show_my_pages(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto pages = roster::participants_of(session, request.visitor->account);
    Values values;
    values.set("HELLO", language::say_with("Hello, {1}!", {request.visitor->name}, in));
    for (const auto& one : pages) {
        const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
        const auto version = campaign::current_version(session, *campaign);
        const auto figures =
            ledger::figures_of_subject(session, ledger::tally_of(one.id, one.campaign));
        const auto raised = language::money_text({figures.raised, campaign->currency}, in);
        values.add("PAGE")
            .set("TITLE", version.plan.title)
            .set("NAME", one.name)
            .set("HREF", "/me/pages/" + std::to_string(one.id.value))
            .set("RAISED", language::say_with("{1} raised", {raised}, in));
    }
    if (pages.empty()) values.add("NONE").set("EMAIL", request.visitor->email);
    return show_public(
        request, app,
        {.title = say("My pages", in),
         .body = language::render_template("web/pages/roster/my_pages.html", values, in),
         .styles = {"css/public.css"}});
}

}  // namespace pages
