// PrintJob: paper that takes longer than somebody waits for a page, made part by part.
//
// Invariants:
//   * A part that is kept is never made again: a job that was cut off goes on behind it.
//   * Only the last claim writes: a worker that was thought dead finds its job taken.
//   * What was made is there for kept_for after the end, then it and the job are forgotten; a
//     campaign keeps at most kept_jobs_max jobs, and asks for no more above kept_bytes_max.
//   * Campaigns take turns: the one whose last turn began longest ago comes first.
// What stands on the paper is not known here: `asked` is the studio's form, as an address has it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/refusal.h"

namespace printing {

using PrintJobId = Id<struct PrintJobEntity>;

enum class JobState { waiting, working, done, failed, cancelled };
std::string_view job_state_name(JobState);

struct PrintJob {
    bool is_open() const { return state == JobState::waiting || state == JobState::working; }

    PrintJobId id;
    CampaignId campaign;
    std::string title, file_name, asked, language;  // file_name: without its ending.
    JobState state = JobState::waiting;
    int parts = 1, parts_done = 0, claims = 0;
    int pages = 0, pages_done = 0;  // Of the part that is being made; 0: none is drawn yet.
    std::int64_t bytes = 0;
    std::string notes;  // A line each: what was left out or failed, and why.
    AccountId made_by;
    Instant made_at;
    std::optional<Instant> finished_at, lease_until;
    std::optional<Instant> noticed_at = {};  // Fetched or put away by who asked for it.
};

struct NewPrintJob {
    CampaignId campaign;
    std::string title, file_name, asked, language, request_key;
    int parts = 1;
    AccountId made_by;
};

struct PrintedPart {
    int part = 0;  // From 0.
    std::string name;
    std::int64_t through_id = 0;
    std::string bytes;
};

struct PagesDone {
    int done = 0, all = 0;
};

// What a campaign has at the printer.
struct PrinterLoad {
    int open_jobs = 0, kept_jobs = 0;
    std::int64_t kept_bytes = 0;
};

constexpr std::chrono::hours kept_for{7 * 24};
constexpr std::chrono::seconds lease{20};
constexpr int parts_max = 400, open_jobs_max = 5, claims_max = 4;
// Of a campaign: with files; and failed or cancelled ones, of which the oldest go by themselves.
constexpr int kept_jobs_max = 20, spent_jobs_max = 10;
constexpr int jobs_listed_max = open_jobs_max + kept_jobs_max + 2 * spent_jobs_max;
constexpr std::int64_t kept_bytes_max = 256 * 1024 * 1024;
constexpr std::size_t part_bytes_max = 12 * 1024 * 1024, job_bytes_max = 96 * 1024 * 1024,
                      asked_bytes_max = 8'000, notes_bytes_max = 3'900;

std::optional<Refusal> objection(const NewPrintJob&, const PrinterLoad&);

// Storage: print_job_sql.cpp.
std::optional<PrintJob> find_print_job(store::Session&, PrintJobId);
std::optional<PrintJob> find_print_job_by_key(store::Session&, const std::string& request_key);
std::vector<PrintJob> recent_print_jobs(store::Session&, CampaignId, int limit);
// Waiting, or worked on by somebody whose lease is over; the oldest of the campaign whose last turn
// began longest ago.
std::optional<PrintJob> next_print_job(store::Session&, Instant now);
// Ended, with something to say or to fetch, for who asked for it and has not noticed it yet.
std::vector<PrintJob> print_jobs_to_notice(store::Session&, CampaignId, AccountId, int limit);
// Those that have bytes, and how many; one of them may be as large as part_bytes_max.
struct PrintedFile {
    int part = 0;
    std::string name;
    std::int64_t size = 0;
};
std::vector<PrintedFile> printed_files(store::Session&, PrintJobId);
std::optional<PrintedPart> find_printed_part(store::Session&, PrintJobId, int part);
std::int64_t last_through_id(store::Session&, PrintJobId);  // 0: no part yet.

// Held until the unit ends: who asks at the same moment waits, and counts what was asked before.
PrinterLoad lock_printer_load(store::Transaction&, CampaignId);
void insert_print_job(store::Transaction&, const PrintJob&, const std::string& request_key);
void insert_printed_part(store::Transaction&, PrintJobId, const PrintedPart&);
// Each true if the job was still so; nothing is written otherwise.
bool take_print_job(store::Transaction&, const PrintJob&, Instant now);  // And its campaign's turn.
bool renew_print_job(store::Transaction&, PrintJobId, int claim, Instant until);
bool step_print_job(store::Transaction&, PrintJobId, int claim, const PrintedPart&);
bool page_print_job(store::Transaction&, PrintJobId, int claim, PagesDone);
bool note_print_job(store::Transaction&, PrintJobId, int claim, const std::string& line);
bool release_print_job(store::Transaction&, PrintJobId, int claim);  // Back to waiting.
bool end_print_job(store::Transaction&, PrintJobId, int claim, JobState, Instant now);
bool cancel_print_job(store::Transaction&, PrintJobId, Instant now);
bool note_print_job_seen(store::Transaction&, PrintJobId, Instant now);
bool remove_print_job(store::Transaction&, PrintJobId);  // Only what has ended.
void remove_spent_print_jobs(store::Transaction&, CampaignId);
void remove_printed_parts(store::Transaction&, PrintJobId);
void remove_old_print_jobs(store::Transaction&, Instant now);

}  // namespace printing
