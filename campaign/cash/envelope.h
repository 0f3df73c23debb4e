// Envelope: what one person hands in: an envelope, a box, a jar. Its label carries a number and a
// code; who hands it in gets a slip with the same number, on which no amount stands as counted.
//
// printed (a label, nothing in it yet) -> handed_in (gifts that its participant declared go along;
// the sheet's other names are typed as gifts of their own) -> counted, with its bag. given_back: it
// went back unopened. While a gift is in an envelope, nobody confirms it or takes it back alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/store/database.h"

namespace cash {

using EnvelopeId = Id<struct EnvelopeEntity>;
using BagId = Id<struct BagEntity>;

enum class EnvelopeState { printed, handed_in, counted, given_back };
std::string_view state_name(EnvelopeState);

struct Envelope {
    EnvelopeId id;
    CampaignId campaign;
    std::int64_t number = 0;
    std::string code;
    EnvelopeState state = EnvelopeState::printed;
    ParticipantId participant;
    std::string giver;                                   // Who handed it in, as the desk wrote it.
    std::string participant_name;                        // Of their page, for the desk alone.
    std::optional<std::int64_t> told, control, counted;  // Minor units.
    std::int64_t sheet_number = 0;                       // 0: no sheet was typed yet.
    AccountId received_by;
    std::string received_by_name;
    std::optional<Instant> received_at;
    BagId bag;
    std::int64_t bag_number = 0;
    std::string answer;  // What its participant said to a difference.
    int version = 1;

    std::string who() const { return giver.empty() ? participant_name : giver; }
};

// SheetRow: one gift that is named on the sheet, and what was found of it.
struct SheetRow {
    giving::Gift gift;
    std::string kind;                     // Of its line: gift, sale, registration.
    std::optional<std::int64_t> counted;  // Minor units; empty: as it was told.

    std::int64_t minor() const { return counted.value_or(gift.amount.minor); }
};
std::int64_t sum_of(const std::vector<SheetRow>&);       // As found.
std::int64_t told_sum_of(const std::vector<SheetRow>&);  // As the sheet says.
// Do its rows make its control total? As told: what was found may be less. A row that was never in
// it is found empty, so what was found may make it too. True without a control total.
bool makes_control(const Envelope&, const std::vector<SheetRow>&);

constexpr int labels_max = 48, rows_max = 120, envelopes_listed_max = 300;
constexpr std::size_t giver_max = 80, answer_max = 400;

std::optional<Envelope> find_envelope(store::Session&, EnvelopeId);
std::optional<Envelope> find_envelope_by_code(store::Session&, const std::string& code);
std::optional<Envelope> find_envelope_by_number(store::Session&, CampaignId, std::int64_t number);
std::optional<Envelope> find_envelope_by_key(store::Session&, const std::string& request_key);
std::vector<Envelope> envelopes_of(store::Session&, CampaignId, int limit);  // Newest first.
std::vector<Envelope> envelopes_in(store::Session&, BagId);
std::vector<Envelope> envelopes_without_bag(store::Session&, CampaignId);  // Handed in.
std::vector<Envelope> envelopes_from(store::Session&, ParticipantId);      // Newest first.
std::vector<SheetRow> rows_in(store::Session&, EnvelopeId);

// When envelopes are due back, if the campaign has said so.
std::optional<Date> hand_in_day(store::Session&, CampaignId);

}  // namespace cash
