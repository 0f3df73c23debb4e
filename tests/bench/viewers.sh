#!/usr/bin/env bash
# "Show 2": event-stream viewers on one process while gifts and posts arrive. How long until every
# viewer has the new state, what a viewer costs in memory, and how long a gift takes with and
# without them. VIEWERS=10000 SECONDS_EACH=20 GIFTS=200 POSTS=5 by default.
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
python3 tests/bench/viewers.py "$folder/var" "$port" "$program" build/watchers "${VIEWERS:-10000}" \
    "${SECONDS_EACH:-20}" "${GIFTS:-200}" "${POSTS:-5}"
WAYMARK_VAR=$folder/var build/waymark ledger verify
