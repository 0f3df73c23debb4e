// Poster: one sheet that tells passers-by what, when, where, how much and how, with one code.
//
// Knows paper, not campaigns: every word arrives ready in the poster's language, money and dates
// included. Text is cleaned and capped here again, whoever calls. Printed figures go stale: give
// `raised` only together with `counted_on`; the goal alone stays true.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "print/inspect.h"
#include "print/layout.h"
#include "print/picture.h"
#include "print/theme.h"

namespace print {

struct Translation {
    std::string language, text;
};
struct Progress {
    std::int64_t part, whole;
};  // Minor units of money, or a count.

enum class Purpose { release, proof };         // A proof carries proof_text across the sheet.
enum class TearOffs { none, along_the_foot };  // Strips with the same code to take away.

// Limits in code points (more is cut, with a warning) and in numbers of lines.
constexpr std::size_t title_max = 90, line_max = 120, facts_max = 4, translations_max = 3,
                      sponsors_max = 8;

struct PosterOrder {
    std::string language = "en";
    std::string organisation, overline, title;
    std::string kind = "walk";  // Chooses the scene of the picture.
    std::string person;         // "With Anna Reid": whose poster it is, if it is one person's.
    std::string date_line, place_line;
    std::vector<std::string> facts;
    std::string goal;                // "Our goal: €20,000"
    std::string raised, counted_on;  // "€13,600 raised", "counted on 1 May 2027"
    std::optional<Progress> progress;
    std::string call_to_action;  // "Scan to give or join"
    std::string link;            // Encoded as it is: https://HOST/CODE
    std::string link_text;       // "wlk.example/K7Q2MX"
    std::string after_scan;      // "30 seconds: card, transfer, cash"
    std::string trust_line;      // Register number, telephone.
    std::string placement_label;
    std::vector<Translation> translations;
    std::string sponsors_heading;  // "With thanks to"
    std::vector<std::string> sponsors;
    Paper paper = Paper::a3;
    Purpose purpose = Purpose::release;
    std::string proof_text = "PROOF";
    TearOffs tear_offs = TearOffs::none;
    std::string theme{default_theme};
    std::uint64_t seed = 0;
    std::optional<Theme> colours = {};  // Instead of the theme's own.
    Picture logo = {}, picture = {};    // The picture replaces the illustration.
    Instant created;                    // Stands in the PDF; same order, same bytes.
};

struct Poster {
    bool releasable() const { return inspection.releasable(); }

    std::string pdf;                    // Carries the proof mark whenever it is not releasable.
    std::vector<std::string> warnings;  // What was cut or left out, and notes of the inspection.
    Inspection inspection;              // Why it may not be released.
};

Poster render_poster(const PosterOrder&);

// The same sheet as a picture, 36 to 200 dpi; what the inspection objects to is framed in red.
std::string render_poster_png(const PosterOrder&, int dpi);

PageLayout lay_out_poster(const PosterOrder&);  // `order` must already be cleaned.
PosterOrder clean_order(const PosterOrder&, std::vector<std::string>& warnings);

}  // namespace print
