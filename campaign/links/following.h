// Following a link: the visit is on disk before the redirect is answered.
//
// VisitBook gathers the visits of all waiting workers and writes them in one commit. While one
// batch is being written the next one gathers by itself, so nobody waits for a timer. A batch that
// fails is told to everybody in it (Unavailable); what record() returned from is in the table.
// One writer thread, which lives as long as the book. It also keeps the day's salt.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "campaign/links/landing.h"
#include "campaign/links/visit.h"
#include "campaign/store/database.h"

namespace links {

// Verb: writes visits and page views in one unit of work; for the book and for past days of a demo.
void record_visits(store::Store&, const std::vector<Visit>&, const std::vector<PageView>& = {});

class VisitBook {
public:
    explicit VisitBook(store::Store&);
    ~VisitBook();  // Writes what is waiting.
    VisitBook(const VisitBook&) = delete;

    // Returns when the visit is committed; throws store::Unavailable when it is not, or when
    // batches_max batches wait already.
    void record(const Arrival&);
    // Counted with the next batch, at the latest after a second; may be lost when the program dies.
    void note_page(LinkId);
    // Where codes lead, as of a moment ago.
    Destinations& destinations() { return destinations_; }

    static constexpr std::size_t batches_max = 16, pages_waiting_max = 10'000;

private:
    struct Batch {
        enum class State { gathering, written, failed } state = State::gathering;
        std::vector<Visit> visits;
        std::condition_variable settled;
    };
    using Pages = std::map<LinkId, std::int64_t>;

    std::string visitor_digest(const Arrival&);
    void write_batches();
    Batch::State write_batch(const Batch*, const Pages&);

    store::Store& store_;
    Destinations destinations_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::shared_ptr<Batch>> batches_;  // The last one gathers; those before are full.
    Pages pages_;
    bool is_closing_ = false;
    std::string salt_;
    std::int64_t salt_day_ = 0;
    std::thread writer_;  // Last: it uses all of the above.
};

}  // namespace links
