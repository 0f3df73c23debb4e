#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/outside/json.h"
#include "campaign/phase.h"
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

std::string goal_line(const State& state, const std::string& language) {
    const auto& plan = state.shown.plan;
    const auto last_day = language::date_text(plan.ends_on, language);
    if (state.phase == Phase::before)
        return say_with("Starts on {1}", {language::date_text(plan.starts_on, language)}, language);
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

// Names nobody has read yet are no names: then it is "a gift".
Wording::Row row_of(const giving::PublicGift& gift, const std::string& language, Instant now) {
    return {.who = !gift.name.empty()  ? gift.name
                   : gift.is_anonymous ? say("Somebody who stays unnamed", language)
                                       : say("A gift", language),
            .amount = gift.amount ? language::money_text(*gift.amount, language) : std::string{},
            .message = gift.message,
            .ago = language::ago_text(gift.at, now, language)};
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

std::string json_row(const Wording::Row& row) {
    return "{\"who\":" + outside::json_text(row.who) +
           ",\"amount\":" + outside::json_text(row.amount) +
           ",\"message\":" + outside::json_text(row.message) +
           ",\"ago\":" + outside::json_text(row.ago) + "}";
}

std::string json_post(const Wording::Post& post) {
    std::vector<std::string> pieces;
    for (const auto& [text, is_tag] : post.pieces)
        pieces.push_back(outside::JsonWriter{}.text("text", text).truth("is_tag", is_tag).object());
    return outside::JsonWriter{}
        .text("id", post.id)
        .text("who", post.who)
        .text("href", post.href)
        .text("ago", post.ago)
        .truth("is_official", post.is_official)
        .raw("pieces", outside::json_list(pieces))
        .object();
}

}  // namespace

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
    return {.id = std::to_string(post.id.value),
            .who = !post.participant    ? title
                   : !post.name.empty() ? post.name
                                        : ready_name(state, language),
            .href = post.slug.empty() ? path : path + "/p/" + post.slug,
            .ago = language::ago_text(post.at, now, language),
            .pieces = pieces_of(post.words),
            .is_official = !post.participant};
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
    std::vector<std::string> posts;
    for (const auto& post : words.posts) posts.push_back(json_post(post));
    for (const auto& row : words.latest) rows += (rows.empty() ? "" : ",") + json_row(row);
    return "{" + text("version", state.version) + text("raised", words.raised) +
           text("goal_line", words.goal_line) + text("lighter", words.lighter) +
           text("gifts_text", words.gifts_text) + text("counted", words.counted) +
           text("screen_line", words.screen_line) + text("meter_text", words.meter_text) +
           text("phase", std::string{campaign::phase_name(state.phase)}) +
           text("currency", state.campaign.currency.text()) +
           number("raised_minor", state.figures.raised) + number("gifts", state.figures.gifts) +
           number("percent", words.percent) + number("lighter_percent", words.lighter_percent) +
           "\"latest\":[" + rows + "],\"posts\":" + outside::json_list(posts) + "}";
}

}  // namespace live
