#include "web/pages/printing/studio.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/placing.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "print/finishing.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/printing/product_order.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using print::ItemsWanted;

constexpr double shown_wide_px = 900, shown_high_px = 640, shown_small_px = 208;
constexpr int preview_px = 760, small_px = 260, people_offered_max = 300, photos_offered_max = 60;
constexpr int people_at_once_max = 60;  // More are a job.
constexpr double mm_per_inch = 25.4;

struct View {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    StudioWish wish = {};
    std::string wrong = {};  // Why what was typed cannot be taken.

    Studio studio() const {
        return {app.store, app.config, here.campaign, here.version, request.now};
    }
    std::string path() const { return here.path() + "/studio"; }
    const std::string& lang() const { return request.language; }
};

View view_of(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app)};
    view.wish = read_studio_wish(request.query, request.language);
    forget_unknown_picture(view.wish, app, view.here);
    return view;
}

print::ProductOrder order_to_look_at(const View& view) {
    auto order = studio_order(view.studio(), view.wish, actor_here(view.request, view.here));
    if (print::find_layout(view.wish.layout)->items != ItemsWanted::none)
        add_sample_items(order, view.studio(), view.wish);
    return order;
}

void choice(Values& values, const char* row, const std::string& value, const std::string& label,
            bool is_chosen) {
    values.add(row).set("VALUE", value).set("LABEL", label).show_if(is_chosen, "CHOSEN");
}

std::string capitalised(std::string name) {
    if (!name.empty()) name[0] = static_cast<char>(std::toupper(name[0]));
    return name;
}

// A row of FAMILY for each family, in the order in which they come first.
class Families {
public:
    Families(Values& values, const std::string& lang) : values_{values}, lang_{lang} {}
    Values& row_of(const std::string& family) {
        auto& row = rows_[family];
        if (row == nullptr) {
            row = &values_.add("FAMILY");
            row->set("FAMILY_NAME", say(capitalised(family), lang_));
        }
        return *row;
    }

private:
    Values& values_;
    const std::string& lang_;
    std::map<std::string, Values*> rows_ = {};
};

void fill_layouts(Values& values, const View& view) {
    Families families{values, view.lang()};
    for (const auto& layout : print::all_layouts())
        choice(families.row_of(layout.family), "LAYOUT", layout.name,
               say(layout.title, view.lang()), layout.name == view.wish.layout);
}

void fill_choices(Values& values, const View& view) {
    const auto& wish = view.wish;
    const auto& lang = view.lang();
    auto& session = view.app.store.session();
    fill_layouts(values, view);
    choice(values, "THEME", "", say("The campaign's own", lang), wish.theme.empty());
    for (const auto& name : print::all_theme_names())
        choice(values, "THEME", name, say(capitalised(name), lang), name == wish.theme);
    choice(values, "TARGET", "campaign", say("The whole campaign", lang),
           wish.target == "campaign");
    for (const auto& place : links::all_placements(session, view.here.campaign.id))
        if (!place.ended_at)
            choice(values, "TARGET", std::to_string(place.id.value), place.name,
                   wish.target == std::to_string(place.id.value));
    for (const auto& one :
         roster::participants_to_choose(session, view.here.campaign.id, people_offered_max))
        choice(values, "TARGET", "p-" + one.slug, one.name, wish.target == "p-" + one.slug);
    choice(values, "EDGE", "home", say("At home or in the office", lang), !wish.is_for_press);
    choice(values, "EDGE", "press", say("By a printing press: bleed and marks", lang),
           wish.is_for_press && !wish.is_cmyk);
    if (print::can_make_cmyk())
        choice(values, "EDGE", "cmyk", say("By a printing press: four inks (CMYK)", lang),
               wish.is_cmyk);
    choice(values, "PHOTO", "", say("The drawn picture of the theme", lang),
           !wish.photo && !wish.picture);
    for (const auto& own : printing::print_pictures(session, view.here.campaign.id))
        choice(values, "PHOTO", picture_value(own.id), name_of(own, lang), own.id == wish.picture);
    std::vector<pictures::PhotoId> ids;
    for (const auto& photo :
         pictures::recent_photos(session, view.here.campaign.id, photos_offered_max))
        ids.push_back(photo.id);
    for (const auto& photo : pictures::public_photos(session, ids, view.request.now))
        choice(values, "PHOTO", std::to_string(photo.id.value),
               photo.alt.empty() ? say("A photo without words", lang) : excerpt(photo.alt, 60),
               photo.id == wish.photo);
}

void fill_words(Values& values, const View& view, const print::ProductOrder* order) {
    const auto& wish = view.wish;
    values.set("OWN_TITLE", wish.title).set("OWN_SUMMARY", wish.summary);
    values.set("OWN_CALL", wish.call).set("OWN_AFTER", wish.after).set("OWN_NOTE", wish.note);
    values.set("USUAL_TITLE", view.here.version.plan.title);
    values.set("USUAL_SUMMARY", view.here.version.plan.summary);
    values.set("USUAL_CALL", order ? order->words.call_to_action : "");
    values.set("USUAL_AFTER", order ? order->words.after_scan : "");
    values.show_if(wish.is_sparing, "SPARING");
    const bool has_own = !(wish.title + wish.summary + wish.call + wish.after + wish.note).empty();
    values.show_if(has_own, "OWN_WORDS");
}

void fill_job_forms(Values& values, const View& view, const print::LayoutSummary& layout) {
    const auto row = [&](const char* what, const std::string& label, bool is_first) {
        auto& form = values.add("JOB_FORM");
        auto wish = view.wish;
        wish.print_for = PrintFor::one;
        form.set("FOR", what).set("LABEL", label).set("JOBS_ACTION", view.path() + "/jobs");
        form.set("FORM_TOKEN", view.request.visitor->form_token).set("FORM_KEY", random_token());
        const auto fields = http::read_urlencoded(studio_query(wish));
        for (const auto& [name, value] : fields.rows())
            form.add("FIELD").set("NAME", name).set("VALUE", value);
        form.show_if(is_first, "LOUD");
    };
    row("formats", say("Make all formats", view.lang()), layout.items != ItemsWanted::must);
    if (layout.items != ItemsWanted::none)
        row("people",
            say_with("One for everybody who takes part ({1})",
                     {language::count_text(
                         count_people_to_print(view.app.store.session(), view.here.campaign.id),
                         view.lang())},
                     view.lang()),
            layout.items == ItemsWanted::must);
    if (layout.items != ItemsWanted::must)
        row("places", say("One for every place", view.lang()), false);
}

void fill_sheet(Values& values, const View& view) {
    const auto& layout = *print::find_layout(view.wish.layout);
    const auto order = order_to_look_at(view);
    const auto product = print::render_product(order);
    const auto query = studio_query(view.wish);
    values.set("PREVIEW_SRC", view.path() + "/preview.png?" + query);
    values.set("PREVIEW_ALT", say_with("{1} as it will be printed",
                                       {say(layout.title, view.lang())}, view.lang()));
    const double scale =
        std::min(shown_wide_px / product->sheet.width, shown_high_px / product->sheet.height);
    values.set("WIDTH", std::lround(product->sheet.width * scale))
        .set("HEIGHT", std::lround(product->sheet.height * scale));
    fill_findings(values, *product, view.wish, view.lang());
    if (const auto why = proof_reason(view.app.config, view.here.campaign, view.here.version);
        !why.empty())
        values.add("PROOF").set(
            "PROOF_LINE", say("It carries PROOF.", view.lang()) + " " + say(why, view.lang()));
    if (!product->releasable()) {
        values.show("REFUSED");
    } else {
        auto& ready = values.add("READY");
        ready.set("PDF_HREF", view.path() + "/sheet.pdf?" + query)
            .set("PNG_HREF", view.path() + "/preview.png?large=1&" + query);
        if (product->pages > 1)
            ready.add("PAGES").set(
                "PAGES_LINE", say_with("{1} pages", {std::to_string(product->pages)}, view.lang()));
    }
    fill_words(values, view, &order);
    fill_job_forms(values, view, layout);
}

http::Response show_view(const View& view) {
    Values values;
    values.set("FORM_HREF", view.path())
        .set("FORMATS_HREF", view.path() + "/formats?" + studio_query(view.wish));
    fill_choices(values, view);
    fill_sheet(values, view);
    fill_own_pictures(values, view.request, view.app, view.here, view.wish);
    fill_print_jobs(values, view.request, view.app, view.here.campaign);
    values.set("JOBS_HREF", view.path() + "?" + studio_query(view.wish) + "#jobs");
    return show_desk(view.request, view.app,
                     {.title = say("Studio", view.lang()),
                      .body = language::render_template("web/pages/printing/desk_studio.html",
                                                        values, view.lang()),
                      .campaign = view.here.campaign.id,
                      .campaign_slug = view.here.campaign.slug,
                      .campaign_title = view.here.version.plan.title,
                      .failed = view.wrong,
                      .scripts = {"js/studio.js"},
                      .status = view.wrong.empty() ? 200 : 422,
                      .styles = {"css/studio.css"}});
}

int dpi_for(const print::LayoutSummary& layout, bool is_for_press, double longest_px) {
    constexpr double slug = 24;
    const double longest =
        std::max(layout.sheet.width, layout.sheet.height) + (is_for_press ? slug : 0);
    return static_cast<int>(longest_px / longest * mm_per_inch);
}

std::vector<print::ProductItem> people_of(const Studio& studio, const StudioWish& wish, int limit) {
    return people_to_print(studio.store.session(), studio.config,
                           {studio.campaign.id, wish.language, names_for(wish.layout), 0, limit})
        .items;
}

}  // namespace

void add_sample_items(print::ProductOrder& order, const Studio& studio, const StudioWish& wish) {
    const auto layout = print::find_layout(order.layout);
    constexpr int looked_at_max = 12;
    if (layout->items != ItemsWanted::must) return;
    order.items = people_of(studio, wish, looked_at_max);
    if (!order.items.empty()) {  // As many as one sheet holds are looked at.
        const auto pages = static_cast<std::size_t>(print::count_pages(order));
        order.items.resize((order.items.size() + pages - 1) / pages);
        return;
    }
    print::ProductItem sample;
    sample.words["number"] = "1";
    sample.words["name"] = say("Name", wish.language);
    sample.link = order.words.link, sample.link_text = order.words.link_text;
    order.items.push_back(std::move(sample));
}

http::Response show_studio(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app)};
    try {
        view.wish = read_studio_wish(request.query, request.language);
    } catch (const Refused& refused) {
        view.wrong = say(refused.refusal.detail, request.language);
        http::Fields fields;  // Its other choices stand.
        for (const auto& [name, value] : request.query.rows())
            if (name != refused.refusal.field) fields.add(name, value);
        view.wish = read_studio_wish(fields, request.language);
    }
    forget_unknown_picture(view.wish, app, view.here);
    return show_view(view);
}

http::Response show_studio_with(const http::Request& request, App& app, const StudioWish& wish,
                                const std::string& wrong) {
    View view{request, app, campaign_here(request, app), wish, say(wrong, request.language)};
    forget_unknown_picture(view.wish, app, view.here);
    return show_view(view);
}

http::Response send_studio_preview(const http::Request& request, App& app) {
    const auto view = view_of(request, app);
    const auto layout = print::find_layout(view.wish.layout);
    const bool is_large = request.query.has("large");
    const double pixels = request.query.has("small") ? small_px : preview_px;
    const int dpi = is_large ? 150 : dpi_for(*layout, view.wish.is_for_press, pixels);
    auto response = http::file(
        print::render_product_png(order_to_look_at(view), 0, dpi), "image/png",
        is_large ? view.here.campaign.slug + "-" + view.wish.layout + ".png" : std::string{});
    set_header(response, "Cache-Control", "private, max-age=60");
    return response;
}

http::Response send_studio_sheet(const http::Request& request, App& app) {
    const auto view = view_of(request, app);
    auto order = studio_order(view.studio(), view.wish, actor_here(request, view.here));
    if (print::find_layout(view.wish.layout)->items == ItemsWanted::must) {
        order.items = people_of(view.studio(), view.wish, people_at_once_max);
        if (order.items.empty()) add_sample_items(order, view.studio(), view.wish);
    }
    const auto product = print::render_product(order);
    if (!product->releasable()) {
        std::string why;
        for (const auto& finding : product->inspection.findings)
            if (finding.weight == print::Weight::fault)
                why += " " + finding_words(finding, view.lang());
        throw Refused{{Reason::not_a_valid_value, "layout",
                       say("This sheet is not let out.", view.lang()) + why}};
    }
    auto file = finished_file(*product, view.wish, order.created);
    if (!file)
        throw Refused{{Reason::not_a_valid_value, "edge",
                       "Four inks could not be made here. Take the file for a press instead."}};
    return http::file(std::move(*file), "application/pdf",
                      view.here.campaign.slug + "-" + view.wish.layout +
                          (view.wish.is_cmyk        ? "-cmyk"
                           : view.wish.is_for_press ? "-press"
                                                    : "") +
                          ".pdf");
}

http::Response show_formats(const http::Request& request, App& app) {
    const auto view = view_of(request, app);
    Values values;
    values.set("BACK_HREF", view.path() + "?" + studio_query(view.wish));
    Families families{values, view.lang()};
    for (const auto& layout : print::all_layouts()) {
        auto wish = view.wish;
        wish.layout = layout.name, wish.print_for = PrintFor::one;
        const auto query = studio_query(wish);
        const double scale = shown_small_px / std::max(layout.sheet.width, layout.sheet.height);
        families.row_of(layout.family)
            .add("FORMAT")
            .set("HREF", view.path() + "?" + query)
            .set("SRC", view.path() + "/preview.png?small=1&" + query)
            .set("WIDTH", std::lround(layout.sheet.width * scale))
            .set("HEIGHT", std::lround(layout.sheet.height * scale))
            .set("LABEL", say(layout.title, view.lang()));
    }
    return show_desk(request, app,
                     {.title = say("All formats", view.lang()),
                      .body = language::render_template("web/pages/printing/desk_formats.html",
                                                        values, view.lang()),
                      .campaign = view.here.campaign.id,
                      .campaign_slug = view.here.campaign.slug,
                      .campaign_title = view.here.version.plan.title,
                      .styles = {"css/studio.css"}});
}

}  // namespace pages
