#!/usr/bin/env bash
# kill -9 of the program and of mariadbd under gifts, twenty times (WAYMARK_KILLS): every
# acknowledged gift stands exactly once, and the ledger holds. Then fifty times between a card provider's message and its effect: one gift each.
# Then a hundred times while files are imported and matched, refunds are given and rows are sealed.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
cmake --preset release -DBUILD_TESTING=ON --log-level=WARNING >/dev/null
ninja -C build --quiet waymark waymark_tests
WAYMARK_KILLS=${WAYMARK_KILLS:-20} build/waymark_tests --run_test=kill_tests --log_level=message
WAYMARK_KILLS=${WAYMARK_KILLS:-50} build/waymark_tests \
    --run_test=card_storm_tests/kill_9_between_a_message_and_its_effect_leaves_one_gift \
    --log_level=message
WAYMARK_KILLS=${WAYMARK_KILLS:-100} build/waymark_tests --run_test=money_kills_tests --log_level=message
