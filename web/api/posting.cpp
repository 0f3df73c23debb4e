#include "web/api/posting.h"

#include <algorithm>

#include "campaign/programs/repeating.h"
#include "campaign/words/token.h"
#include "web/api/asking.h"
#include "web/http/multipart.h"
#include "web/http/problem.h"
#include "web/http/rates.h"
#include "web/http/router.h"

namespace api {

namespace {

using programs::Claim;

bool is_sound_key(std::string_view key) {
    return !key.empty() && key.size() <= programs::request_key_max &&
           std::ranges::all_of(key, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

// Between quotes (RFC 8941) or bare.
std::string key_of(const http::Request& request) {
    auto key = request.header("idempotency-key");
    if (key.size() >= 2 && key.front() == '"' && key.back() == '"')
        key = key.substr(1, key.size() - 2);
    if (!is_sound_key(key))
        refuse_field("Idempotency-Key",
                     "Send a header Idempotency-Key: 1 to 64 letters, digits, - or _, made anew "
                     "for each thing you want done and sent again with each retry.");
    return key;
}

programs::RequestKey request_key_of(const http::Request& request) {
    const auto nonce = request.header("client-nonce");
    constexpr std::size_t nonce_min = 16;  // Too long to be guessed by who wants another's answer.
    if (!nonce.empty() && (nonce.size() < nonce_min || !is_sound_key(nonce)))
        refuse_field("Client-Nonce", "16 to 64 letters, digits, - or _, drawn at random.");
    const auto network = "network " + http::network_of(request.client);
    const auto who = !request.bearer.empty() ? "token " + request.bearer
                     : !nonce.empty()        ? "nonce " + nonce
                                             : network;
    return {
        .scope = who + "\n" + std::string{http::method_text(request.method)} + " " + request.path,
        .key = key_of(request),
        .client = sha256_hex(request.bearer.empty() ? network : who)};
}

outside::JsonObject read_body(const http::Request& request,
                              std::initializer_list<std::string_view> fields) {
    if (request.query.rows().size() > 0)
        refuse_field(request.query.rows().front().first, "A POST takes no query here.");
    auto body = outside::read_json_object(request.body);
    if (!body)
        refuse_field("",
                     "Send one flat JSON object of texts, whole numbers, true and false; no "
                     "name twice.");
    for (const auto& [name, value] : *body)
        if (std::ranges::find(fields, name) == fields.end())
            refuse_field(name, "There is no such field.");
    return *body;
}

http::Response refuse_claim(const http::Request& request, Claim::Outcome outcome) {
    http::Problem problem{.instance = request.id};
    if (outcome == Claim::Outcome::working) {
        problem.status = 409, problem.title = "This is being done";
        problem.detail = "The same request is under way. Ask again in a second.";
    } else if (outcome == Claim::Outcome::too_many) {
        problem.status = 429, problem.title = "Slowly, please";
        problem.detail = "We keep no more than 2000 answers for one client in three days.";
    } else {
        problem.status = 422, problem.title = "This key belongs to another request";
        problem.detail = "Another content takes another Idempotency-Key.";
    }
    auto response = http::show_problem(problem);
    if (problem.status == 409) set_header(response, "Retry-After", "1");
    if (problem.status == 429) set_header(response, "Retry-After", "3600");
    return response;
}

http::Response replay(const programs::KeptAnswer& kept) {
    auto response = http::json(kept.body, kept.status);
    if (!kept.location.empty()) set_header(response, "Location", kept.location);
    set_header(response, "Idempotent-Replayed", "true");
    set_header(response, "Cache-Control", "no-store");
    return response;
}

std::string location_of(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
        if (name == "Location") return value;
    return {};
}

}  // namespace

http::Response post_once(const http::Request& request, App& app,
                         std::initializer_list<std::string_view> fields, Act act) {
    if (!http::is_media_type(request.header("content-type"), "application/json"))
        return http::show_problem({.status = 415,
                                   .title = "This is taken as JSON",
                                   .detail = "Send Content-Type: application/json.",
                                   .instance = request.id});
    const auto key = request_key_of(request);
    const Posting posting{request, app, read_body(request, fields),
                          "api:" + key.digest().substr(0, 48)};
    const auto claim =
        programs::claim_request(app.store, key, sha256_hex(request.body), request.now);
    if (claim.outcome == Claim::Outcome::done) return replay(*claim.answer);
    if (claim.outcome != Claim::Outcome::mine) return refuse_claim(request, claim.outcome);
    try {
        auto response = act(posting);
        programs::keep_answer(app.store, key, claim.number,
                              {response.status, location_of(response), response.body}, request.now);
        set_header(response, "Cache-Control", "no-store");
        return response;
    } catch (...) {  // A door of its own: nothing is kept, and reception says what went wrong.
        programs::let_go_of_claim(app.store, key, claim.number);
        throw;
    }
}

}  // namespace api
