#include "tests/campaign/contest/contest_fixture.h"

#include "campaign/phase.h"
#include "campaign/publishing.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"

WithContest::WithContest(campaign::Kind kind) {
    add_test_colleagues(*store);
    at("2027-05-20T10:00:00Z");
    const auto made = campaign::draft_campaign(
        *store,
        {.slug = "contest", .kind = kind, .currency = currency_of("EUR"), .plan = test_plan()},
        test_author(), now);
    const auto version = campaign::submit_plan(*store, made.id, test_author(), now);
    campaign::decide_plan(*store, {.version = version.id}, test_approver(), now);
    contest = *campaign::find_campaign_by_id(store->session(), made.id);
    terms = {.campaign = contest.id,
             .currency = contest.currency,
             .fund = campaign::first_fund(store->session(), contest.id).id};
    at("2027-06-10T10:00:00Z");
    for (int i = 0; i < 2; ++i) {
        roster::NewParticipant asked{.campaign = contest.id,
                                     .name = "Walker " + std::to_string(i),
                                     .email = "w" + std::to_string(i) + "@example.org",
                                     .request_key = "join-" + std::to_string(i)};
        if (i == 0)
            asked.new_team = "The Team";
        else
            asked.team = team;
        walkers[i] = roster::join_campaign(*store, asked, {}, now).participant;
        team = walkers[0].team;
    }
}

giving::Gift WithContest::promise(int walker, std::int64_t cents, const std::string& email) {
    giving::NewGift asked;
    asked.request_key = "gift-" + std::to_string(++gifts_);
    asked.lines = {{"gift", terms.fund, Money{cents, terms.currency}, true}};
    asked.donor.email = email, asked.is_meant = true;
    if (walker >= 0) asked.shares = {{walkers[walker].id, walkers[walker].team, {}}};
    return giving::record_gift(*store, asked, terms, people::donor_actor("test"), now).gift;
}

void WithContest::arrive(const giving::Gift& gift) {
    giving::mark_arrived(*store,
                         {gift.id, gift.amount, *read_date("2027-06-11"),
                          "line " + std::to_string(++gifts_), BankAccountId{1}},
                         test_finance(), now);
}

giving::Gift WithContest::give(int walker, std::int64_t cents, const std::string& email) {
    const auto gift = promise(walker, cents, email);
    arrive(gift);
    return gift;
}

giving::Gift WithContest::hand_in(int walker, std::int64_t cents) {
    giving::NewGift asked;
    asked.method = "cash", asked.origin = "desk";
    asked.request_key = "cash-" + std::to_string(++gifts_);
    asked.lines = {{"gift", terms.fund, Money{cents, terms.currency}, true}};
    asked.shares = {{walkers[walker].id, walkers[walker].team, {}}};
    return giving::record_gift(*store, asked, terms, test_author(), now).gift;
}

contest::Scores WithContest::scores_of(int walker) {
    return contest::scores_of(store->session(), "participant", walkers[walker].id.value);
}

contest::Scores WithContest::team_scores() {
    return contest::scores_of(store->session(), "team", team.value);
}
