// Structured data: what a page is, for search engines and calendars (schema.org in JSON-LD).
//
// Data, not a script: every text goes through outside::json_text, so no word ends it early. A walk,
// a contest and a broadcast are an Event; what has no day is a WebPage. Both say how to give.
#pragma once

#include "campaign/language/template.h"
#include "web/pages/sharing/share_page.h"

namespace pages {

language::Html campaign_json_ld(const http::Request&, App&, const live::State&);
language::Html page_json_ld(const http::Request&, App&, const live::State&, const SharePage&,
                            const std::string& give_path);

}  // namespace pages
