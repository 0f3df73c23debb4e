// Policy: what a page may load and where its forms may lead (Content-Security-Policy).
//
// Nothing of others and nothing inline, on every page; only forms that begin a card payment may
// lead to one other site, and that is named.
#pragma once

#include "web/http/message.h"

namespace http {

// `others`: origins that forms may lead to, separated by spaces.
std::string content_policy(std::string_view others = {});
// Any site may put this page into its own, also into a sandbox without an origin.
void allow_framing(Response&, const std::string& own_origin);
// Any site's script may read this answer: it is the same for everybody.
void allow_reading(Response&);
void allow_form_to(Response&, const std::string& others);

}  // namespace http
