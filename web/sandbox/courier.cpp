#include "web/sandbox/courier.h"

#include "campaign/words/check.h"

namespace sandbox {

namespace {

using std::chrono::milliseconds;
constexpr int couriers = 4, attempts_max = 16;
constexpr milliseconds deadline{10'000}, back_off_max{60'000};

Instant present() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace

Courier::Courier(Switches& switches, Seal seal) : switches_{switches}, seal_{std::move(seal)} {
    for (int i = 0; i < couriers; ++i) threads_.emplace_back([this] { work(); });
}

Courier::~Courier() {
    {
        const std::lock_guard lock{mutex_};
        is_closing_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void Courier::post(Event event, Instant now) {
    const auto id = event.id;
    event.made_at = now;
    event.is_dropped = switches_.strikes("drop");
    const bool is_dropped = event.is_dropped;
    {
        const std::lock_guard lock{mutex_};
        order_.push_back(id);
        events_.emplace(id, std::move(event));
    }
    if (is_dropped) return;
    const int copies = switches_.strikes("duplicates") ? 2 : 1;
    for (int copy = 0; copy < copies; ++copy) {
        auto in = milliseconds{switches_.at("delay_ms")};
        if (switches_.strikes("disorder"))
            in += milliseconds{switches_.dice(switches_.at("disorder_ms"))};
        schedule(id, 0, in);
    }
}

void Courier::schedule(const std::string& event, int attempt, milliseconds in) {
    {
        const std::lock_guard lock{mutex_};
        due_.emplace(Steady::now() + in, Delivery{event, attempt});
        ++events_.at(event).waiting;
    }
    changed_.notify_one();
}

void Courier::work() {
    std::unique_lock lock{mutex_};
    while (!is_closing_) {
        if (due_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const auto first = due_.begin();
        if (first->first > Steady::now()) {
            const auto until = first->first;
            changed_.wait_until(lock, until);
            continue;
        }
        const auto delivery = first->second;
        due_.erase(first);
        lock.unlock();
        bring(delivery);
        lock.lock();
    }
}

void Courier::bring(const Delivery& delivery) {
    const auto event = find(delivery.event);
    check(event.has_value(), "an event that is due is known");
    const auto status = attempt(*event);
    const bool is_done = status / 100 == 2 || delivery.attempt + 1 >= attempts_max;
    if (!is_done) {
        auto in = milliseconds{switches_.at("retry_ms")} * (1 << std::min(delivery.attempt, 12));
        schedule(delivery.event, delivery.attempt + 1, std::min(in, back_off_max));
    }
    const std::lock_guard lock{mutex_};
    --events_.at(delivery.event).waiting;
}

int Courier::attempt(const Event& event) {
    int status = 0;
    const auto envelope = seal_(event, present());
    if (!envelope.url.empty()) try {
            status = outside::call_http({.method = "POST",
                                         .url = envelope.url,
                                         .headers = envelope.headers,
                                         .body = event.body,
                                         .deadline = deadline})
                         .status;
        } catch (const outside::Unreachable&) {  // Tried again, as a provider would.
        }
    const std::lock_guard lock{mutex_};
    auto& kept = events_.at(event.id);
    ++kept.attempts;
    kept.last_status = status;
    if (status / 100 == 2) kept.is_delivered = true;
    return status;
}

std::optional<int> Courier::send_now(const std::string& id) {
    const auto event = find(id);
    if (!event) return {};
    return attempt(*event);
}

std::optional<Event> Courier::find(const std::string& event) const {
    const std::lock_guard lock{mutex_};
    const auto found = events_.find(event);
    if (found == events_.end()) return {};
    return found->second;
}

std::vector<Event> Courier::all() const {
    const std::lock_guard lock{mutex_};
    std::vector<Event> events;
    for (const auto& id : order_) events.push_back(events_.at(id));
    return events;
}

}  // namespace sandbox
