// What becomes of print jobs: how far they are, fetched as one file, cancelled, removed; and a
// notice for who asked.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/outside/archive.h"
#include "campaign/printing/printing.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/desk_task.h"
#include "web/pages/printing/studio.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using printing::JobState;
using printing::PrintJob;

constexpr int notices_max = 5;

PrintJob job_here(const http::Request& request, App& app, const CampaignHere& here) {
    const auto typed = request.param("job");
    const bool is_number = !typed.empty() && typed.size() <= 19 &&
                           std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_number) throw Refused{{Reason::not_found}};
    const auto job =
        printing::find_print_job(app.store.session(), printing::PrintJobId{std::stoll(typed)});
    if (!job || job->campaign != here.campaign.id) throw Refused{{Reason::not_found}};
    return *job;
}

std::string state_words(const PrintJob& job, const std::string& lang) {
    switch (job.state) {
        case JobState::waiting:
            return say("Waits for its turn.", lang);
        case JobState::working:
            if (job.parts == 1 && job.pages == 0) return say("It is being made.", lang);
            if (job.parts == 1)
                return say_with("{1} of {2} pages are made.",
                                {language::count_text(job.pages_done, lang),
                                 language::count_text(job.pages, lang)},
                                lang);
            return say_with(
                "{1} of {2} files are made.",
                {language::count_text(job.parts_done, lang), language::count_text(job.parts, lang)},
                lang);
        case JobState::done:
            return job.bytes > 0 ? say("Ready.", lang) : say("Nothing of it could be made.", lang);
        case JobState::failed:
            return say("It could not be made.", lang);
        case JobState::cancelled:
            return say("Cancelled.", lang);
    }
    return {};
}

std::string size_words(std::int64_t bytes, const std::string& lang) {
    constexpr std::int64_t mega = 1'000'000;
    return say_with("{1} MB", {language::count_text(std::max<std::int64_t>(1, bytes / mega), lang)},
                    lang);
}

// The files of a job as one zip, read one by one while it is sent. Whoever removes the job
// meanwhile breaks it off: half a zip must not look whole.
class JobZip {
public:
    JobZip(store::Store& store, const PrintJob& job, std::vector<printing::PrintedFile> files)
        : store_{store}, job_{job.id}, files_{std::move(files)}, zip_{job.made_at} {}

    bool next(std::string& piece) {
        constexpr std::size_t piece_bytes = 256 * 1024;
        if (sent_ == grown_.size() && !has_ended_) grow();
        piece = grown_.substr(sent_, piece_bytes);
        sent_ += piece.size();
        return sent_ < grown_.size() || !has_ended_;
    }

private:
    void grow() {
        sent_ = 0;
        grown_.clear();
        if (next_ == files_.size()) {
            has_ended_ = true, grown_ = zip_.end();
            return;
        }
        auto part = printing::find_printed_part(store_.session(), job_, files_[next_++].part);
        if (!part) throw store::Unavailable{"the print job was removed while it was fetched"};
        grown_ = zip_.add({part->name, std::move(part->bytes)});
    }

    store::Store& store_;
    const printing::PrintJobId job_;
    const std::vector<printing::PrintedFile> files_;
    outside::ZipPacking zip_;
    std::string grown_ = {};
    std::size_t next_ = 0, sent_ = 0;
    bool has_ended_ = false;
};

}  // namespace

http::Response send_print_job(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto job = job_here(request, app, here);
    if (job.state != JobState::done) throw Refused{{Reason::not_found}};
    auto files = printing::printed_files(app.store.session(), job.id);
    if (files.empty()) throw Refused{{Reason::not_found}};
    printing::note_job_seen(app.store, job, request.visitor->account, request.now);
    if (files.size() == 1) {
        auto part = printing::find_printed_part(app.store.session(), job.id, files[0].part);
        if (!part) throw Refused{{Reason::not_found}};
        return http::file(std::move(part->bytes), "application/pdf", job.file_name + ".pdf");
    }
    auto response = http::file("", "application/zip", job.file_name + ".zip");
    const auto zip = std::make_shared<JobZip>(app.store, job, std::move(files));
    response.pieces = [zip](std::string& piece) { return zip->next(piece); };
    return response;
}

http::Response cancel_print_job(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    printing::cancel_job(app.store, job_here(request, app, here), actor_here(request, here),
                         request.now);
    return http::redirect(here.path() + "/studio#jobs");
}

http::Response remove_print_job(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    printing::remove_job(app.store, job_here(request, app, here), actor_here(request, here),
                         request.now);
    return http::redirect(here.path() + "/studio#jobs");
}

http::Response dismiss_print_job(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    printing::note_job_seen(app.store, job_here(request, app, here), request.visitor->account,
                            request.now);
    return http::redirect(here.path());
}

std::vector<Task> print_tasks(const http::Request& request, App& app,
                              const campaign::Campaign& shown) {
    const auto& in = request.language;
    std::vector<Task> tasks;
    if (!request.visitor->may(people::Duty::run_campaign, shown.id)) return tasks;
    for (const auto& job : printing::print_jobs_to_notice(app.store.session(), shown.id,
                                                          request.visitor->account, notices_max))
        tasks.push_back({.href = "/desk/" + shown.slug + "/studio#jobs",
                         .title = job.title,
                         .line = state_words(job, in),
                         .age = language::ago_text(*job.finished_at, request.now, in),
                         .action = job.bytes > 0 && job.state == JobState::done
                                       ? say("Fetch it", in)
                                       : say("Look at it", in)});
    return tasks;
}

void fill_print_notices(language::Values& values, const http::Request& request, App& app,
                        const campaign::Campaign& shown) {
    const auto& lang = request.language;
    if (!request.visitor->may(people::Duty::run_campaign, shown.id)) return;
    const auto studio = "/desk/" + shown.slug + "/studio";
    for (const auto& job : printing::print_jobs_to_notice(app.store.session(), shown.id,
                                                          request.visitor->account, notices_max)) {
        const auto href = studio + "/jobs/" + std::to_string(job.id.value);
        auto& row = values.add("PRINTED");
        row.set("JOB_TITLE", job.title).set("JOB_STATE", state_words(job, lang));
        row.set("DISMISS_ACTION", href + "/dismissal").set("STUDIO_HREF", studio + "#jobs");
        row.set("FORM_TOKEN", request.visitor->form_token);
        if (job.state == JobState::done && job.bytes > 0) row.add("FILE").set("FILE_HREF", href);
    }
}

void fill_print_jobs(language::Values& values, const http::Request& request, App& app,
                     const campaign::Campaign& campaign) {
    const auto& lang = request.language;
    const auto path = "/desk/" + campaign.slug + "/studio/jobs/";
    const auto jobs =
        printing::recent_print_jobs(app.store.session(), campaign.id, printing::jobs_listed_max);
    bool is_any_open = false;
    for (const auto& job : jobs) {
        const auto href = path + std::to_string(job.id.value);
        auto& row = values.add("JOB");
        row.set("JOB_TITLE", job.title)
            .set("JOB_STATE", state_words(job, lang))
            .set("JOB_AGE", language::ago_text(job.made_at, request.now, lang));
        if (job.is_open()) {
            is_any_open = true;
            auto& open = row.add("OPEN");
            open.set("CANCEL_ACTION", href + "/cancellation")
                .set("FORM_TOKEN", request.visitor->form_token);
            if (job.parts > 1)
                open.add("COUNTED").set("DONE", job.parts_done).set("ALL", job.parts);
            else if (job.pages > 0)
                open.add("COUNTED").set("DONE", job.pages_done).set("ALL", job.pages);
        }
        if (job.state == JobState::done && job.bytes > 0)
            row.add("FILE")
                .set("FILE_HREF", href)
                .set("SIZE", size_words(job.bytes, lang))
                .set("UNTIL", say_with("Kept until {1}.",
                                       {language::date_text(*job.finished_at + printing::kept_for,
                                                            "UTC", lang)},
                                       lang));
        if (!job.is_open())
            row.add("ENDED")
                .set("REMOVE_ACTION", href + "/removal")
                .set("FORM_TOKEN", request.visitor->form_token);
        std::size_t from = 0;
        for (auto end = job.notes.find('\n'); end != job.notes.npos;
             end = job.notes.find('\n', from)) {
            row.add("JOB_NOTE").set("NOTE_TEXT", say(job.notes.substr(from, end - from), lang));
            from = end + 1;
        }
    }
    values.show_if(is_any_open, "WORKING");
    values.show_if(jobs.empty(), "NO_JOBS");
}

}  // namespace pages
