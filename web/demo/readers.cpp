#include "web/demo/readers.h"

#include "campaign/announcements/announcing.h"
#include "campaign/conversations/conversing.h"
#include "campaign/pictures/keeping.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/posts/trusting.h"
#include "campaign/stories/writing.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"
#include "web/demo/newcomers.h"

namespace demo {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct Readers {
    store::Store& store;
    const Colleagues& colleagues;
    CampaignId campaign;
    Instant now;
    pictures::Darkroom& darkroom;

    // "photo:by_the_river.jpg" in a story's words becomes a picture that was brought for it.
    void illustrate(const stories::Story& story, stories::Words words, Instant at) const {
        const std::string file = "by_the_river.jpg";
        const auto place = words.body.find(file);
        if (place == std::string::npos) return;
        const auto bytes = find_resource("web/demo/photos/" + file);
        check(bytes.has_value(), "the demo's pictures travel inside the program");
        const auto& author = colleagues.coordinator.actor;
        const auto photo = pictures::keep_photo(store, darkroom,
                                                {.campaign = campaign,
                                                 .account = author.account,
                                                 .story = story.id,
                                                 .bytes = std::string{*bytes},
                                                 .request_key = "demo-story-" + file},
                                                at);
        words.body.replace(place, file.size(), std::to_string(photo.id.value));
        stories::rewrite_story(store, {story.id, words, 1}, author, at);
    }

    // Days ago and read three hours later; 0 days: it still waits.
    void tell(const stories::Words& words, int days_ago) const {
        const auto at = days_ago > 0 ? now - hours{24 * days_ago} : now - hours{2};
        const auto& author = colleagues.coordinator.actor;
        const auto made = stories::begin_story(
            store, {campaign, words, "demo-story-" + words.title.substr(0, 24)}, author, at);
        illustrate(made, words, at + minutes{10});
        stories::submit_story(store, made.id, author, at + minutes{20});
        if (days_ago == 0) return;
        const auto version = stories::recent_versions(store.session(), made.id, 1).at(0);
        stories::decide_story(store, {version.id, true, {}}, colleagues.moderator.actor,
                              at + hours{3});
    }

    void announce() const {
        const auto yesterday = now - hours{26};
        const auto earlier = announcements::announce(
            store,
            {.campaign = campaign,
             .severity = announcements::Severity::important,
             .words = "The path by the boathouse is flooded. Please take the upper path.",
             .until = yesterday + hours{8},
             .request_key = "demo-announcement-1",
             .alone_reason = {}},
            colleagues.coordinator.actor, yesterday);
        announcements::approve_announcement(store, {earlier.id, earlier.version},
                                            colleagues.moderator.actor, yesterday + minutes{4});
        announcements::announce(
            store,
            {.campaign = campaign,
             .severity = announcements::Severity::info,
             .words = "Bags can be left at the coffee stand from nine o'clock on.",
             .until = now + hours{24 * 6},
             .request_key = "demo-announcement-2",
             .alone_reason = {}},
            colleagues.coordinator.actor, now - minutes{35});
    }

    void talk(ParticipantId walker) const {
        const auto at = now - hours{5};
        const auto made = conversations::open_conversation(
            store,
            {.participant = walker,
             .title = "About your post",
             .words = "Thank you for writing so openly. Before we publish it: is your brother all "
                      "right with being named?",
             .request_key = "demo-talk-1"},
            colleagues.moderator.actor, at);
        conversations::say_in_conversation(
            store,
            {made.id, conversations::Speaker::note, "Ask Harriet before anything is published.",
             "demo-talk-2"},
            colleagues.moderator.actor, at + minutes{2});
        conversations::say_in_conversation(
            store,
            {made.id, conversations::Speaker::participant,
             "Good that you ask. Please leave his name out, \"my brother\" is enough.",
             "demo-talk-3"},
            {{}, "participant"}, at + hours{3});
    }

    void trust(ParticipantId walker) const {
        const auto at = now - minutes{50};
        posts::trust_author(store, {walker, "Writes for the hospital's paper, and well."},
                            colleagues.organiser.actor, at - hours{48});
        say_yes_to_guidelines(store, walker, at - hours{1});
        posts::write_post(store,
                          {.campaign = campaign,
                           .participant = walker,
                           .words = "The river is high today and very loud. We sing louder.",
                           .request_key = "demo-trusted"},
                          {{}, "participant"}, at);
    }

    void correct(ParticipantId walker) const {
        const auto at = now - hours{9};
        say_yes_to_guidelines(store, walker, at - hours{1});
        const auto made = posts::write_post(store,
                                            {.campaign = campaign,
                                             .participant = walker,
                                             .words = "Trainign lap number four, in teh rain.",
                                             .request_key = "demo-corrected"},
                                            {{}, "participant"}, at);
        posts::correct_post(store,
                            {made.id, made.version, "Training lap number four, in the rain."},
                            colleagues.moderator.actor, at + minutes{6});
    }
};

}  // namespace

void leave_for_readers(store::Store& store, const Stage& stage, const Walkers& walkers,
                       Instant now) {
    constexpr std::size_t talks = 3, trusted = 5;
    if (walkers.empty() || walkers[0].size() <= trusted) return;
    pictures::Darkroom darkroom;
    const Readers readers{store, stage.colleagues, stage.shows[0].campaign.id, now, darkroom};
    readers.tell({"The first night with ten beds", "What changed when they came.",
                  text_of("story-first-night.md")},
                 19);
    readers.tell({"We walked the routes for you", "Two routes, one dog, and what to look out for.",
                  text_of("story-route-check.md")},
                 6);
    readers.tell({"Nineteen nights in a chair", "Why a folding bed is worth more than it costs.",
                  text_of("story-folding-bed.md")},
                 2);
    readers.tell({"What the walkers eat", "Seven sandwiches, tested.",
                  "Cheese won, closely followed by **cheese with pear**."},
                 0);
    readers.announce();
    readers.talk(walkers[0][talks].id);
    readers.trust(walkers[0][trusted].id);
    readers.correct(walkers[0][0].id);  // Who signs in as the walker sees it.
}

}  // namespace demo
