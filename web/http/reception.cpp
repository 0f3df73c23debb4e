#include "web/http/reception.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/language/locale.h"
#include "campaign/people/session.h"
#include "campaign/people/signing.h"
#include "campaign/programs/authorising.h"
#include "campaign/words/check.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/http/problem.h"
#include "web/http/rates.h"
#include "web/http/refusal.h"
#include "web/watch/watch.h"

namespace http {

namespace {

constexpr std::string_view session_cookie = "session", language_cookie = "language";
constexpr int language_cookie_s = 365 * 24 * 3600;

bool is_known_language(const std::string& tag) {
    return std::ranges::count(language::all_languages(), tag) > 0;
}

// What other sites put into their pages: no cookie is read there and none is set.
bool is_embedded(const Request& request) { return request.path.starts_with("/embed/"); }

// What was asked for now, else before, else what the browser prefers.
void choose_language_of(Request& request, const Config& config) {
    const auto asked = request.query.text("lang");
    const auto kept = is_embedded(request)
                          ? std::string{}
                          : request.cookies.text(cookie_name(language_cookie, scheme_of(config)));
    if (is_known_language(asked))
        request.language = asked;
    else if (is_known_language(kept))
        request.language = kept;
    else
        request.language = language::choose_language(request.header("accept-language"));
}

bool is_api(const Request& request) { return is_for_programs(request.path); }

// Who a program acts for: the one role of the token that it shows, and nobody's cookie.
void find_bearer_of(Request& request, App& app) {
    const auto shown = request.header("authorization");
    if (shown.empty()) return;
    constexpr std::string_view scheme = "Bearer ";
    const auto bearer =
        shown.starts_with(scheme)
            ? programs::recognise(app.store, shown.substr(scheme.size()), request.now)
            : std::nullopt;
    if (!bearer)
        throw Refused{{Reason::sign_in_first, "",
                       "This token is unknown, has ended, or its maker may no longer do this."}};
    request.visitor = bearer->visitor;
    request.bearer = std::to_string(bearer->token.id.value);
}

void find_visitor_of(Request& request, App& app, Who who) {
    if (is_api(request)) return find_bearer_of(request, app);
    const auto secret = session_secret(request, app.config);
    // Files are for everybody, and so is what stands on pages of others.
    if (secret.empty() || request.path.starts_with("/assets/") || is_embedded(request)) return;
    request.visitor = people::find_visitor(app.store.session(), secret, request.now);
    if (!request.visitor) {
        auto halfway = people::find_halfway(app.store.session(), secret, request.now);
        request.is_halfway = halfway.has_value();
        if (who == Who::halfway) request.visitor = std::move(halfway);
    } else if (request.visitor->seen_at + std::chrono::minutes{people::seen_every_minutes} <
               request.now) {
        people::note_seen(app.store, secret, request.now);
    }
}

std::optional<people::Duty> duty_of(Who who) {
    switch (who) {
        case Who::anyone:
        case Who::halfway:
        case Who::signed_in:
            return {};
        case Who::see_desk:
            return people::Duty::see_desk;
        case Who::enter_cash:
            return people::Duty::enter_cash;
        case Who::register_people:
            return people::Duty::register_people;
        case Who::review_words:
            return people::Duty::review_words;
        case Who::run_campaign:
            return people::Duty::run_campaign;
        case Who::do_finance:
            return people::Duty::do_finance;
        case Who::read_finance:
            return people::Duty::read_finance;
        case Who::organise:
            return people::Duty::organise;
    }
    check(false, "who may is one of the table's words");
    return {};
}

// Somebody without any role for a campaign does not learn whether it exists.
CampaignId campaign_asked_for(const Request& request, App& app) {
    if (!request.params.contains("campaign")) return {};
    const auto found = campaign::find_campaign(app.store.session(), request.param("campaign"));
    const auto is_for_it = [&](const people::Grant& grant) {
        return !grant.campaign || grant.campaign == found->id;
    };
    if (!found || std::ranges::none_of(request.visitor->grants, is_for_it))
        throw Refused{{Reason::not_found}};
    return found->id;
}

void admit_visitor(const Request& request, App& app, Who who) {
    if (who == Who::anyone) return;
    if (!request.visitor) throw Refused{{Reason::sign_in_first}};
    if (who == Who::halfway && !request.is_halfway) throw Refused{{Reason::not_found}};
    if (who == Who::signed_in || who == Who::halfway) return;
    if (!may_enter(who, *request.visitor, campaign_asked_for(request, app)))
        throw Refused{{Reason::not_allowed}};
}

bool is_from_our_page(const Request& request, const Config& config) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    const auto origin = request.header("origin");
    if (origin.empty() || origin == config.public_url) return true;
    const auto scheme_end = origin.find("://");
    return scheme_end != std::string::npos &&
           origin.substr(scheme_end + 3) == request.header("host");
}

void refuse_forged_post(const Request& request, const Config& config, Who who) {
    if (request.method == Method::get || request.method == Method::head) return;
    if (!is_from_our_page(request, config)) throw Refused{{Reason::form_expired}};
    if (who == Who::anyone || is_api(request)) return;  // No browser sends a token by itself.
    if (!request.visitor) throw Refused{{Reason::sign_in_first}};
    if (!equal_in_constant_time(request.form.text("form_token"), request.visitor->form_token))
        throw Refused{{Reason::form_expired}};
}

Response answer_with_route(Request& request, App& app, std::span<const Route> table) {
    auto match = find_route(table, request.method, request.path);
    if (!match.route && match.allow.empty()) throw Refused{{Reason::not_found}};
    if (!match.route) {
        auto response = show_failure(request, app, 405);
        set_header(response, "Allow", match.allow);
        return response;
    }
    request.params = std::move(match.params);
    request.route = match.route->pattern;
    if (app.watch != nullptr && app.watch->lets_rest(request.method, request.route))
        return show_resting(request, app);
    find_visitor_of(request, app, match.route->who);
    admit_visitor(request, app, match.route->who);
    refuse_forged_post(request, app.config, match.route->who);
    auto response = match.route->handler(request, app);
    const auto is_personal = request.visitor && response.type.starts_with("text/html");
    if (match.route->who != Who::anyone || is_personal)  // Never from a cache to another.
        set_header(response, "Cache-Control", "private, no-store");
    return response;
}

Response ask_to_sign_in(const Request& request, App& app) {
    const auto reads = request.method == Method::get || request.method == Method::head;
    if (!reads || is_api(request)) return show_refusal(request, app, {Reason::sign_in_first});
    const std::string door = request.is_halfway                  ? "/sign-in/second"
                             : request.path.starts_with("/desk") ? "/desk/sign-in"
                                                                 : "/sign-in";
    return redirect(door + "?next=" + percent_encoded(request.target));
}

// The page that says so may fail as well, if it is the templates that are broken.
Response say_failure(const Request& request, App& app, int status, std::string_view what) {
    Response response;
    try {
        response = show_failure(request, app, status);
    } catch (const std::exception&) {
        response = {.status = status, .type = "text/plain; charset=utf-8"};
        response.body = "Something went wrong here. Nothing was lost; please try again.\n";
    }
    response.trouble = what;  // The front writes the line of the log.
    return response;
}

Response answer_or_fail(Request& request, App& app, std::span<const Route> table) {
    try {
        return answer_with_route(request, app, table);
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::sign_in_first && !is_api(request))
            return ask_to_sign_in(request, app);
        return show_refusal(request, app, refused.refusal);
    } catch (const store::Unavailable& away) {
        return say_failure(request, app, 503, away.what());
    } catch (const std::exception& unexpected) {
        return say_failure(request, app, 500, unexpected.what());
    }
}

// Counts before anything is asked of the database, and tells how much is left.
Response answer_program(Request& request, App& app, std::span<const Route> table) {
    const auto token = request.header("authorization");
    const auto network = network_of(request.client);
    const auto reads = request.method == Method::get || request.method == Method::head;
    // Who guesses at tokens is known by where they come from, and leaves no mark for each guess.
    auto guesses = app.rates.look(token_guesses, network, request.now);
    if (!token.empty() && guesses.left == 0) {
        auto response = show_refusal(request, app, {Reason::too_many_attempts});
        guesses.is_over = true;
        tell_rates(response, guesses);
        return response;
    }
    const auto spent =
        token.empty()
            ? app.rates.spend(reads ? client_reads : client_posts, network, request.now)
            : app.rates.spend(reads ? token_reads : token_posts, sha256_hex(token), request.now);
    auto response = spent.is_over ? show_refusal(request, app, {Reason::too_many_attempts})
                                  : answer_or_fail(request, app, table);
    if (!token.empty() && !spent.is_over && response.status == 401)
        app.rates.spend(token_guesses, network, request.now);
    tell_rates(response, spent);
    return response;
}

}  // namespace

Response receive_request(Request& request, App& app, std::span<const Route> table) {
    choose_language_of(request, app.config);
    if (is_api(request)) return answer_program(request, app, table);
    auto response = answer_or_fail(request, app, table);
    const bool is_page = response.type.starts_with("text/html") && !is_embedded(request);
    if (is_page && request.query.text("lang") == request.language)
        add_cookie(response, {std::string{language_cookie}, request.language, language_cookie_s},
                   scheme_of(app.config));
    return response;
}

bool may_enter(Who who, const people::Visitor& visitor, CampaignId campaign) {
    const auto duty = duty_of(who);
    if (!duty) return true;
    if (*duty == people::Duty::organise && !campaign) return visitor.may_everywhere(*duty);
    return visitor.may(*duty, campaign);
}

Scheme scheme_of(const Config& config) { return config.is_https() ? Scheme::https : Scheme::http; }

std::string session_secret(const Request& request, const Config& config) {
    return request.cookies.text(cookie_name(session_cookie, scheme_of(config)));
}

void give_session_cookie(Response& response, const Config& config, const std::string& secret) {
    add_cookie(response, {std::string{session_cookie}, secret, people::session_hours_max * 60 * 60},
               scheme_of(config));
}

void take_session_cookie(Response& response, const Config& config) {
    add_cookie(response, {std::string{session_cookie}, "", 0}, scheme_of(config));
}

bool is_own_path(std::string_view next) {
    const auto is_plain = [](char c) { return c > ' ' && c < 0x7f && c != '\\'; };
    return next.starts_with('/') && !next.starts_with("//") && std::ranges::all_of(next, is_plain);
}

}  // namespace http
