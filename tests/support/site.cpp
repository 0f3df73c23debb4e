#include "tests/support/site.h"

#include <future>

#include "campaign/contest/scoring.h"
#include "web/http/reception.h"
#include "web/routes.h"

Site::Site() = default;

http::Request Site::request_of(const std::string& path_and_query) {
    const auto mark = path_and_query.find('?');
    http::Request request;
    request.path = path_and_query.substr(0, mark), request.target = path_and_query;
    if (mark != std::string::npos)
        request.query = http::read_urlencoded(path_and_query.substr(mark + 1));
    request.headers["user-agent"] = "Mozilla/5.0 (iPhone) Version/16.5 Mobile Safari/604.1";
    request.client = "192.0.2.7", request.now = now, request.id = "test";
    return request;
}

http::Response Site::ask(http::Request request) {
    contest::score_changes(*store);  // As a running program does twice a second.
    auto response = http::receive_request(request, app, all_routes());
    if (!response.when) return response;
    const auto truth = std::make_shared<std::promise<bool>>();
    response.when([truth](bool is_true) { truth->set_value(is_true); });
    if (!truth->get_future().get()) response.status = 503;
    return response;
}

http::Response Site::ask(const std::string& path_and_query) {
    return ask(request_of(path_and_query));
}

std::string Site::header_of(const http::Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}
