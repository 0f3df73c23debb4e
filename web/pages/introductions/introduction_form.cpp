#include "web/pages/introductions/introduction_form.h"

#include "campaign/language/catalogue.h"
#include "campaign/pictures/keeping.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/pages/posts/compose.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr std::size_t key_max = 48;

constexpr Beside places[] = {{"name", "NAME_WRONG", "NAME_ERROR"},
                             {"role", "ROLE_WRONG", "ROLE_ERROR"},
                             {"words", "WORDS_WRONG", "WORDS_ERROR"},
                             {"photo", "PHOTO_WRONG", "PHOTO_ERROR"},
                             {"video", "VIDEO_WRONG", "VIDEO_ERROR"},
                             {"links", "LINKS_WRONG", "LINKS_ERROR"},
                             {"consent_how", "CONSENT_WRONG", "CONSENT_ERROR"},
                             {"consent_on", "CONSENT_WRONG", "CONSENT_ERROR"},
                             {"consent_until", "CONSENT_WRONG", "CONSENT_ERROR"}};

std::optional<Date> read_day(WordsForm& form, const std::string& typed, const char* field,
                             const std::string& lang) {
    if (typed.empty()) return {};
    const auto day = read_date(typed);
    if (!day) form.wrong[field] = say("Choose a day.", lang);
    return day;
}

// The picture that came with the form, or that came with it before.
pictures::PhotoId read_portrait(const IntroductionDesk& desk, WordsForm& form) {
    const auto& [request, app, here] = desk;
    check(app.darkroom != nullptr, "whoever takes pictures has a darkroom");
    if (request.form.text("no_photo") == "1") return {};
    try {
        for (const auto& upload : request.uploads)
            if (upload.field == "photo" && !upload.bytes.empty())
                return pictures::keep_photo(app.store, *app.darkroom,
                                            {.campaign = here.campaign.id,
                                             .account = request.visitor->account,
                                             .bytes = upload.bytes,
                                             .alt = request.form.text("alt"),
                                             .shows_people = true,
                                             .request_key = "introduction-" + form.key + "-" +
                                                            sha256_hex(upload.bytes).substr(0, 12)},
                                            request.now)
                    .id;
    } catch (const Refused& refused) {
        if (refused.refusal.field != "photo") throw;
        form.wrong["photo"] = say(refused.refusal.detail, request.language);
    }
    const auto named = read_photo_ids(request.form.text("kept_photo"));
    return named.empty() ? pictures::PhotoId{} : named.front();
}

}  // namespace

WordsForm form_of_words(const introductions::Words& words) {
    return {words, introductions::references_text(words.links),
            words.consent_on ? iso_text(*words.consent_on) : std::string{},
            words.consent_until ? iso_text(*words.consent_until) : std::string{}, random_token()};
}

WordsForm read_words_form(const IntroductionDesk& desk) {
    const auto& fields = desk.request.form;
    const auto& lang = desk.language();
    WordsForm form{.words = {},
                   .links = fields.text("links"),
                   .consent_on = fields.text("consent_on"),
                   .consent_until = fields.text("consent_until"),
                   .key = fields.text("form_key")};
    if (form.key.empty() || form.key.size() > key_max) throw Refused{{Reason::form_expired}};
    auto& words = form.words;
    words.name = read_line(fields.text("name"), introductions::name_max).value_or("");
    words.role = read_line(fields.text("role"), introductions::role_max).value_or("");
    words.words =
        read_lines(fields.text("words"), introductions::words_max, introductions::words_lines_max)
            .value_or("");
    words.consent_how =
        read_line(fields.text("consent_how"), introductions::consent_max).value_or("");
    words.consent_on = read_day(form, form.consent_on, "consent_on", lang);
    words.consent_until = read_day(form, form.consent_until, "consent_until", lang);
    if (const auto links = introductions::read_references(form.links))
        words.links = *links;
    else
        form.wrong["links"] = say("One a line: words, a bar |, an address with https.", lang);
    words.photo = read_portrait(desk, form);
    words.video = read_line(fields.text("video"), introductions::address_max).value_or("");
    if (const auto objection = introductions::words_objection(words))
        form.wrong[objection->field] = say(objection->detail, lang);
    return form;
}

void fill_kept(Values& values, const IntroductionDesk& desk, const introductions::Words& words) {
    const auto photo = pictures::find_photo(desk.session(), words.photo);
    if (!photo || photo->withdrawn_at || photo->campaign != desk.here.campaign.id) return;
    constexpr int small_width = 400;
    const auto& small = photo->at_least(small_width);
    values.add("KEPT")
        .set("PHOTO", photo->id.value)
        .set("HREF", desk.here.path() + "/photos/" + std::to_string(photo->id.value))
        .set("SRC", pictures::photo_path(small))
        .set("WIDTH", small.width)
        .set("HEIGHT", small.height)
        .set("ALT", photo->alt.empty() ? say_with("A picture of {1}", {words.name}, desk.language())
                                       : photo->alt);
}

language::Html render_words_form(const IntroductionDesk& desk, const WordsForm& form,
                                 const std::string& action, int seen) {
    const auto& words = form.words;
    Values values;
    values.set("ACTION", action).set("FORM_TOKEN", desk.request.visitor->form_token);
    values.set("FORM_KEY", form.key).set("SEEN", seen);
    values.set("NAME", words.name).set("ROLE", words.role).set("WORDS", words.words);
    values.set("VIDEO", words.video).set("LINKS", form.links);
    values.set("CONSENT_HOW", words.consent_how).set("CONSENT_ON", form.consent_on);
    values.set("CONSENT_UNTIL", form.consent_until);
    fill_kept(values, desk, words);
    say_beside(values, form.wrong, places);
    sum_up_wrong(values, form.wrong);
    return language::render_template("web/pages/introductions/desk_introduction_form.html", values,
                                     desk.language());
}

}  // namespace pages
