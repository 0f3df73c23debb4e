#!/usr/bin/env bash
# Exports of a million ledger rows (or as many as are named): how long CSV, JSON Lines and XLSX take beside the plain
# SELECT of the same pages, how large they become, and how much memory they need. `tests/bench/exports.sh 100000`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
rows=${1:-1000000}
[[ -n ${TMPDIR:-} ]] || { [[ -w /dev/shm ]] && export TMPDIR=/dev/shm; }
ninja -C build --quiet waymark_tests
WAYMARK_EXPORT_ROWS=$rows build/waymark_tests --log_level=error --run_test=export_size_tests
