// A participant's private page: their link, code, poster, gifts, words and posts. It opens by its
// private address, and for the account that holds it.
#pragma once

#include <map>
#include <string>

#include "campaign/language/template.h"
#include "campaign/roster/participant.h"
#include "web/app.h"

namespace pages {

// A post as it was typed, and what is wrong with it; of no post in particular, it is a new one.
struct PostForm {
    std::string words = {}, key = {};
    std::int64_t post = 0;
    std::map<std::string, std::string> wrong = {};
};

http::Response show_my_pages(const http::Request&, App&);   // GET /me, for who is signed in
http::Response show_me(const http::Request&, App&);         // GET /me/:token
http::Response change_me(const http::Request&, App&);       // POST /me/:token
http::Response write_my_post(const http::Request&, App&);   // POST /me/:token/posts
http::Response change_my_post(const http::Request&, App&);  // POST /me/:token/posts/:post
http::Response bring_my_photo(const http::Request&, App&);  // POST /me/:token/photos

// Whose page this is: by the private token of /me/{token}, or by its number for the account that
// holds it (/me/pages/{number}). Refuses with not_found.
roster::Participant own_participant(const http::Request&, App&);
std::string own_page_path(const http::Request&);  // "/me/…", as it was asked for.
// The page once more, with what was typed about a post.
http::Response show_me_again(const http::Request&, App&, const PostForm&);

// The same, with the address that was typed to ask somebody by mail.
struct AppealForm;
http::Response show_me_asking(const http::Request&, App&, const AppealForm&);

struct CashHeld;
// The same, with the cash that was typed and what is wrong with it.
http::Response show_me_with_cash(const http::Request&, App&, const CashHeld&);
// The same, with what is wrong with the picture that was sent.
http::Response show_me_with_portrait(const http::Request&, App&, const std::string& wrong);

void fill_my_posts(language::Values&, const http::Request&, App&, const PostForm&);

}  // namespace pages
