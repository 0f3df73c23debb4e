#include "tests/support/campaigns.h"

#include "campaign/publishing.h"
#include "tests/support/database.h"

people::Actor test_author() { return {AccountId{1}, "coordinator"}; }
people::Actor test_approver() { return {AccountId{2}, "coordinator"}; }
people::Actor test_finance() { return {AccountId{3}, "finance"}; }

void add_test_colleagues(store::Store& store) {
    store.in_transaction([](store::Transaction& tx) {
        for (const auto id : {1, 2, 3})
            tx.run("INSERT INTO account (id, email, name, made_at) VALUES (?, ?, ?, ?)", id,
                   "colleague-" + std::to_string(id) + "@example.org",
                   "Colleague " + std::to_string(id), test_now());
        tx.run(
            "INSERT INTO bank_account (id, label, holder, iban, currency, state, proposed_by,"
            "                          proposed_at)"
            " VALUES (1, 'Main', 'Riverside Trust', 'DE89370400440532013000', 'EUR', 'active',"
            "         1, ?)",
            test_now());
    });
}

campaign::Plan test_plan() {
    using namespace std::chrono;
    return {.title = "Spring Walk",
            .summary = "We walk for the new playground.",
            .story = "Every step **counts**.",
            .goal = 2'000'000,
            .starts_on = 2027y / June / 1,
            .ends_on = 2027y / June / 30,
            .place = "Riverside Park",
            .bank_account = BankAccountId{1}};
}

campaign::Campaign draft_test_campaign(store::Store& store, const std::string& slug) {
    return campaign::draft_campaign(store, {.slug = slug, .plan = test_plan()}, test_author(),
                                    test_now());
}

campaign::Campaign open_test_campaign(store::Store& store, const std::string& slug) {
    const auto made = draft_test_campaign(store, slug);
    const auto version = campaign::submit_plan(store, made.id, test_author(), test_now());
    campaign::decide_plan(store, {.version = version.id}, test_approver(), test_now());
    return *campaign::find_campaign_by_id(store.session(), made.id);
}
