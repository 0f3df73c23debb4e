#include "web/pages/campaigns/plan_form.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/phase.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "print/theme.h"
#include "web/html/beside.h"

namespace pages {

namespace {

using campaign::GoalKind;
using campaign::Plan;
using language::say;
using language::Values;

constexpr std::size_t story_lines_max = 400, list_lines_max = 40, seed_max = 999'999'999;

std::vector<std::string> lines_typed(const std::string& text) {
    std::vector<std::string> lines;
    std::string line;
    for (const char c : text + '\n') {
        if (c == '\r') continue;
        if (c != '\n') {
            line += c;
            continue;
        }
        const auto clean = read_line(line, campaign::title_max);
        if (clean && !clean->empty()) lines.push_back(*clean);
        line.clear();
    }
    return lines;
}

// Reads one form; remembers what was wrong.
struct Reader {
    PlanForm& form;
    const campaign::Campaign& campaign;
    const std::string& language;

    void object(const std::string& field, std::string_view sentence) {
        form.wrong.emplace(field, say(sentence, language));
    }
    std::string line(const std::string& field, std::size_t max) {
        const auto read = read_line(form.typed[field], max);
        if (!read) object(field, "That is too long, or holds signs that cannot be shown.");
        return read.value_or("");
    }
    std::string story() {
        const auto read = read_lines(form.typed["story"], campaign::story_max, story_lines_max);
        if (!read) object("story", "That is too long: 8,000 characters at most.");
        return read.value_or("");
    }
    Date date(const std::string& field) {
        const auto read = read_date(form.typed[field]);
        if (!read) object(field, "Choose a day.");
        return read.value_or(Date{});
    }
    std::optional<Instant> moment(const std::string& field, const std::string& zone) {
        if (form.typed[field].empty() || !language::is_time_zone(zone)) return {};
        const auto read = language::read_datetime_local(form.typed[field], zone);
        if (!read) object(field, "Choose a day and a time.");
        return read;
    }
    std::int64_t goal(GoalKind kind) {
        if (form.typed["goal"].empty()) return 0;
        const auto read = read_goal(form.typed["goal"], kind, campaign.currency, language);
        if (!read) object("goal", "Write the goal in digits alone, like 20000.");
        return read.value_or(0);
    }
    std::vector<campaign::Milestone> milestones(GoalKind kind) {
        std::vector<campaign::Milestone> stones;
        for (const auto& typed : lines_typed(form.typed["milestones"])) {
            const auto space = typed.find(' ');
            const auto amount =
                read_goal(typed.substr(0, space), kind, campaign.currency, language);
            if (!amount || *amount <= 0 || space == std::string::npos)
                object("milestones", "Each line: an amount in digits, a space, a title.");
            else
                stones.push_back({*amount, typed.substr(space + 1)});
        }
        std::ranges::stable_sort(stones, {}, &campaign::Milestone::amount);
        return stones;
    }
};

constexpr const char* all_fields[] = {
    "title",      "summary", "story",     "hashtag", "goal_kind", "goal",     "bank_account",
    "milestones", "lighter", "starts_on", "ends_on", "time_zone", "event_at", "place",
    "routes",     "entry",   "step_free", "contact", "theme",     "seed",     "sponsors"};

}  // namespace

std::optional<std::int64_t> read_goal(const std::string& typed, GoalKind kind, Currency currency,
                                      const std::string& lang) {
    if (kind != GoalKind::money) currency.decimals = 0;
    const auto read = read_money(typed, currency, language::decimal_separator(lang));
    if (!read) return {};
    return read->minor;
}

std::string goal_field_text(std::int64_t amount, GoalKind kind, Currency currency,
                            const std::string& lang) {
    if (amount == 0) return {};
    if (kind != GoalKind::money) return std::to_string(amount);
    auto text = decimal_text({amount, currency});
    const auto point = text.find('.');
    if (point != text.npos && text.find_first_not_of('0', point + 1) == text.npos)
        text.resize(point);
    else if (point != text.npos)
        text[point] = language::decimal_separator(lang);
    return text;
}

PlanForm form_of_plan(const campaign::Campaign& campaign, const Plan& plan,
                      const std::string& lang) {
    const auto goal = [&](std::int64_t amount) {
        return goal_field_text(amount, plan.goal_kind, campaign.currency, lang);
    };
    std::string sponsors, milestones;
    for (const auto& name : plan.sponsors) sponsors += name + '\n';
    for (const auto& stone : plan.milestones)
        milestones += goal(stone.amount) + ' ' + stone.title + '\n';
    PlanForm form{.plan = plan};
    form.typed = {
        {"title", plan.title},
        {"summary", plan.summary},
        {"story", plan.story},
        {"hashtag", plan.hashtag},
        {"goal_kind", std::string{campaign::goal_kind_name(plan.goal_kind)}},
        {"goal", goal(plan.goal)},
        {"bank_account", plan.bank_account ? std::to_string(plan.bank_account.value) : ""},
        {"milestones", milestones},
        {"lighter", plan.shows_lighter ? "yes" : ""},
        {"starts_on", iso_text(plan.starts_on)},
        {"ends_on", iso_text(plan.ends_on)},
        {"time_zone", plan.time_zone},
        {"event_at",
         plan.event_at ? language::datetime_local_text(*plan.event_at, plan.time_zone) : ""},
        {"place", plan.place},
        {"routes", plan.routes},
        {"entry", plan.entry},
        {"step_free", plan.step_free},
        {"contact", plan.contact},
        {"theme", plan.theme},
        {"seed", std::to_string(plan.theme_seed)},
        {"sponsors", sponsors}};
    return form;
}

PlanForm read_plan_form(const http::Request& request, const campaign::Campaign& campaign) {
    PlanForm form;
    for (const auto* field : all_fields) form.typed[field] = request.form.text(field);
    Reader reader{form, campaign, request.language};
    auto& plan = form.plan;
    const auto fact = campaign::fact_max;
    plan.title = reader.line("title", campaign::title_max);
    plan.summary = reader.line("summary", campaign::summary_max);
    plan.story = reader.story();
    plan.hashtag = reader.line("hashtag", campaign::hashtag_max);
    while (plan.hashtag.starts_with('#')) plan.hashtag.erase(0, 1);
    plan.goal_kind = campaign::find_goal_kind(form.typed["goal_kind"]).value_or(GoalKind::money);
    plan.goal = reader.goal(plan.goal_kind);
    plan.milestones = reader.milestones(plan.goal_kind);
    plan.bank_account = BankAccountId{number_in(form.typed["bank_account"])};
    plan.shows_lighter = !form.typed["lighter"].empty();
    plan.starts_on = reader.date("starts_on");
    plan.ends_on = reader.date("ends_on");
    plan.time_zone = form.typed["time_zone"];
    plan.event_at = reader.moment("event_at", plan.time_zone);
    plan.place = reader.line("place", campaign::place_max);
    plan.routes = reader.line("routes", fact);
    plan.entry = reader.line("entry", fact);
    plan.step_free = reader.line("step_free", fact);
    plan.contact = reader.line("contact", campaign::contact_max);
    plan.theme = print::theme_of(form.typed["theme"]).name;
    plan.theme_seed = std::clamp<std::int64_t>(number_in(form.typed["seed"]), 1, seed_max);
    plan.sponsors = lines_typed(form.typed["sponsors"]);
    if (form.wrong.empty())
        if (const auto refusal = campaign::plan_objection(plan))
            add_refusal(form, *refusal, request.language);
    return form;
}

void add_refusal(PlanForm& form, const Refusal& refusal, const std::string& lang) {
    form.wrong.emplace(refusal.field.empty() ? "title" : refusal.field, say(refusal.detail, lang));
}

namespace {

struct Choice {
    std::string value, label;
};

void fill_choices(Values& values, const char* section, const std::vector<Choice>& choices,
                  const std::string& chosen) {
    for (const auto& [value, label] : choices)
        values.add(section)
            .set("VALUE", value)
            .set("LABEL", label)
            .show_if(value == chosen, "CHOSEN");
}

constexpr Beside places[] = {
    {"title", "TITLE_WRONG", "TITLE_ERROR"},
    {"summary", "SUMMARY_WRONG", "SUMMARY_ERROR"},
    {"story", "STORY_WRONG", "STORY_ERROR"},
    {"goal", "GOAL_WRONG", "GOAL_ERROR"},
    {"bank_account", "ACCOUNT_WRONG", "ACCOUNT_ERROR"},
    {"milestones", "MILESTONES_WRONG", "MILESTONES_ERROR"},
    {"starts_on", "STARTS_ON_WRONG", "STARTS_ON_ERROR"},
    {"ends_on", "ENDS_ON_WRONG", "ENDS_ON_ERROR"},
    {"time_zone", "ZONE_WRONG", "ZONE_ERROR"},
    {"event_at", "EVENT_AT_WRONG", "EVENT_AT_ERROR"},
    {"sponsors", "SPONSORS_WRONG", "SPONSORS_ERROR"},
};

}  // namespace

void fill_plan_form(Values& values, const http::Request& request, App& app,
                    const campaign::Campaign& campaign, const PlanForm& form) {
    const auto& lang = request.language;
    const auto text = [&](const char* field) { return form.typed.at(field); };
    values.set("TITLE_FIELD", text("title")).set("SUMMARY", text("summary"));
    values.set("STORY", text("story")).set("HASHTAG", text("hashtag"));
    values.set("GOAL", text("goal")).set("MILESTONES", text("milestones"));
    values.set("STARTS_ON", text("starts_on")).set("ENDS_ON", text("ends_on"));
    values.set("ZONE", text("time_zone")).set("EVENT_AT", text("event_at"));
    values.set("PLACE", text("place")).set("ROUTES", text("routes")).set("ENTRY", text("entry"));
    values.set("STEP_FREE", text("step_free")).set("CONTACT", text("contact"));
    values.set("SPONSORS", text("sponsors")).set("SEED", text("seed"));
    values.show_if(!text("lighter").empty(), "LIGHTER_CHOSEN");
    const std::vector<Choice> goal_kinds{
        {"money", say("Money", lang) + " (" + campaign.currency.text() + ")"},
        {"gifts", say("Gifts", lang)},
        {"donors", say("Donors", lang)},
        {"signups", say("Sign-ups", lang)},
        {"laps", say("Laps", lang)}};
    fill_choices(values, "GOAL_KIND", goal_kinds, text("goal_kind"));
    std::vector<Choice> themes, accounts{{"", say("None yet", lang)}};
    for (const auto& name : print::all_theme_names()) themes.push_back({name, say(name, lang)});
    fill_choices(values, "THEME", themes, text("theme"));
    for (const auto& account : organisation::active_bank_accounts(app.store.session()))
        if (account.currency == campaign.currency)
            accounts.push_back(
                {std::to_string(account.id.value), account.label + ", " + account.iban});
    values.show_if(accounts.size() == 1, "NO_ACCOUNT");
    fill_choices(values, "ACCOUNT", accounts, text("bank_account"));
    say_beside(values, form.wrong, places);
    sum_up_wrong(values, form.wrong);
}

}  // namespace pages
