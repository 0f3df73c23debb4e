#include "campaign/links/following.h"

#include <future>
#include <memory>

#include "campaign/words/token.h"

namespace links {

namespace {

constexpr std::chrono::milliseconds pages_wait_max{1000};

}  // namespace

void record_visits(store::Store& store, const std::vector<Visit>& visits,
                   const std::vector<PageView>& views) {
    store.in_transaction([&](store::Transaction& tx) { insert_visits(tx, visits, views); });
}

VisitBook::VisitBook(store::Store& store) : store_{store}, destinations_{store} {
    for (auto& writer : writers_) writer = std::thread{[this] { write_batches(); }};
}

VisitBook::~VisitBook() {
    {
        const std::lock_guard lock{mutex_};
        is_closing_ = true;
    }
    arrived_.notify_all();
    for (auto& writer : writers_) writer.join();
}

void VisitBook::record_then(const Arrival& arrival, Told told) {
    Visit visit{.link = arrival.link,
                .campaign = arrival.campaign,
                .sort = arrival.sort,
                .at = arrival.at,
                .browser = browser_name(arrival.user_agent),
                .referrer_host = referrer_host(arrival.referrer),
                .visitor = visitor_digest(arrival)};
    const std::lock_guard lock{mutex_};
    if (is_closing_) throw store::Unavailable{"visits are not taken any more"};
    if (batches_.empty() || batches_.back().visits.size() >= visits_in_batch_max) {
        if (batches_.size() >= batches_max)
            throw store::Unavailable{"too many visits wait to be written"};
        batches_.emplace_back();
    }
    auto& batch = batches_.back();
    batch.visits.push_back(std::move(visit));
    batch.told.push_back(std::move(told));
    if (batch.visits.size() == 1) arrived_.notify_one();
}

void VisitBook::record(const Arrival& arrival) {
    const auto outcome = std::make_shared<std::promise<bool>>();
    record_then(arrival, [outcome](bool is_written) { outcome->set_value(is_written); });
    if (!outcome->get_future().get())
        throw store::Unavailable{"the visit could not be written"};
}

void VisitBook::note_page(LinkId link) {
    const std::lock_guard lock{mutex_};
    if (pages_.size() < pages_waiting_max || pages_.contains(link)) ++pages_[link];
}

// A digest with a salt that is forgotten after its day, so that visitors cannot be told again.
std::string VisitBook::visitor_digest(const Arrival& arrival) {
    const auto day = std::chrono::floor<std::chrono::days>(arrival.at).time_since_epoch().count();
    std::string salt;
    {
        const std::lock_guard lock{mutex_};
        if (salt_.empty() || salt_day_ != day) salt_ = random_bytes(32), salt_day_ = day;
        salt = salt_;
    }
    return sha256_hex(salt + arrival.client + '\n' + arrival.user_agent).substr(0, 16);
}

void VisitBook::write_batches() {
    std::unique_lock lock{mutex_};
    for (;;) {
        arrived_.wait_for(lock, pages_wait_max,
                          [&] { return is_closing_ || !batches_.empty(); });
        if (batches_.empty() && pages_.empty()) {
            if (is_closing_) return;
            continue;
        }
        Batch batch;
        if (!batches_.empty()) {
            batch = std::move(batches_.front());
            batches_.pop_front();
        }
        Pages pages;
        while (!pages_.empty() && pages.size() < visits_in_batch_max)
            pages.insert(pages_.extract(pages_.begin()));
        lock.unlock();
        const bool is_written = write_batch(batch.visits, pages);
        for (const auto& told : batch.told) told(is_written);
        lock.lock();
    }
}

bool VisitBook::write_batch(const std::vector<Visit>& visits, const Pages& pages) {
    std::vector<PageView> views;
    for (const auto& [link, count] : pages) views.push_back({.link = link, .count = count});
    try {
        record_visits(store_, visits, views);
        return true;
    } catch (const std::exception&) {  // Whoever waits is told; this thread goes on.
        return false;
    }
}

}  // namespace links
