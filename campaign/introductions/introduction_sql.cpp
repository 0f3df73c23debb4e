#include <algorithm>
#include <array>
#include <map>

#include "campaign/introductions/introduction_tables.h"
#include "campaign/words/check.h"

namespace introductions {

namespace {

constexpr std::array<std::string_view, 5> state_names{"draft", "submitted", "approved", "sent_back",
                                                      "replaced"};

// Every column of an introduction, read by introduction_from() and nowhere else.
const std::string select_introduction =
    "SELECT id, campaign_id, slug, link_id, shown_version, made_at, ended_at FROM introduction ";

Introduction introduction_from(const store::Row& row) {
    return {.id = row.id<IntroductionId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .slug = row.text("slug"),
            .link = row.id<LinkId>("link_id"),
            .shown = row.id<ProfileId>("shown_version"),
            .made_at = row.instant("made_at"),
            .ended_at = row.maybe_instant("ended_at")};
}

// Every column of a wording, read by profile_from() and nowhere else.
const std::string select_profile =
    "SELECT id, introduction_id, number, state, name, role, words, video, links, photo_id,"
    "       consent_how, consent_on, consent_until, author_id, decided_by, made_at, reason"
    "  FROM introduction_version ";

State state_of(const std::string& name) {
    const auto at = std::ranges::find(state_names, name);
    check(at != state_names.end(), "an introduction's state is one of the table's words");
    return static_cast<State>(at - state_names.begin());
}

Words words_from(const store::Row& row) {
    return {.name = row.text("name"),
            .role = row.text("role"),
            .words = row.text("words"),
            .video = row.text("video"),
            .links = read_references(row.text("links")).value_or(std::vector<Reference>{}),
            .consent_how = row.text("consent_how"),
            .consent_on = row.maybe_date("consent_on"),
            .consent_until = row.maybe_date("consent_until"),
            .photo = row.id<pictures::PhotoId>("photo_id")};
}

Profile profile_from(const store::Row& row) {
    return {.id = row.id<ProfileId>("id"),
            .introduction = row.id<IntroductionId>("introduction_id"),
            .number = static_cast<int>(row.number("number")),
            .state = state_of(row.text("state")),
            .words = words_from(row),
            .author = row.id<AccountId>("author_id"),
            .decided_by = row.id<AccountId>("decided_by"),
            .made_at = row.instant("made_at"),
            .reason = row.text("reason")};
}

std::optional<Introduction> maybe_introduction(const std::optional<store::Row>& row) {
    if (!row) return {};
    return introduction_from(*row);
}

std::optional<Profile> maybe_profile(const std::optional<store::Row>& row) {
    if (!row) return {};
    return profile_from(*row);
}

std::optional<Shown> shown_of(store::Session& session, const Introduction& introduction,
                              Date today) {
    if (introduction.ended_at || !introduction.shown) return {};
    auto profile = find_profile(session, introduction.shown);
    if (!profile || !profile->words.is_agreed_on(today)) return {};
    return Shown{introduction, std::move(profile->words)};
}

}  // namespace

std::string_view state_name(State state) { return state_names[static_cast<std::size_t>(state)]; }

std::optional<Introduction> find_introduction(store::Session& session, CampaignId campaign,
                                              const std::string& slug) {
    return maybe_introduction(
        session.one(select_introduction + "WHERE campaign_id = ? AND slug = ?", campaign, slug));
}

std::optional<Introduction> find_introduction_by_id(store::Session& session, IntroductionId id) {
    return maybe_introduction(session.one(select_introduction + "WHERE id = ?", id));
}

std::optional<Introduction> find_introduction_by_key(store::Session& session,
                                                     const std::string& request_key) {
    return maybe_introduction(
        session.one(select_introduction + "WHERE request_key = ?", request_key));
}

std::vector<Introduction> all_introductions(store::Session& session, CampaignId campaign) {
    std::vector<Introduction> found;
    for (const auto& row :
         session.all(select_introduction + "WHERE campaign_id = ? ORDER BY made_at, id LIMIT ?",
                     campaign, introductions_max))
        found.push_back(introduction_from(row));
    return found;
}

std::optional<Profile> find_profile(store::Session& session, ProfileId id) {
    return maybe_profile(session.one(select_profile + "WHERE id = ?", id));
}

std::optional<Profile> newest_profile(store::Session& session, IntroductionId introduction) {
    return maybe_profile(session.one(
        select_profile + "WHERE introduction_id = ? ORDER BY number DESC LIMIT 1", introduction));
}

std::vector<Profile> profiles_to_decide(store::Session& session, CampaignId campaign, int limit) {
    std::vector<Profile> found;
    for (const auto& row :
         session.all(select_profile + "WHERE state = 'submitted' AND introduction_id IN"
                                      "   (SELECT introduction.id FROM introduction"
                                      "     WHERE (? = 0 OR introduction.campaign_id = ?)"
                                      "       AND introduction.ended_at IS NULL)"
                                      " ORDER BY made_at, id LIMIT ?",
                     campaign.value, campaign.value, std::min(limit, introductions_max)))
        found.push_back(profile_from(row));
    return found;
}

std::optional<Shown> find_shown(store::Session& session, CampaignId campaign,
                                const std::string& slug, Date today) {
    const auto introduction = find_introduction(session, campaign, slug);
    if (!introduction) return {};
    return shown_of(session, *introduction, today);
}

std::vector<Shown> all_shown(store::Session& session, CampaignId campaign, Date today) {
    std::map<ProfileId, Introduction> wanted;
    std::string places;
    std::vector<store::Value> values;
    for (const auto& one : all_introductions(session, campaign)) {
        if (one.ended_at || !one.shown) continue;
        wanted.emplace(one.shown, one);
        places += places.empty() ? "?" : ", ?";
        values.push_back(store::value_of(one.shown));
    }
    if (wanted.empty()) return {};
    std::vector<Shown> found;
    for (const auto& row : session.query(select_profile + "WHERE id IN (" + places + ")", values)) {
        auto profile = profile_from(row);
        if (profile.words.is_agreed_on(today))
            found.push_back({wanted.at(profile.id), std::move(profile.words)});
    }
    std::ranges::sort(found, {}, [](const Shown& one) {
        return std::pair{one.introduction.made_at, one.introduction.id.value};
    });
    return found;
}

void insert_introduction(store::Transaction& tx, const Introduction& made,
                         const std::string& request_key) {
    tx.run(
        "INSERT INTO introduction (id, campaign_id, slug, link_id, request_key, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.slug, made.link, request_key, made.made_at);
}

void insert_profile(store::Transaction& tx, const Profile& made) {
    const auto& words = made.words;
    tx.run(
        "INSERT INTO introduction_version (id, introduction_id, number, state, name, role,"
        "       words, video, links, photo_id, consent_how, consent_on, consent_until,"
        "       author_id, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.introduction, made.number, state_name(made.state), words.name, words.role,
        words.words, words.video, references_text(words.links), words.photo, words.consent_how,
        words.consent_on, words.consent_until, made.author, made.made_at);
}

bool update_draft(store::Transaction& tx, const Profile& changed) {
    const auto& words = changed.words;
    return tx.run(
               "UPDATE introduction_version SET name = ?, role = ?, words = ?, video = ?,"
               "       links = ?, photo_id = ?, consent_how = ?, consent_on = ?,"
               "       consent_until = ?, made_at = ?"
               " WHERE id = ? AND state = 'draft' AND author_id = ?",
               words.name, words.role, words.words, words.video, references_text(words.links),
               words.photo, words.consent_how, words.consent_on, words.consent_until,
               changed.made_at, changed.id, changed.author) == 1;
}

bool move_profile(store::Transaction& tx, const ProfileMove& move, Instant now) {
    return tx.run(
               "UPDATE introduction_version SET state = ?, decided_by = ?, decided_at = ?,"
               "       reason = ?"
               " WHERE id = ? AND state = ?",
               state_name(move.to), move.decided_by,
               move.decided_by ? std::optional{now} : std::nullopt, move.reason, move.profile,
               state_name(move.from)) == 1;
}

void replace_profiles_before(store::Transaction& tx, const Profile& newest) {
    tx.run(
        "UPDATE introduction_version SET state = 'replaced'"
        " WHERE introduction_id = ? AND number < ? AND state <> 'replaced'",
        newest.introduction, newest.number);
}

void show_profile(store::Transaction& tx, IntroductionId introduction, ProfileId profile) {
    tx.run("UPDATE introduction SET shown_version = ?, ended_at = NULL WHERE id = ?", profile,
           introduction);
}

bool end_introduction(store::Transaction& tx, IntroductionId introduction, Instant now) {
    return tx.run(
               "UPDATE introduction SET ended_at = ?, shown_version = NULL"
               " WHERE id = ? AND ended_at IS NULL",
               now, introduction) == 1;
}

}  // namespace introductions
