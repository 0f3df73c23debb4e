#include "web/watch/readiness.h"

#include <algorithm>

#include "campaign/giving/inbox.h"
#include "campaign/hooks/hook.h"
#include "campaign/mail/backlog.h"
#include "campaign/outside/json.h"
#include "campaign/store/migrate.h"

namespace watch {

namespace {

std::int64_t age_s(Instant from, Instant now) {
    return std::chrono::duration_cast<std::chrono::seconds>(now - from).count();
}

Check check_database(store::Session& session) {
    try {
        session.one("SELECT 1 AS one");
        return {.name = "database"};
    } catch (const std::exception&) {
        return {.name = "database", .health = Health::fail, .note = "does not answer"};
    }
}

Check check_schema(store::Session& session) {
    try {
        store::assert_schema(session);
        return {.name = "schema"};
    } catch (const store::SchemaMismatch& mismatch) {
        return {.name = "schema", .health = Health::fail, .note = mismatch.what()};
    }
}

// Something that waits in a queue of ours, and how long it may.
Check check_age(std::string name, std::optional<Instant> oldest, std::chrono::seconds age_max,
                Instant now) {
    Check check{.name = std::move(name)};
    if (!oldest) return check;
    check.age_s = age_s(*oldest, now);
    if (now - *oldest <= age_max) return check;
    check.health = Health::warn, check.note = "waits too long";
    return check;
}

// What waits to leave, and what came in and waits to be worked off.
std::vector<Check> check_queues(store::Session& session, Instant now) {
    return {check_age("mail", mail::oldest_due_mail(session), queue_age_max, now),
            check_age("card_messages", giving::oldest_due_event(session), queue_age_max, now),
            check_age("hooks", hooks::oldest_due_delivery(session), queue_age_max, now)};
}

Check check_round(const std::string& job, const jobs::Logbook::Entry& entry, Instant now) {
    Check check{.name = "job_" + job, .age_s = -1};
    if (entry.succeeded_at) check.age_s = age_s(*entry.succeeded_at, now);
    if (!jobs::is_overdue(entry, now)) return check;
    check.health = Health::warn, check.note = "has not worked for too long";
    return check;
}

}  // namespace

std::string_view health_name(Health health) {
    switch (health) {
        case Health::pass:
            return "pass";
        case Health::warn:
            return "warn";
        case Health::fail:
            return "fail";
    }
    return {};
}

std::vector<Check> all_checks(store::Store& store,
                              const std::map<std::string, jobs::Logbook::Entry>& rounds,
                              Instant now) {
    auto& session = store.session();
    std::vector<Check> checks{check_database(session)};
    if (checks.front().health == Health::pass) try {
            checks.push_back(check_schema(session));
            if (checks.back().health == Health::pass)
                for (auto& check : check_queues(session, now)) checks.push_back(std::move(check));
        } catch (const store::Unavailable&) {  // It went between two questions.
            checks.front() = {.name = "database", .health = Health::fail, .note = "went away"};
        }
    for (const auto& [job, entry] : rounds) checks.push_back(check_round(job, entry, now));
    return checks;
}

Health worst_of(const std::vector<Check>& checks) {
    auto worst = Health::pass;
    for (const auto& check : checks) worst = std::max(worst, check.health);
    return worst;
}

std::string render_checks(const std::vector<Check>& checks, Reader reader) {
    outside::JsonWriter all;
    for (const auto& check : checks) {
        outside::JsonWriter one;
        one.text("status", health_name(check.health));
        if (reader == Reader::insider) {
            if (!check.note.empty()) one.text("note", check.note);
            if (check.age_s >= 0) one.number("age_s", check.age_s);
        }
        all.raw(check.name, one.object());
    }
    return outside::JsonWriter{}
        .text("status", health_name(worst_of(checks)))
        .raw("checks", all.object())
        .object();
}

}  // namespace watch
