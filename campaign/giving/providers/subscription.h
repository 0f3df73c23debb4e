// Subscription: what a provider says of money that it takes every month, and of each invoice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/words/instant.h"
#include "campaign/words/money.h"

namespace providers {

struct Invoice {
    enum class State { open, dropped, paid };
    std::string id;
    State state = State::open;
    Money amount;
    bool is_first = false;  // Paid within the checkout itself.
    int fails = 0;          // How often its payment was refused.
    Instant due_at = {};
    std::optional<Instant> try_at = {}, paid_at = {};  // try_at: when it is tried again.
};

struct Subscription {
    enum class State { begun, running, stumbling, stopping, ended };
    std::string id, series;  // series: from our metadata.
    State state = State::begun;
    std::optional<Instant> next_at = {}, ended_at = {};
    std::vector<Invoice> invoices = {};  // Oldest first.
};

// stop: what is paid stays paid, and nothing more is taken; go_on: it is after all; end: at once.
enum class SubscriptionChange { stop, go_on, end };

}  // namespace providers
