// WithCash: the campaign of the bank tests with two walkers of flesh and colleagues who count.
#pragma once

#include "campaign/cash/bagging.h"
#include "campaign/cash/closing.h"
#include "campaign/cash/counting.h"
#include "campaign/cash/depositing.h"
#include "campaign/cash/handing.h"
#include "campaign/cash/open_items.h"
#include "campaign/cash/pinning.h"
#include "campaign/cash/series.h"
#include "tests/campaign/bank/bank_fixture.h"

struct WithCash : WithBank {
    WithCash();

    // What a walker says they hold, on their own page.
    giving::Gift hold(int which, std::int64_t cents, const std::string& from = "Gran");
    cash::Envelope bring_envelope(int which);  // With all that they declared.
    cash::Bag sealed_bag(const std::vector<cash::Envelope>&);
    // In EUR cents, as one cent coins; `more` are other pieces.
    cash::Counted count(const cash::Bag&, const people::Actor&, std::int64_t cents,
                        const std::vector<cash::Piece>& more = {});
    cash::Bag counted_by_both(const cash::Bag&, std::int64_t cents,
                              const std::vector<cash::Piece>& more = {});
    void set_found(const cash::Envelope&, const giving::Gift&, std::int64_t cents);
    cash::Bag again(const cash::Bag& bag) { return *cash::find_bag(store->session(), bag.id); }
    cash::Envelope again(const cash::Envelope& one) {
        return *cash::find_envelope(store->session(), one.id);
    }
    // A bag with 200 declared by walker 0, counted 180, closed.
    cash::Bag closed_bag();
    cash::Deposit deposit_of(const std::vector<cash::Bag>&, std::int64_t desk = 0);
    static cash::Piece piece(cash::Sort, std::int64_t cents, const std::string& currency = "EUR");
    std::string key() { return "key-" + std::to_string(++keys); }
    void later() { now += std::chrono::minutes{1}; }

    people::Actor anna{AccountId{701}, "volunteer"}, ben{AccountId{702}, "volunteer"},
        cleo{AccountId{703}, "finance"}, dora{AccountId{704}, "finance"};
    int keys = 0;
};
