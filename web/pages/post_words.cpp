#include "web/pages/post_words.h"

#include "campaign/language/catalogue.h"

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
