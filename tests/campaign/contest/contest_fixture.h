// WithContest: a contest from 1 to 30 June 2027 with two walkers and their team, and gifts to them.
#pragma once

#include <boost/test/unit_test.hpp>

#include "campaign/campaign.h"
#include "campaign/contest/contest.h"
#include "campaign/giving/giving.h"
#include "campaign/roster/participant.h"
#include "tests/support/database.h"

struct WithContest : FreshDatabase {
    explicit WithContest(campaign::Kind kind = campaign::Kind::contest);

    // A transfer that is announced, and one whose money comes.
    giving::Gift promise(int walker, std::int64_t cents, const std::string& email = {});
    giving::Gift give(int walker, std::int64_t cents, const std::string& email = {});
    void arrive(const giving::Gift&);
    // Cash that a second person counts.
    giving::Gift hand_in(int walker, std::int64_t cents);
    void at(const char* moment) { now = read_instant(moment).value(); }
    contest::Scores scores_of(int walker);
    contest::Scores team_scores();

    campaign::Campaign contest;
    giving::Terms terms;
    roster::Participant walkers[2];
    TeamId team;
    Instant now;

private:
    int gifts_ = 0;
};
