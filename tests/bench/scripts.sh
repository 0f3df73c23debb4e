#!/usr/bin/env bash
# Every layout in English, German with long words, Arabic, Hindi and Chinese, as PDF; then programs that others wrote say
# whether each is sound (qpdf), tagged (pdfinfo), set in fonts we may give away (pdffonts), and reads (zbarimg, ZXingReader).
# `tests/bench/scripts.sh FOLDER` leaves the files there.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
readonly dpi=${DPI:-300}

# read_codes READER IMAGE…: the different links it finds, a line each.
read_codes() {
    local reader=$1 image
    shift
    for image in "$@"; do
        $reader "$image" 2>/dev/null | grep -aoE 'https://[A-Za-z0-9./]+' || true
    done | sort -u
}

# cut_cells FILE IMAGES: a picture of each piece of its first page.
cut_cells() {
    local x y width height at=0
    while read -r x y width height; do
        pdftoppm -r "$dpi" -gray -png -singlefile -l 1 $(awk -v d="$dpi" -v x="$x" -v y="$y" -v w="$width" -v h="$height" \
            'BEGIN { printf "-x %d -y %d -W %d -H %d", x/25.4*d, y/25.4*d, w/25.4*d, h/25.4*d }') "$1" "$2.cell$at"
        at=$((at + 1))
    done <"${1%.pdf}.cells"
}

# look_at FILE: a line for what is wrong with it, and one with its counts.
look_at() {
    local file=$1 name found reader wrong expected alone
    name=$(basename "${file%.pdf}")
    local images=${file%.pdf}.page
    qpdf --check "$file" >/dev/null 2>&1 || echo "$name: qpdf objects"
    wrong=$(pdffonts "$file" | tail -n +3 | grep -vE '^[A-Z]{6}\+(Inter|NotoSans)[^ ]* .* yes yes yes ' || true)
    [[ -z $wrong ]] || echo "$name: font $wrong"
    [[ $(pdffonts "$file" | wc -l) -gt 2 ]] || echo "$name: no letters"
    [[ $(pdfinfo -struct-text "$file" 2>/dev/null | grep -c '"') -gt 0 ]] || echo "$name: says nothing to screen readers"
    pdfinfo -box "$file" | grep -q '^TrimBox' || echo "$name: no TrimBox"
    ! grep -vE '^\(' "${file%.pdf}.faults" | grep . || echo "$name: our own inspection objects"
    pdftoppm -r "$dpi" -gray -png "$file" "$images"
    expected=$(sort -u "${file%.pdf}.codes" | grep -c . || true)
    for reader in 'zbarimg -q --raw' 'ZXingReader -1 -format QRCode'; do
        found=$(read_codes "$reader" "$images"-*.png)
        alone=
        # Many on one sheet are too much for a reader at once; people hold their phone over one.
        if [[ $(grep -c . <<<"$found" || true) -lt $expected && -s ${file%.pdf}.cells ]]; then
            alone=' (one by one)'
            cut_cells "$file" "$images"
            found=$(read_codes "$reader" "$images"-*.png "$images".cell*.png)
        fi
        wrong=$(grep . <<<"$found" | grep -vxFf "${file%.pdf}.codes" || true)
        [[ -z $wrong ]] || echo "$name: ${reader%% *} reads $wrong"
        printf 'count %s %s %s %s%s\n' "$name" "${reader%% *}" "$(grep -c . <<<"$found" || true)" "$expected" "$alone"
    done
    rm -f "$images"*.png
}

if [[ ${1:-} == --one ]]; then
    look_at "$2"
    exit
fi
ninja -C build --quiet printing
if [[ $# -gt 0 ]]; then
    folder=$1
    mkdir -p "$folder"
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
build/printing scripts "$folder"
printf '%s\n' "$folder"/*.pdf | xargs -P "$(nproc)" -n 1 "$0" --one >"$folder/said"
grep -v '^count ' "$folder/said" || true
awk '$1 == "count" { files[$3]++; read[$3] += $4; there[$3] += $5; if (NF > 5) single[$3]++; if ($4 != $5) less[$3] = less[$3] " " $2 "(" $4 "/" $5 ")" }
    END { for (r in files) printf "%s: %d files, %d of %d different codes read, %d sheets one by one;%s\n", r, files[r], read[r], there[r], single[r],
          less[r] == "" ? " none missed" : " differ:" less[r] }' "$folder/said"
