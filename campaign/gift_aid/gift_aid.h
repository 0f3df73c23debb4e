// Gift Aid: who has declared that tax may be reclaimed on their gifts, and what was claimed.
//
// United Kingdom only (HMRC): 25p for each £1 of gift and covered fee, less what was returned.
// Eligibility belongs to the declaration: it covers the gift on whose page it was made, and with
// the same proven address those of four years before and those that come, as its donor chose.
// Ended, it still covers what was given before. A gift is claimed once; what went back is taken
// back by the next schedule. Reclaimed tax is no money of ours before it stands on a bank
// statement.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"
#include "campaign/words/refusal.h"

namespace gift_aid {

using DeclarationId = Id<struct DeclarationEntity>;
using ScheduleId = Id<struct GiftAidScheduleEntity>;

constexpr std::size_t title_max = 4, name_max = 35, house_max = 40, address_max = 300;
constexpr int claims_a_schedule = 1'000;  // HMRC's own limit.
constexpr int past_years = 4;

struct Person {
    std::string title, first_name, last_name;
    std::string house;  // Name or number of the home.
    std::string address, postcode;
};

struct NewDeclaration {
    GiftId gift;
    Person by;
    std::string wording;  // That they read when they said yes.
    bool covers_past = false, covers_future = false;
};

struct Declaration : NewDeclaration {
    DeclarationId id;
    std::string email;
    Instant made_at;
    std::optional<Instant> ended_at;
};

// Capitals, with the space before the last three: "s192bd" -> "S19 2BD"; "X" for a home outside the
// United Kingdom. Nothing if it is none of these.
std::optional<std::string> read_postcode(std::string_view typed);
std::optional<Refusal> objection(const NewDeclaration&);
std::string wording_of(const std::string& organisation);  // HMRC's model; English, as it is law.
bool is_offered(store::Session&, Currency);  // Is the organisation British, and the gift in pounds?

std::optional<Declaration> find_declaration(store::Session&, GiftId);  // The open one.
std::vector<Declaration> recent_declarations(store::Session&, int limit);

// One gift as it goes into a schedule.
enum class LineSort { claim, adjustment };
struct Line {
    GiftId gift;
    DeclarationId declaration;
    LineSort sort = LineSort::claim;
    CampaignId campaign;
    FundId fund;
    std::int64_t minor = 0;
    Date given_on;
    bool is_sponsored = false;  // Given for somebody who takes part.
    Person by;
    std::int64_t claimed_before = 0;
    int gift_version = 0;
};

struct Schedule {
    ScheduleId id;
    Currency currency;
    int claims = 0;
    std::int64_t minor = 0, adjusted = 0, reclaimed = 0;
    std::optional<Date> earliest_on;
    AccountId made_by;
    Instant made_at;

    Money tax() const;  // To be paid to us: a quarter of what is claimed less what is taken back.
};

// What the next schedule would hold: at most claims_a_schedule claims, and every adjustment.
std::vector<Line> lines_to_claim(store::Session&);
std::vector<Line> lines_of_schedule(store::Session&, ScheduleId);
std::optional<Schedule> find_schedule(store::Session&, ScheduleId);
std::optional<Schedule> find_schedule_by_key(store::Session&, const std::string& request_key);
std::vector<Schedule> recent_schedules(store::Session&, int limit);

// For the bank: the parts of an amount that came for a schedule, by campaign and fund.
struct Part {
    CampaignId campaign;
    FundId fund;
    Money amount;
};
std::vector<Part> parts_of_reclaim(store::Session&, ScheduleId, Money amount);

// HMRC's columns in their order, CSV with CRLF; what is taken back stands above as one sum.
// Together: gifts of £30 at most share lines of £1,000 at most, without names.
enum class Small { each_alone, together };
std::string schedule_csv(const Schedule&, const std::vector<Line>&, Small);

}  // namespace gift_aid
