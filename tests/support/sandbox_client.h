// SandboxClient: the stand-in provider as a real process, and what tests ask of it.
#pragma once

#include <string>

#include "campaign/outside/http_client.h"
#include "campaign/outside/json.h"
#include "tests/support/program.h"

namespace support {

class SandboxClient {
public:
    // `words` come after `sandbox --port N`.
    explicit SandboxClient(std::vector<std::string> words = {});

    Program& program() { return program_; }
    std::string url(const std::string& path = {}) const;
    outside::HttpAnswer get(const std::string& path) const;  // With Stripe's key.
    outside::HttpAnswer post(const std::string& path, const outside::HttpFields& fields = {},
                             const outside::HttpFields& headers = {}) const;
    outside::JsonNode ask(const std::string& path) const;  // get(), which must answer 200.
    outside::JsonNode tell(const std::string& path, const outside::HttpFields& fields = {}) const;
    // A session of 25.00 EUR for the gift G1, made through the API.
    std::string open_session(const outside::HttpFields& more = {}) const;
    outside::JsonNode state() const { return ask("/sandbox/state"); }

private:
    Program program_;
};

outside::HttpFields session_fields();
outside::JsonNode json_of(const outside::HttpAnswer&);

}  // namespace support
