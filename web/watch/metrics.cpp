#include "campaign/posts/post.h"
#include "web/http/journal.h"
#include "web/http/router.h"
#include "web/routes.h"
#include "web/watch/exposition.h"
#include "web/watch/process.h"
#include "web/watch/watch.h"

namespace watch {

namespace {

using Type = Exposition::Type;

std::string lane_name(http::LaneName lane) {
    return lane == http::LaneName::giving ? "giving" : "looking";
}

std::string route_name(std::string_view route) {
    return route.empty() ? "none" : std::string{route};
}

std::int64_t whole(std::uint64_t count) { return static_cast<std::int64_t>(count); }

void tell_requests(Exposition& out, const http::Meter::Counts& counts) {
    out.begin("http_requests_total", Type::counter, "Requests answered, by route pattern.");
    for (const auto& [what, count] : counts.answers)
        out.sample({{"route", route_name(what.route)},
                    {"method", std::string{http::method_text(what.method)}},
                    {"code", std::to_string(what.status)}},
                   whole(count));
    out.begin("http_request_duration_seconds", Type::histogram,
              "From a whole request to its answer handed to the socket, by route and lane.");
    for (const auto& [place, timed] : counts.times) {
        Labels labels{{"route", route_name(place.route)}, {"lane", lane_name(place.lane)}};
        std::uint64_t below = 0;
        for (std::size_t i = 0; i < timed.buckets.size(); ++i) {
            below += timed.buckets[i];
            auto with_end = labels;
            with_end.emplace_back("le", i < http::bucket_ends_us.size()
                                            ? seconds_text(http::bucket_ends_us[i])
                                            : "+Inf");
            out.part("_bucket", with_end, std::to_string(below));
        }
        out.part("_sum", labels, seconds_text(timed.sum_us));
        out.part("_count", labels, std::to_string(timed.count));
    }
    std::uint64_t redirects = 0;
    for (const auto& [what, count] : counts.answers)
        if (what.route == short_link_route() && what.status / 100 == 3) redirects += count;
    out.only("redirects_total", Type::counter, "Short links that led somewhere.", whole(redirects));
}

void tell_front(Exposition& out, const http::Front& front) {
    const auto counts = front.counts();
    out.begin("http_connections_total", Type::counter, "Connections, by what became of them.");
    out.sample({{"event", "accepted"}}, whole(counts.accepted));
    out.sample({{"event", "refused"}}, whole(counts.refused));
    out.sample({{"event", "overloaded"}}, whole(counts.overloaded));
    out.sample({{"event", "timed_out"}}, whole(counts.timed_out));
    out.begin("queue_depth", Type::gauge, "Whole requests that wait for a thread of the lane.");
    const auto depths = front.queue_depths();
    out.sample({{"lane", "giving"}}, whole(depths.giving));
    out.sample({{"lane", "looking"}}, whole(depths.looking));
    out.only("live_viewers", Type::gauge, "Open event streams.",
             whole(front.viewers().count_viewers()));
    out.only("log_lines_dropped_total", Type::counter,
             "Log lines that could not be written at once and were let go.",
             whole(http::dropped_lines()));
}

void tell_pools(Exposition& out, const store::Store& giving, const store::Store& looking) {
    const std::pair<std::string, store::PoolCounts> pools[] = {{"giving", giving.pool_counts()},
                                                               {"looking", looking.pool_counts()}};
    const auto tell = [&](std::string_view name, Type type, std::string_view help,
                          std::int64_t store::PoolCounts::*count) {
        out.begin(name, type, help);
        for (const auto& [lane, counts] : pools) out.sample({{"lane", lane}}, counts.*count);
    };
    tell("db_pool_in_use", Type::gauge, "Database connections that somebody works with.",
         &store::PoolCounts::in_use);
    tell("db_pool_open", Type::gauge, "Database connections that are open.",
         &store::PoolCounts::open);
    tell("db_pool_waiting", Type::gauge, "Threads that wait for a database connection.",
         &store::PoolCounts::waiting);
    tell("db_pool_waits_total", Type::counter, "How often somebody had to wait for one.",
         &store::PoolCounts::waits);
    tell("db_pool_timeouts_total", Type::counter, "How often somebody waited in vain.",
         &store::PoolCounts::timeouts);
}

void tell_backlogs(Exposition& out, const std::optional<Backlogs>& read, Instant now) {
    out.only("database_up", Type::gauge, "1 while the database answers.", read ? 1 : 0);
    if (!read) return;
    out.begin("gifts_total", Type::untyped,
              "Gifts of all campaigns by their state now; one moves from state to state.");
    for (const auto& [state, method, count] : read->gifts)
        out.sample({{"state", state}, {"method", method}}, count);
    out.begin("visits_total", Type::counter, "Visits by short links, people and others.");
    out.sample({{"sort", "person"}}, read->visits.persons);
    out.sample({{"sort", "other"}}, read->visits.others);
    out.begin("mails", Type::gauge, "Mails by state.");
    for (const auto& [state, count] : read->mails.by_state) out.sample({{"state", state}}, count);
    out.begin("mail_oldest_waiting_seconds", Type::gauge,
              "Age of the oldest mail that waits to be sent; 0 if none does.");
    const auto oldest = read->mails.oldest_waiting;
    out.seconds({}, oldest ? (now - *oldest).count() : 0);
    out.only("posts_waiting", Type::gauge, "Posts that wait to be read.", read->posts_waiting);
}

void tell_rounds(Exposition& out, const std::map<std::string, jobs::Logbook::Entry>& rounds) {
    out.begin("job_last_success_timestamp_seconds", Type::gauge,
              "When a background job last did its work; 0: not since the start.");
    for (const auto& [job, entry] : rounds)
        out.seconds({{"job", job}},
                    entry.succeeded_at ? entry.succeeded_at->time_since_epoch().count() : 0);
    out.begin("job_rounds_total", Type::counter, "Rounds of background jobs.");
    for (const auto& [job, entry] : rounds) {
        out.sample({{"job", job}, {"result", "success"}}, whole(entry.successes));
        out.sample({{"job", job}, {"result", "failure"}}, whole(entry.failures));
    }
}

void tell_process(Exposition& out, Instant started_at) {
    const auto use = read_process_use();
    out.only("process_resident_memory_bytes", Type::gauge, "Memory in RAM.", use.resident_bytes);
    out.only("process_virtual_memory_bytes", Type::gauge, "Memory asked for.", use.virtual_bytes);
    out.only("process_threads", Type::gauge, "Threads.", use.threads);
    out.only("process_open_fds", Type::gauge, "Open files and sockets.", use.open_files);
    out.only("process_max_fds", Type::gauge, "How many may be open.", use.files_max);
    out.begin("process_cpu_seconds_total", Type::counter, "Processor time, user and system.");
    out.seconds({}, use.processor_us);
    out.begin("process_start_time_seconds", Type::gauge, "When the program started.");
    out.seconds({}, started_at.time_since_epoch().count());
    out.begin("build_info", Type::gauge, "Always 1; the label tells the version.");
    out.sample({{"version", program_version()}}, 1);
}

}  // namespace

Backlogs read_backlogs(store::Session& session) {
    return {.gifts = giving::count_gifts(session),
            .visits = links::count_all_visits(session),
            .mails = mail::find_backlog(session),
            .posts_waiting = posts::posts_waiting(session, {}).count};
}

std::optional<Backlogs> Watch::backlogs(Instant now) const {
    const std::lock_guard lock{mutex_};
    if (read_ && now >= read_at_ && now - read_at_ < figures_age_max) return read_;
    try {
        read_ = read_backlogs(parts_.looking.session());
        read_at_ = now;
    } catch (const store::Unavailable&) {
        read_.reset();
    }
    return read_;
}

std::string Watch::render_metrics(Instant now) const {
    Exposition out;
    tell_requests(out, parts_.front.meter().counts());
    tell_front(out, parts_.front);
    out.only("gifts_first", Type::gauge, "1 while walls and rankings rest, so that gifts go first.",
             puts_gifts_first() ? 1 : 0);
    tell_pools(out, parts_.giving, parts_.looking);
    tell_backlogs(out, backlogs(now), now);
    tell_rounds(out, rounds());
    tell_process(out, parts_.started_at);
    return out.text();
}

}  // namespace watch
