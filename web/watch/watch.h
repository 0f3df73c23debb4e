// Watch: what the running program tells those who look after it: figures and readiness.
//
// It only looks. What it asks the database is asked at most once in figures_age_max, whoever asks
// how often. Nothing in it names a person, an address or a path.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/giving/gift_counts.h"
#include "campaign/links/visit.h"
#include "campaign/mail/backlog.h"
#include "campaign/store/database.h"
#include "web/http/front.h"
#include "web/jobs/logbook.h"

namespace watch {

// What the database says about our own work.
struct Backlogs {
    std::vector<giving::GiftCount> gifts;
    links::VisitCounts visits;
    mail::Backlog mails;
    std::int64_t posts_waiting = 0;
};
Backlogs read_backlogs(store::Session&);

class GiftsFirst;

class Watch {
public:
    struct Parts {
        const http::Front& front;
        store::Store &giving, &looking;
        const jobs::Logbook& rounds;
        Instant started_at;
        const GiftsFirst* gifts_first = nullptr;
    };
    explicit Watch(Parts parts) : parts_{parts} {}

    // In the format of Prometheus. The database may be away: then its figures are left out.
    std::string render_metrics(Instant now) const;
    std::map<std::string, jobs::Logbook::Entry> rounds() const { return parts_.rounds.entries(); }

    // Do walls and rankings rest, and is this route one of them (web/routes.cpp)?
    bool puts_gifts_first() const;
    bool lets_rest(http::Method, std::string_view route) const;

    static constexpr std::chrono::seconds figures_age_max{10};

private:
    std::optional<Backlogs> backlogs(Instant now) const;

    const Parts parts_;
    mutable std::mutex mutex_ = {};
    mutable std::optional<Backlogs> read_ = {};
    mutable Instant read_at_ = {};
};

}  // namespace watch
