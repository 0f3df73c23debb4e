#include "web/routes.h"

#include "web/html/asset.h"
#include "web/pages/desk_people.h"
#include "web/pages/code.h"
#include "web/pages/health.h"
#include "web/pages/live.h"
#include "web/pages/sign_in.h"

namespace {

using http::Route;
using http::Who;
constexpr auto get = http::Method::get, post = http::Method::post;

// Sorted by subject. /desk/:campaign comes after every other word below /desk, /:code after all.
constexpr Route table[] = {
    {get, "/assets/*file", Who::anyone, pages::show_asset},
    {get, "/c/:campaign/live", Who::anyone, pages::follow_state},
    {get, "/c/:campaign/live.json", Who::anyone, pages::show_state},
    {get, "/desk/first/:token", Who::anyone, pages::show_invitation},
    {post, "/desk/first/:token", Who::anyone, pages::accept_invitation},
    {get, "/desk/invitation/:token", Who::anyone, pages::show_invitation},
    {post, "/desk/invitation/:token", Who::anyone, pages::accept_invitation},
    {get, "/desk/people", Who::organise, pages::show_people},
    {post, "/desk/people", Who::organise, pages::invite_colleague},
    {post, "/desk/people/links", Who::organise, pages::make_password_link},
    {post, "/desk/people/roles", Who::organise, pages::change_held_role},
    {get, "/desk/sign-in", Who::anyone, pages::show_sign_in},
    {post, "/desk/sign-in", Who::anyone, pages::enter_desk},
    {post, "/desk/sign-out", Who::signed_in, pages::leave_desk},
    {get, "/healthz", Who::anyone, pages::show_health},
    {get, "/q/:file", Who::anyone, pages::draw_code},
    {get, "/readyz", Who::anyone, pages::show_readiness},
    {get, "/search", Who::anyone, pages::search_code},
    {get, "/:code", Who::anyone, pages::follow_link},
};

}  // namespace

std::span<const http::Route> all_routes() { return table; }
