// How posts stand on pages: their pieces, so that hashtags are recognised, and their states.
#pragma once

#include <string>
#include <vector>

#include "campaign/language/template.h"
#include "campaign/posts/post.h"
#include "web/live/state.h"

namespace pages {

// Rows PIECE, each with a section PLAIN or TAG (TEXT).
void fill_pieces(language::Values&, const std::vector<Piece>&);

// KEY, WHO, AGO, section OFFICIAL, and the pieces.
void fill_public_post(language::Values& row, const live::Wording::Post&);

// All that stands in a post that strangers see: words with linked tags, photos, a video to click,
// and (while somebody can) cheering.
language::Html render_post_body(const live::Wording::Post&, const std::string& language);

// Photos for the eyes of their author or of a reviewer, whose addresses begin with `path`.
language::Html render_own_photos(const std::vector<pictures::Photo>&, const std::string& path,
                                 const std::string& language);

// Rows FEWER (PHOTO, FEWER_LABEL): each may be taken out of its post.
void fill_fewer(language::Values&, const std::vector<pictures::Photo>&,
                const std::string& language);

// Those of them that stand in the post.
std::vector<pictures::Photo> photos_of_post(const std::vector<pictures::Photo>&, posts::PostId);

// What its author is told: "Waits to be read."
std::string post_state_words(const posts::Post&, const std::string& language);

}  // namespace pages
