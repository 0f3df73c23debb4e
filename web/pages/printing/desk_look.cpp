#include "web/pages/printing/desk_look.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organising.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "print/product.h"
#include "web/html/frame.h"
#include "web/pages/people/desk_organisation.h"
#include "web/pages/printing/our_look.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr const char* sample_layout = "poster-a5";
constexpr int sample_dpi = 90, sample_width_px = 262, sample_height_px = 372;  // Half of it.
constexpr std::int64_t sample_goal = 20'000'00, sample_raised = 12'600'00;

// "#0B6472", or empty where nothing was typed. What is no colour is said beside its field.
std::string read_typed(const std::string& typed, const char* field,
                       std::vector<Refusal>* problems) {
    const auto line = read_line(typed, 20).value_or(typed);
    if (line.empty()) return {};
    const auto colour = print::read_colour(line);
    if (!colour && problems != nullptr)
        problems->push_back({Reason::not_a_valid_value, field,
                             "A colour has six digits from 0 to 9 and A to F, like #0B6472."});
    return colour ? print::colour_text(*colour) : std::string{};
}

organisation::Look look_of(App& app, const LookForm& form) {
    auto look = organisation::find_look(app.store.session());
    look.main_colour = read_typed(form.main, "main", nullptr);
    look.accent_colour = read_typed(form.accent, "accent", nullptr);
    return look;
}

// What is chosen with the browser's own picker begins with what it is without a choice.
std::string picker_colour(const std::string& chosen, print::Colour usual) {
    return chosen.empty() ? print::colour_text(usual) : chosen;
}

void fill_sample(Values& look, const organisation::Look& shown, const std::string& lang) {
    look.set("SAMPLE_SRC",
             "/desk/organisation/look.png?main=" + percent_encoded(shown.main_colour) + "&accent=" +
                 percent_encoded(shown.accent_colour) + "&v=" + std::to_string(shown.version));
    look.set("SAMPLE_WIDTH", sample_width_px).set("SAMPLE_HEIGHT", sample_height_px);
    const auto darkened = darkened_words(shown, lang);
    for (const auto& sentence : darkened) look.add("DARKENED").set("TEXT", sentence);
    const bool has_colours = !shown.main_colour.empty() || !shown.accent_colour.empty();
    look.show_if(has_colours && darkened.empty(), "READABLE");
    look.show_if(!has_colours, "THEMES_OWN");
}

void fill_wrong(Values& look, const LookForm& form, const std::string& lang) {
    struct Beside {
        const char *field, *section, *error;
    };
    for (const auto& problem : form.problems)
        for (const auto& beside : {Beside{"main", "MAIN_WRONG", "MAIN_ERROR"},
                                   Beside{"accent", "ACCENT_WRONG", "ACCENT_ERROR"},
                                   Beside{"logo", "LOGO_WRONG", "LOGO_ERROR"},
                                   Beside{"look", "LOOK_WRONG", "LOOK_ERROR"}})
            if (problem.field == beside.field)
                look.add(beside.section).set(beside.error, say(problem.detail, lang));
}

std::optional<organisation::Picture> read_logo(const http::Request& request,
                                               std::vector<Refusal>& problems) {
    for (const auto& upload : request.uploads) {
        if (upload.field != "logo" || upload.bytes.empty()) continue;
        auto picture = upload.bytes.size() <= organisation::logo_bytes_max
                           ? organisation::read_picture(upload.bytes)
                           : std::nullopt;
        if (!picture)
            problems.push_back({Reason::not_a_valid_value, "logo",
                                "A PNG or JPEG picture of up to 200 kB and 2,000 pixels a side, "
                                "please."});
        return picture;
    }
    return {};
}

// A made-up campaign of ours, with all that stands on every sheet.
print::ProductOrder sample_order(const http::Request& request, App& app,
                                 const organisation::Look& look) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    const auto ours = organisation::find_organisation(session);
    const auto money = [&](std::int64_t minor) {
        return language::money_text({minor, currency_of(ours.currency)}, lang);
    };
    print::ProductOrder order;
    order.layout = sample_layout;
    auto& words = order.words;
    words.language = lang, words.organisation = ours.legal_name;
    words.overline = say("Sample", lang), words.title = say("This is how we look", lang);
    words.date_line = language::date_text(request.now, ours.time_zone, lang);
    words.goal = say_with("Our goal: {1}", {money(sample_goal)}, lang);
    words.raised = say_with("{1} raised", {money(sample_raised)}, lang);
    words.counted_on = words.date_line;
    words.progress = print::Progress{sample_raised, sample_goal};
    words.call_to_action = say("Scan to give", lang);
    words.after_scan = say("Under a minute. No account.", lang);
    words.link = app.config.public_url, words.link_text = app.config.host();
    words.trust_line = joined({ours.legal_name, ours.register_number, ours.telephone});
    order.look.brand = asked_colours(look);
    if (const auto logo = organisation::find_picture(session, look.logo))
        order.look.logo = logo->bytes;
    order.created = request.now;
    return order;
}

int version_from(const std::string& typed) {
    return number_in<int>(
        typed);  // What is no number fits no version, and is refused as changed meanwhile.
}

}  // namespace

LookForm look_asked_for(const http::Request& request, App& app) {
    const auto stored = organisation::find_look(app.store.session());
    const auto& query = request.query;
    return {query.has("main") ? query.text("main") : stored.main_colour,
            query.has("accent") ? query.text("accent") : stored.accent_colour};
}

void fill_look(Values& values, const http::Request& request, App& app, const LookForm& form) {
    const auto shown = look_of(app, form);
    const auto& usual = print::theme_of(print::default_theme);
    auto& look = values.add("LOOK");
    look.set("FORM_TOKEN", request.visitor->form_token).set("VERSION", shown.version);
    look.set("MAIN", form.main).set("ACCENT", form.accent);
    look.set("MAIN_PICKED", picker_colour(shown.main_colour, usual.sky_middle));
    look.set("ACCENT_PICKED", picker_colour(shown.accent_colour, usual.action));
    if (!shown.logo.empty()) look.add("LOGO").set("LOGO_SRC", "/logo?v=" + shown.logo);
    fill_sample(look, shown, request.language);
    fill_wrong(look, form, request.language);
}

http::Response choose_look(const http::Request& request, App& app) {
    LookForm form{request.form.text("main"), request.form.text("accent")};
    auto look = organisation::find_look(app.store.session());
    look.version = version_from(request.form.text("version"));
    look.main_colour = read_typed(form.main, "main", &form.problems);
    look.accent_colour = read_typed(form.accent, "accent", &form.problems);
    if (request.form.text("no_logo") == "1") look.logo.clear();
    const auto logo = read_logo(request, form.problems);
    if (!form.problems.empty()) return show_organisation_with(request, app, form);
    const auto actor = people::actor_of(*request.visitor, people::Duty::organise, {}, request.id);
    try {
        organisation::choose_look(app.store, {look, logo}, actor, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::already_decided) throw;
        form.problems.push_back(
            {Reason::already_decided, "look",
             "Somebody else changed this meanwhile. Look at it again, then keep "
             "yours or theirs."});
        return show_organisation_with(request, app, form);
    }
    return http::redirect("/desk/organisation?saved=kept#look");
}

http::Response send_look_sample(const http::Request& request, App& app) {
    const auto order = sample_order(request, app, look_of(app, look_asked_for(request, app)));
    auto response = http::file(print::render_product_png(order, 0, sample_dpi), "image/png");
    set_header(response, "Cache-Control", "private, max-age=60");
    return response;
}

}  // namespace pages
