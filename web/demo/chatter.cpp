#include "web/demo/chatter.h"

#include "campaign/pictures/consenting.h"
#include "campaign/pictures/keeping.h"
#include "campaign/posts/cheering.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"
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

// Which of the walk's posts have which picture, and what it shows.
struct Snapshot {
    std::size_t post;
    const char *file, *alt;
    bool shows_people = false;
};
constexpr Snapshot snapshots[] = {
    {2, "at_the_start.jpg", "A path leads into green hills with fir trees"},
    {7, "by_the_river.jpg", "The river in the morning, with hills behind it"},
    {9, "over_the_ridge.jpg", "Nine walkers on a ridge against an orange sky", true},
    {10, "in_the_evening.jpg", "Night falls over a path through dark hills"},
    {11, "cake_stall.jpg", "A red stall with colourful jars on a long table"},
};

struct Writer {
    store::Store& store;
    const Stage& stage;
    const Show& show;
    pictures::Darkroom& darkroom;

    std::vector<pictures::PhotoId> photos_for(std::size_t number, ParticipantId walker,
                                              Instant at) const {
        std::vector<pictures::PhotoId> ids;
        if (show.campaign.slug != stage.shows.front().campaign.slug) return ids;
        for (const auto& one : snapshots) {
            if (one.post != number) continue;
            const auto bytes = find_resource(std::string{"web/demo/photos/"} + one.file);
            check(bytes.has_value(), "the demo's pictures travel inside the program");
            const pictures::NewPhoto photo{.campaign = show.campaign.id,
                                           .participant = walker,
                                           .bytes = std::string{*bytes},
                                           .alt = one.alt,
                                           .shows_people = one.shows_people,
                                           .request_key = std::string{"demo-"} + one.file};
            ids.push_back(pictures::keep_photo(store, darkroom, photo, at).id);
            if (one.shows_people) agree_to(ids.back(), at);
        }
        return ids;
    }
    void agree_to(pictures::PhotoId photo, Instant at) const {
        pictures::record_consent(store,
                                 {.campaign = show.campaign.id,
                                  .person = "Ida Sommer",
                                  .scope = "campaign",
                                  .is_minor = true,
                                  .guardian = "Jonas Sommer, her father",
                                  .given_how = "Signed form, folder 3",
                                  .photos = {photo},
                                  .request_key = "demo-consent"},
                                 stage.colleagues.moderator.actor, at);
    }
    void cheer(posts::PostId post, std::size_t number, Instant at) const {
        for (std::size_t i = 0; i < number * 7 % 12; ++i)
            posts::cheer_post(store, post, posts::cheer_mark(post, std::to_string(i)), at);
    }

    void write(const PostText& text, ParticipantId walker, Instant at, std::size_t number) const {
        const bool is_official = text.who == "campaign";
        if (!is_official) say_yes_to_guidelines(store, walker, at - minutes{1});
        const auto made = posts::write_post(
            store,
            {.campaign = show.campaign.id,
             .participant = is_official ? ParticipantId{} : walker,
             .words = with_lines(text.words),
             .request_key = "demo-post-" + show.campaign.slug + std::to_string(number),
             .photos =
                 is_official ? std::vector<pictures::PhotoId>{} : photos_for(number, walker, at)},
            is_official ? stage.colleagues.coordinator.actor : people::Actor{{}, "participant"},
            at);
        if (text.who == "late") return;  // Waits for whoever looks at the desk.
        posts::review_post(store, {.post = made.id, .seen_version = made.version},
                           stage.colleagues.moderator.actor, at + minutes{7});
        if (number > 6) cheer(made.id, number, at + minutes{7});
    }
};

}  // namespace

// The last of a campaign are a few minutes old, the others go back over the days before.
void write_posts(store::Store& store, const Stage& stage, const Walkers& walkers, Instant now) {
    constexpr int late_gap_min = 9, gap_min = 260;
    const auto all = read_posts();
    pictures::Darkroom darkroom;
    for (std::size_t s = 0; s < stage.shows.size(); ++s) {
        const auto& show = stage.shows[s];
        if (walkers[s].empty()) continue;
        const auto texts = posts_of(all, show.campaign.slug);
        const Writer writer{store, stage, show, darkroom};
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
