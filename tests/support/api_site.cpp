#include "tests/support/api_site.h"

#include "campaign/programs/authorising.h"
#include "tests/support/campaigns.h"

ApiSite::ApiSite() {
    add_test_colleagues(*store);
    walk = open_test_campaign(*store, "walk");
    now = *read_instant("2027-06-10T10:00:00Z");
}

ApiSite::Token ApiSite::token_of(people::Role role, CampaignId campaign) {
    const auto person = sign_in_colleague(*store, role, campaign);
    const people::Visitor maker{.account = person.account, .grants = {{role, campaign}}};
    const auto made = programs::make_access_token(*store, {"test", {role, campaign}, 30}, maker,
                                                  acting(person), now);
    return {made.secret, person.account};
}

http::Response ApiSite::get(const std::string& path, const std::string& token) {
    auto request = request_of(path);
    if (!token.empty()) request.headers["authorization"] = "Bearer " + token;
    return ask(std::move(request));
}

http::Response ApiSite::post(const Post& sent) {
    auto request = request_of(sent.path);
    request.method = http::Method::post;
    request.client = sent.client;
    request.headers["content-type"] = "application/json";
    if (!sent.key.empty()) request.headers["idempotency-key"] = sent.key;
    if (!sent.token.empty()) request.headers["authorization"] = "Bearer " + sent.token;
    request.body = sent.body;
    return ask(std::move(request));
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}
