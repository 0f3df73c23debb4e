// waymark print-job: makes one job's files, for the program that serves, and for nobody else.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "campaign/printing/printing.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"
#include "web/pages/printing/studio.h"

namespace commands {

namespace {

constexpr int connections_max = 2, patience = 10;
constexpr rlim_t memory_bytes = rlim_t{1500} * 1024 * 1024, seconds = 600;

// Whatever it is asked to draw: it ends with whoever started it, takes so much and no more, and
// lets those who wait for a page go first.
bool limit_ourselves() {
    const auto limit = [](auto what, rlim_t most) {
        const rlimit both{most, most};
        return ::setrlimit(what, &both) == 0;
    };
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setpriority(PRIO_PROCESS, 0, patience);
    return limit(RLIMIT_AS, memory_bytes) && limit(RLIMIT_CPU, seconds) && limit(RLIMIT_CORE, 0);
}

}  // namespace

int work_one_print_job(std::int64_t id, int claim) {
    if (!limit_ourselves()) return 1;
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(connections_max);
    auto& session = store.session();
    const auto job = printing::find_print_job(session, printing::PrintJobId{id});
    if (!job || job->state != printing::JobState::working || job->claims != claim) return 1;
    const auto campaign = campaign::find_campaign_by_id(session, job->campaign);
    if (!campaign) return 1;
    const auto version = campaign::current_version(session, *campaign);
    const pages::Studio studio{store, config, *campaign, version, job->made_at};
    try {
        return pages::work_print_job(studio, *job, &present) ? 0 : 1;
    } catch (const Refused& refused) {
        printing::fail_job(store, job->id, claim,
                           refused.refusal.detail.empty() ? "What it was for is not there any more."
                                                          : refused.refusal.detail,
                           present());
        return 0;
    }
}

}  // namespace commands
