// Names full of markup, in every place that tells of them: a walker, a team, a donor and a message
// are called like an attack, are published, and every address that anybody can reach is asked.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
const of_a_kind_max = 2;
// Asking these would change who is signed in, or never ends.
const left_alone = /\/live$|\/sign-out|\/no-mail\/|\/sign-in\/link\//;

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function join(visitor, name, team) {
  const walker = await visitor({ size: 'phone' });
  const { page } = walker;
  await walker.visit('/c/spring-walk/join');
  await page.fill('#name', name);
  await page.fill('#new_team', team);
  await page.fill('#email', `${unique()}@example.com`);
  await press(page, page.locator('main form button.primary'));
  const home = new URL(page.url()).pathname;
  await press(page, page.locator('[data-guidelines]'));
  await page.waitForSelector('form.compose.scripted');
  await page.fill('#words', `${name} #<b>walk`);
  await Promise.all([page.waitForURL(/posted=1/), page.click('form.compose [data-send]')]);
  await page.waitForLoadState();
  return { ...walker, home };
}

async function give(visitor, href, name) {
  const donor = await visitor({ size: 'phone' });
  const { page } = donor;
  await donor.visit(href);
  await press(page, page.locator('a.primary').first());
  await page.fill('#amount', '30');
  await page.locator('input[name=method][value=transfer]').check();
  await page.locator('details summary', { hasText: 'Add your name' }).click();
  await page.fill('#name', name);
  await page.locator('details summary', { hasText: 'In memory or in honour' }).click();
  await page.fill('#remembered', name);
  await page.fill('#message', `For you, ${name}`);
  await page.fill('#email', `${unique()}@example.com`);
  await press(page, page.locator('main form button.primary'));
  const reference = await page.locator('[data-copy^=RF]').first().getAttribute('data-copy');
  return { ...donor, reference, promise: new URL(page.url()).pathname };
}

async function arrive(finance, reference) {
  await finance.visit(`/desk/spring-walk/arrivals?q=${reference}`);
  const promise = finance.page.locator('li.confirm');
  await promise.locator('summary').click();
  await promise.locator('input[name=statement]').fill(`statement ${unique()}`);
  await press(finance.page, promise.getByRole('button', { name: 'Mark as arrived' }));
}

async function publish_all(moderator, mark) {
  const { page } = moderator;
  for (let left = 20; left > 0; --left) {
    await moderator.visit('/desk/spring-walk/review');
    const cards = await page.locator('[data-card]').allInnerTexts();
    const at = cards.findIndex((text) => text.includes(mark));
    if (at < 0) return;
    for (let i = 0; i <= at; ++i) await page.keyboard.press('j');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('p')]);
  }
  assert.fail('the queue is never empty');
}

const kind_of = (path) => path.replace(/\?.*/, '').replace(/\/(p|t|i)\/[^/]+/g, '/$1/*')
  .replace(/[0-9a-f]{16,}|\d{6,}/g, '*');

// Every address on our own site that a text names.
function addresses_in(text, base) {
  const found = new Set();
  for (const [, href] of text.matchAll(/(?:href|src|action)="([^"]+)"/g)) {
    const url = URL.canParse(href.replaceAll('&amp;', '&'), base) && new URL(href.replaceAll('&amp;', '&'), base);
    if (url && url.origin === base) found.add(url.pathname + url.search);
  }
  return found;
}

// What is not a page holds together as what it says it is.
function examine(path, type, bytes) {
  const text = bytes.toString();
  if (type.includes('json')) JSON.parse(text);
  else if (/xml|svg/.test(type)) execFileSync('xmllint', ['--noout', '--nonet', '-'], { input: bytes });
  else if (type.includes('csv')) {
    for (const line of text.split(/\r?\n/))
      assert.ok(!/(^|[,;]"?)[=+@]/.test(line), `${path}: a spreadsheet would reckon with ${line}`);
  } else if (type.includes('calendar')) {
    for (const line of text.split('\r\n')) {
      assert.match(line, /^($| |[A-Z-]+[;:])/, path);
      assert.ok(Buffer.byteLength(line) <= 75, path);
    }
  } else if (type.includes('pdf')) {
    execFileSync('pdfinfo', ['-'], { input: bytes });
  } else if (type.includes('png')) {
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG', path);
  }
}

// Asks everything that can be reached from `begin`; the pages that tell of `mark`.
async function explore(one, base, begin, mark) {
  const waiting = [...begin], known = new Set(waiting), kinds = new Map(), telling = [];
  while (waiting.length) {
    const path = waiting.shift();
    const answer = await one.context.request.get(base + path, { maxRedirects: 0 });
    assert.ok(answer.status() < 500, `${path} answered ${answer.status()}`);
    const type = answer.headers()['content-type'] ?? '', bytes = await answer.body();
    if (answer.status() !== 200) continue;
    if (!type.includes('html')) { examine(path, type, bytes); continue; }
    const text = bytes.toString();
    if (text.includes(mark)) telling.push(path);
    for (const next of addresses_in(text, base)) {
      const kind = kind_of(next), so_far = kinds.get(kind) ?? 0;
      // Of what has many rows a few are enough; what tells of the mark is asked in any case.
      if (known.has(next) || left_alone.test(kind) || (so_far >= of_a_kind_max && !next.includes(mark))) continue;
      known.add(next);
      kinds.set(kind, so_far + 1);
      waiting.push(next);
    }
  }
  return telling;
}

async function look(one, path, mark) {
  await one.page.goto(path, { waitUntil: 'load' });
  const found = await one.page.evaluate((word) => ({
    was_hit: window.was_hit === true,
    made: document.querySelectorAll('img[src="x"], [onerror], [onload], b > x').length,
    told: document.documentElement.outerHTML.includes(word),
  }), mark);
  assert.ok(!found.was_hit && found.made === 0, `${path}: a name became a part of the page`);
}

export default [
  {
    name: 'a name full of markup on every page, mail, export, picture, calendar and screen',
    async run({ visitor, base }) {
      const mark = `mx${unique()}`;
      const name = `=${mark}"'><img src=x onerror=hit()>{{TITLE}}</script>&amp;%0d`;
      assert.ok(name.length <= 80);
      const walker = await join(visitor, name, `@${mark}<svg onload=hit()>'"`);
      const own_page = await walker.page.locator('a', { hasText: 'See my page' }).getAttribute('href');
      const [moderator, organiser, finance] = [await visitor(), await visitor(), await visitor()];
      await moderator.sign_in('moderator');
      await organiser.sign_in('organiser');
      await finance.sign_in('finance');
      for (const one of [walker, moderator, organiser, finance])
        await one.context.addInitScript('window.hit = () => { window.was_hit = true; }');
      await moderator.visit('/desk/spring-walk/review');
      await moderator.shoot('review-markup', { sizes: ['phone', 'desk'] });
      await publish_all(moderator, mark);
      const donor = await give(visitor, own_page, name);
      await arrive(finance, donor.reference);
      await publish_all(moderator, mark);

      const open = ['/c/spring-walk', '/c/spring-walk/people', '/c/spring-walk/ranking', '/c/spring-walk/wall',
        '/c/spring-walk/screen', '/c/spring-walk/overlay', '/embed/c/spring-walk', '/c/spring-walk/live.json',
        '/c/spring-walk/calendar.ics', '/c/spring-walk/stories.atom', own_page, `${own_page}/poster.pdf`,
        '/api/v1/campaigns/spring-walk/gifts', '/api/v1/campaigns/spring-walk/participants',
        '/api/v1/campaigns/spring-walk/posts', '/api/v1/campaigns/spring-walk/ranking', '/api/v1/campaigns/spring-walk/teams',
        `/oembed?url=${encodeURIComponent(base + own_page)}`];
      const told = new Set();
      for (const [one, begin] of [[walker, [walker.home, `${walker.home}/team`, ...open]], [donor, [donor.promise]],
        [organiser, ['/desk', '/desk/spring-walk', '/desk/mails', '/desk/spring-walk/posts']],
        [finance, ['/desk', '/desk/totals', '/desk/totals/rows', '/desk/totals/rows.csv', '/desk/spring-walk/arrivals']],
        [moderator, ['/desk', '/desk/spring-walk/inbox']]]) {
        for (const path of await explore(one, base, begin, mark)) {
          await look(one, path, mark);
          told.add(kind_of(path));
        }
      }
      for (const needed of ['/c/spring-walk', '/c/spring-walk/people', '/c/spring-walk/screen', kind_of(own_page), '/desk/mails/*'])
        assert.ok(told.has(needed), `${needed} tells of it: ${[...told].join(' ')}`);

      // What is drawn and printed has the name as letters.
      const poster = await (await walker.context.request.get(`${base}${own_page}/poster.pdf`)).body();
      const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: poster, encoding: 'utf8' });
      assert.ok(words.replaceAll(/\s/g, '').includes(mark), words);
      const picture = await walker.context.request.get(`${base}${own_page}/picture/wide.png`);
      assert.ok(picture.status() < 500);
      const live = await walker.context.request.get(`${base}/c/spring-walk/live.json`);
      assert.ok(JSON.stringify(await live.json()).includes(mark), 'the event stream tells of it');
      await walker.visit('/c/spring-walk/wall');
      await walker.shoot('wall-markup', { sizes: ['phone'], dark: false });
      await walker.visit(own_page);
      await walker.shoot('participant-markup', { sizes: ['phone', 'desk'], dark: false });
    },
  },
];
