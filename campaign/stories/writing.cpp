#include "campaign/stories/writing.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/language/markdown.h"
#include "campaign/ledger/audit.h"
#include "campaign/pictures/photo_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace stories {

namespace {

constexpr int slug_tries_max = 50;

[[noreturn]] void refuse_second_writer() {
    refuse(Reason::already_decided, {}, "Somebody else has just changed this story. Look again.");
}

Story story_or_refusal(store::Store& store, StoryId id) {
    const auto found = find_story_by_id(store.session(), id);
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

Version newest_of(store::Store& store, StoryId story) {
    const auto versions = recent_versions(store.session(), story, 1);
    check(!versions.empty(), "a story has a version from its first moment");
    return versions.front();
}

void note(store::Transaction& tx, const Story& story, ledger::AuditEntry entry, Instant now) {
    entry.subject_type = "story", entry.subject_id = story.id.value;
    entry.campaign = story.campaign;
    ledger::append_audit(tx, entry, now);
}

// Free, as far as can be seen; the key itself decides.
std::string choose_slug(store::Store& store, const NewStory& asked) {
    constexpr std::size_t stem_max = 55;
    auto stem = slug_of(asked.words.title).substr(0, stem_max);
    while (stem.ends_with('-')) stem.pop_back();
    if (!is_slug(stem)) stem = "story";
    for (int n = 1; n <= slug_tries_max; ++n) {
        const auto slug = n == 1 ? stem : stem + '-' + std::to_string(n);
        if (!find_story(store.session(), asked.campaign, slug)) return slug;
    }
    refuse(Reason::not_a_valid_value, "title", "Many stories have that title. Choose another one.");
}

void insert_version(store::Transaction& tx, const Version& version) {
    tx.run(
        "INSERT INTO story_version (id, story_id, number, title, summary, body, author_id, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        version.id, version.story, version.number, version.words.title, version.words.summary,
        version.words.body, version.author, version.made_at);
}

bool update_draft(store::Transaction& tx, const Version& version) {
    return tx.run(
               "UPDATE story_version SET title = ?, summary = ?, body = ?, made_at = ?"
               " WHERE id = ? AND state = 'draft' AND submitted_at IS NULL AND author_id = ?",
               version.words.title, version.words.summary, version.words.body, version.made_at,
               version.id, version.author) == 1;
}

Story begun_before(store::Store& store, const NewStory& asked, const people::Actor& actor) {
    const auto earlier = find_story_by_key(store.session(), asked.request_key);
    if (!earlier) throw store::Unavailable{"the earlier story of this form is not there yet"};
    if (earlier->campaign != asked.campaign || earlier->made_by != actor.account)
        throw Refused{{Reason::form_expired}};
    return *earlier;
}

bool move_newest(store::Transaction& tx, const Version& version, const char* from, const char* to,
                 std::optional<Instant> submitted_at) {
    return tx.run(
               "UPDATE story_version SET state = ?, submitted_at = COALESCE(?, submitted_at)"
               " WHERE id = ? AND state = ?",
               to, submitted_at, version.id, from) == 1;
}

}  // namespace

std::optional<Refusal> words_objection(const Words& words) {
    const auto bad = [](std::string field, std::string sentence) {
        return Refusal{Reason::not_a_valid_value, std::move(field), std::move(sentence)};
    };
    if (words.title.empty() || count_code_points(words.title) > title_max)
        return bad("title", "A story has a title of at most 120 characters.");
    if (count_code_points(words.summary) > summary_max)
        return bad("summary", "One sentence of at most 300 characters.");
    if (words.body.empty()) return bad("body", "Write the story first.");
    if (count_code_points(words.body) > body_max)
        return bad("body", "That is too long: 16,000 characters at most.");
    return {};
}

Story begin_story(store::Store& store, const NewStory& asked, const people::Actor& actor,
                  Instant now) {
    if (const auto refusal = words_objection(asked.words)) throw Refused{*refusal};
    if (!campaign::find_campaign_by_id(store.session(), asked.campaign))
        throw Refused{{Reason::not_found}};
    if (find_story_by_key(store.session(), asked.request_key))
        return begun_before(store, asked, actor);
    const Story made{.id = new_id<StoryId>(now),
                     .campaign = asked.campaign,
                     .slug = choose_slug(store, asked),
                     .shown_version = {},
                     .made_by = actor.account,
                     .made_at = now,
                     .published_at = {},
                     .updated_at = {},
                     .withdrawn_at = {}};
    Version first{.id = new_id<StoryVersionId>(now), .story = made.id, .words = asked.words};
    first.author = actor.account, first.made_at = now;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            tx.run(
                "INSERT INTO story (id, campaign_id, slug, made_by, made_at, request_key)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                made.id, made.campaign, made.slug, made.made_by, now, asked.request_key);
            insert_version(tx, first);
            note(tx, made, {.actor = actor, .action = "story begun", .subject_type = {}}, now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint == "one_story_per_request")
            return begun_before(store, asked, actor);
        if (duplicate.constraint != "one_story_per_address") throw;
        refuse(Reason::already_decided, "title", "Another story took that address just now.");
    }
    return made;
}

Version rewrite_story(store::Store& store, const StoryChange& change, const people::Actor& actor,
                      Instant now) {
    if (const auto refusal = words_objection(change.words)) throw Refused{*refusal};
    const auto story = story_or_refusal(store, change.story);
    const auto newest = newest_of(store, story.id);
    if (newest.state == VersionState::submitted)
        refuse(Reason::already_decided, {},
               "This story waits to be read. Take it back before you write on.");
    if (change.seen_number != newest.number) refuse_second_writer();
    if (newest.words == change.words && newest.state == VersionState::draft) return newest;
    const bool goes_on = newest.state == VersionState::draft && !newest.submitted_at &&
                         newest.author == actor.account;
    Version next{.id = goes_on ? newest.id : new_id<StoryVersionId>(now),
                 .story = story.id,
                 .number = goes_on ? newest.number : newest.number + 1,
                 .words = change.words};
    next.author = actor.account, next.made_at = now;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (!goes_on) insert_version(tx, next);
            if (goes_on && !update_draft(tx, next)) refuse_second_writer();
            note(tx, story,
                 {.actor = actor,
                  .action = "story rewritten",
                  .subject_type = {},
                  .detail = "version " + std::to_string(next.number)},
                 now);
        });
    } catch (const store::Duplicate&) {
        refuse_second_writer();
    }
    return next;
}

namespace {

bool shows(const std::vector<std::int64_t>& numbers, const pictures::Photo& photo) {
    return std::ranges::find(numbers, photo.id.value) != numbers.end();
}

// Taken away, or never brought for this story: its writer would see a gap only when it is public.
void insist_on_pictures(const Version& version, const std::vector<pictures::Photo>& brought) {
    for (const auto number : language::illustrations_in(version.words.body))
        if (std::ranges::find(brought, pictures::PhotoId{number}, &pictures::Photo::id) ==
            brought.end())
            refuse(Reason::not_a_valid_value, "body",
                   "A picture in this story is not there any more. Take it out, or add it again.");
}

// What the approved words show is public with them; what they do not show is not.
void show_pictures(store::Transaction& tx, const Version& version,
                   const std::vector<pictures::Photo>& brought, Instant now) {
    const auto numbers = language::illustrations_in(version.words.body);
    for (const auto& photo : brought)
        if (shows(numbers, photo))
            pictures::show_photo(tx, photo.id, now);
        else
            pictures::mark_photo_unseen(tx, photo.id);
}

}  // namespace

void submit_story(store::Store& store, StoryId id, const people::Actor& actor, Instant now) {
    const auto story = story_or_refusal(store, id);
    const auto newest = newest_of(store, id);
    insist_on_pictures(newest, pictures::photos_of_story(store.session(), id));
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_newest(tx, newest, "draft", "submitted", now))
            refuse(Reason::already_decided, {}, "There is no draft to hand in.");
        note(tx, story, {.actor = actor, .action = "story submitted", .subject_type = {}}, now);
    });
}

void take_story_back(store::Store& store, StoryId id, const people::Actor& actor, Instant now) {
    const auto story = story_or_refusal(store, id);
    const auto newest = newest_of(store, id);
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_newest(tx, newest, "submitted", "draft", {}))
            refuse(Reason::already_decided, {}, "Nothing waits to be read any more.");
        note(tx, story, {.actor = actor, .action = "story taken back", .subject_type = {}}, now);
    });
}

namespace {

// What was approved before is replaced; the first approval is when it was published.
void show_approved(store::Transaction& tx, const Version& version, Instant now) {
    tx.run(
        "UPDATE story_version SET state = 'replaced'"
        " WHERE story_id = ? AND number < ? AND state IN ('approved', 'draft')",
        version.story, version.number);
    tx.run(
        "UPDATE story SET shown_version_id = ?, published_at = COALESCE(published_at, ?),"
        "       updated_at = ?, withdrawn_at = NULL, withdrawn_by = NULL WHERE id = ?",
        version.id, now, now, version.story);
}

}  // namespace

void decide_story(store::Store& store, const StoryDecision& decision, const people::Actor& actor,
                  Instant now) {
    const auto version = find_version(store.session(), decision.version);
    if (!version) throw Refused{{Reason::not_found}};
    check(static_cast<bool>(actor.account), "a decision is somebody's");
    if (version->author == actor.account)
        refuse(Reason::needs_second_person, {},
               "You wrote this yourself: somebody else must read it.");
    if (!decision.approves && decision.reason.empty())
        refuse(Reason::not_a_valid_value, "reason", "Say why, so that it can be mended.");
    if (count_code_points(decision.reason) > reason_max)
        refuse(Reason::not_a_valid_value, "reason", "That is too long.");
    const auto story = story_or_refusal(store, version->story);
    const auto brought = pictures::photos_of_story(store.session(), story.id);
    if (decision.approves) insist_on_pictures(*version, brought);
    store.in_transaction([&](store::Transaction& tx) {
        if (decision.approves) campaign::insist_not_held(tx, story.campaign);
        const auto decided = tx.run(
            "UPDATE story_version SET state = ?, decided_by = ?, decided_at = ?, reason = ?"
            " WHERE id = ? AND state = 'submitted'",
            decision.approves ? "approved" : "sent_back", actor.account, now, decision.reason,
            version->id);
        if (decided != 1) refuse(Reason::already_decided, {}, "Somebody has decided this already.");
        if (decision.approves) {
            show_approved(tx, *version, now);
            show_pictures(tx, *version, brought, now);
            if (!brought.empty()) pictures::note_photo_change(tx, story.campaign);
        }
        note(tx, story,
             {.actor = actor,
              .action = decision.approves ? "story approved" : "story sent back",
              .subject_type = {},
              .reason = decision.reason,
              .detail = "version " + std::to_string(version->number)},
             now);
    });
}

void withdraw_story(store::Store& store, StoryId id, const std::string& reason,
                    const people::Actor& actor, Instant now) {
    const auto story = story_or_refusal(store, id);
    if (count_code_points(reason) > reason_max)
        refuse(Reason::not_a_valid_value, "reason", "That is too long.");
    store.in_transaction([&](store::Transaction& tx) {
        if (tx.run("UPDATE story SET withdrawn_by = ?, withdrawn_at = ?"
                   " WHERE id = ? AND withdrawn_at IS NULL AND shown_version_id IS NOT NULL",
                   actor.account, now, id) != 1)
            return;
        pictures::note_photo_change(tx, story.campaign);
        note(tx, story,
             {.actor = actor, .action = "story withdrawn", .subject_type = {}, .reason = reason},
             now);
    });
}

}  // namespace stories
