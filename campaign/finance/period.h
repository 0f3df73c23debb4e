// Period: a month of the books. Open until one person proposes to close it and another one does;
// then no row is ever booked into it again (a trigger holds it), and what was stored stays.
//
// Months follow the organisation's calendar and are closed one after the other, each when it has
// been over for ten minutes, so that what was begun before midnight has ended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/ledger/balances.h"

namespace finance {

enum class PeriodState { open, proposed, closed };

struct Period {
    std::string month;  // "2027-06"
    Date first, last;
    PeriodState state = PeriodState::open;
    std::string note;
    AccountId proposed_by, closed_by;
    std::string proposed_name, closed_name;
    std::optional<Instant> proposed_at, closed_at;
    std::string head;  // Digest over all rows until its last day, as it was closed.
    std::int64_t rows = 0;
    int version = 0;
};

constexpr std::size_t period_note_max = 800;
constexpr int periods_max = 600, settle_minutes = 10;

Period month_of(Date);                                  // Open; the dates follow from it.
std::optional<Date> read_month(std::string_view text);  // "2027-06": its first day.

std::optional<Period> find_period(store::Session&, const std::string& month);
std::vector<Period> all_periods(store::Session&);  // Newest first.
// The one after the last that was closed, or the first with rows. Nothing: nothing was booked.
std::optional<Period> next_period(store::Session&);
bool is_over(const Period&, const std::string& zone, Instant now);

// What was stored when it was closed.
struct PeriodDocument {
    std::string format, bytes, digest;  // pdf, xlsx
};
std::optional<PeriodDocument> find_document(store::Session&, const std::string& month,
                                            const std::string& format);
std::vector<PeriodDocument> documents_of(store::Session&, const std::string& month);  // No bytes.

bool insert_period(store::Transaction&, const Period&, Instant now);  // False: it was proposed.
bool remove_proposal(store::Transaction&, const std::string& month, int version);
// False where it is not proposed in that version. The books are closed until its last day.
bool update_closed(store::Transaction&, const Period&, Instant now);
void insert_document(store::Transaction&, const std::string& month, const PeriodDocument&,
                     Instant now);

// Verbs (closing.cpp). Refused: it is not this month's turn, the ledger does not hold, or the same
// person would do both.
void propose_month(store::Store&, const Period& seen, const std::string& note, const people::Actor&,
                   Instant now);
void take_back_proposal(store::Store&, const Period& seen, const people::Actor&, Instant now);
void close_month(store::Store&, const Period& seen, const std::vector<PeriodDocument>&,
                 const people::Actor&, Instant now);

}  // namespace finance
