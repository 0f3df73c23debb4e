#include "tests/campaign/giving/giving_fixture.h"

WithCampaign::WithCampaign() {
    terms.campaign = campaign, terms.currency = currency_of("EUR"), terms.fund = fund;
    store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO campaign (id, slug, kind, currency, state, preview_token, made_by,"
            " made_at) VALUES (?, 'walk', 'walk', 'EUR', 'approved', '', 1, ?)",
            campaign, now);
        tx.run("INSERT INTO fund (id, campaign_id, name, made_at) VALUES (?, ?, 'General', ?)",
               fund, campaign, now);
        ledger::open_tally(tx, ledger::tally_of(campaign));
        ledger::open_tally(tx, ledger::tally_of(team, campaign));
        for (const auto id : walkers) ledger::open_tally(tx, ledger::tally_of(id, campaign));
    });
}

void WithCampaign::enrol_walkers() {
    store->in_transaction([&](store::Transaction& tx) {
        for (int i = 0; i < 2; ++i)
            tx.run(
                "INSERT INTO participant (id, campaign_id, team_id, slug, name, story,"
                " shown_story, words_written_at, token_digest, request_key, made_at)"
                " VALUES (?, ?, ?, ?, ?, '', '', ?, ?, ?, ?)",
                walkers[i], campaign, team, "w" + std::to_string(i), "W" + std::to_string(i), now,
                std::string(64, static_cast<char>('a' + i)), "k" + std::to_string(i), now);
        tx.run(
            "INSERT INTO team (id, campaign_id, slug, name, made_at)"
            " VALUES (?, ?, 'blue', 'Blue', ?)",
            team, campaign, now);
    });
}

giving::NewGift WithCampaign::gift_of(std::int64_t cents, const std::string& key,
                                      const std::string& method) const {
    giving::NewGift asked;
    asked.method = method, asked.request_key = key;
    asked.origin = method == "transfer" ? "form" : "desk";
    asked.lines = {{"gift", fund, euro(cents), true}};
    return asked;
}

giving::Given WithCampaign::give(const giving::NewGift& asked) {
    const auto& actor = asked.method == "transfer" ? donor : walker;
    return giving::record_gift(*store, asked, terms, actor, now);
}

giving::Gift WithCampaign::enter_and_confirm(std::int64_t entered, std::int64_t counted,
                                             const std::string& method) {
    static int count = 0;
    const auto given = give(gift_of(entered, "desk-" + std::to_string(++count), method));
    return giving::confirm_entered(*store, {given.gift.id, euro(counted), "counted together"},
                                   finance, now);
}

giving::Gift WithCampaign::arrive(const giving::Gift& gift, std::int64_t cents,
                                  const std::string& reference) {
    return giving::mark_arrived(
        *store, {gift.id, euro(cents), *read_date("2027-05-21"), reference, bank_account}, finance,
        now);
}

void WithCampaign::check_ledger() {
    const auto verdict = ledger::verify_ledger(*store, {});
    for (const auto& difference : verdict.differences) BOOST_ERROR(difference);
    BOOST_CHECK(figures().bridge_holds());
}
