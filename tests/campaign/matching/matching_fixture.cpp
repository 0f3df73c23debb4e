#include "tests/campaign/matching/matching_fixture.h"

matching::NewPool WithPools::pool_of(std::int64_t cap) const {
    matching::NewPool asked;
    asked.campaign = campaign, asked.sponsor = "City Bakery";
    asked.cap = euro(cap), asked.gift_cap = euro(0);
    asked.from = now - std::chrono::days{1}, asked.until = now + std::chrono::days{10};
    asked.request_key = "pool-" + std::to_string(cap);
    return asked;
}

matching::Pool WithPools::offer(const matching::NewPool& asking) {
    auto asked = asking;
    asked.request_key += "-" + std::to_string(++count_);
    return matching::offer_pool(*store, asked, author, now);
}

matching::Pool WithPools::run(const matching::NewPool& asked) {
    const auto pool = offer(asked);
    matching::agree_to_pool(*store, {pool.id, pool.version}, approver, now);
    return reread(pool);
}

matching::Pool WithPools::run_prepaid(std::int64_t cap, matching::Remainder remainder) {
    auto asked = pool_of(cap);
    asked.is_prepaid = true, asked.remainder = remainder;
    const auto pool = run(asked);
    matching::mark_pool_paid(*store, payment_for(pool, cap), finance, now);
    return reread(pool);
}

matching::Pool WithPools::reread(const matching::Pool& pool) {
    return matching::find_pool(store->session(), pool.id).value();
}

giving::Gift WithPools::arrived(std::int64_t cents) {
    const auto key = "gift-" + std::to_string(++count_);
    return arrive(give(gift_of(cents, key)).gift, cents, key);
}

giving::CardPayment WithPools::paid_card() {
    const auto payment = begin_payment(begin_gift("card-" + std::to_string(++count_)));
    settle(payment, facts_of(payment)[1]);
    return payment;
}

void WithPools::refund(const giving::CardPayment& payment, std::int64_t cents) {
    auto seen = facts_of(payment)[1];
    seen.refunded = euro(cents);
    settle(payment, seen);
}

std::int64_t WithPools::drawn_by(const giving::Gift& gift) {
    const auto match = matching::find_match(store->session(), gift.id);
    return match ? match->earned : -1;
}

matching::Payment WithPools::payment_for(const matching::Pool& pool, std::int64_t cents) {
    return {pool.id, euro(cents), *read_date("2027-05-21"), "sponsor " + std::to_string(++count_),
            bank_account};
}
