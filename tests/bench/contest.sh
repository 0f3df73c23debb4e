#!/usr/bin/env bash
# "Show 4": a contest of 100,000 participants and a million gifts: what the leaderboard, a gift and
# the pages cost, beside a plain SQL "ORDER BY SUM" in the same run. The gifts are made by SQL; the
# scorer then folds them as it folds those of any day. PEOPLE=100000 GIFTS=1000000 SECONDS_EACH=5.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
folder=$(mktemp -d "${TMPDIR:-/dev/shm}/wm-bench-XXXXXX")
program=0
stop() {
    [[ $program -eq 0 ]] || { kill "$program" && wait "$program" || true; }
    rm -rf "$folder"
} 2>/dev/null
trap stop EXIT

port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
WAYMARK_VAR=$folder/var WAYMARK_PORT=$port WAYMARK_PUBLIC_URL=http://localhost:$port \
    build/waymark serve --demo >"$folder/serve.log" 2>&1 &
program=$!
for ((i = 0; i < 1200; ++i)); do
    curl -fs -o /dev/null "http://127.0.0.1:$port/readyz" && break
    kill -0 $program 2>/dev/null || { cat "$folder/serve.log" >&2; exit 1; }
    sleep 0.2
done
node tests/bench/contest.mjs "$folder/var" "$port" "$program" "${SECONDS_EACH:-5}" \
    "${PEOPLE:-100000}" "${GIFTS:-1000000}"
