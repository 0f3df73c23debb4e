#include "campaign/introductions/introducing.h"

#include <array>

#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/introductions/introduction_tables.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/links/link.h"
#include "campaign/pictures/consent_tables.h"
#include "campaign/pictures/photo_tables.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace introductions {

namespace {

Refusal bad(std::string field, std::string sentence) {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

ledger::AuditEntry entry_about(const Introduction& one, const people::Actor& actor,
                               std::string action, std::string reason = {}) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "introduction",
            .subject_id = one.id.value,
            .campaign = one.campaign,
            .reason = std::move(reason)};
}

Introduction one_of(store::Store& store, IntroductionId id) {
    auto one = find_introduction_by_id(store.session(), id);
    if (!one) throw Refused{{Reason::not_found}};
    return *one;
}

Profile newest_of(store::Store& store, const Introduction& one) {
    auto newest = newest_profile(store.session(), one.id);
    if (!newest) throw Refused{{Reason::not_found}};
    return *newest;
}

// "dr-amara-osei", and with letters of chance behind it where somebody has that already.
std::string free_slug(store::Session& session, const NewIntroduction& asked) {
    auto slug = slug_of(asked.words.name);
    if (is_slug(slug) && !find_introduction(session, asked.campaign, slug)) return slug;
    auto code = random_code();
    for (auto& c : code)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    constexpr std::size_t stem_max = 50;
    slug = slug.substr(0, stem_max);
    while (slug.ends_with('-')) slug.pop_back();
    return slug.empty() ? code : slug + '-' + code;
}

void insist_on_words(const Words& words) {
    if (const auto refusal = words_objection(words)) throw Refused{*refusal};
}

void insist_on_consent(const Words& words, Date today) {
    if (!words.is_agreed_on(today))
        throw Refused{bad("consent_how", "The person has to agree first: how, and since when?")};
}

// A picture that its writer brought for it and that stands nowhere else, or the one it had.
void insist_on_portrait(store::Session& session, const Words& words, CampaignId campaign,
                        pictures::PhotoId had, AccountId writer = {}) {
    if (!words.photo) return;
    const auto photo = pictures::find_photo(session, words.photo);
    const bool fits = photo && photo->campaign == campaign && !photo->participant && !photo->post &&
                      !photo->story && !photo->withdrawn_at &&
                      (photo->id == had || photo->account == writer);
    if (!fits) throw Refused{bad("photo", "This picture is not there any more. Choose another.")};
}

// What the person agreed to covers the picture as well.
pictures::Consent consent_to(const Profile& profile, CampaignId campaign, const std::string& zone,
                             const people::Actor& by, Instant now) {
    const auto& words = profile.words;
    std::optional<Instant> until;
    if (words.consent_until)
        until = language::start_of(
            Date{std::chrono::sys_days{*words.consent_until} + std::chrono::days{1}}, zone);
    return {.id = new_id<pictures::ConsentId>(now),
            .campaign = campaign,
            .person = words.name,
            .until = until,
            .given_how = words.consent_how,
            .recorded_by = by.account,
            .recorded_at = now,
            .revoked_at = {}};
}

std::string zone_of(store::Session& session, CampaignId id) {
    const auto found = campaign::find_campaign_by_id(session, id);
    const auto shown = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    return shown ? shown->plan.time_zone : "UTC";
}

struct Approving {
    const Introduction& one;
    const Profile& profile;
    const std::optional<Profile>& before;  // What was shown until now.
    std::string zone;
};

// The portrait of the wording that is approved is public now, the one before it is not. One day of
// agreeing is one consent, whatever is written: what was revoked stays revoked.
void show_portrait(store::Transaction& tx, const Approving& approving, const people::Actor& by,
                   Instant now) {
    const auto& [one, profile, before, zone] = approving;
    const auto photo = profile.words.photo;
    if (before && before->words.photo && before->words.photo != photo)
        pictures::mark_photo_dropped(tx, before->words.photo, now);
    pictures::note_photo_change(tx, one.campaign);
    if (!photo) return;
    const auto series = "introduction-" + std::to_string(one.id.value) + "-";
    pictures::mark_people(tx, photo, 1);
    pictures::cover_photo(tx, photo, consent_to(profile, one.campaign, zone, by, now),
                          {series + iso_text(*profile.words.consent_on), series});
    pictures::show_photo(tx, photo, now);
}

}  // namespace

Introduction write_introduction(store::Store& store, const NewIntroduction& asked,
                                const people::Actor& actor, Instant now) {
    insist_on_words(asked.words);
    auto& session = store.session();
    if (const auto earlier = find_introduction_by_key(session, asked.request_key)) return *earlier;
    insist_on_portrait(session, asked.words, asked.campaign, {}, actor.account);
    if (all_introductions(session, asked.campaign).size() >= std::size_t{introductions_max})
        throw Refused{bad("name", "Sixty people are introduced already.")};
    Introduction made{.id = new_id<IntroductionId>(now),
                      .campaign = asked.campaign,
                      .slug = free_slug(session, asked),
                      .link = {},
                      .shown = {},
                      .made_at = now};
    const Profile first{.id = new_id<ProfileId>(now),
                        .introduction = made.id,
                        .words = asked.words,
                        .author = actor.account,
                        .made_at = now};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            made.link = links::make_link(tx,
                                         {.campaign = made.campaign,
                                          .channel = "introduction",
                                          .label = asked.words.name,
                                          .made_by = actor.account},
                                         now)
                            .id;
            insert_introduction(tx, made, asked.request_key);
            insert_profile(tx, first);
            ledger::append_audit(tx, entry_about(made, actor, "introduction written"), now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (const auto earlier = find_introduction_by_key(session, asked.request_key))
            return *earlier;
        throw Refused{{Reason::already_decided, "name", "Somebody was faster. Try once more."}};
    }
    return made;
}

Profile edit_introduction(store::Store& store, const WordsChange& change,
                          const people::Actor& actor, Instant now) {
    insist_on_words(change.words);
    const auto one = one_of(store, change.introduction);
    auto profile = newest_of(store, one);
    insist_on_portrait(store.session(), change.words, one.campaign, profile.words.photo,
                       actor.account);
    if (profile.state == State::submitted)
        throw Refused{{Reason::already_decided, {}, "It waits for approval. Decide first."}};
    if (change.seen_number != profile.number)
        throw Refused{{Reason::already_decided, {}, "This has changed meanwhile. Look again."}};
    const bool is_same = profile.state == State::draft && profile.author == actor.account;
    profile.words = change.words, profile.made_at = now;
    if (!is_same)
        profile = {.id = new_id<ProfileId>(now),
                   .introduction = one.id,
                   .number = profile.number + 1,
                   .words = change.words,
                   .author = actor.account,
                   .made_at = now};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (!is_same)
                insert_profile(tx, profile);
            else if (!update_draft(tx, profile))
                throw Refused{{Reason::already_decided}};
            ledger::append_audit(tx, entry_about(one, actor, "introduction edited"), now);
        });
    } catch (const store::Duplicate&) {
        throw Refused{{Reason::already_decided, {}, "This has changed meanwhile. Look again."}};
    }
    return profile;
}

void submit_introduction(store::Store& store, IntroductionId id, Date today,
                         const people::Actor& actor, Instant now) {
    const auto one = one_of(store, id);
    const auto profile = newest_of(store, one);
    insist_on_consent(profile.words, today);
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_profile(tx, {profile.id, State::draft, State::submitted}, now))
            throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, entry_about(one, actor, "introduction submitted"), now);
    });
}

void decide_introduction(store::Store& store, const Decision& decision, Date today,
                         const people::Actor& actor, Instant now) {
    const auto profile = find_profile(store.session(), decision.profile);
    if (!profile) throw Refused{{Reason::not_found}};
    const auto one = one_of(store, profile->introduction);
    if (profile->author == actor.account) throw Refused{{Reason::needs_second_person}};
    const bool is_approved = decision.verdict == Verdict::approve;
    if (is_approved) insist_on_consent(profile->words, today);
    if (!is_approved && decision.reason.empty())
        throw Refused{bad("reason", "Say why, so that it can be mended.")};
    if (count_code_points(decision.reason) > reason_max)
        throw Refused{bad("reason", "That is too long.")};
    if (is_approved && one.ended_at && profile->made_at <= *one.ended_at)
        throw Refused{{Reason::already_decided,
                       {},
                       "It was taken away after this was written. Write it anew."}};
    if (is_approved)
        insist_on_portrait(store.session(), profile->words, one.campaign, profile->words.photo);
    const auto before = find_profile(store.session(), one.shown);
    const auto zone = zone_of(store.session(), one.campaign);
    const ProfileMove move{profile->id, State::submitted,
                           is_approved ? State::approved : State::sent_back, actor.account,
                           decision.reason};
    store.in_transaction([&](store::Transaction& tx) {
        if (is_approved) campaign::insist_not_held(tx, one.campaign);
        if (!move_profile(tx, move, now)) throw Refused{{Reason::already_decided}};
        if (is_approved) {
            replace_profiles_before(tx, *profile);
            show_profile(tx, one.id, profile->id);
            show_portrait(tx, {one, *profile, before, zone}, actor, now);
        }
        ledger::append_audit(
            tx,
            entry_about(one, actor,
                        is_approved ? "introduction approved" : "introduction sent back",
                        decision.reason),
            now);
    });
}

void withdraw_introduction(store::Store& store, IntroductionId id, const std::string& reason,
                           const people::Actor& actor, Instant now) {
    if (reason.empty() || count_code_points(reason) > reason_max)
        throw Refused{bad("reason", "Say why, in a sentence.")};
    const auto one = one_of(store, id);
    const std::array wordings{find_profile(store.session(), one.shown),
                              newest_profile(store.session(), one.id)};
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_introduction(tx, one.id, now)) return;
        for (const auto& wording : wordings)
            if (wording && wording->words.photo)
                pictures::mark_photo_dropped(tx, wording->words.photo, now);
        pictures::note_photo_change(tx, one.campaign);
        ledger::append_audit(tx, entry_about(one, actor, "introduction withdrawn", reason), now);
    });
}

}  // namespace introductions
