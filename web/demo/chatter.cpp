#include "web/demo/chatter.h"

#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/words/token.h"
#include "web/demo/newcomers.h"

namespace demo {

namespace {

using std::chrono::minutes;

std::string with_lines(std::string words) {
    for (auto at = words.find(" // "); at != words.npos; at = words.find(" // ", at))
        words.replace(at, 4, "\n");
    return words;
}

std::vector<PostText> posts_of(const std::vector<PostText>& all, std::string_view campaign) {
    std::vector<PostText> found;
    for (const auto& one : all)
        if (one.campaign == campaign) found.push_back(one);
    return found;
}

struct Writer {
    store::Store& store;
    const Stage& stage;
    const Show& show;

    void write(const PostText& text, ParticipantId walker, Instant at, std::size_t number) const {
        const bool is_official = text.who == "campaign";
        if (!is_official) say_yes_to_guidelines(store, walker, at - minutes{1});
        const auto made = posts::write_post(
            store,
            {.campaign = show.campaign.id,
             .participant = is_official ? ParticipantId{} : walker,
             .words = with_lines(text.words),
             .request_key = "demo-post-" + show.campaign.slug + std::to_string(number)},
            is_official ? stage.colleagues.coordinator.actor : people::Actor{{}, "participant"},
            at);
        if (text.who == "late") return;  // Waits for whoever looks at the desk.
        posts::review_post(store, {.post = made.id, .seen_version = made.version},
                           stage.colleagues.moderator.actor, at + minutes{7});
    }
};

}  // namespace

// The last of a campaign are a few minutes old, the others go back over the days before.
void write_posts(store::Store& store, const Stage& stage, const Walkers& walkers, Instant now) {
    constexpr int late_gap_min = 9, gap_min = 260;
    const auto all = read_posts();
    for (std::size_t s = 0; s < stage.shows.size(); ++s) {
        const auto& show = stage.shows[s];
        if (walkers[s].empty()) continue;
        const auto texts = posts_of(all, show.campaign.slug);
        const Writer writer{store, stage, show};
        auto at = now - minutes{late_gap_min};
        for (std::size_t i = texts.size(); i-- > 0;) {
            if (at < show.opened_at) break;
            // The first of the first show signs in: others write in the demo.
            const auto& walker = walkers[s][1 + (i * 7) % (walkers[s].size() - 1)];
            writer.write(texts[i], walker.id, std::max(at, walker.since), i);
            at -= minutes{texts[i].who == "late" ? late_gap_min : gap_min};
        }
    }
}

void post_live(store::Store& store, const Chat& chat, Instant now) {
    const auto texts = posts_of(read_posts(), "live");
    say_yes_to_guidelines(store, chat.participant, now);
    const auto made =
        posts::write_post(store,
                          {.campaign = chat.campaign,
                           .participant = chat.participant,
                           .words = with_lines(texts[chat.number % texts.size()].words),
                           .request_key = "live-post-" + random_token()},
                          {{}, "participant"}, now);
    posts::review_post(store, {.post = made.id, .seen_version = made.version}, chat.reader, now);
}

}  // namespace demo
