#!/usr/bin/env bash
# kill -9 of the program and of mariadbd under gifts, twenty times (WAYMARK_KILLS): every
# acknowledged gift stands exactly once, and the ledger holds.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
cmake --preset release -DBUILD_TESTING=ON --log-level=WARNING >/dev/null
ninja -C build --quiet waymark waymark_tests
WAYMARK_KILLS=${WAYMARK_KILLS:-20} build/waymark_tests --run_test=kill_tests --log_level=message
