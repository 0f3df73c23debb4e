// /c/{campaign}/pledge: promising to give later, at once, in parts, or for each lap of somebody.
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/pledges/pledging.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/giving/give_form.h"
#include "web/pages/pledges/pledge.h"
#include "web/pages/pledges/pledge_words.h"

namespace pages {

namespace {

using language::say;
using language::Values;
using pledges::Kind;

struct Choice {
    Kind kind;
    std::string_view label, note;
};

// The three ways, as they are offered; what is per lap needs somebody who goes round.
constexpr Choice choices[] = {
    {Kind::flat, language::to_say("Once, on a day I choose"), "flat"},
    {Kind::instalments, language::to_say("In monthly parts"), "instalments"},
    {Kind::unit, language::to_say("For each lap"), "unit"},
};

std::string lead_of(Kind kind, const std::string& lang) {
    if (kind == Kind::unit)
        return say(
            "You say how much for a lap, and the most it may be. When the laps are counted, "
            "we write to you. Nothing is to be paid before.",
            lang);
    if (kind == Kind::instalments)
        return say(
            "You say the whole amount and in how many months. We write to you before each "
            "part.",
            lang);
    return say("You promise it now and give it later. We write to you shortly before.", lang);
}

http::Response render_form(const http::Request& request, App& app, const Giving& giving,
                           const PledgeForm& form) {
    const auto& lang = request.language;
    const auto path = "/c/" + giving.campaign.slug;
    const auto credit = find_credit(app, giving, form.participant);
    Values values;
    values.set("TITLE", giving.version.plan.title).set("CAMPAIGN_HREF", path);
    values.set("ACTION", path + "/pledges");
    values.set("FORM_TOKEN", request.visitor ? request.visitor->form_token : "");
    values.set("LEAD", lead_of(form.kind, lang)).set("PARTICIPANT", credit ? credit->slug : "");
    for (const auto& [kind, label, name] : choices) {
        if (kind == Kind::unit && !credit) continue;
        values.add("CHOICE")
            .set("HREF", path + "/pledge?kind=" + std::string{name} +
                             (credit ? "&for=" + credit->slug : ""))
            .set("LABEL", say(label, lang))
            .show_if(kind == form.kind, "CHOSEN");
    }
    if (credit)
        values.add("CREDIT")
            .set("CREDIT_NAME", credit->shown_name.empty() ? say("one of those taking part", lang)
                                                           : credit->shown_name)
            .show_if(form.hides_from, "HIDE_CHOSEN");
    fill_pledge_fields(values, giving, form, lang);
    values.set("GIVE_HREF", path + "/give" + (credit ? "?p=" + credit->slug : ""));
    PublicPage page{
        .title = say("Pledge", lang) + " · " + giving.version.plan.title,
        .body = language::render_template("web/pages/pledges/pledge_form.html", values, lang)};
    page.status = form.wrong.empty() ? 200 : 422;
    if (giving.terms.is_rehearsal) page.strip = PublicPage::Strip::rehearsal;
    return show_public(request, app, std::move(page));
}

}  // namespace

http::Response show_pledge_form(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    if (!giving.terms.is_open) return http::redirect("/c/" + giving.campaign.slug);
    const auto kind = pledges::find_kind(request.query.text("kind")).value_or(Kind::flat);
    const auto whom = request.query.text("for");
    const bool is_for_somebody = find_credit(app, giving, whom).has_value();
    auto form = new_pledge_form(request, giving,
                                kind == Kind::unit && !is_for_somebody ? Kind::flat : kind);
    form.participant = whom;
    return render_form(request, app, giving, form);
}

http::Response take_pledge(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    auto form = read_pledge_form(request);
    auto asked = pledge_typed(request, app, giving, form);
    asked.request_key = "web pledge:" + form.key;
    if (!form.wrong.empty()) return render_form(request, app, giving, form);
    try {
        const auto made = pledges::make_pledge(app.store, asked, giving.terms,
                                               people::donor_actor(request.id), request.now);
        app.feed.changed(giving.campaign.id);
        return http::redirect("/pledge/" + made.token);
    } catch (const Refused& refused) {
        say_refused(form, refused.refusal, giving, request.language);
        return render_form(request, app, giving, form);
    }
}

}  // namespace pages
