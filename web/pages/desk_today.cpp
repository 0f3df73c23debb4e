#include "web/pages/desk_today.h"

#include <algorithm>

#include "campaign/bank/line.h"
#include "campaign/campaign.h"
#include "campaign/cash/bag.h"
#include "campaign/cash/open_items.h"
#include "campaign/conversations/conversation.h"
#include "campaign/giving/card_testing.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/mail/outbox.h"
#include "campaign/matching/pool.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "campaign/posts/trusting.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/desk_task.h"

namespace pages {

namespace {

using language::say;
using language::Values;

bool may_for_all(const http::Request& request, people::Duty duty) {
    return request.visitor->may_everywhere(duty);
}

// Those that this person does something for, the newest first.
std::vector<campaign::Campaign> campaigns_of(const http::Request& request, App& app) {
    constexpr std::size_t shown_max = 24;
    std::vector<campaign::Campaign> shown;
    for (const auto& found : campaign::all_campaigns(app.store.session()))
        if (shown.size() < shown_max && request.visitor->may(people::Duty::see_desk, found.id))
            shown.push_back(found);
    return shown;
}

std::string title_of(store::Session& session, const campaign::Campaign& shown) {
    const auto versions = campaign::recent_versions(session, shown.id, 1);
    return versions.empty() ? shown.slug : versions.front().plan.title;
}

// Bank accounts that somebody else has entered.
std::vector<Task> account_tasks(const http::Request& request, App& app) {
    std::vector<Task> tasks;
    if (!may_for_all(request, people::Duty::do_finance)) return tasks;
    for (const auto& account : organisation::all_bank_accounts(app.store.session())) {
        if (account.state != organisation::AccountState::proposed ||
            account.proposed_by == request.visitor->account)
            continue;
        tasks.push_back({.href = "/desk/organisation#accounts",
                         .title = say("A bank account waits for a second person", request.language),
                         .line = account.label,
                         .action = say("Look at it", request.language),
                         .is_urgent = true});
    }
    return tasks;
}

// Mails that nobody got, or that cannot leave at all.
std::vector<Task> mail_tasks(const http::Request& request, App& app) {
    constexpr std::chrono::days looked_back{7};
    const auto& in = request.language;
    std::vector<Task> tasks;
    if (!may_for_all(request, people::Duty::organise)) return tasks;
    auto& session = app.store.session();
    const auto counts = mail::count_mails(session, request.now - looked_back);
    const auto ours = organisation::find_organisation(session);
    if (const auto lost = counts.failed + counts.bounced; lost > 0)
        tasks.push_back(
            {.href = counts.failed > 0 ? "/desk/mails?state=failed" : "/desk/mails?state=bounced",
             .title = language::say_count("{1} mail did not reach its reader",
                                          "{1} mails did not reach their readers", lost, in),
             .line = say("In the last seven days.", in),
             .action = say("Look at them", in)});
    const auto has_way =
        !app.config.smtp.empty() && !(app.config.mail_from.empty() && ours.sender_address.empty());
    if (!has_way && !ours.is_demo && counts.waiting > 0)
        tasks.push_back(
            {.href = "/desk/mails",
             .title = language::say_count("{1} mail waits for a mail server",
                                          "{1} mails wait for a mail server", counts.waiting, in),
             .line = say("Nobody is told anything before there is one, and a sender "
                         "address.",
                         in),
             .action = say("Read on", in),
             .is_urgent = true});
    return tasks;
}

// Money in quarantine, and people who try out cards.
std::vector<Task> card_tasks(const http::Request& request, App& app) {
    std::vector<Task> tasks;
    const auto& in = request.language;
    if (!may_for_all(request, people::Duty::do_finance)) return tasks;
    constexpr std::int64_t worth_telling = 20;
    const auto testing = giving::testing_state(app.store.session(), request.now);
    if (testing.is_alarm || testing.declines >= worth_telling)
        tasks.push_back({.href = "/desk/organisation/cards",
                         .title = say("Somebody is trying out cards", in),
                         .line = language::say_count("{1} card was refused in the last hour.",
                                                     "{1} cards were refused in the last hour.",
                                                     testing.declines, in),
                         .action = say("Look at it", in),
                         .is_urgent = true});
    constexpr int shown_max = 100;
    std::int64_t waiting = 0;
    for (const auto& payment : giving::quarantined_payments(app.store.session(), shown_max))
        if (giving::remainder_of(payment.facts).remains.minor > 0) ++waiting;
    if (waiting > 0)
        tasks.push_back({.href = "/desk/cards/quarantine",
                         .title = language::say_count("{1} card payment fits no gift",
                                                      "{1} card payments fit no gift", waiting, in),
                         .line = say("It is kept apart until somebody decides.", in),
                         .action = say("Look at it", in),
                         .is_urgent = true});
    return tasks;
}

// Lines of the bank that wait for a person.
std::vector<Task> bank_tasks(const http::Request& request, App& app) {
    if (!may_for_all(request, people::Duty::do_finance)) return {};
    const auto open = bank::count_open_lines(app.store.session());
    if (open == 0) return {};
    const auto& in = request.language;
    return {{.href = "/desk/bank",
             .title = language::say_count("{1} bank line needs a decision",
                                          "{1} bank lines need a decision", open, in),
             .line = say("Still without a place", in),
             .action = say("Look at them", in)}};
}

// What waits in one campaign, and where one does something about it.
struct Heap {
    people::Duty duty;  // Of whoever may work it off, not only look at it.
    std::string path;
    giving::Waiting waiting;
    std::string title, action;
};

std::vector<Heap> heaps_of(const http::Request& request, App& app,
                           const campaign::Campaign& shown) {
    using language::say_count;
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto desk = "/desk/" + shown.slug;
    const auto cash = giving::entered_waiting(session, shown.id);
    const auto bags = cash::bags_waiting(session, shown.id);
    const auto words = giving::words_waiting(session, shown.id);
    const auto posts = posts::posts_waiting(session, shown.id);
    const auto promises = giving::promises_open(session, shown.id);
    const auto talks = conversations::unanswered_by_team(session, shown.id);
    return {
        {people::Duty::do_finance, desk + "/cash", cash,
         say_count("{1} gift was handed in and waits for a second person",
                   "{1} gifts were handed in and wait for a second person", cash.count, in),
         say("Count them", in)},
        {people::Duty::enter_cash, desk + "/bags", bags,
         say_count("{1} bag waits to be counted", "{1} bags wait to be counted", bags.count, in),
         say("Count it together", in)},
        {people::Duty::review_words, desk + "/review", words,
         say_count("{1} name or message waits to be read", "{1} names or messages wait to be read",
                   words.count, in),
         say("Read them", in)},
        {people::Duty::review_words,
         desk + "/review",
         {posts.count, 0, posts.oldest},
         say_count("{1} post waits to be read", "{1} posts wait to be read", posts.count, in),
         say("Read them", in)},
        {people::Duty::review_words,
         desk + "/review",
         {posts::count_posts_to_look_at(session, shown.id), 0, {}},
         say_count("{1} post of somebody trusted is to be looked at",
                   "{1} posts of somebody trusted are to be looked at",
                   posts::count_posts_to_look_at(session, shown.id), in),
         say("Look at them", in)},
        {people::Duty::review_words,
         desk + "/inbox",
         {talks.count, 0, talks.oldest},
         say_count("{1} private conversation waits for an answer",
                   "{1} private conversations wait for an answer", talks.count, in),
         say("Answer", in)},
        {people::Duty::do_finance, desk + "/arrivals", promises,
         say_count("{1} promise by transfer is open", "{1} promises by transfer are open",
                   promises.count, in),
         say("Compare with the bank", in)}};
}

std::vector<Task> heap_tasks(const http::Request& request, App& app,
                             const campaign::Campaign& shown) {
    const auto& in = request.language;
    std::vector<Task> tasks;
    for (const auto& heap : heaps_of(request, app, shown)) {
        if (heap.waiting.count == 0 || !request.visitor->may(heap.duty, shown.id)) continue;
        const auto& oldest = heap.waiting.oldest;
        tasks.push_back({.href = heap.path,
                         .title = heap.title,
                         .line = title_of(app.store.session(), shown),
                         .age = oldest ? language::ago_text(*oldest, request.now, in) : "",
                         .action = heap.action});
    }
    return tasks;
}

// A plan that somebody else has submitted.
std::vector<Task> plan_tasks(const http::Request& request, App& app,
                             const campaign::Campaign& shown) {
    const auto versions = campaign::recent_versions(app.store.session(), shown.id, 1);
    const auto path = "/desk/" + shown.slug + "/approval";
    if (versions.empty() || versions.front().state != campaign::VersionState::submitted ||
        versions.front().author == request.visitor->account ||
        !request.visitor->may(people::Duty::run_campaign, shown.id))
        return {};
    const auto& in = request.language;
    return {{.href = path,
             .title = say("A plan waits for your yes or no", in),
             .line = versions.front().plan.title,
             .age = versions.front().submitted_at
                        ? language::ago_text(*versions.front().submitted_at, request.now, in)
                        : "",
             .action = say("Read it", in),
             .is_urgent = true}};
}

// Sponsors' pools that somebody else has proposed, and those whose time is over.
std::vector<Task> pool_tasks(const http::Request& request, App& app,
                             const campaign::Campaign& shown) {
    const auto& in = request.language;
    std::vector<Task> tasks;
    const auto add = [&](const matching::Pool& pool, std::string title, std::string action) {
        tasks.push_back({.href = "/desk/" + shown.slug + "/matching",
                         .title = std::move(title),
                         .line = pool.sponsor,
                         .age = language::ago_text(pool.made_at, request.now, in),
                         .action = std::move(action)});
    };
    const bool runs_it = request.visitor->may(people::Duty::run_campaign, shown.id);
    const bool does_finance = request.visitor->may(people::Duty::do_finance, shown.id);
    for (const auto& pool :
         matching::recent_pools(app.store.session(), shown.id, matching::pools_listed_max)) {
        const bool is_own = pool.author == request.visitor->account;
        if (pool.state == matching::State::waiting && runs_it && !is_own)
            add(pool, say("A sponsor's pool waits for a second person", in), say("Look at it", in));
        if (does_finance && pool.waits_for_money(request.now))
            add(pool, say("A sponsor's pool is to be paid or settled", in), say("Look at it", in));
    }
    return tasks;
}

// Bags that somebody hands over to this person: theirs to say that they have them.
std::vector<Task> handover_tasks(const http::Request& request, App& app,
                                 const campaign::Campaign& shown) {
    const auto& in = request.language;
    std::vector<Task> tasks;
    for (const auto& one :
         cash::handovers_waiting_for(app.store.session(), shown.id, request.visitor->account))
        tasks.push_back(
            {.href = "/desk/" + shown.slug + "/bags/" + std::to_string(one.bag.value),
             .title = language::say_with("{1} hands bag {2} over to you",
                                         {one.from_name, std::to_string(one.bag_number)}, in),
             .line = title_of(app.store.session(), shown),
             .age = language::ago_text(one.made_at, request.now, in),
             .action = say("Look at it", in),
             .is_urgent = true});
    return tasks;
}

std::vector<Task> all_tasks(const http::Request& request, App& app) {
    auto tasks = account_tasks(request, app);
    const auto add = [&](std::vector<Task> more) {
        tasks.insert(tasks.end(), more.begin(), more.end());
    };
    add(mail_tasks(request, app));
    add(card_tasks(request, app));
    add(dispute_tasks(request, app));
    add(refund_tasks(request, app));
    add(bank_tasks(request, app));
    const auto shown = campaigns_of(request, app);
    for (const auto& campaign : shown) add(plan_tasks(request, app, campaign));
    for (const auto& campaign : shown) add(handover_tasks(request, app, campaign));
    for (const auto& campaign : shown) add(pool_tasks(request, app, campaign));
    for (const auto& campaign : shown) {
        add(pledge_tasks(request, app, campaign));
        add(print_tasks(request, app, campaign));
    }
    for (const auto& campaign : shown) add(heap_tasks(request, app, campaign));
    for (const auto& campaign : shown) add(place_tasks(request, app, campaign));
    return tasks;
}

void fill_tasks(Values& values, const std::vector<Task>& tasks) {
    for (const auto& task : tasks)
        values.add("TASK")
            .set("HREF", task.href)
            .set("TITLE", task.title)
            .set("LINE", task.age.empty() ? task.line : task.line + " ·")
            .set("AGE", task.age)
            .set("ACTION", task.action)
            .show_if(task.is_urgent, "URGENT");
    values.show_if(tasks.empty(), "NOTHING");
}

void fill_gaps(Values& values, const http::Request& request, App& app) {
    if (!may_for_all(request, people::Duty::organise)) return;
    const auto missing = organisation::missing_parts(app.store.session());
    if (missing.empty()) return;
    auto& section = values.add("MISSING");
    for (const auto& part : missing)
        section.add("GAP")
            .set("HREF", "/desk/organisation#" + part.field)
            .set("TEXT",
                 say(part.name, request.language) + ": " + say(part.without, request.language));
}

void fill_tile(Values& tile, const campaign::Campaign& shown, const http::Request& request,
               App& app) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto version = campaign::find_shown_version(session, shown);
    const auto figures = ledger::figures_of(session, shown.id);
    const auto goal = version ? version->plan.goal : 0;
    const auto is_money = version && version->plan.goal_kind == campaign::GoalKind::money;
    const auto phase =
        version ? campaign::phase_of(shown, *version, request.now) : campaign::Phase::draft;
    tile.set("HREF", "/desk/" + shown.slug);
    tile.set("TITLE", title_of(session, shown));
    tile.set("STATE", phase_words(phase, in));
    tile.set("RAISED", language::money_text({figures.raised, shown.currency}, in));
    tile.set("RAISED_LINE", say("raised", in));
    tile.set(
        "GOAL_LINE",
        is_money && goal > 0
            ? language::say_with("of {1}", {language::money_text({goal, shown.currency}, in)}, in)
            : "");
    const auto percent = is_money && goal > 0 ? figures.raised * 100 / goal : 0;
    tile.set("BAR", std::clamp<std::int64_t>(percent, 0, 100));
}

void fill_tiles(Values& values, const http::Request& request, App& app) {
    for (const auto& shown : campaigns_of(request, app))
        fill_tile(values.add("CAMPAIGN_TILE"), shown, request, app);
    if (request.visitor->may_everywhere(people::Duty::run_campaign))
        values.add("MAY_START").set("NEW_HREF", "/desk/campaigns#new");
}

}  // namespace

http::Response show_today(const http::Request& request, App& app) {
    const auto& in = request.language;
    const auto tasks = all_tasks(request, app);
    Values values;
    values.set("GREETING", language::say_with("Hello, {1}.", {request.visitor->name}, in));
    values.set("LINE", tasks.empty()
                           ? say("All is well.", in)
                           : language::say_count("{1} thing needs you.", "{1} things need you.",
                                                 static_cast<std::int64_t>(tasks.size()), in));
    fill_tasks(values, tasks);
    fill_gaps(values, request, app);
    fill_tiles(values, request, app);
    return show_desk(request, app, say("Today", in),
                     language::render_template("web/pages/desk_today.html", values, in));
}

}  // namespace pages
