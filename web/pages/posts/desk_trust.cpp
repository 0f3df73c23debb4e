#include "web/pages/posts/desk_trust.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"
#include "campaign/posts/trusting.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr Beside places[] = {{"page", "PAGE_WRONG", "PAGE_ERROR"},
                             {"reason", "REASON_WRONG", "REASON_ERROR"}};

struct View {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    std::string page = {}, reason = {};
    Wrong wrong = {};

    std::string path() const { return here.path() + "/trusted"; }
    people::Actor actor() const {
        return people::actor_of(*request.visitor, people::Duty::organise, here.campaign.id,
                                request.id);
    }
};

void fill_trusted(Values& values, const View& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.request.language;
    const auto trusts = posts::all_trusts(session, view.here.campaign.id);
    for (const auto& trust : trusts) {
        const auto one = roster::find_participant_by_id(session, trust.participant);
        if (!one) continue;
        values.add("TRUSTED")
            .set("NAME", one->name)
            .set("PAGE_HREF", "/c/" + view.here.campaign.slug + "/p/" + one->slug)
            .set(
                "REASON_LINE",
                say_with("{1}, {2}: {3}",
                         {people::name_of(session, trust.given_by),
                          language::ago_text(trust.given_at, view.request.now, lang), trust.reason},
                         lang))
            .set("ACTION", view.path())
            .set("FORM_TOKEN", view.request.visitor->form_token)
            .set("PARTICIPANT", one->id.value);
    }
    values.show_if(trusts.empty(), "NONE");
}

http::Response show_view(const View& view) {
    const auto& lang = view.request.language;
    Values values;
    fill_trusted(values, view);
    values.set("ACTION", view.path()).set("FORM_TOKEN", view.request.visitor->form_token);
    values.set("PAGE", view.page).set("REASON", view.reason);
    say_beside(values, view.wrong, places);
    return show_desk(
        view.request, view.app,
        {.title = say("Trusted authors", lang),
         .body = language::render_template("web/pages/posts/desk_trust.html", values, lang),
         .campaign = view.here.campaign.id,
         .campaign_slug = view.here.campaign.slug,
         .campaign_title = view.here.version.plan.title,
         .status = view.wrong.empty() ? 200 : 422});
}

// The last part of an address is the page's own.
std::optional<roster::Participant> participant_at(const View& view) {
    auto slug = view.page.substr(view.page.rfind('/') + 1);
    slug = slug.substr(0, slug.find_first_of("?#"));
    if (slug.empty()) return {};
    return roster::find_participant(view.app.store.session(), view.here.campaign.id, slug);
}

http::Response trust(View view) {
    const auto& lang = view.request.language;
    view.page = read_line(view.request.form.text("page"), 300).value_or("");
    view.reason = read_line(view.request.form.text("reason"), posts::trust_reason_max).value_or("");
    const auto one = participant_at(view);
    if (!one) {
        view.wrong["page"] =
            say("No page of this campaign has that address. Copy it from the browser.", lang);
        return show_view(view);
    }
    try {
        posts::trust_author(view.app.store, {one->id, view.reason}, view.actor(), view.request.now);
    } catch (const Refused& refused) {
        const auto& refusal = refused.refusal;
        const auto field = refusal.field == "reason" ? "reason" : "page";
        view.wrong[field] =
            say(refusal.detail.empty() ? "Nobody trusts their own words unread." : refusal.detail,
                lang);
        return show_view(view);
    }
    return http::redirect(view.path());
}

}  // namespace

http::Response show_trust(const http::Request& request, App& app) {
    return show_view({request, app, campaign_here(request, app)});
}

http::Response change_trust(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app)};
    if (request.form.text("act") != "end") return trust(std::move(view));
    const auto id = number_in(request.form.text("participant"));
    const auto one = roster::find_participant_by_id(app.store.session(), ParticipantId{id});
    if (!one || one->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    posts::end_trust(app.store, one->id, view.actor(), request.now);
    return http::redirect(view.path());
}

}  // namespace pages
