#include "campaign/posts/posting.h"

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/phase.h"
#include "campaign/pictures/photo_tables.h"
#include "campaign/posts/post_tables.h"
#include "campaign/posts/trusting.h"
#include "campaign/roster/guidelines.h"
#include "campaign/words/text.h"

namespace posts {

namespace {

Refusal bad(std::string sentence) {
    return {Reason::not_a_valid_value, "words", std::move(sentence)};
}

std::string words_of(const std::string& typed, std::size_t photos) {
    const auto words = read_lines(typed, words_max, lines_max);
    if (!words) throw Refused{bad("That is too long: 500 characters and 16 lines at most.")};
    if (words->empty() && photos == 0)
        throw Refused{bad("Write a line or two first, or add a photo.")};
    if (photos > photos_max) throw Refused{bad("Ten photos are the most that one post takes.")};
    return *words;
}

void claim_photos(store::Transaction& tx, const Post& post,
                  const std::vector<pictures::PhotoId>& photos, int first_place) {
    for (auto place = first_place; const auto& photo : photos)
        if (!pictures::claim_photo(tx, {photo, post.id, place++, post.participant, post.author}))
            throw Refused{bad("One of the photos is not there any more. Choose it again.")};
}

ledger::AuditEntry entry_about(const Post& post, const people::Actor& actor, std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "post",
            .subject_id = post.id.value,
            .campaign = post.campaign};
}

void insist_on_open(store::Store& store, CampaignId id, Instant now) {
    const auto campaign = campaign::find_campaign_by_id(store.session(), id);
    if (!campaign) throw Refused{{Reason::not_found}};
    const auto version = campaign::current_version(store.session(), *campaign);
    if (const auto refusal = post_objection(*campaign, version, now)) throw Refused{*refusal};
}

void insist_on_pace(store::Store& store, ParticipantId participant, Instant now) {
    if (!participant) return;
    const auto pace = pace_of(store.session(), participant, now - std::chrono::hours{24});
    if (pace.waiting >= waiting_max)
        throw Refused{bad("Ten of your posts wait to be read. Let somebody catch up first.")};
    if (pace.since >= posts_a_day_max)
        throw Refused{bad("That was a lot for one day. Go on tomorrow.")};
}

void insist_on_guidelines(store::Store& store, const NewPost& asked) {
    if (!asked.participant) return;
    if (roster::owed_guidelines(store.session(), asked.campaign, asked.participant))
        throw Refused{bad("Read the guidelines first, and say yes to them.")};
}

Post written_before(store::Store& store, const NewPost& asked, const people::Actor& actor) {
    const auto earlier = find_post_by_key(store.session(), asked.request_key);
    if (!earlier) throw store::Unavailable{"the earlier post of this form is not there yet"};
    const bool is_theirs = earlier->campaign == asked.campaign &&
                           earlier->participant == asked.participant &&
                           (asked.participant || earlier->author == actor.account);
    if (!is_theirs) throw Refused{{Reason::form_expired}};
    return *earlier;
}

Post own_post(store::Store& store, const PostChange& change, const people::Actor& actor) {
    const auto post = find_post(store.session(), change.post);
    const bool is_theirs = post && post->participant == change.participant &&
                           (change.participant || post->author == actor.account);
    if (!is_theirs) throw Refused{{Reason::not_found}};
    return *post;
}

struct PhotosAfter {
    std::vector<pictures::PhotoId> fewer;  // Of those that were named, the ones that are there.
    std::size_t count = 0;
    int next_place = 0;
    bool are_read = true;
};
PhotosAfter photos_after(store::Store& store, const PostChange& change) {
    const auto before = pictures::photos_of_posts(store.session(), {change.post});
    PhotosAfter after;
    for (const auto& photo : before) {
        if (std::ranges::find(change.fewer_photos, photo.id) != change.fewer_photos.end()) {
            after.fewer.push_back(photo.id);
            continue;
        }
        ++after.count;
        if (!photo.shown_at) after.are_read = false;
    }
    after.count += change.more_photos.size();
    after.next_place = static_cast<int>(before.size());
    return after;
}

}  // namespace

std::optional<Refusal> post_objection(const campaign::Campaign& campaign,
                                      const campaign::Version& version, Instant now) {
    switch (campaign::phase_of(campaign, version, now)) {
        case campaign::Phase::before:
        case campaign::Phase::open:
        case campaign::Phase::paused:
        case campaign::Phase::postponed:
        case campaign::Phase::after:
            return {};
        case campaign::Phase::draft:
        case campaign::Phase::ended:
        case campaign::Phase::cancelled:
        case campaign::Phase::closed:
            return Refusal{Reason::campaign_not_open, "words",
                           "This campaign takes no more posts."};
    }
    return {};
}

Post write_post(store::Store& store, const NewPost& asked, const people::Actor& actor,
                Instant now) {
    const auto words = words_of(asked.words, asked.photos.size());
    if (find_post_by_key(store.session(), asked.request_key))
        return written_before(store, asked, actor);
    insist_on_open(store, asked.campaign, now);
    insist_on_guidelines(store, asked);
    insist_on_pace(store, asked.participant, now);
    const auto trust = trust_for(store.session(), asked.participant, words);
    const Post made{.id = new_id<PostId>(now),
                    .campaign = asked.campaign,
                    .participant = asked.participant,
                    .author = actor.account,
                    .words = words,
                    .written_at = now};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_post(tx, made, asked.request_key);
            claim_photos(tx, made, asked.photos, 0);
            ledger::append_audit(tx, entry_about(made, actor, "post written"), now);
            if (trust && asked.photos.empty()) publish_trusted(tx, made, *trust, now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_post_per_request") throw;
        return written_before(store, asked, actor);
    } catch (const store::OutcomeUnknown&) {
        if (find_post_by_key(store.session(), asked.request_key))
            return written_before(store, asked, actor);
        throw;
    }
    return made;
}

Post rewrite_post(store::Store& store, const PostChange& change, const people::Actor& actor,
                  Instant now) {
    auto post = own_post(store, change, actor);
    if (post.state == State::withdrawn) throw Refused{{Reason::already_decided}};
    const auto photos = photos_after(store, change);
    const auto words = words_of(change.words, photos.count);
    const bool is_as_before = change.more_photos.empty() && photos.fewer.empty();
    if (post.words == words && is_as_before) return post;  // Sent twice, or not changed.
    if (change.seen_version != post.version)
        throw Refused{{Reason::already_decided, "words",
                       "Your post was read or changed meanwhile. Look again."}};
    post.words = words;
    const bool is_read =
        post.is_public() && words == post.shown && change.more_photos.empty() && photos.are_read;
    post.state = is_read ? State::published : State::waiting;
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_post_words(tx, post, now)) throw Refused{{Reason::already_decided}};
        claim_photos(tx, post, change.more_photos, photos.next_place);
        for (const auto& photo : photos.fewer) pictures::mark_photo_dropped(tx, photo, now);
        ledger::append_audit(tx, entry_about(post, actor, "post rewritten"), now);
    });
    ++post.version;
    return post;
}

Post withdraw_post(store::Store& store, const PostChange& change, const people::Actor& actor,
                   Instant now) {
    auto post = own_post(store, change, actor);
    store.in_transaction([&](store::Transaction& tx) {
        if (!erase_post(tx, post.id)) return;
        pictures::withdraw_photos_of(tx, post.id, now);
        ledger::append_audit(tx, entry_about(post, actor, "post withdrawn"), now);
    });
    post.words.clear(), post.shown.clear(), post.shows_something = false,
                                            post.state = State::withdrawn;
    return post;
}

}  // namespace posts
