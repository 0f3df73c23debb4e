// What is printed: a campaign's poster, for the whole of it, for one place or for one participant.
//
// Here a campaign becomes words for paper. A file is let out only if the sheet passed its
// inspection; what was not approved yet, or carries an address that no phone outside could open,
// is a proof and says so across the sheet.
#pragma once

#include <optional>
#include <string>

#include "campaign/campaign.h"
#include "campaign/links/link.h"
#include "campaign/roster/participant.h"
#include "print/poster.h"
#include "web/app.h"

namespace pages {

struct PosterWish {
    campaign::Campaign campaign;
    campaign::Version version;
    links::Link link;
    std::string label = {};        // "Café Mokka": small, so that people know where it belongs.
    std::string participant = {};  // Shown name: "Ada walks".
    print::Paper paper = print::Paper::a3;
    std::string language = "en";
    std::string theme = {};  // Another than the campaign's own.
};

std::optional<print::Paper> find_paper(std::string_view name);  // a3, a4, letter
std::string_view paper_name(print::Paper);

// Why it is only a proof, in English as in the catalogues; empty if it may be printed.
std::string proof_reason(const Config&, const campaign::Campaign&, const campaign::Version&);

// Words alone, without how it looks; and both.
print::PosterOrder poster_words(store::Session&, const Config&, const PosterWish&, Instant now);
print::PosterOrder poster_order(store::Session&, const Config&, const PosterWish&, Instant now);
// "spring-walk-K7Q2MX-a3.pdf"
std::string poster_file_name(const PosterWish&, std::string_view ending);

}  // namespace pages
