// WithCampaign: an open campaign with a fund, two participants of one team, and a few people.
#pragma once

#include <boost/test/unit_test.hpp>

#include "campaign/giving/giving.h"
#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "tests/support/database.h"

struct WithCampaign : FreshDatabase {
    WithCampaign();

    static Money euro(std::int64_t cents) { return {cents, currency_of("EUR")}; }
    // A gift of one line; `key` is its request key.
    void enrol_walkers();  // The walkers have pages and a team, as some verbs insist.
    giving::NewGift gift_of(std::int64_t cents, const std::string& key,
                            const std::string& method = "transfer") const;
    giving::Given give(const giving::NewGift& asked);
    giving::Gift enter_and_confirm(std::int64_t entered, std::int64_t counted,
                                   const std::string& method);
    giving::Gift arrive(const giving::Gift&, std::int64_t cents, const std::string& reference);
    ledger::Figures figures() { return ledger::figures_of(store->session(), campaign); }
    ledger::Figures figures_of_walker(int which) {
        return ledger::figures_of_subject(store->session(),
                                          ledger::tally_of(walkers[which], campaign));
    }
    // The general checker: the ledger, every tally, every gift and the bridge hold.
    void check_ledger();

    CampaignId campaign{100};
    FundId fund{200};
    BankAccountId bank_account{300};
    ParticipantId walkers[2] = {ParticipantId{401}, ParticipantId{402}};
    TeamId team{500};
    giving::Terms terms;
    people::Actor donor = people::donor_actor("test");
    people::Actor walker{AccountId{1}, "volunteer"}, finance{AccountId{2}, "finance"};
    Instant now = test_now();
};
