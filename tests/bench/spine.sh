#!/usr/bin/env bash
# The measurements of the spine, beside nginx answering a bare 302 in the same run: durable
# redirects, idle clients, promises by transfer, the campaign page. SECONDS_EACH=5 by default.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
readonly seconds=${SECONDS_EACH:-5}
folder=$(mktemp -d /tmp/wm-bench-XXXXXX)
program=0 peer=0
stop() {
    [[ $program -eq 0 ]] || { kill "$program" && wait "$program" || true; }
    [[ $peer -eq 0 ]] || { kill "$peer" && wait "$peer" || true; }
    rm -rf "$folder"
} 2>/dev/null
trap stop EXIT

free_port() {
    node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

start_nginx() {
    nginx_port=$(free_port)
    cat >"$folder/nginx.conf" <<TEXT
daemon off; worker_processes auto; pid $folder/nginx.pid; error_log $folder/nginx.log;
events { worker_connections 2048; }
http { access_log off; keepalive_requests 100000000;
  server { listen 127.0.0.1:$nginx_port backlog=2048; location / { return 302 /c/spring-walk; } } }
TEXT
    "$(command -v nginx || echo /usr/sbin/nginx)" -c "$folder/nginx.conf" -p "$folder" &
    peer=$!
}

start_program() {
    port=$(free_port)
    WAYMARK_VAR=$folder/var WAYMARK_PORT=$port WAYMARK_PUBLIC_URL=http://localhost:$port \
        build/waymark serve --demo >"$folder/serve.log" 2>&1 &
    program=$!
    for ((i = 0; i < 600; ++i)); do
        curl -fs -o /dev/null "http://127.0.0.1:$port/readyz" && return
        kill -0 $program 2>/dev/null || break
        sleep 0.2
    done
    cat "$folder/serve.log" >&2
    exit 1
}

start_nginx
start_program
node tests/bench/spine.mjs "$folder/var" "$port" "$nginx_port" "$program" "$seconds"
WAYMARK_VAR=$folder/var build/waymark ledger verify
