#include "web/pages/privacy/privacy.h"

#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/organisation/organisation.h"
#include "campaign/organisation/picture.h"
#include "campaign/words/refusal.h"
#include "web/html/layout.h"

namespace pages {

namespace {

struct Kept {
    const char *what, *how_long;
};

constexpr std::array kept_things{
    Kept{"A gift: amount, day, way of paying", "Ten years, as bookkeeping asks for."},
    Kept{"Your name and your message",
         "As long as the campaign can be seen, or until you ask us "
         "to take them away."},
    Kept{"Your e-mail address",
         "Until your gift is settled and thanked for; longer only if you "
         "said yes to hearing from us."},
    Kept{"Name and address for a receipt", "Ten years, as tax law asks for."},
    Kept{"That a link was followed",
         "Day, kind of browser and the site before; no address, "
         "and nobody can be told apart the day after."},
    Kept{"A photo of a wall where our poster hangs",
         "For the team alone, until three months after the poster is "
         "down or the campaign is over."},
    Kept{"Wrong passwords at the desk", "An hour, as a digest."}};

}  // namespace

http::Response show_privacy(const http::Request& request, App& app) {
    const auto& in = request.language;
    const auto ours = organisation::find_organisation(app.store.session());
    language::Values values;
    values.set("LEGAL_NAME", ours.legal_name).set("REGISTER", ours.register_number);
    values.set("ADDRESS", organisation::on_one_line(ours.address));
    values.set("TELEPHONE", ours.telephone).set("EMAIL", ours.sender_address);
    values.html("IMPRINT_HTML", language::render_markdown(ours.imprint));
    values.html("PRIVACY_HTML", language::render_markdown(ours.privacy));
    for (const auto& kept : kept_things)
        values.add("KEPT")
            .set("WHAT", language::say(kept.what, in))
            .set("HOW_LONG", language::say(kept.how_long, in));
    return show_public(request, app, language::say("Privacy and imprint", in),
                       language::render_template("web/pages/privacy/privacy.html", values, in));
}

http::Response show_logo(const http::Request& request, App& app) {
    const auto digest = organisation::find_organisation(app.store.session()).logo;
    auto picture = organisation::find_picture(app.store.session(), digest);
    if (!picture) throw Refused{{Reason::not_found}};
    http::Response response;
    response.type = picture->type, response.body = std::move(picture->bytes);
    const auto is_exact = request.query.text("v") == digest;
    set_header(response, "Cache-Control",
               is_exact ? "public, max-age=31536000, immutable" : "no-cache");
    return response;
}

}  // namespace pages
