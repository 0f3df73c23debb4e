#include "web/pages/posts/post_words.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/words/text.h"

namespace pages {

using language::say;
using language::say_with;

void fill_pieces(language::Values& values, const std::vector<Piece>& pieces) {
    for (const auto& [text, is_tag] : pieces)
        values.add("PIECE").add(is_tag ? "TAG" : "PLAIN").set("TEXT", text);
}

void fill_public_post(language::Values& row, const live::Wording::Post& post) {
    row.set("KEY", post.id).set("WHO", post.who).set("AGO", post.ago);
    row.show_if(post.is_official, "OFFICIAL");
    fill_pieces(row, post.pieces);
}

language::Html render_post_body(const live::Wording::Post& post, const std::string& lang) {
    language::Values values;
    for (const auto& [text, is_tag] : post.pieces) {
        auto& piece = values.add("PIECE").add(is_tag ? "TAG" : "PLAIN").set("TEXT", text);
        if (is_tag) piece.set("TAG_HREF", post.tags_href + percent_encoded(text.substr(1)));
    }
    if (!post.photos.empty()) {
        auto& section = values.add("PHOTOS").set("MANY", post.photos.size() == 1 ? "one" : "many");
        for (const auto& photo : post.photos)
            section.add("PHOTO")
                .set("HREF", photo.href)
                .set("SRC", photo.src)
                .set("WIDTH", photo.width)
                .set("HEIGHT", photo.height)
                .set("ALT", photo.alt);
    }
    if (post.video)
        values.add("VIDEO")
            .set("VIDEO_HREF", post.video->href)
            .set("VIDEO_FRAME", post.video->frame)
            .set("VIDEO_LABEL", post.video->label)
            .set("VIDEO_NOTE", post.video->note);
    values.add("CHEER").set("CHEER_ACTION", post.cheer_action).set("CHEERS_TEXT", post.cheers_text);
    return language::render_template("web/pages/posts/post_body.html", values, lang);
}

language::Html render_own_photos(const std::vector<pictures::Photo>& photos,
                                 const std::string& path, const std::string& lang) {
    language::Values values;
    for (const auto& photo : photos) {
        const auto& small = photo.at_least(400);
        auto& row = values.add("PHOTO");
        row.set("SRC", path + pictures::photo_path(small)).set("ALT", photo.alt);
        row.set("WIDTH", small.width).set("HEIGHT", small.height);
        row.show_if(photo.shows_people, "PEOPLE").show_if(!photo.shown_at, "UNSEEN");
    }
    return language::render_template("web/pages/posts/own_photos.html", values, lang);
}

void fill_fewer(language::Values& values, const std::vector<pictures::Photo>& photos,
                const std::string& lang) {
    for (std::size_t i = 0; i < photos.size(); ++i)
        values.add("FEWER")
            .set("PHOTO", photos[i].id.value)
            .set("FEWER_LABEL", say_with("Take photo {1} out", {std::to_string(i + 1)}, lang));
}

std::vector<pictures::Photo> photos_of_post(const std::vector<pictures::Photo>& all,
                                            posts::PostId post) {
    std::vector<pictures::Photo> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const auto& photo) { return photo.post == post; });
    return found;
}

std::string post_state_words(const posts::Post& post, const std::string& lang) {
    const auto stays = [&](const std::string& words) {
        if (!post.is_public()) return words;
        return words + ' ' + say("The words approved earlier stay public.", lang);
    };
    switch (post.state) {
        case posts::State::waiting:
            return stays(say("Waits to be read.", lang));
        case posts::State::published:
            return say("Everyone can see this.", lang);
        case posts::State::sent_back:
            return stays(say_with("Sent back: {1}", {post.reason}, lang));
        case posts::State::hidden:
            return post.reason.empty() ? say("Hidden again.", lang)
                                       : say_with("Hidden again: {1}", {post.reason}, lang);
        case posts::State::withdrawn:
            return say("Taken back.", lang);
    }
    return {};
}

}  // namespace pages
