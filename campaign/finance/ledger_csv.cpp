#include "campaign/finance/ledger_csv.h"

#include "campaign/finance/csv.h"

namespace finance {

namespace {

std::string day_or_nothing(const std::optional<Date>& date) { return date ? iso_text(*date) : ""; }
std::string moment_or_nothing(const std::optional<Instant>& at) { return at ? iso_text(*at) : ""; }

}  // namespace

std::string ledger_csv_header() {
    return csv_header({"row",   "booked_on",    "booked_at", "given_at", "bank_date", "event",
                       "debit", "credit",       "amount",    "currency", "campaign",  "fund",
                       "kind",  "method",       "counts",    "cause",    "cause_id",  "actor",
                       "role",  "on_behalf_of", "reason",    "reverses"});
}

std::string ledger_csv_line(const ledger::ExplainedRow& row) {
    const auto& t = row.transfer;
    CsvRow line;
    line.number(std::to_string(t.id.value)).number(iso_text(t.booked_on));
    line.number(iso_text(t.booked_at)).number(moment_or_nothing(t.given_at));
    line.number(day_or_nothing(t.bank_date)).number(std::to_string(static_cast<int>(t.event)));
    line.text(t.debit).text(t.credit);
    line.number(decimal_text(t.amount)).text(t.amount.currency.text());
    line.number(std::to_string(t.purpose.campaign.value));
    line.number(std::to_string(t.purpose.fund.value)).text(t.purpose.kind).text(t.purpose.method);
    line.number(t.purpose.counts ? "1" : "0").text(t.cause_type);
    line.number(std::to_string(t.cause_id)).text(row.actor_name).text(t.actor_role);
    line.text(t.on_behalf_of).text(t.reason);
    line.number(t.reverses ? std::to_string(t.reverses.value) : "");
    return line.line();
}

std::string gift_csv_header() {
    return csv_header({"gift", "campaign", "given_at", "confirmed_at", "method", "state", "amount",
                       "confirmed", "open", "currency", "reference", "name", "anonymous", "email",
                       "receipt_name", "receipt_address", "link", "late", "rehearsal"});
}

std::string gift_csv_line(const giving::Gift& gift) {
    CsvRow line;
    line.number(std::to_string(gift.id.value)).number(std::to_string(gift.campaign.value));
    line.number(iso_text(gift.given_at)).number(moment_or_nothing(gift.confirmed_at));
    line.text(gift.method).text(giving::state_name(gift.state));
    line.number(decimal_text(gift.amount)).number(decimal_text(gift.confirmed));
    line.number(decimal_text(gift.open)).text(gift.amount.currency.text());
    line.text(gift.reference).text(gift.donor.name).number(gift.donor.is_anonymous ? "1" : "0");
    line.text(gift.donor.email).text(gift.donor.receipt_name).text(gift.donor.receipt_address);
    line.number(gift.link ? std::to_string(gift.link.value) : "");
    line.number(gift.is_late ? "1" : "0").number(gift.is_rehearsal ? "1" : "0");
    return line.line();
}

}  // namespace finance
