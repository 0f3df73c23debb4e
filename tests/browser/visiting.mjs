// A visitor: one person with one browser window, who notices what is wrong with a page.
//
// Whatever a page does, it fails the test when the console speaks of an error, when the content
// policy was broken, when anything was asked of another host, or when axe finds something serious.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const folder = path.dirname(new URL(import.meta.url).pathname);
export const screenshots = path.resolve(folder, '../../build/screenshots');
const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// People's browsers do not call themselves headless; bots are told apart by such names.
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export const widths = { phone: [390, 844], desk: [1280, 800], projector: [1920, 1080] };

async function axe_findings(page) {
  await page.evaluate(axe_source);
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
    preload: false,  // Reading style sheets again would need inline styles, which pages refuse.
  }));
  return result.violations
    .filter((finding) => ['serious', 'critical'].includes(finding.impact))
    .map((finding) => `${finding.id}: ${finding.help} — ` +
      finding.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? node.html})`).join('; '));
}

// Everything that went wrong on a page so far; the test ends with an empty list or fails.
function watch(page, base, complaints, also) {
  const pages = new Set();
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // A page's own status is the test's business; what a page loads must be there.
    if (/Failed to load resource/.test(message.text()) && pages.has(message.location().url)) return;
    complaints.push(`console at ${page.url()}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(`script error at ${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (request.isNavigationRequest()) pages.add(url);
    if (!url.startsWith(base) && !/^(data|blob|about):/.test(url) && !also?.test(url))
      complaints.push(`${page.url()} asks another host: ${url}`);
  });
}

export async function open_visitor(browser, base, options = {}) {
  const [width, height] = widths[options.size ?? 'desk'];
  const context = await browser.newContext({
    viewport: { width, height },
    baseURL: base,
    userAgent: agent,
    locale: options.locale ?? 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: options.scheme ?? 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: options.script !== false,
    isMobile: options.size === 'phone',
    hasTouch: options.size === 'phone',
  });
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  const complaints = [];
  watch(page, base, complaints, options.also);

  const visitor = {
    page,
    context,
    complaints,
    // Goes there, expects the status, and looks for barriers.
    async visit(address, { status = 200 } = {}) {
      const answer = await page.goto(address);
      assert.equal(answer.status(), status, `${address} answered ${answer.status()}`);
      await visitor.axe(address);
      return answer;
    },
    async axe(name = page.url()) {
      if (options.script === false) return;
      const findings = await axe_findings(page);
      assert.deepEqual(findings, [], `barriers on ${name} (${page.url()}):\n  ${findings.join('\n  ')}\n`);
    },
    // Pictures in build/screenshots/, light in every size and dark on phone and desk, and no page
    // may be wider than the window.
    async shoot(name, { sizes = ['phone', 'desk', 'projector'], dark = true } = {}) {
      mkdirSync(screenshots, { recursive: true });
      const before = page.viewportSize();
      for (const scheme of dark ? ['light', 'dark'] : ['light']) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const size of sizes) {
          if (scheme === 'dark' && size === 'projector') continue;
          const [w, h] = widths[size];
          await page.setViewportSize({ width: w, height: h });
          await page.screenshot({
            path: path.join(screenshots, `${name}-${w}-${scheme}.png`),
            fullPage: size !== 'projector',
          });
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(overflow <= 0, `${name} at ${w} px is ${overflow} px too wide`);
        }
        if (scheme === 'dark') await visitor.axe(`${name}, dark`);
      }
      await page.emulateMedia({ colorScheme: options.scheme ?? 'light' });
      await page.setViewportSize(before);
    },
    async close() { await context.close(); },
  };
  return visitor;
}

// Bytes and requests over the wire of one page, loaded by a browser that has nothing cached.
export async function weigh(visitor, address) {
  const session = await visitor.context.newCDPSession(visitor.page);
  const requests = new Map();
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  session.on('Network.requestWillBeSent', (event) => {
    if (!event.request.url.startsWith('data:')) requests.set(event.requestId, { url: event.request.url, bytes: 0 });
  });
  session.on('Network.loadingFinished', (event) => {
    if (requests.has(event.requestId)) requests.get(event.requestId).bytes = event.encodedDataLength;
  });
  await visitor.page.goto(address, { waitUntil: 'networkidle' });
  await session.detach();
  const all = [...requests.values()];
  return { requests: all.length, bytes: all.reduce((sum, one) => sum + one.bytes, 0), all };
}
