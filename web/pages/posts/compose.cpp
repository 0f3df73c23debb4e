#include "web/pages/posts/compose.h"

#include <charconv>
#include <sstream>

#include "campaign/language/catalogue.h"
#include "campaign/outside/json.h"
#include "campaign/pictures/keeping.h"
#include "campaign/posts/post.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/http/rates.h"
#include "web/http/refusal.h"

namespace pages {

namespace {

using language::say;
using language::say_with;

constexpr std::size_t form_key_max = 64;
// Brought by one participant; each is developed and kept, posted or not.
constexpr http::RatePolicy photo_rate{"photos", 150, 24 * 3600};
constexpr Beside places[] = {{"words", "WORDS_WRONG", "WORDS_ERROR"}};

std::string key_of(const http::Request& request) {
    auto key = request.form.text("form_key");
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    return "post-" + key;
}

// What is said of the photo in this place: a line of the field for each, in their order.
std::string alt_of(const http::Request& request, std::size_t place) {
    std::istringstream lines{request.form.text("alt")};
    std::string line;
    for (std::size_t i = 0; std::getline(lines, line); ++i)
        if (i == place) return read_line(line, pictures::alt_max).value_or(line);
    return {};
}

struct Brought {
    const http::Upload& upload;
    std::string key, alt;
};

pictures::Photo keep(const http::Request& request, App& app, const Composer& composer,
                     const Brought& brought) {
    check(app.darkroom != nullptr, "whoever takes pictures has a darkroom");
    if (composer.participant) {
        const auto whose = "photos " + std::to_string(composer.participant.value);
        if (app.rates.spend(photo_rate, whose, request.now).is_over)
            throw Refused{{Reason::not_a_valid_value, "photo",
                           "That were many pictures for one day. Try again tomorrow."}};
    }
    return pictures::keep_photo(app.store, *app.darkroom,
                                {.campaign = composer.campaign,
                                 .participant = composer.participant,
                                 .account = composer.account,
                                 .bytes = brought.upload.bytes,
                                 .alt = brought.alt,
                                 .shows_people = request.form.text("people") == "1",
                                 .request_key = brought.key},
                                request.now);
}

}  // namespace

language::Html render_compose_form(const http::Request& request, const ComposeForm& form,
                                   const PostForm& typed) {
    const auto& lang = request.language;
    language::Values values;
    values.set("ACTION", form.action).set("PHOTOS_ACTION", form.photos_action);
    values.set("DONE", form.done);
    values.set("LABEL", form.label).set("HINT", form.hint);
    values.set("FORM_TOKEN", request.visitor ? request.visitor->form_token : std::string{});
    values.set("FORM_KEY", typed.key.empty() ? random_token() : typed.key);
    values.set("WORDS", typed.post == 0 ? typed.words : std::string{});
    values.set("REMOVE_WITH", say_with("Remove photo {1}", {"{n}"}, lang));
    if (typed.post == 0) say_beside(values, typed.wrong, places);
    return language::render_template("web/pages/posts/compose.html", values, lang);
}

std::vector<pictures::PhotoId> read_photo_ids(const std::string& typed) {
    std::vector<pictures::PhotoId> ids;
    const char* at = typed.data();
    const char* end = at + typed.size();
    while (at < end && ids.size() <= posts::photos_max) {
        std::int64_t number = 0;
        const auto read = std::from_chars(at, end, number);
        if (read.ec != std::errc{} || number <= 0) break;
        ids.emplace_back(number);
        at = read.ptr < end && *read.ptr == ',' ? read.ptr + 1 : end;
    }
    return ids;
}

std::vector<pictures::PhotoId> photos_of_form(const http::Request& request, App& app,
                                              const Composer& composer) {
    auto ids = read_photo_ids(request.form.text("photos"));
    std::size_t place = 0;
    for (const auto& upload : request.uploads) {
        if (upload.field != "photo" || upload.bytes.empty()) continue;
        if (ids.size() >= posts::photos_max)
            throw Refused{{Reason::not_a_valid_value, "words",
                           "Ten photos are the most that one post takes."}};
        const auto key = key_of(request) + "-" + std::to_string(place);
        const auto alt = alt_of(request, place++);
        ids.push_back(keep(request, app, composer, {upload, key, alt}).id);
    }
    return ids;
}

std::vector<pictures::PhotoId> fewer_photos_of_form(const http::Request& request) {
    std::vector<pictures::PhotoId> fewer;
    for (const auto& typed : request.form.all("fewer"))
        for (const auto& id : read_photo_ids(typed)) fewer.push_back(id);
    return fewer;
}

http::Response bring_photo(const http::Request& request, App& app, const Composer& composer) {
    try {
        for (const auto& upload : request.uploads) {
            if (upload.field != "photo") continue;
            const auto photo =
                keep(request, app, composer, {upload, key_of(request), alt_of(request, 0)});
            return http::json(
                outside::JsonWriter{}.text("photo", std::to_string(photo.id.value)).object(), 201);
        }
        throw Refused{{Reason::not_a_valid_value, "photo", "Choose a picture first."}};
    } catch (const Refused& refused) {
        return answer_refused(request, refused.refusal);
    }
}

bool wants_json(const http::Request& request) {
    return request.header("accept") == "application/json";
}

http::Response answer_written(const posts::Post& post) {
    return http::json(outside::JsonWriter{}.text("post", std::to_string(post.id.value)).object(),
                      201);
}

http::Response answer_refused(const http::Request& request, const Refusal& refusal) {
    const auto words = http::words_of(refusal.reason);
    const auto sentence = refusal.detail.empty() ? std::string{words.sentence} : refusal.detail;
    return http::json(outside::JsonWriter{}
                          .text("field", refusal.field)
                          .text("sentence", say(sentence, request.language))
                          .object(),
                      words.status == 400 ? 422 : words.status);
}

}  // namespace pages
