// Composing: the form for a post with photos, on a participant's page and at the desk, and what
// comes back from it, by a browser with scripts or without.
//
// Without scripts one multipart form carries words and pictures. With them (compose.js) pictures
// are made smaller on the phone and brought one by one, each under a key of its own; the post names
// them. Either way the form's key makes it one post, however often it is sent.
#pragma once

#include "campaign/language/template.h"
#include "campaign/posts/post.h"
#include "web/app.h"
#include "web/pages/roster/me.h"

namespace pages {

// Bodies of a form with all its pictures, and of one picture.
constexpr std::size_t compose_bytes_max = 16 * 1024 * 1024;

struct Composer {
    CampaignId campaign;
    ParticipantId participant = {};  // One of these two.
    AccountId account = {};
};

// The form, empty or as it was typed.
struct ComposeForm {
    std::string action, photos_action;  // Where posts go, and single photos.
    std::string done;                   // The page to look at once a post is there.
    std::string label, hint;
};
language::Html render_compose_form(const http::Request&, const ComposeForm&, const PostForm&);

// The photos of a sent form: kept now, or named because they were brought before. Throws Refused.
std::vector<pictures::PhotoId> photos_of_form(const http::Request&, App&, const Composer&);

// Those that a change takes out of a post.
std::vector<pictures::PhotoId> fewer_photos_of_form(const http::Request&);

// One picture on its own: 201 with its number, or why not, as JSON for compose.js.
http::Response bring_photo(const http::Request&, App&, const Composer&);

// Does compose.js ask? Then answers are JSON: {"post": "17"}, or {"field": …, "sentence": …}.
bool wants_json(const http::Request&);
http::Response answer_written(const posts::Post&);
http::Response answer_refused(const http::Request&, const Refusal&);

// The numbers in "17,18,19"; at most `posts::photos_max`.
std::vector<pictures::PhotoId> read_photo_ids(const std::string& typed);

}  // namespace pages
