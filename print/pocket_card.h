// PocketCard: a card of A6 that somebody takes home, four to a sheet of A4, cut along the lines.
//
// Knows paper, not campaigns: every word arrives ready in the card's language. Each code is read
// again from the drawing, as on a poster; text is cleaned and capped here, whoever calls.
#pragma once

#include <string>
#include <vector>

#include "print/inspect.h"
#include "print/layout.h"
#include "print/theme.h"

namespace print {

struct CardCode {
    std::string heading, link, link_text, note;  // link: encoded as it is.
};

struct PocketCard {
    std::string overline, name, line;  // line: under the name, up to 300 characters.
    std::vector<CardCode> codes;       // One or two.
};

constexpr std::size_t cards_max = 12, cards_a_sheet = 4, card_codes_max = 2;

struct CardOrder {
    std::string language = "en", organisation;
    std::string theme{default_theme};
    std::vector<PocketCard> cards;
    Instant created;  // Stands in the PDF; same order, same bytes.
};

struct Cards {
    bool releasable() const { return inspection.releasable(); }

    std::string pdf;
    Inspection inspection;  // Of all sheets.
};

Cards render_cards(const CardOrder&);

}  // namespace print
