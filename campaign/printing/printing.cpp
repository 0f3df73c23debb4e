#include "campaign/printing/printing.h"

#include "campaign/ledger/audit.h"
#include "campaign/words/check.h"

namespace printing {

std::optional<Refusal> objection(const NewPrintJob& asked, const PrinterLoad& load) {
    if (asked.parts <= 0)
        return Refusal{Reason::not_a_valid_value, "layout",
                       "There is nobody to print this for yet."};
    if (asked.parts > parts_max)
        return Refusal{Reason::not_a_valid_value, "layout",
                       "That is too much for one job. Print it for fewer people at a time."};
    if (asked.asked.size() > asked_bytes_max)
        return Refusal{Reason::not_a_valid_value, "title", "These words are too long."};
    if (load.open_jobs >= open_jobs_max)
        return Refusal{
            Reason::too_many_attempts, "",
            "Five jobs of this campaign are waiting already. Wait for one, or cancel one."};
    if (load.kept_jobs + load.open_jobs >= kept_jobs_max || load.kept_bytes >= kept_bytes_max)
        return Refusal{Reason::too_many_attempts, "",
                       "The files of finished jobs fill this campaign's shelf. Remove those you "
                       "have fetched, the oldest first."};
    return {};
}

PrintJob ask_for_job(store::Store& store, const NewPrintJob& asked, const people::Actor& actor,
                     Instant now) {
    auto& session = store.session();
    const auto key = "print:" + asked.request_key;
    if (const auto earlier = find_print_job_by_key(session, key)) return *earlier;
    const PrintJob job{.id = new_id<PrintJobId>(now),
                       .campaign = asked.campaign,
                       .title = asked.title,
                       .file_name = asked.file_name,
                       .asked = asked.asked,
                       .language = asked.language,
                       .parts = asked.parts,
                       .made_by = asked.made_by,
                       .made_at = now};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (const auto refusal = objection(asked, lock_printer_load(tx, job.campaign)))
                throw Refused{*refusal};
            remove_spent_print_jobs(tx, job.campaign);
            insert_print_job(tx, job, key);
            ledger::append_audit(tx,
                                 {.actor = actor,
                                  .action = "print job asked for",
                                  .subject_type = "print_job",
                                  .subject_id = job.id.value,
                                  .campaign = job.campaign,
                                  .detail = job.title},
                                 now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_print_job_per_request") throw;
        return find_print_job_by_key(session, key).value();
    }
    return job;
}

std::optional<PrintJob> claim_job(store::Store& store, Instant now) {
    auto job = next_print_job(store.session(), now);
    if (!job) return {};
    const bool is_ours =
        store.in_transaction([&](store::Transaction& tx) { return take_print_job(tx, *job, now); });
    if (!is_ours) return {};
    ++job->claims, job->state = JobState::working, job->lease_until = now + lease;
    if (job->claims <= claims_max) return job;
    fail_job(store, job->id, job->claims,
             "It could not be made, several times over. Try fewer words or another picture.", now);
    return {};
}

bool renew_claim(store::Store& store, PrintJobId id, int claim, Instant now) {
    return store.in_transaction(
        [&](store::Transaction& tx) { return renew_print_job(tx, id, claim, now + lease); });
}

bool keep_part(store::Store& store, PrintJobId id, int claim, const PrintedPart& part) {
    check(part.bytes.size() <= part_bytes_max, "a part of a print job is bounded");
    return store.in_transaction([&](store::Transaction& tx) {
        if (!step_print_job(tx, id, claim, part)) return false;
        insert_printed_part(tx, id, part);
        return true;
    });
}

bool keep_pages(store::Store& store, PrintJobId id, int claim, PagesDone pages) {
    return store.in_transaction(
        [&](store::Transaction& tx) { return page_print_job(tx, id, claim, pages); });
}

bool keep_note(store::Store& store, PrintJobId id, int claim, const std::string& line) {
    return store.in_transaction(
        [&](store::Transaction& tx) { return note_print_job(tx, id, claim, line); });
}

bool give_back(store::Store& store, PrintJobId id, int claim) {
    return store.in_transaction(
        [&](store::Transaction& tx) { return release_print_job(tx, id, claim); });
}

bool finish_job(store::Store& store, PrintJobId id, int claim, Instant now) {
    return store.in_transaction(
        [&](store::Transaction& tx) { return end_print_job(tx, id, claim, JobState::done, now); });
}

bool fail_job(store::Store& store, PrintJobId id, int claim, const std::string& why, Instant now) {
    return store.in_transaction([&](store::Transaction& tx) {
        if (!note_print_job(tx, id, claim, why)) return false;
        remove_printed_parts(tx, id);
        return end_print_job(tx, id, claim, JobState::failed, now);
    });
}

void forget_old_jobs(store::Store& store, Instant now) {
    store.in_transaction([&](store::Transaction& tx) { remove_old_print_jobs(tx, now); });
}

void cancel_job(store::Store& store, const PrintJob& job, const people::Actor& actor, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!cancel_print_job(tx, job.id, now)) throw Refused{{Reason::already_decided}};
        remove_printed_parts(tx, job.id);
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "print job cancelled",
                              .subject_type = "print_job",
                              .subject_id = job.id.value,
                              .campaign = job.campaign,
                              .detail = job.title},
                             now);
    });
}

void remove_job(store::Store& store, const PrintJob& job, const people::Actor& actor, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!remove_print_job(tx, job.id)) throw Refused{{Reason::already_decided}};
        remove_printed_parts(tx, job.id);
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "print job removed",
                              .subject_type = "print_job",
                              .subject_id = job.id.value,
                              .campaign = job.campaign,
                              .detail = job.title},
                             now);
    });
}

void note_job_seen(store::Store& store, const PrintJob& job, AccountId by, Instant now) {
    if (job.made_by != by || job.noticed_at || job.is_open()) return;
    store.in_transaction([&](store::Transaction& tx) { note_print_job_seen(tx, job.id, now); });
}

}  // namespace printing
