#!/usr/bin/env bash
# Lines of a bank with a planted truth: how long reading, booking and matching take, how much memory, and what
# was booked right and wrong. `tests/bench/bank.sh 100000` for a large one; it plants as many promises first.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
lines=${1:-2000}
[[ -n ${TMPDIR:-} ]] || { [[ -w /dev/shm ]] && export TMPDIR=/dev/shm; }
ninja -C build --quiet waymark_tests
WAYMARK_BANK_LINES=$lines build/waymark_tests --log_level=error --run_test=bank_truth_tests
