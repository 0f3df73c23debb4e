// Pictures in stories: bringing them at the desk, and how a story's words show them. A story names
// them as Markdown does: ![what it shows](photo:17).
#pragma once

#include "campaign/language/markdown.h"
#include "campaign/stories/story.h"
#include "web/app.h"

namespace pages {

// Those that everybody may see now. `origin`: "https://wlk.example" for readers elsewhere (the
// feed), empty on our own pages.
language::Illustrations public_illustrations(store::Session&, const stories::PublicStory&,
                                             Instant now, const std::string& origin = {});
// All that were brought, for who writes and who reads before it is public.
language::Illustrations desk_illustrations(store::Session&, stories::StoryId);

// The part of the desk's page of a story where they are brought and named.
language::Html render_story_pictures(const http::Request&, App&, const stories::Story&,
                                     const std::string& desk, const std::string& wrong);

// POST /desk/:campaign/stories/:story/pictures
http::Response bring_story_picture(const http::Request&, App&);

}  // namespace pages
