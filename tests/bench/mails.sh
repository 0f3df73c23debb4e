#!/usr/bin/env bash
# Pictures of every kind of mail, as HTML (light, dark, 390 px) and as plain text, in each language: as a
# real SMTP server got them. To be looked at after every change of words: build/mails/.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
out=$PWD/build/mails
rm -rf "$out" && mkdir -p "$out/raw"
ninja -C build --quiet waymark_tests
WAYMARK_MAILS_KEPT="$out/raw" build/waymark_tests --log_level=error \
    --run_test=carrying_tests/every_kind_in_each_language_is_sent_and_read_by_other_software
/usr/bin/python3 - "$out" "${@:-en de}" <<'PY'
import html, json, pathlib, sys
out, languages = pathlib.Path(sys.argv[1]), sys.argv[2].split()
for file in sorted((out / "raw").glob("*.json")):
    mail = json.loads(file.read_text())
    name = mail["to"][0].split("@")[0]
    if name.rsplit(".", 1)[1] not in languages:
        continue
    (out / f"{name}.html").write_text(mail["html"])
    head = "\n".join(f"{k}: {mail['headers'][k.lower()]}" for k in ("From", "To", "Date", "Subject"))
    (out / f"{name}.plain.html").write_text(
        '<meta charset="utf-8"><body><pre dir="auto" style="font:15px/1.5 monospace;'
        'white-space:pre-wrap;padding:24px;margin:0">'
        + html.escape(head + "\n\n" + mail["text"]) + "</pre>")
PY
cd tests/browser && node - "$out" <<'JS'
const fs = require('fs'), path = require('path'), { chromium } = require('playwright-core');
(async () => {
  const out = process.argv[2];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage();
  page.setDefaultTimeout(120000);
  for (const file of fs.readdirSync(out).filter(name => name.endsWith('.html'))) {
    const looks = file.endsWith('.plain.html') ? [['', 680, 'light']]
      : [['', 680, 'light'], ['.dark', 680, 'dark'], ['.phone', 390, 'light']];
    for (const [suffix, width, colorScheme] of looks) {
      await page.setViewportSize({ width, height: 400 });
      await page.emulateMedia({ colorScheme });
      await page.goto('file://' + path.join(out, file));
      await page.screenshot({ path: path.join(out, file.replace('.html', suffix + '.png')), fullPage: true });
    }
  }
  await browser.close();
})();
JS
echo "$(ls "$out"/*.png | wc -l) pictures in $out"
