// Following a link: the visit is on disk before the redirect is answered.
//
// VisitBook gathers visits and writes many in one commit. While one batch is being written the next
// one gathers by itself, so nobody waits for a timer, and no thread waits for the disk but the
// book's two writers, which live as long as the book. A batch that fails is told to everybody in
// it; what was told as written is in the table. The book also keeps the day's salt.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
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

    // Told once, by a writer's thread (or in the destructor): is the visit on disk?
    using Told = std::function<void(bool is_written)>;
    // Throws store::Unavailable, and tells nothing, when batches_max batches wait already.
    void record_then(const Arrival&, Told);
    // Returns when the visit is committed; throws store::Unavailable when it is not.
    void record(const Arrival&);
    // Counted with the next batch, at the latest after a second; may be lost when the program dies.
    void note_page(LinkId);
    // Where codes lead, as of a moment ago.
    Destinations& destinations() { return destinations_; }

    static constexpr std::size_t batches_max = 16, pages_waiting_max = 10'000;

private:
    struct Batch {
        std::vector<Visit> visits;
        std::vector<Told> told;
    };
    using Pages = std::map<LinkId, std::int64_t>;

    std::string visitor_digest(const Arrival&);
    void write_batches();
    bool write_batch(const std::vector<Visit>&, const Pages&);

    store::Store& store_;
    Destinations destinations_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Batch> batches_;  // The last one gathers; those before are full.
    Pages pages_;
    bool is_closing_ = false;
    std::string salt_;
    std::int64_t salt_day_ = 0;
    std::array<std::thread, 2> writers_;  // Last: they use all of the above.
};

}  // namespace links
