// Posting: a POST of the API, done once for its Idempotency-Key however often it comes.
//
// The key is of whoever asks: a token, or the client's network (or, if it sends one, its
// Client-Nonce) and of the address; nobody else can learn of it. A refusal is not kept: mended, the
// same key may be used again. See campaign/programs/idempotency.h.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "campaign/outside/json.h"
#include "web/app.h"

namespace api {

struct Posting {
    const http::Request& request;
    App& app;
    outside::JsonObject body;
    std::string effect_key;  // For the unique key of the effect itself: "api:…", at most 64 bytes.
};
using Act = http::Response (*)(const Posting&);

// Reads a flat JSON object of these fields and no other, claims the key, acts, keeps the answer.
http::Response post_once(const http::Request&, App&, std::initializer_list<std::string_view> fields,
                         Act);

}  // namespace api
