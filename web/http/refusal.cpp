#include "web/http/refusal.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/template.h"
#include "web/html/layout.h"
#include "web/http/problem.h"

namespace http {

namespace {

constexpr RefusalWords resting_words{
    503, "We are busy taking gifts",
    "So many people give just now that this page rests for a few minutes. Giving works as "
    "always."};

RefusalWords words_of_failure(int status) {
    switch (status) {
        case 405:
            return {405, "That does not work here", "This address exists, but not for this act."};
        case 503:
            return {503, "One moment, please",
                    "We cannot reach our records right now. Nothing was lost that was thanked "
                    "for; please try again in a few seconds."};
        case 500:
            return {500, "Something went wrong on our side",
                    "It is not your fault and we have a note of it. Please try again."};
        default:
            return words_of(Reason::not_found);
    }
}

Response show_page(const Request& request, App& app, const RefusalWords& words,
                   const std::string& detail) {
    const auto in = [&](std::string_view english) {
        return language::say(english, request.language);
    };
    language::Values values;
    values.set("HEADLINE", in(words.title));
    values.set("LINE", in(detail.empty() ? words.sentence : detail)).set("REQUEST_ID", request.id);
    values.show_if(words.status == 503, "AGAIN");
    if (request.visitor && request.visitor->may(people::Duty::see_desk, {}))
        values.add("BACK")
            .set("BACK_HREF", "/desk")
            .set("BACK_LABEL", language::say("Back to the desk", request.language));
    if (words.status == 403 && !request.visitor)
        values.add("BACK")
            .set("BACK_HREF", "/desk/sign-in")
            .set("BACK_LABEL", language::say("Sign in", request.language));
    if (words.title == resting_words.title && request.params.contains("campaign"))
        values.add("BACK")
            .set("BACK_HREF", "/c/" + request.param("campaign") + "/give")
            .set("BACK_LABEL", language::say("Give", request.language));
    auto body = language::render_template("web/pages/refusal.html", values, request.language);
    return pages::show_frame(
        request, app, {.title = in(words.title), .body = std::move(body), .status = words.status});
}

Response show_as_problem(const Request& request, const RefusalWords& words,
                         const Refusal& refusal) {
    return show_problem(
        {.status = words.status,
         .title = std::string{words.title},
         .detail = refusal.detail.empty() ? std::string{words.sentence} : refusal.detail,
         .instance = request.id,
         .pointer = refusal.field.empty() ? "" : "#/" + refusal.field});
}

Response show_words(const Request& request, App& app, const RefusalWords& words,
                    const Refusal& refusal) {
    auto response = is_for_programs(request.path) ? show_as_problem(request, words, refusal)
                                                  : show_page(request, app, words, refusal.detail);
    set_header(response, "Cache-Control", "no-store");
    if (words.status == 503 || words.status == 429)
        set_header(response, "Retry-After", std::to_string(retry_after_s));
    if (words.status == 401 && is_for_programs(request.path))
        set_header(
            response, "WWW-Authenticate",
            request.header("authorization").empty() ? "Bearer" : "Bearer error=\"invalid_token\"");
    return response;
}

}  // namespace

RefusalWords words_of(Reason reason) {
    switch (reason) {
        case Reason::not_found:
            return {404, "There is nothing here", "Perhaps a letter is missing in the address."};
        case Reason::not_allowed:
            return {403, "This is for others", "Your role does not cover this."};
        case Reason::sign_in_first:
            return {401, "Please sign in first", "This is for people with an account."};
        case Reason::form_expired:
            return {403, "This form has expired", "Go back, load the page again and send it anew."};
        case Reason::not_a_valid_value:
            return {400, "Something cannot be read", "Go back and look at what you typed."};
        case Reason::campaign_not_open:
            return {409, "Gifts are not taken now", "This campaign is not open."};
        case Reason::amount_out_of_range:
            return {400, "This amount cannot be taken", "It is too small or too large."};
        case Reason::already_decided:
            return {409, "Somebody was faster", "Look again: this has changed meanwhile."};
        case Reason::needs_second_person:
            return {403, "A second person decides this", "Nobody is the second look at their own."};
        case Reason::same_key_other_gift:
            return {422, "This key belongs to another gift", "A new gift takes a new key."};
        case Reason::ask_again:
            return {409, "The same gift again?", "The same gift was made a moment ago."};
        case Reason::too_many_attempts:
            return {429, "Slowly, please", "That was too often. Wait a minute and try again."};
        case Reason::organisation_incomplete:
            return {409, "Something is missing first",
                    "The organisation's page says what is missing."};
        case Reason::last_organiser:
            return {409, "The last organiser stays", "Name another organiser first."};
    }
    return {500, "Something went wrong on our side", "Please try again."};
}

Response show_refusal(const Request& request, App& app, const Refusal& refusal) {
    return show_words(request, app, words_of(refusal.reason), refusal);
}

Response show_resting(const Request& request, App& app) {
    return show_words(request, app, resting_words, {Reason::not_found});
}

Response show_failure(const Request& request, App& app, int status) {
    return show_words(request, app, words_of_failure(status), {Reason::not_found});
}

}  // namespace http
