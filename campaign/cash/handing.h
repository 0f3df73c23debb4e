// Handing in: labels are made, somebody brings an envelope, its sheet is typed.
//
// Rows of a sheet are gifts that were entered and wait to be counted, like every cash gift: nothing
// is confirmed here. A sheet keeps its control total, and its bag is not closed before both agree.
#pragma once

#include "campaign/cash/envelope.h"
#include "campaign/giving/giving.h"

namespace cash {

// Makes labels with numbers and codes, at most labels_max at once; returns the first and last one.
struct Labels {
    std::int64_t first = 0, last = 0;
};
Labels print_labels(store::Store&, CampaignId, int count, const people::Actor&, Instant now);

struct HandIn {
    CampaignId campaign;
    std::string label = {};  // Its code or number as typed; empty: an envelope of one's own.
    ParticipantId participant = {};  // What they declared goes along; nobody: no gifts yet.
    std::string giver = {};
    std::optional<std::int64_t> told = {};  // What is said to be in it, minor units.
    std::string request_key;
};
// The same key again returns the same envelope. Refuses a label that is used or unknown.
Envelope hand_in(store::Store&, const HandIn&, const people::Actor&, Instant now);
// Unopened and in no bag yet: its gifts are where they were before.
void give_back(store::Store&, EnvelopeId, const people::Actor&, Instant now);

// Sheet: what somebody types from it. Rows that stand get what was found of them; new ones become
// gifts of the desk, credited to the envelope's participant.
struct NewRow {
    std::string name;
    Money amount;
    std::string kind = "gift";    // gift, sale, registration
    std::string method = "cash";  // cash, cheque
};
struct Sheet {
    EnvelopeId envelope;
    std::optional<std::int64_t> control = {};
    std::vector<std::pair<GiftId, std::optional<std::int64_t>>> found = {};
    std::vector<GiftId> left = {};  // Declared, but not in it: their participant holds them still.
    std::vector<NewRow> rows = {};
    std::string form_key = {};
};
// Refuses once the bag is closed.
void keep_sheet(store::Store&, const Sheet&, const giving::Terms&, const people::Actor&,
                Instant now);

// Its participant says what they think of a difference; once.
void answer_difference(store::Store&, EnvelopeId, ParticipantId, const std::string& words,
                       const people::Actor&, Instant now);

// The day by which envelopes are asked for, as participants read it.
void ask_by(store::Store&, CampaignId, std::optional<Date>, const people::Actor&, Instant now);

}  // namespace cash
