#!/usr/bin/env bash
# A month of 5,000 gifts by every method, with a card provider, bank files, bags and deposits: ledger, provider and
# bank agree to the cent; then twenty and more planted faults are each named.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
[[ -n ${TMPDIR:-} ]] || { [[ -w /dev/shm ]] && export TMPDIR=/dev/shm; }
cmake --preset release -DBUILD_TESTING=ON --log-level=WARNING >/dev/null
ninja -C build --quiet waymark waymark_tests
WAYMARK_MONTH_GIFTS=${1:-5000} build/waymark_tests --run_test=month_tests --log_level=message
