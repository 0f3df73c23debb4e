#include "campaign/links/following.h"

#include <algorithm>

#include "campaign/words/token.h"

namespace links {

namespace {

constexpr std::chrono::milliseconds pages_wait_max{1000};

}  // namespace

void record_visits(store::Store& store, const std::vector<Visit>& visits,
                   const std::vector<PageView>& views) {
    store.in_transaction([&](store::Transaction& tx) { insert_visits(tx, visits, views); });
}

VisitBook::VisitBook(store::Store& store)
    : store_{store}, destinations_{store}, writer_{[this] { write_batches(); }} {}

VisitBook::~VisitBook() {
    {
        const std::lock_guard lock{mutex_};
        is_closing_ = true;
    }
    arrived_.notify_one();
    writer_.join();
}

void VisitBook::record(const Arrival& arrival) {
    Visit visit{.link = arrival.link,
                .campaign = arrival.campaign,
                .sort = arrival.sort,
                .at = arrival.at,
                .browser = browser_name(arrival.user_agent),
                .referrer_host = referrer_host(arrival.referrer),
                .visitor = visitor_digest(arrival)};
    std::unique_lock lock{mutex_};
    if (is_closing_) throw store::Unavailable{"visits are not taken any more"};
    if (batches_.empty() || batches_.back()->visits.size() >= visits_in_batch_max) {
        if (batches_.size() >= batches_max)
            throw store::Unavailable{"too many visits wait to be written"};
        batches_.push_back(std::make_shared<Batch>());
    }
    const auto batch = batches_.back();
    batch->visits.push_back(std::move(visit));
    if (batch->visits.size() == 1) arrived_.notify_one();
    batch->settled.wait(lock, [&] { return batch->state != Batch::State::gathering; });
    if (batch->state == Batch::State::failed)
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
        const auto batch = batches_.empty() ? nullptr : batches_.front();
        if (batch) batches_.pop_front();
        Pages pages;
        while (!pages_.empty() && pages.size() < visits_in_batch_max)
            pages.insert(pages_.extract(pages_.begin()));
        lock.unlock();
        const auto state = write_batch(batch.get(), pages);
        lock.lock();
        if (!batch) continue;
        batch->state = state;
        batch->settled.notify_all();
    }
}

VisitBook::Batch::State VisitBook::write_batch(const Batch* batch, const Pages& pages) {
    static const std::vector<Visit> no_visits;
    std::vector<PageView> views;
    for (const auto& [link, count] : pages) views.push_back({.link = link, .count = count});
    try {
        record_visits(store_, batch ? batch->visits : no_visits, views);
        return Batch::State::written;
    } catch (const std::exception&) {  // Whoever waits is told; this thread goes on.
        return Batch::State::failed;
    }
}

}  // namespace links
