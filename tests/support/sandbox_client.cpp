#include "tests/support/sandbox_client.h"

#include <stdexcept>

namespace support {

namespace {

constexpr std::size_t state_bytes_max = 8 * 1024 * 1024;

Settings settings_with(std::vector<std::string> words) {
    words.insert(words.begin(), {"sandbox", "--port", "{port}"});
    return {.arguments = std::move(words)};
}

outside::JsonNode must_be_fine(const outside::HttpAnswer& answer) {
    if (answer.status != 200) throw std::runtime_error{"the sandbox says " + answer.body};
    return json_of(answer);
}

}  // namespace

SandboxClient::SandboxClient(std::vector<std::string> words)
    : program_{settings_with(std::move(words))} {
    if (!program_.wait_until_ready()) throw std::runtime_error{program_.output()};
}

std::string SandboxClient::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(program_.port()) + path;
}

outside::HttpAnswer SandboxClient::get(const std::string& path) const {
    return outside::call_http({.url = url(path),
                               .headers = {{"Authorization", "Bearer sk_test_sandbox"}},
                               .answer_bytes_max = state_bytes_max});
}

outside::HttpAnswer SandboxClient::post(const std::string& path, const outside::HttpFields& fields,
                                        const outside::HttpFields& headers) const {
    outside::HttpFields all{{"Authorization", "Bearer sk_test_sandbox"},
                            {"Content-Type", "application/x-www-form-urlencoded"}};
    all.insert(all.end(), headers.begin(), headers.end());
    return outside::call_http({.method = "POST",
                               .url = url(path),
                               .headers = all,
                               .body = outside::form_text(fields),
                               .answer_bytes_max = state_bytes_max});
}

outside::JsonNode SandboxClient::ask(const std::string& path) const {
    return must_be_fine(get(path));
}

outside::JsonNode SandboxClient::tell(const std::string& path,
                                      const outside::HttpFields& fields) const {
    return must_be_fine(post(path, fields));
}

std::string SandboxClient::open_session(const outside::HttpFields& more) const {
    auto fields = session_fields();
    fields.insert(fields.end(), more.begin(), more.end());
    return tell("/v1/checkout/sessions", fields).at("id").text();
}

outside::HttpFields session_fields() {
    return {{"mode", "payment"},
            {"submit_type", "donate"},
            {"line_items[0][price_data][currency]", "eur"},
            {"line_items[0][price_data][unit_amount]", "2500"},
            {"line_items[0][price_data][product_data][name]", "Spring Walk"},
            {"line_items[0][quantity]", "1"},
            {"metadata[gift]", "G1"},
            {"payment_intent_data[metadata][gift]", "G1"},
            {"success_url", "http://localhost:1/g/token?cs={CHECKOUT_SESSION_ID}"},
            {"cancel_url", "http://localhost:1/g/token"}};
}

outside::JsonNode json_of(const outside::HttpAnswer& answer) {
    const auto node = outside::read_json(answer.body, state_bytes_max);
    if (!node) throw std::runtime_error{"not JSON: " + answer.body};
    return *node;
}

}  // namespace support
