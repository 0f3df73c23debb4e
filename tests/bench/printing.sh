#!/usr/bin/env bash
# Paper: milliseconds per poster, bib and card, 5,000 bibs and 1,000 posters of places; beside them the same poster,
# as the SVG that we make of it, printed by headless Chromium and, where it is installed, by WeasyPrint.
# `tests/bench/printing.sh FOLDER` leaves every layout in every theme as pictures there instead.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
ninja -C build --quiet printing
if [[ $# -gt 0 ]]; then
    mkdir -p "$1"
    exec build/printing sheet "$1"
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
build/printing speed "$folder"
build/printing previews "$folder"
cat >"$folder/poster.html" <<'HTML'
<!doctype html><style>@page { size: 297mm 420mm; margin: 0 } body { margin: 0 } img { width: 297mm; display: block }</style>
<img src="poster.svg" alt="">
HTML
# beside NAME PROGRAM…: three times, the process and all.
beside() {
    local name=$1 began
    shift
    for _ in 1 2 3; do
        began=$(date +%s%N)
        "$@" >/dev/null 2>&1
        printf '%s: the same poster in %d ms, %d kB\n' "$name" $((($(date +%s%N) - began) / 1000000)) \
            $(($(stat -c %s "$folder/beside.pdf") / 1024))
    done
}
beside 'headless Chromium' chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
    --print-to-pdf="$folder/beside.pdf" "file://$folder/poster.html"
if command -v weasyprint >/dev/null; then
    beside 'WeasyPrint' weasyprint "$folder/poster.html" "$folder/beside.pdf"
else
    echo 'WeasyPrint is not installed.'
fi
