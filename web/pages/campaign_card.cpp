// The picture that other sites show beside a link to a campaign: 1200 by 630 pixels.
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"
#include "print/canvas.h"
#include "print/theme.h"
#include "web/live/feed.h"
#include "web/pages/campaign.h"
#include "web/pages/campaign_words.h"

namespace pages {

namespace {

// In millimetres, ten pixels each.
constexpr double width_mm = 120, height_mm = 63, pixels_per_mm = 10, margin_mm = 8;

print::Stage card_stage() {
    return {.width = width_mm,
            .height = height_mm,
            .floor = height_mm * 0.94,
            .figure_height = height_mm * 0.3,
            .first_x = width_mm * 0.06,
            .last_x = width_mm * 0.94,
            .sun = {width_mm * 0.82, height_mm * 0.4},
            .sun_radius = height_mm * 0.11,
            .text_bottom = height_mm * 0.5};
}

}  // namespace

http::Response show_card(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto& plan = state->shown.plan;
    auto canvas = print::Canvas::pixels({0, 0, width_mm, height_mm}, pixels_per_mm);
    const print::Illustration picture{
        .scene = print::scene_of(campaign::kind_name(state->campaign.kind)),
        .theme = plan.theme,
        .seed = static_cast<std::uint64_t>(plan.theme_seed)};
    canvas.paint(print::draw_illustration(picture, card_stage()), {0, 0});
    const auto& theme = print::theme_of(plan.theme);
    const print::FittedText kicker{kicker_words(request, app, *state),
                                   width_mm - 2 * margin_mm,
                                   6,
                                   {.colour = theme.overline,
                                    .size_pt = 11,
                                    .smallest_pt = 7,
                                    .weight = 600,
                                    .lines_max = 1,
                                    .language = request.language}};
    const print::FittedText title{plan.title,
                                  width_mm - 2 * margin_mm,
                                  24,
                                  {.colour = theme.on_sky,
                                   .size_pt = 34,
                                   .smallest_pt = 16,
                                   .weight = 800,
                                   .face = print::Face::display,
                                   .line_spacing = 1.08,
                                   .lines_max = 2,
                                   .language = request.language},
                                  print::Wrap::balanced};
    canvas.paint_text(kicker, {margin_mm, margin_mm - 1});
    canvas.paint_text(title, {margin_mm, margin_mm + kicker.height_mm() + 1});
    auto response = http::file(canvas.finish_png(), "image/png");
    set_header(response, "Cache-Control", "public, max-age=3600");
    return response;
}

}  // namespace pages
