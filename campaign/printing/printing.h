// Printing: asking for a job, taking it up, keeping what was made, ending it.
//
// One worker at a time holds a job, by its claim; the claim's lease has to be renewed. A job that
// was taken up claims_max times and never came to its end has failed: it must not take every worker
// with it.
#pragma once

#include "campaign/people/role.h"
#include "campaign/printing/print_job.h"

namespace printing {

// Sent twice, a form is one job. Refuses when too many of the campaign's are open or kept.
PrintJob ask_for_job(store::Store&, const NewPrintJob&, const people::Actor&, Instant now);

// The next that nobody works on, now ours; claims is our claim.
std::optional<PrintJob> claim_job(store::Store&, Instant now);

// Each false once the job is not ours any more: cancelled, ended or taken up by another.
bool renew_claim(store::Store&, PrintJobId, int claim, Instant now);
bool keep_part(store::Store&, PrintJobId, int claim, const PrintedPart&);
bool keep_pages(store::Store&, PrintJobId, int claim, PagesDone);
bool keep_note(store::Store&, PrintJobId, int claim, const std::string& line);
bool give_back(store::Store&, PrintJobId, int claim);
bool finish_job(store::Store&, PrintJobId, int claim, Instant now);
// What was made goes; `why` is for people.
bool fail_job(store::Store&, PrintJobId, int claim, const std::string& why, Instant now);

void forget_old_jobs(store::Store&, Instant now);

// Refuses what has ended already.
void cancel_job(store::Store&, const PrintJob&, const people::Actor&, Instant now);
// What was made goes, and the job with it. Refuses what has not ended yet.
void remove_job(store::Store&, const PrintJob&, const people::Actor&, Instant now);
// Whoever asked for it has fetched it or put its notice away; nothing for everybody else.
void note_job_seen(store::Store&, const PrintJob&, AccountId by, Instant now);

}  // namespace printing
