// StudioWish: what somebody wants on paper, as the studio's form, its previews and its jobs say it.
//
// One form in three places: fields of an address, a form that is sent, and what a print job keeps.
// Empty words mean the campaign's own.
#pragma once

#include <string>

#include "campaign/pictures/photo.h"
#include "campaign/printing/print_picture.h"
#include "web/app.h"

namespace pages {

// For whom: one sheet; each participant; each place where something hangs; every format there is.
enum class PrintFor { one, people, places, formats };

struct StudioWish {
    std::string layout = "poster-a4", theme, target = "campaign", language = "en";
    std::string title, summary, call, after, note;
    bool is_for_press = false, is_cmyk = false, is_sparing = false;
    pictures::PhotoId photo = {};  // One of these two, or the drawn picture.
    printing::PrintPictureId picture = {};
    PrintFor print_for = PrintFor::one;
};

constexpr std::size_t studio_title_max = 90, studio_line_max = 120, studio_summary_max = 320;

// Throws Refused(not_a_valid_value) with the field; an unknown layout or theme is the usual one.
StudioWish read_studio_wish(const http::Fields&, const std::string& language);
std::string picture_value(printing::PrintPictureId);  // "own-7", as the form says it.
std::string studio_query(const StudioWish&);          // "layout=poster-a4&target=campaign…"

}  // namespace pages
