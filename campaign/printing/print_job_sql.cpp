#include <algorithm>

#include "campaign/printing/print_job.h"
#include "campaign/words/check.h"

namespace printing {

namespace {

constexpr std::string_view state_names[] = {"waiting", "working", "done", "failed", "cancelled"};

JobState state_from(const std::string& name) {
    const auto found = std::ranges::find(state_names, name);
    check(found != std::end(state_names), "a print job's state is known");
    return static_cast<JobState>(found - std::begin(state_names));
}

const std::string select_job =
    "SELECT id, campaign_id, title, file_name, asked, language, state, parts, parts_done, claims,"
    "       pages, pages_done,"
    "       lease_until, bytes, notes, made_by, made_at, finished_at, noticed_at"
    "  FROM print_job ";

PrintJob job_from(const store::Row& row) {
    return {.id = row.id<PrintJobId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .title = row.text("title"),
            .file_name = row.text("file_name"),
            .asked = row.text("asked"),
            .language = row.text("language"),
            .state = state_from(row.text("state")),
            .parts = static_cast<int>(row.number("parts")),
            .parts_done = static_cast<int>(row.number("parts_done")),
            .claims = static_cast<int>(row.number("claims")),
            .pages = static_cast<int>(row.number("pages")),
            .pages_done = static_cast<int>(row.number("pages_done")),
            .bytes = row.number("bytes"),
            .notes = row.text("notes"),
            .made_by = row.id<AccountId>("made_by"),
            .made_at = row.instant("made_at"),
            .finished_at = row.maybe_instant("finished_at"),
            .lease_until = row.maybe_instant("lease_until"),
            .noticed_at = row.maybe_instant("noticed_at")};
}

std::optional<PrintJob> maybe_job(const std::optional<store::Row>& row) {
    if (!row) return {};
    return job_from(*row);
}

// It is still worked on under this claim.
const std::string is_ours = " WHERE id = ? AND claims = ? AND state = 'working'";

}  // namespace

std::string_view job_state_name(JobState state) { return state_names[static_cast<int>(state)]; }

std::optional<PrintJob> find_print_job(store::Session& session, PrintJobId id) {
    return maybe_job(session.one(select_job + "WHERE id = ?", id));
}

std::optional<PrintJob> find_print_job_by_key(store::Session& session,
                                              const std::string& request_key) {
    return maybe_job(session.one(select_job + "WHERE request_key = ?", request_key));
}

std::vector<PrintJob> recent_print_jobs(store::Session& session, CampaignId campaign, int limit) {
    std::vector<PrintJob> jobs;
    for (const auto& row :
         session.all(select_job + "WHERE campaign_id = ? ORDER BY made_at DESC, id DESC LIMIT ?",
                     campaign, limit))
        jobs.push_back(job_from(row));
    return jobs;
}

PrinterLoad lock_printer_load(store::Transaction& tx, CampaignId campaign) {
    const auto row = tx.lock(
        "SELECT COUNT(IF(state IN ('waiting', 'working'), 1, NULL)) AS open_jobs,"
        "       COUNT(IF(state = 'done', 1, NULL)) AS kept_jobs,"
        "       CAST(COALESCE(SUM(IF(state IN ('failed', 'cancelled'), 0, bytes)), 0) AS SIGNED)"
        "         AS kept_bytes"
        "  FROM print_job WHERE campaign_id = ? FOR UPDATE",
        campaign);
    return {static_cast<int>(row->number("open_jobs")), static_cast<int>(row->number("kept_jobs")),
            row->number("kept_bytes")};
}

std::optional<PrintJob> next_print_job(store::Session& session, Instant now) {
    return maybe_job(session.one(
        select_job + "WHERE state = 'waiting' OR (state = 'working' AND lease_until < ?)"
                     " ORDER BY (SELECT begun_at FROM print_turn"
                     "            WHERE print_turn.campaign_id = print_job.campaign_id),"
                     "          made_at, id LIMIT 1",
        now));
}

std::vector<PrintJob> print_jobs_to_notice(store::Session& session, CampaignId campaign,
                                           AccountId account, int limit) {
    std::vector<PrintJob> jobs;
    for (const auto& row : session.all(
             select_job + "WHERE campaign_id = ? AND made_by = ? AND noticed_at IS NULL"
                          "   AND state IN ('done', 'failed') ORDER BY finished_at, id LIMIT ?",
             campaign, account, limit))
        jobs.push_back(job_from(row));
    return jobs;
}

std::vector<PrintedFile> printed_files(store::Session& session, PrintJobId job) {
    std::vector<PrintedFile> files;
    for (const auto& row :
         session.all("SELECT part, name, LENGTH(bytes) AS size FROM print_job_part"
                     " WHERE job_id = ? AND LENGTH(bytes) > 0 ORDER BY part LIMIT ?",
                     job, parts_max))
        files.push_back(
            {static_cast<int>(row.number("part")), row.text("name"), row.number("size")});
    return files;
}

std::optional<PrintedPart> find_printed_part(store::Session& session, PrintJobId job, int part) {
    const auto row = session.one(
        "SELECT name, through_id, bytes FROM print_job_part WHERE job_id = ? AND part = ?", job,
        part);
    if (!row) return {};
    return PrintedPart{part, row->text("name"), row->number("through_id"), row->text("bytes")};
}

std::int64_t last_through_id(store::Session& session, PrintJobId job) {
    const auto row = session.one(
        "SELECT through_id FROM print_job_part WHERE job_id = ? ORDER BY part DESC LIMIT 1", job);
    return row ? row->number("through_id") : 0;
}

void insert_print_job(store::Transaction& tx, const PrintJob& job, const std::string& request_key) {
    tx.run(
        "INSERT INTO print_job (id, campaign_id, title, file_name, asked, language, request_key,"
        " parts, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        job.id, job.campaign, job.title, job.file_name, job.asked, job.language, request_key,
        job.parts, job.made_by, job.made_at);
}

void insert_printed_part(store::Transaction& tx, PrintJobId job, const PrintedPart& part) {
    tx.run(
        "INSERT INTO print_job_part (job_id, part, name, through_id, bytes)"
        " VALUES (?, ?, ?, ?, ?)",
        job, part.part, part.name, part.through_id, part.bytes);
}

bool take_print_job(store::Transaction& tx, const PrintJob& job, Instant now) {
    if (tx.run("UPDATE print_job SET state = 'working', claims = claims + 1, lease_until = ?"
               " WHERE id = ? AND claims = ? AND state = ?",
               now + lease, job.id, job.claims, std::string{job_state_name(job.state)}) != 1)
        return false;
    tx.run(
        "INSERT INTO print_turn (campaign_id, begun_at) VALUES (?, ?)"
        " ON DUPLICATE KEY UPDATE begun_at = VALUES(begun_at)",
        job.campaign, now);
    return true;
}

bool renew_print_job(store::Transaction& tx, PrintJobId id, int claim, Instant until) {
    return tx.run("UPDATE print_job SET lease_until = ?" + is_ours, until, id, claim) == 1;
}

bool step_print_job(store::Transaction& tx, PrintJobId id, int claim, const PrintedPart& part) {
    return tx.run(
               "UPDATE print_job SET parts_done = ?, bytes = bytes + ?, pages = 0,"
               " pages_done = 0" +
                   is_ours + " AND parts_done = ?",
               part.part + 1, part.bytes.size(), id, claim, part.part) == 1;
}

bool page_print_job(store::Transaction& tx, PrintJobId id, int claim, PagesDone pages) {
    return tx.run("UPDATE print_job SET pages_done = ?, pages = ?" + is_ours, pages.done, pages.all,
                  id, claim) == 1;
}

bool note_print_job(store::Transaction& tx, PrintJobId id, int claim, const std::string& line) {
    return tx.run("UPDATE print_job SET notes = LEFT(CONCAT(notes, ?), ?)" + is_ours, line + '\n',
                  notes_bytes_max, id, claim) == 1;
}

bool release_print_job(store::Transaction& tx, PrintJobId id, int claim) {
    return tx.run("UPDATE print_job SET state = 'waiting', lease_until = NULL" + is_ours, id,
                  claim) == 1;
}

bool end_print_job(store::Transaction& tx, PrintJobId id, int claim, JobState state, Instant now) {
    return tx.run("UPDATE print_job SET state = ?, lease_until = NULL, finished_at = ?" + is_ours,
                  std::string{job_state_name(state)}, now, id, claim) == 1;
}

bool cancel_print_job(store::Transaction& tx, PrintJobId id, Instant now) {
    return tx.run(
               "UPDATE print_job SET state = 'cancelled', lease_until = NULL, finished_at = ?"
               " WHERE id = ? AND state IN ('waiting', 'working')",
               now, id) == 1;
}

bool note_print_job_seen(store::Transaction& tx, PrintJobId id, Instant now) {
    return tx.run("UPDATE print_job SET noticed_at = ? WHERE id = ? AND noticed_at IS NULL", now,
                  id) == 1;
}

bool remove_print_job(store::Transaction& tx, PrintJobId id) {
    return tx.run("DELETE FROM print_job WHERE id = ? AND state NOT IN ('waiting', 'working')",
                  id) == 1;
}

void remove_spent_print_jobs(store::Transaction& tx, CampaignId campaign) {
    tx.run(
        "DELETE FROM print_job WHERE campaign_id = ? AND state IN ('failed', 'cancelled')"
        "   AND id NOT IN (SELECT id FROM (SELECT id FROM print_job"
        "         WHERE campaign_id = ? AND state IN ('failed', 'cancelled')"
        "         ORDER BY finished_at DESC, id DESC LIMIT ?) AS newest)",
        campaign, campaign, spent_jobs_max);
}

void remove_printed_parts(store::Transaction& tx, PrintJobId id) {
    tx.run("DELETE FROM print_job_part WHERE job_id = ?", id);
}

void remove_old_print_jobs(store::Transaction& tx, Instant now) {
    tx.run(
        "DELETE FROM print_job_part WHERE job_id IN"
        " (SELECT id FROM print_job WHERE finished_at < ?)",
        now - kept_for);
    tx.run("DELETE FROM print_job WHERE finished_at < ?", now - kept_for);
}

}  // namespace printing
