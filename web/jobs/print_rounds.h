// PrintRounds: print jobs are made one after another, each in a process of its own.
//
// Invariants:
//   * A job that grows, hangs or breaks takes only its own process with it; the next is begun.
//   * A cancelled job's process is ended; a program that is killed takes its child with it, and the
//     job goes on behind its last part when the lease is over.
//   * What a child writes to disk stands in a folder of its job, which goes with it however it
//     ends. What a program that was killed left there goes when the job goes on, or after a day.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

#include "campaign/printing/print_job.h"
#include "web/jobs/rounds.h"

namespace jobs {

class PrintRounds {
public:
    explicit PrintRounds(store::Store&, Logbook* = nullptr);
    ~PrintRounds();

    static constexpr std::chrono::milliseconds round_every{300};
    static constexpr std::chrono::seconds renew_every{5}, stall_max{120};
    static constexpr std::chrono::minutes forget_every{30};

private:
    struct Running {
        printing::PrintJob job;
        pid_t child = -1;
        std::filesystem::path folder;
        Instant renewed_at, moved_at;
    };
    void make_round(Instant now);
    void begin(Instant now);
    void look_after(Instant now);
    void end_child(int signal);
    void end_running();

    store::Store& store_;
    std::optional<Running> running_;
    std::optional<Instant> forgot_at_;
    std::optional<Rounds> rounds_;  // Last: it uses all of the above.
};

}  // namespace jobs
