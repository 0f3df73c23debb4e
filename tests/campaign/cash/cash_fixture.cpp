#include "tests/campaign/cash/cash_fixture.h"

#include "campaign/people/account.h"

WithCash::WithCash() {
    store->in_transaction([&](store::Transaction& tx) {
        for (const auto id : walkers)
            tx.run(
                "INSERT INTO participant (id, campaign_id, team_id, slug, name, email, story,"
                " shown_name, shown_story, words_written_at, token_digest, request_key, made_at)"
                " VALUES (?, ?, ?, ?, 'Walker', ?, '', 'Walker', '', ?, ?, ?, ?)",
                id.value, campaign, team, "w" + std::to_string(id.value),
                "w" + std::to_string(id.value) + "@example.org", now,
                "t" + std::to_string(id.value), "p" + std::to_string(id.value), now);
        for (const auto* one : {&anna, &ben, &cleo, &dora}) {
            const auto name = "Colleague " + std::to_string(one->account.value);
            people::insert_account(
                tx, {one->account, "c" + std::to_string(one->account.value) + "@example.org", name},
                now);
            people::insert_role(tx, {one->account, *people::find_role(one->role), {}}, cleo.account,
                                now);
        }
    });
}

giving::Gift WithCash::hold(int which, std::int64_t cents, const std::string& from) {
    auto asked = gift_of(cents, key(), "cash");
    asked.origin = "walker", asked.is_meant = true, asked.donor.name = from;
    asked.shares = {{walkers[which], team, euro(0)}};
    return giving::record_gift(*store, asked, terms, {{}, "participant"}, now).gift;
}

cash::Envelope WithCash::bring_envelope(int which) {
    later();
    return cash::hand_in(
        *store, {.campaign = campaign, .participant = walkers[which], .request_key = key()}, anna,
        now);
}

cash::Bag WithCash::sealed_bag(const std::vector<cash::Envelope>& envelopes) {
    const auto bag = cash::begin_bag(*store, campaign, key(), anna, now);
    std::vector<cash::EnvelopeId> ids;
    for (const auto& one : envelopes) ids.push_back(one.id);
    cash::put_in_bag(*store, bag.id, ids, anna, now);
    cash::seal_bag(*store, bag.id, "S-1", anna, now);
    return again(bag);
}

cash::Piece WithCash::piece(cash::Sort sort, std::int64_t cents, const std::string& currency) {
    return {sort, currency_of(currency), cents, 1};
}

cash::Counted WithCash::count(const cash::Bag& bag, const people::Actor& who, std::int64_t cents,
                              const std::vector<cash::Piece>& more) {
    later();
    auto pieces = more;
    if (cents > 0) pieces.push_back(piece(cash::Sort::coin, cents));
    return cash::count_bag(*store,
                           {.bag = bag.id,
                            .round = again(bag).round,
                            .counter = who.account,
                            .pieces = pieces,
                            .device_key = key()},
                           who, now);
}

cash::Bag WithCash::counted_by_both(const cash::Bag& bag, std::int64_t cents,
                                    const std::vector<cash::Piece>& more) {
    count(bag, anna, cents, more);
    count(bag, ben, cents, more);
    return again(bag);
}

void WithCash::set_found(const cash::Envelope& envelope, const giving::Gift& gift,
                         std::int64_t cents) {
    later();
    cash::keep_sheet(*store, {.envelope = envelope.id, .found = {{gift.id, cents}}}, terms, ben,
                     now);
}

cash::Bag WithCash::closed_bag() {
    const auto gift = hold(0, 20'000);
    const auto envelope = bring_envelope(0);
    set_found(envelope, gift, 18'000);
    const auto bag = counted_by_both(sealed_bag({envelope}), 18'000);
    cash::close_bag(*store, bag.id, "", cleo, now);
    return again(bag);
}

cash::Deposit WithCash::deposit_of(const std::vector<cash::Bag>& bags, std::int64_t desk) {
    later();
    cash::NewDeposit asked{.campaign = campaign,
                           .desk = desk,
                           .slip = "SLIP 4711",
                           .taken_on = *read_date("2027-05-20"),
                           .request_key = key()};
    for (const auto& bag : bags) asked.bags.push_back(bag.id);
    return cash::make_deposit(*store, asked, cleo, now);
}
