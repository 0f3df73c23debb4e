#include "web/routes.h"

#include "web/html/asset.h"
#include "web/pages/health.h"
#include "web/pages/live.h"

namespace {

using http::Route;
using http::Who;
constexpr auto get = http::Method::get, post = http::Method::post;

// Sorted by subject. /desk/:campaign comes after every other word below /desk, /:code after all.
constexpr Route table[] = {
    {get, "/assets/*file", Who::anyone, pages::show_asset},
    {get, "/c/:campaign/live", Who::anyone, pages::follow_state},
    {get, "/c/:campaign/live.json", Who::anyone, pages::show_state},
    {get, "/healthz", Who::anyone, pages::show_health},
    {get, "/readyz", Who::anyone, pages::show_readiness},
};

}  // namespace

std::span<const http::Route> all_routes() { return table; }
