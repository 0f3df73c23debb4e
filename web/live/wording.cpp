#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/outside/json.h"
#include "campaign/phase.h"
#include "campaign/words/video_link.h"
#include "web/live/state.h"

namespace live {

namespace {

using campaign::GoalKind;
using campaign::Phase;
using language::say;
using language::say_count;
using language::say_with;

std::string counted_text(GoalKind kind, std::int64_t count, const std::string& language) {
    switch (kind) {
        case GoalKind::money:
        case GoalKind::gifts:
            return say_count("{1} gift", "{1} gifts", count, language);
        case GoalKind::donors:
            return say_count("{1} donor", "{1} donors", count, language);
        case GoalKind::signups:
            return say_count("{1} sign-up", "{1} sign-ups", count, language);
        case GoalKind::laps:
            return say_count("{1} lap", "{1} laps", count, language);
    }
    return {};
}

// An amount in the goal's unit.
std::string goal_text(const State& state, std::int64_t amount, const std::string& language) {
    const auto kind = state.shown.plan.goal_kind;
    if (kind == GoalKind::money)
        return language::money_text({amount, state.campaign.currency}, language);
    return counted_text(kind, amount, language);
}

// A campaign that a person has ended takes no gift, so no pool promises to add to one.
matching::Pool pool_shown(const State& state, Instant now) {
    auto pool = *state.pool;
    if (state.phase == Phase::closed || state.phase == Phase::cancelled ||
        state.phase == Phase::ended)
        pool.until = std::min(pool.until, now);
    return pool;
}

std::string goal_line(const State& state, const std::string& language) {
    const auto& plan = state.shown.plan;
    const auto last_day = language::date_text(plan.ends_on, language);
    if (state.phase == Phase::before)
        return say_with("Starts on {1}", {language::date_text(plan.starts_on, language)}, language);
    if (plan.goal <= 0 && state.phase == Phase::closed) return {};  // Perhaps before that day.
    if (plan.goal <= 0) return say_with("Until {1}", {last_day}, language);
    if (state.reached() >= plan.goal)
        return say_with("The goal of {1} is reached", {goal_text(state, plan.goal, language)},
                        language);
    if (state.phase != Phase::open)
        return say_with("of {1}", {goal_text(state, plan.goal, language)}, language);
    return say_with("{1} to go by {2}",
                    {goal_text(state, plan.goal - state.reached(), language), last_day}, language);
}

// Amounts are at most 10^15, so nothing overflows.
int part_of_hundred(std::int64_t part, std::int64_t whole) {
    if (whole <= 0 || part <= 0) return 0;
    if (part >= whole) return 100;
    return static_cast<int>(part * 100 / whole);
}

Wording::Row row_of(const giving::PublicGift& gift, const std::string& language, Instant now) {
    const auto ago = language::ago_text(gift.at, now, language);
    return {.who = giver_text(gift, language),
            .amount = gift.amount ? language::money_text(*gift.amount, language) : std::string{},
            .message = gift.message,
            .ago = gift.amount ? ago : say_with("{1} · amount kept private", {ago}, language),
            .mention = giving::remembering_text(gift.mentions, language)};
}

void word_goal(Wording& words, const State& state, const std::string& language) {
    const auto goal = state.shown.plan.goal;
    words.goal_line = goal_line(state, language);
    if (goal <= 0) {
        words.screen_line = words.gifts_text;
        words.meter_text = say_with("{1} raised", {words.raised}, language);
        return;
    }
    const auto percent = language::percent_text(state.reached(), goal, language);
    const auto whole = goal_text(state, goal, language);
    words.percent = part_of_hundred(state.reached(), goal);
    if (state.shown.plan.goal_kind == GoalKind::money)
        words.lighter_percent =
            std::min(100 - words.percent, part_of_hundred(state.lighter.minor, goal));
    words.screen_line =
        say_with("{1} of {2}", {percent, whole}, language) + " · " + words.gifts_text;
    words.meter_text = say_with(
        "{1} of {2}, {3}", {goal_text(state, state.reached(), language), whole, percent}, language);
}

std::string best_title(const Ranking& best, const std::string& language) {
    if (best.leaders.empty()) return {};
    switch (best.measure) {
        case contest::Measure::raised:
            return best.type == "team" ? say("The first teams", language)
                                       : say("Who is ahead", language);
        case contest::Measure::gifts:
            return say("Most gifts", language);
        case contest::Measure::donors:
            return say("Most new donors", language);
    }
    return {};
}

void word_best(Wording& words, const State& state, const std::string& language) {
    const auto path = "/c/" + state.campaign.slug + (state.best.type == "team" ? "/t/" : "/p/");
    words.best_title = best_title(state.best, language);
    for (const auto& one : state.best.leaders)
        words.best.push_back({.place = one.place,
                              .who = !one.name.empty()           ? one.name
                                     : state.best.type == "team" ? say("A team", language)
                                                                 : ready_name(state, language),
                              .href = one.slug.empty() ? std::string{} : path + one.slug,
                              .score = score_text(one.scores, state.best.measure,
                                                  state.campaign.currency, language)});
}

// The last milestone that was reached a moment ago.
void word_celebration(Wording& words, const State& state, const std::string& language,
                      Instant now) {
    for (const auto& stone : state.milestones) {
        if (!stone.reached_at || now - *stone.reached_at > celebrated_for) continue;
        words.celebrated_key = std::to_string(stone.amount);
        words.celebrated = say_with(
            "{1} reached: {2}", {goal_text(state, stone.amount, language), stone.title}, language);
    }
}

std::string json_place(const Wording::Place& place) {
    return outside::JsonWriter{}
        .number("place", place.place)
        .text("who", place.who)
        .text("href", place.href)
        .text("score", place.score)
        .object();
}

std::string json_row(const Wording::Row& row) {
    return "{\"who\":" + outside::json_text(row.who) +
           ",\"amount\":" + outside::json_text(row.amount) +
           ",\"message\":" + outside::json_text(row.message) +
           ",\"mention\":" + outside::json_text(row.mention) +
           ",\"ago\":" + outside::json_text(row.ago) + "}";
}

std::string json_photo(const Wording::Photo& photo) {
    return outside::JsonWriter{}
        .text("src", photo.src)
        .text("srcset", photo.srcset)
        .text("href", photo.href)
        .text("alt", photo.alt)
        .number("width", photo.width)
        .number("height", photo.height)
        .object();
}

std::string json_video(const std::optional<Wording::Video>& video) {
    if (!video) return "null";
    return outside::JsonWriter{}
        .text("href", video->href)
        .text("frame", video->frame)
        .text("label", video->label)
        .text("note", video->note)
        .object();
}

Wording::Photo photo_words(const pictures::Photo& photo) {
    constexpr int usual_width = 800;
    const auto& widest = photo.sizes.back();
    return {.src = pictures::photo_path(photo.at_least(usual_width)),
            .srcset = pictures::photo_srcset(photo),
            .href = pictures::photo_path(widest),
            .alt = photo.alt,
            .width = widest.width,
            .height = widest.height};
}

std::string json_post(const Wording::Post& post) {
    std::vector<std::string> pieces, photos;
    for (const auto& [text, is_tag] : post.pieces)
        pieces.push_back(outside::JsonWriter{}.text("text", text).truth("is_tag", is_tag).object());
    for (const auto& photo : post.photos) photos.push_back(json_photo(photo));
    return outside::JsonWriter{}
        .text("id", post.id)
        .text("who", post.who)
        .text("href", post.href)
        .text("ago", post.ago)
        .truth("is_official", post.is_official)
        .raw("pieces", outside::json_list(pieces))
        .raw("photos", outside::json_list(photos))
        .raw("video", json_video(post.video))
        .text("tags_href", post.tags_href)
        .text("cheer_action", post.cheer_action)
        .text("cheers_text", post.cheers_text)
        .object();
}

std::string json_announcement(const std::optional<Wording::Announcement>& news) {
    if (!news) return "null";
    return outside::JsonWriter{}
        .text("severity", news->severity)
        .text("label", news->label)
        .text("words", news->words)
        .text("until_text", news->until_text)
        .text("at", news->at)
        .text("until", news->until)
        .object();
}

}  // namespace

std::string score_text(const contest::Scores& scores, contest::Measure measure, Currency currency,
                       const std::string& language) {
    switch (measure) {
        case contest::Measure::raised:
            return language::money_text({scores.raised, currency}, language);
        case contest::Measure::gifts:
            return say_count("{1} gift", "{1} gifts", scores.gifts, language);
        case contest::Measure::donors:
            return say_count("{1} new donor", "{1} new donors", scores.donors, language);
    }
    return {};
}

std::string ready_name(const State& state, const std::string& language) {
    const auto& title = state.shown.plan.title;
    if (state.campaign.kind == campaign::Kind::walk)
        return say_with("A walker of {1}", {title}, language);
    return say_with("A friend of {1}", {title}, language);
}

Wording::Post word_post(const posts::PublicPost& post, const State& state,
                        const std::string& language, Instant now) {
    const auto& title = state.shown.plan.title;
    const auto path = "/c/" + state.campaign.slug;
    const auto id = std::to_string(post.id.value);
    auto [said, video] = split_video(post.words);
    Wording::Post words{.id = id,
                        .who = !post.participant    ? title
                               : !post.name.empty() ? post.name
                                                    : ready_name(state, language),
                        .href = post.slug.empty() ? path : path + "/p/" + post.slug,
                        .ago = language::ago_text(post.at, now, language),
                        .pieces = pieces_of(said),
                        .is_official = !post.participant,
                        .tags_href = path + "/wall?tag=",
                        .cheer_action = path + "/posts/" + id + "/cheers",
                        .cheers_text = cheers_text(post.cheers, language)};
    for (const auto& photo : post.photos) words.photos.push_back(photo_words(photo));
    if (video)
        words.video = {.href = video->watch_address(),
                       .frame = path + "/posts/" + id + "/video",
                       .label = say_with("Play the video from {1}", {video->title()}, language),
                       .note = say("Nothing is loaded from there before you click.", language)};
    return words;
}

std::string cheers_text(std::int64_t cheers, const std::string& language) {
    if (cheers == 0) return {};
    return language::say_count("{1} cheer", "{1} cheers", cheers, language);
}

std::optional<Wording::Announcement> word_announcement(const State& state,
                                                       const std::string& language) {
    using announcements::Severity;
    const auto& news = state.announcement;
    if (!news) return {};
    const auto& zone = state.shown.plan.time_zone;
    const auto time = language::time_text(news->until, zone, language);
    const bool is_today =
        language::date_in(news->until, zone) == language::date_in(state.read_at, zone);
    const auto when =
        is_today ? time : language::date_text(news->until, zone, language) + ", " + time;
    return Wording::Announcement{
        .severity = std::string{announcements::severity_name(news->severity)},
        .label = news->severity == Severity::emergency   ? say("Emergency", language)
                 : news->severity == Severity::important ? say("Important", language)
                                                         : say("Please note", language),
        .words = news->words,
        .until_text = say_with("until {1}", {when}, language),
        .at = iso_text(news->shown_at.value_or(news->made_at)),
        .until = iso_text(news->until)};
}

// Names nobody has read yet are no names: then it is "a gift".
std::string giver_text(const giving::PublicGift& gift, const std::string& language) {
    const auto& company = gift.mentions.company;
    if (!gift.name.empty() && !company.empty())
        return say_with("{1}, {2}", {gift.name, company}, language);
    if (!gift.name.empty() || !company.empty()) return gift.name + company;
    return gift.is_anonymous ? say("Somebody who stays unnamed", language)
                             : say("A gift", language);
}

Wording word_state(const State& state, const std::string& language, Instant now) {
    Wording words;
    words.raised = language::money_text(state.raised(), language);
    words.gifts_text = counted_text(GoalKind::gifts, state.figures.gifts, language);
    words.counted = say_with(
        "Counted at {1}",
        {language::time_text(state.read_at, state.shown.plan.time_zone, language)}, language);
    if (state.lighter.minor > 0)
        words.lighter = say_with("+ {1} promised or handed in, still to be counted",
                                 {language::money_text(state.lighter, language)}, language);
    word_goal(words, state, language);
    for (const auto& gift : state.latest) words.latest.push_back(row_of(gift, language, now));
    for (const auto& post : state.posts)
        words.posts.push_back(word_post(post, state, language, now));
    words.announcement = word_announcement(state, language);
    word_best(words, state, language);
    if (state.pool)
        words.matching =
            word_matching(pool_shown(state, now), state.shown.plan.time_zone, language, now);
    word_celebration(words, state, language, now);
    return words;
}

std::string render_state_json(const State& state, const std::string& language, Instant now) {
    const auto words = word_state(state, language, now);
    const auto text = [](const char* name, const std::string& value) {
        return "\"" + std::string{name} + "\":" + outside::json_text(value) + ",";
    };
    const auto number = [](const char* name, std::int64_t value) {
        return "\"" + std::string{name} + "\":" + std::to_string(value) + ",";
    };
    std::string rows;
    std::vector<std::string> posts, ids, places;
    for (const auto& post : words.posts) posts.push_back(json_post(post));
    for (const auto id : state.post_ids) ids.push_back('"' + std::to_string(id) + '"');
    for (const auto& place : words.best) places.push_back(json_place(place));
    for (const auto& row : words.latest) rows += (rows.empty() ? "" : ",") + json_row(row);
    return "{" + text("version", state.version) + text("raised", words.raised) +
           text("goal_line", words.goal_line) + text("lighter", words.lighter) +
           text("gifts_text", words.gifts_text) + text("counted", words.counted) +
           text("screen_line", words.screen_line) + text("meter_text", words.meter_text) +
           text("phase", std::string{campaign::phase_name(state.phase)}) +
           text("currency", state.campaign.currency.text()) +
           number("photo_changes", state.photo_changes) +
           number("raised_minor", state.figures.raised) + number("gifts", state.figures.gifts) +
           number("percent", words.percent) + number("lighter_percent", words.lighter_percent) +
           text("matching_rule", words.matching.rule) + text("matching_left", words.matching.left) +
           text("matching_to_come", words.matching.to_come) +
           number("matching_percent", words.matching.percent) +
           text("best_title", words.best_title) + text("celebrated", words.celebrated) +
           text("celebrated_key", words.celebrated_key) + "\"best\":" + outside::json_list(places) +
           ",\"post_ids\":" + outside::json_list(ids) + ",\"latest\":[" + rows +
           "],\"posts\":" + outside::json_list(posts) +
           ",\"announcement\":" + json_announcement(words.announcement) + "}";
}

}  // namespace live
