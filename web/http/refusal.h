// Refusal and failure as an answer: the one place where a reason gets its status and its words.
//
// For people a page, for /api/ a problem of RFC 9457 with a pointer to the field. Nothing here asks
// the database, so that it can be said that the database is away.
#pragma once

#include <string_view>

#include "campaign/words/refusal.h"
#include "web/app.h"

namespace http {

struct RefusalWords {
    int status;
    std::string_view title, sentence;  // In English, as in the catalogues.
};
RefusalWords words_of(Reason);

Response show_refusal(const Request&, App&, const Refusal&);
// 404, 405, 413, 500, 503, …: what has no Reason.
Response show_failure(const Request&, App&, int status);

// 503: walls and rankings rest, so that gifts get through; with the way to give.
Response show_resting(const Request&, App&);

constexpr int retry_after_s = 5;

}  // namespace http
