// WithPools: a campaign with gifts by every way of paying, and a sponsor who adds to them.
#pragma once

#include "campaign/matching/match.h"
#include "campaign/matching/matching.h"
#include "campaign/matching/offering.h"
#include "campaign/matching/paying.h"
#include "tests/campaign/giving/card_fixture.h"

struct WithPools : WithCards {
    // 1 for every 1, at most 50.00, from yesterday for ten days, paid afterwards.
    matching::NewPool pool_of(std::int64_t cap = 5'000) const;
    matching::Pool offer(const matching::NewPool&);
    // Offered and agreed to by somebody else.
    matching::Pool run(const matching::NewPool&);
    // The same, prepaid: its money has come.
    matching::Pool run_prepaid(std::int64_t cap = 5'000,
                               matching::Remainder = matching::Remainder::back);
    matching::Pool reread(const matching::Pool&);
    using WithCards::reread;

    // A transfer that has arrived whole.
    giving::Gift arrived(std::int64_t cents);
    // By card: 100.00 as a gift, 20.00 for the registration, 3.00 for the fee; paid.
    giving::CardPayment paid_card();
    void refund(const giving::CardPayment&, std::int64_t cents);

    void match() { matching::match_gifts(*store, now); }
    std::int64_t drawn_by(const giving::Gift&);
    // The sponsor's money stands on the statement, in or out.
    matching::Payment payment_for(const matching::Pool&, std::int64_t cents);
    void end_of_window() { now += std::chrono::days{11}; }

    people::Actor author{AccountId{11}, "coordinator"}, approver{AccountId{12}, "coordinator"};

private:
    int count_ = 0;
};
