#include "web/commands/signals.h"

#include <pthread.h>

namespace commands {

sigset_t block_signals() {
    signal(SIGPIPE, SIG_IGN);
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ours, nullptr);
    return ours;
}

void wait_for_signal(const sigset_t& ours) {
    int which = 0;
    sigwait(&ours, &which);
}

}  // namespace commands
