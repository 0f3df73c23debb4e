#include "web/pages/links/desk_course.h"

#include "campaign/course/charting.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/desk_view.h"

namespace pages {

namespace {

using course::Course;
using language::say;
using language::say_with;
using language::Values;

constexpr std::size_t key_max = 50;

std::string picture_path(const std::string& slug, const Course& one) {
    return "/c/" + slug + "/course/" + std::to_string(one.id.value) + ".svg";
}

void fill_course(Values& row, const DeskView& view, const Course& one, int number) {
    const auto& lang = view.language();
    const auto title = say_with("Route {1}", {std::to_string(number)}, lang);
    row.set("COURSE_ID", one.id.value).set("TITLE", title).set("LINE", course_words(one, lang));
    row.set("COURSE_SRC", picture_path(view.here.campaign.slug, one));
    row.set("COURSE_ALT", title + ": " + course_words(one, lang));
    row.show_if(one.is_public(), "SHOWN");
    if (one.is_public()) return;
    const bool is_own = one.made_by == view.request.visitor->account;
    row.add("WAITS").show_if(is_own, "OWN").show_if(!is_own, "MAY");
}

http::Response show_all(const DeskView& view) {
    const auto& lang = view.language();
    const auto courses = course::all_courses(view.app.store.session(), view.here.campaign.id);
    Values values;
    values.set("BACK_HREF", view.path("placements")).set("ACTION", view.path("course"));
    values.set("FORM_TOKEN", view.form_token()).set("FORM_KEY", random_token());
    values.show_if(courses.empty(), "NO_COURSE");
    int number = 0;
    for (const auto& one : courses) fill_course(values.add("COURSE"), view, one, ++number);
    if (!view.failed.empty()) values.add("GPX_WRONG").set("GPX_ERROR", view.failed);
    auto page =
        view.page(say("The walk’s route", lang),
                  language::render_template("web/pages/links/desk_course.html", values, lang),
                  view.request.query.text("saved").empty() ? "" : say("Saved.", lang));
    page.styles = {"css/places.css"};
    return show_desk(view.request, view.app, std::move(page));
}

Course course_here(const DeskView& view) {
    auto found = course::find_course(view.app.store.session(),
                                     course::CourseId{number_in(view.request.form.text("course"))});
    if (!found || found->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *found;
}

std::string act(const DeskView& view) {
    const auto actor = actor_here(view.request, view.here);
    const auto what = view.request.form.text("act");
    if (what == "approve")
        course::approve_course(view.app.store, course_here(view), actor, view.request.now);
    else if (what == "end")
        course::end_course(view.app.store, course_here(view), actor, view.request.now);
    else {
        std::string bytes;
        for (const auto& upload : view.request.uploads)
            if (upload.field == "gpx") bytes = upload.bytes;
        course::bring_course(
            view.app.store,
            {view.here.campaign.id, std::move(bytes), view.text("form_key", key_max)}, actor,
            view.request.now);
    }
    return view.path("course?saved=1");
}

}  // namespace

http::Response show_desk_course(const http::Request& request, App& app) {
    return show_all(desk_view(request, app));
}

http::Response change_course(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return act(view); }, show_all);
}

http::Response show_course(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto campaign = campaign::find_campaign(session, request.param("campaign"));
    const auto file = request.param("file");
    const auto one =
        course::find_course(session, course::CourseId{number_in(stem_of(file, ".svg"))});
    if (!campaign || !one || one->campaign != campaign->id ||
        file != std::to_string(one->id.value) + ".svg")
        throw Refused{{Reason::not_found}};
    const bool is_staff =
        request.visitor && request.visitor->may(people::Duty::run_campaign, campaign->id);
    const bool is_public = one->is_public() && campaign->state != campaign::State::draft;
    if (!is_public && !is_staff) throw Refused{{Reason::not_found}};
    auto response = http::file(course::course_svg(*one), "image/svg+xml");
    set_header(response, "Cache-Control", is_public ? "public, max-age=300" : "private, no-store");
    return response;
}

std::string course_words(const Course& one, const std::string& lang) {
    const auto tenths = (one.metres + 50) / 100;
    auto km = language::count_text(tenths / 10, lang);
    if (tenths % 10 != 0)
        km += language::decimal_separator(lang) + language::count_text(tenths % 10, lang);
    const auto length = say_with("{1} km", {km}, lang);
    if (!one.ascent) return length;
    return say_with("{1}, {2} m uphill", {length, language::count_text(*one.ascent, lang)}, lang);
}

void fill_courses(Values& values, App& app, CampaignId id, const std::string& lang) {
    auto& session = app.store.session();
    const auto campaign = campaign::find_campaign_by_id(session, id);
    std::vector<Course> shown;
    for (auto& one : course::all_courses(session, id))
        if (one.is_public()) shown.push_back(std::move(one));
    if (shown.empty() || !campaign) return;
    auto& section = values.add("COURSES");
    int number = 0;
    for (const auto& one : shown) {
        const auto words = course_words(one, lang);
        const auto title = shown.size() == 1
                               ? say("The route", lang)
                               : say_with("Route {1}", {std::to_string(++number)}, lang);
        section.add("COURSE")
            .set("COURSE_SRC", picture_path(campaign->slug, one))
            .set("COURSE_ALT", say_with("{1}, drawn: {2}", {title, words}, lang))
            .set("COURSE_LINE", title + ": " + words);
    }
}

}  // namespace pages
