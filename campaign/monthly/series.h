// Series: a gift that its donor repeats every month by card, as a subscription at a provider.
//
// The provider takes the money and says what is true; every invoice that was paid is one gift of
// its own (Month). What somebody wants of a series (Wish) is kept before the provider is told, and
// told again until it is so. No figure knows a series.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/giving/providers/subscription.h"

namespace monthly {

using SeriesId = Id<struct SeriesEntity>;
using SeriesState = providers::Subscription::State;
std::string_view series_state_name(SeriesState);

enum class Wish { none, stop, go_on, end };  // stop: no more payment; end: at once, and for good.
enum class EndedBy { nobody, donor, desk, campaign, provider };
std::string_view ended_by_name(EndedBy);

struct Series {
    SeriesId id;
    CampaignId campaign;
    GiftId first;  // As which it began.
    std::string provider, subscription;
    Money amount;
    SeriesState state = SeriesState::begun;
    Wish wish = Wish::none;
    std::optional<Instant> next_at = {};  // When money is taken next.
    int stops = 0;                        // How often it was stopped; tells mails apart.
    EndedBy ends_by = EndedBy::nobody;
    AccountId ended_by = {};
    std::string reason = {};
    Instant begun_at;
    std::optional<Instant> ended_at = {}, ask_at = {};
    int asks = 0, version = 1;
};
bool takes_more(const Series&);  // Will the provider take money again, as far as we know?
// "series:17": as our metadata at the provider names it instead of a gift.
std::string name_of(SeriesId);
std::optional<SeriesId> read_series_name(std::string_view name);

// One invoice. What is known of it only grows: open, dropped, paid.
struct Month {
    std::int64_t id = 0;
    SeriesId series;
    GiftId gift = {};
    std::string invoice;
    providers::Invoice::State state = providers::Invoice::State::open;
    int fails = 0;
    Instant due_at;
    std::optional<Instant> try_at = {}, paid_at = {};
};

// Storage: series_sql.cpp.
void insert_series(store::Transaction&, const Series&);
bool update_series(store::Transaction&, const Series& before, const Series& after);
void note_asked(store::Transaction&, const Series&, std::optional<Instant> ask_at,
                const std::string& trouble);
std::optional<Series> find_series(store::Session&, SeriesId);
std::optional<Series> find_series_by_subscription(store::Session&, const std::string& provider,
                                                  const std::string& subscription);
// The series that this gift began, or is a month of.
std::optional<Series> find_series_of(store::Session&, GiftId);
std::vector<Series> series_to_ask(store::Session&, Instant now, int limit);
std::vector<Series> series_with_a_wish(store::Session&, int limit);
std::vector<Series> series_not_ended(store::Session&, SeriesId after, int limit);
std::vector<Series> recent_series(store::Session&, int limit);  // That began; newest first.

void insert_month(store::Transaction&, const Month&, const Series&);
void update_month(store::Transaction&, const Month&);
void give_month_its_gift(store::Transaction&, const Month&, GiftId);
std::vector<Month> months_of(store::Session&, SeriesId);  // Oldest first.
std::vector<GiftId> unpaid_gifts_of(store::Session&, const Series&);  // That wait for their money.
// The newest gift of it that is still of its campaign: what the next month is like.
std::optional<GiftId> newest_gift_of(store::Session&, const Series&);

}  // namespace monthly
