// Signals: a program that serves waits for SIGTERM or SIGINT in one place.
#pragma once

#include <signal.h>

namespace commands {

// Blocks both, so that they wait for wait_for_signal(): before any thread starts, so in all of
// them.
sigset_t block_signals();
void wait_for_signal(const sigset_t& ours);

}  // namespace commands
