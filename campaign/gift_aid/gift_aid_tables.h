// What the verbs of Gift Aid write, row by row. Only *ing.cpp files of this folder and the bank's
// placing call it.
#pragma once

#include "campaign/gift_aid/gift_aid.h"

namespace gift_aid {

void insert_declaration(store::Transaction&, const Declaration&);
bool end_declaration_row(store::Transaction&, DeclarationId, AccountId, Instant now);
// Schedules are made one after the other: this unit's turn lasts until it ends.
void take_turn(store::Transaction&);
void insert_schedule(store::Transaction&, const Schedule&, const std::string& request_key);
void insert_line(store::Transaction&, ScheduleId, const Line&);
// The claim of this gift moves from what was read; false, or Duplicate, if somebody was faster.
bool move_claim(store::Transaction&, const Line&, Instant now);
// More (or, taken back, less) of a schedule's tax has come.
bool move_reclaimed(store::Transaction&, ScheduleId, std::int64_t minor);

}  // namespace gift_aid
