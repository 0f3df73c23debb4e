#include "web/pages/sharing/share_step.h"

#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/template.h"
#include "campaign/outside/json.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/code.h"
#include "web/pages/sharing/share_address.h"
#include "web/pages/sharing/share_picture.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

// One press of one button.
struct Pressed {
    const http::Request& request;
    App& app;
    const live::State& state;
    const SharePage& page;
    links::Link link;
    ShareText text;

    const std::string& language() const { return request.language; }
};

Pressed press(const http::Request& request, App& app, const live::State& state,
              const SharePage& page) {
    auto link =
        links::find_or_make_share_link(app.store, page.spot, request.param("channel"), request.now);
    ShareText text{.title = page.title,
                   .words = page.words,
                   .url = app.config.public_url + "/" + link.code,
                   .picture = app.config.public_url +
                              picture_path(page.path, print::PictureShape::pin, link.code),
                   .hashtag = page.hashtag};
    return {request, app, state, page, std::move(link), std::move(text)};
}

// Where a picture and a pasted link go, and what to do, in order.
struct Steps {
    std::string_view channel;
    print::PictureShape shape;
    std::array<std::string_view, 3> lines;
};
constexpr auto to_say = language::to_say;
constexpr std::array steps{
    Steps{"instagram",
          print::PictureShape::tall,
          {to_say("Save the picture on your phone."), to_say("Copy your link."),
           to_say("In Instagram, begin a story with the picture, tap the sticker sign, choose "
                  "“Link” and paste.")}},
    Steps{"tiktok",
          print::PictureShape::tall,
          {to_say("Save the picture on your phone."), to_say("Copy your link."),
           to_say("In TikTok, begin a photo post with the picture and paste the link into its "
                  "description; or put it in your profile under “Website”.")}},
    Steps{"snapchat",
          print::PictureShape::tall,
          {to_say("Save the picture on your phone."), to_say("Copy your link."),
           to_say("In Snapchat, open the picture from your memories, tap the paper clip and "
                  "paste.")}},
    Steps{"threads",
          print::PictureShape::square,
          {to_say("Save the picture on your phone."), to_say("Copy your link."),
           to_say("In Threads, begin a post, paste the link and add the picture.")}}};

std::string heading_of(const Pressed& pressed) {
    const auto& lang = pressed.language();
    const auto& channel = pressed.link.channel;
    if (channel == "email") return say("Send it by mail", lang);
    if (channel == "sms") return say("Send it as a text message", lang);
    if (channel == "copy" || channel == "sheet") return say("Your link, to paste anywhere", lang);
    if (channel == "qr") return say("Let somebody scan it", lang);
    return say_with("Share on {1}", {std::string{links::find_channel(channel)->title}}, lang);
}

void fill_picture(Values& values, const Pressed& pressed) {
    const auto& lang = pressed.language();
    for (const auto& one : steps) {
        if (one.channel != pressed.link.channel) continue;
        for (const auto& line : one.lines) values.add("STEP").set("TEXT", say(line, lang));
        const auto path = picture_path(pressed.page.path, one.shape, pressed.link.code);
        auto& section = values.add("PICTURE");
        section.set("PICTURE_SRC", path)
            .set("FILE_NAME", picture_file_name(pressed.page, one.shape));
        section.set("WIDTH", print::picture_width(one.shape));
        section.set("HEIGHT", print::picture_height(one.shape));
        section.set("ALT", picture_alt(pressed.state, pressed.page, lang));
        for (const auto shape : print::all_shapes())
            if (shape != one.shape)
                section.add("OTHER")
                    .set("HREF", picture_path(pressed.page.path, shape, pressed.link.code))
                    .set("FILE_NAME", picture_file_name(pressed.page, shape))
                    .set("SIZE", picture_size_text(shape));
    }
}

// The server is named by the person, and kept by their browser alone. We never redirect to a host
// that somebody put into an address: they see the name and press once more.
void fill_mastodon(Values& values, const Pressed& pressed) {
    if (pressed.link.channel != "mastodon") return;
    const auto typed = pressed.request.query.text("server");
    const auto host = read_mastodon_host(typed);
    auto& section = values.add("MASTODON");
    section.set("ACTION", pressed.request.path).set("SERVER", host ? *host : excerpt(typed, 80));
    section.set("TEXT", pressed.text.words + " " + pressed.text.url);
    if (host)
        section.add("ON").set("HREF", mastodon_address(*host, pressed.text)).set("HOST", *host);
    if (!host && !typed.empty()) section.show("SERVER_WRONG");
}

void fill_outward(Values& values, const Pressed& pressed, const std::string& address) {
    if (address.empty()) return;
    const auto& lang = pressed.language();
    // A template lets no scheme but http through: our own address leads on to mailto: and sms:.
    values.add("OUTWARD")
        .set("HREF", pressed.request.path + "?go=1")
        .set("LABEL", pressed.link.channel == "email" ? say("Open my mail program", lang)
                                                      : say("Open my messages", lang));
}

http::Response show_step(const Pressed& pressed, const std::string& address) {
    const auto& [request, app, state, page, link, text] = pressed;
    const auto& lang = request.language;
    Values values;
    values.set("TITLE", state.shown.plan.title).set("CAMPAIGN_HREF", campaign_path(state.campaign));
    const bool is_private = page.spot.from != links::SharedFrom::page;
    values.set("BACK_HREF", (is_private ? page.buttons : page.path) + "#share");
    values.set("HEADING", heading_of(pressed)).set("WORDS", text.words).set("URL", text.url);
    values.set("SHORT", short_address(app.config, link.code));
    fill_picture(values, pressed);
    fill_mastodon(values, pressed);
    fill_outward(values, pressed, address);
    values.add("CODE")
        .set("QR_SRC", "/q/" + link.code + ".svg")
        .set("QR_ALT", say_with("QR code for {1}", {short_address(app.config, link.code)}, lang));
    return show_public(
        request, app,
        {.title = heading_of(pressed) + " · " + state.shown.plan.title,
         .body = language::render_template("web/pages/sharing/share_step.html", values, lang),
         .styles = {"css/public.css", "css/share.css"},
         .scripts = {"js/copy.js", "js/share_step.js"},
         .campaign = state.campaign.slug});
}

http::Response tell_script(const Pressed& pressed, const std::string& address) {
    const auto& [request, app, state, page, link, text] = pressed;
    outside::JsonWriter writer;
    writer.text("code", link.code).text("url", text.url).text("href", address);
    writer.text("title", text.title).text("text", text.words);
    writer.text("qr", "/q/" + link.code + ".svg");
    return http::json(writer.object());
}

}  // namespace

http::Response answer_share(const http::Request& request, App& app, const live::State& state,
                            const SharePage& page) {
    const auto channel = request.param("channel");
    if (!links::is_share_channel(channel) || channel == "appeal")
        throw Refused{{Reason::not_found}};
    const auto sort = sort_of(request, app, state.campaign.id);
    if (sort == links::Sort::bot || sort == links::Sort::head) return http::redirect(page.path);
    const auto pressed = press(request, app, state, page);
    const auto address = share_address(channel, pressed.text);
    const bool leads_out =
        address.starts_with("https://") || (!address.empty() && request.query.has("go"));
    auto response = request.query.text("as") == "json" ? tell_script(pressed, address)
                    : leads_out                        ? http::redirect(address, 302)
                                                       : show_step(pressed, address);
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "Referrer-Policy", "no-referrer");  // Private addresses stay private.
    set_header(response, "X-Robots-Tag", "noindex, nofollow");
    return response;
}

}  // namespace pages
