// The share kit on a phone: every button has its own code, and a visit by it is counted under it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
const ways = ['facebook', 'x', 'linkedin', 'whatsapp', 'telegram', 'bluesky', 'mastodon', 'pinterest',
  'email', 'sms', 'copy', 'qr', 'instagram', 'tiktok', 'snapchat', 'threads'];
const hosts = { facebook: 'www.facebook.com', x: 'x.com', linkedin: 'www.linkedin.com', whatsapp: 'wa.me',
  telegram: 't.me', bluesky: 'bsky.app', pinterest: 'www.pinterest.com' };

async function join(visitor, name = 'Wanda Walker', from = '') {
  const walker = await visitor({ size: 'phone' });
  const { page } = walker;
  await walker.visit(`/c/spring-walk/join${from}`);
  await page.fill('#name', name);
  await page.fill('#email', `wanda-${unique()}@example.com`);
  await Promise.all([page.waitForNavigation(), page.click('main form button')]);
  walker.home = page.url().replace(/\?.*/, '');
  walker.public_page = await page.locator('a.button[href*="/p/"]').first().getAttribute('href');
  return walker;
}

// What a button answers to a person's browser, without going there.
const pressed = (t, address) => t.context.request.get(address, { maxRedirects: 0 });

function read_with(program, bytes) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wm-pic-'));
  const file = path.join(folder, 'picture.png');
  writeFileSync(file, bytes);
  try {
    const args = program === 'zbarimg' ? ['-q', '--raw', file] : [file];
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } finally { rmSync(folder, { recursive: true }); }
}

// Of our own answer: the code within it.
async function code_of(t, base, way) {
  const told = await t.context.request.get(`${base}/share/${way}?as=json`);
  assert.equal(told.status(), 200, `${way} tells its link`);
  return told.json();
}

export default [
  {
    name: 'every share button of a private page has its own code and counts its own visits',
    async run({ visitor }) {
      const walker = await join(visitor);
      const { page } = walker;
      await walker.axe('my page with the share kit');
      const shown = await page.locator('#share [data-way]').evaluateAll((list) => list.map((one) => one.dataset.way));
      assert.deepEqual(shown.filter((way) => way !== 'sheet'), ways, 'the buttons, in order');
      const small = await page.locator('#share .way').evaluateAll((list) => list
        .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.dataset.way));
      assert.deepEqual(small, [], 'every button can be hit with a thumb');

      const codes = new Map();
      const own = new URL(walker.home).pathname;
      for (const way of [...ways, 'sheet']) codes.set(way, (await code_of(walker, own, way)).code);
      assert.equal(new Set(codes.values()).size, ways.length + 1, 'no two buttons share a code');

      const friend = await visitor();
      for (const code of codes.values()) await friend.visit(`/${code}`);
      assert.ok(friend.page.url().includes(`${walker.public_page}?from=`), 'a code leads to the page');
      await page.goto(walker.home);
      const brought = await page.locator('#links li').allInnerTexts();
      for (const name of ['Facebook', 'X', 'LinkedIn', 'WhatsApp', 'Telegram', 'Bluesky', 'Mastodon', 'Pinterest',
        'E-mail', 'Text message', 'Copied link', 'QR code', 'Instagram', 'TikTok', 'Snapchat', 'Threads'])
        assert.ok(brought.some((line) => line.startsWith(name) && line.includes('1 visit')), `${name}: ${brought}`);
      await walker.axe('my page after visits');
      await walker.shoot('my-page-sharing', { sizes: ['phone', 'desk'] });
    },
  },
  {
    name: 'buttons lead to the networks by plain links, and nothing is asked of them before',
    script: false,
    size: 'phone',
    async run(t) {
      await t.visit('/c/spring-walk');
      const hrefs = await t.page.locator('#share [data-way]').evaluateAll((list) => Object.fromEntries(
        list.map((one) => [one.dataset.way, one.getAttribute('href')])));
      for (const way of ways) {
        const href = hrefs[way];
        const answer = await pressed(t, href);
        const there = answer.headers().location;
        if (hosts[way]) {
          assert.equal(answer.status(), 302);
          assert.equal(new URL(there).host, hosts[way]);
          assert.match(decodeURIComponent(there), /localhost:\d+\/[0-9A-Z]{6}/);
        } else {
          assert.equal(answer.status(), 200, `${way} says what to do`);
          await t.visit(href);
        }
      }
      await t.page.goto('/c/spring-walk/share/mastodon');
      await t.page.fill('#server', 'mastodon.example');
      await Promise.all([t.page.waitForNavigation(), t.page.click('form[data-mastodon] button')]);
      assert.match(await t.page.locator('form[data-mastodon] a').getAttribute('href'), /^https:\/\/mastodon\.example\/share\?text=/);
    },
  },
  {
    name: 'copying says so, and the code opens in a window that the keyboard closes',
    async run({ visitor }) {
      const one = await visitor({ size: 'phone' });
      await one.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await one.visit('/c/spring-walk');
      await one.page.locator('[data-way=copy]').click();
      await one.page.locator('[data-said]', { hasText: 'copied' }).waitFor({ state: 'attached' });
      assert.match(await one.page.evaluate(() => navigator.clipboard.readText()), /\/[0-9A-Z]{6}$/);
      await one.page.locator('[data-way=qr]').click();
      await one.page.locator('dialog.code-now img').waitFor();
      await one.axe('the code in a window');
      await one.shoot('share-code', { sizes: ['phone'], dark: false });
      await one.page.keyboard.press('Escape');
      await one.page.locator('dialog.code-now').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'steps for Instagram and Mastodon on a phone, light and dark, and in Arabic',
    async run({ visitor }) {
      const one = await visitor({ size: 'phone' });
      await one.visit('/c/spring-walk/share/instagram');
      await one.page.locator('.shared-picture img').evaluate((picture) => picture.decode());
      await one.shoot('share-instagram', { sizes: ['phone', 'desk'] });
      await one.visit('/c/spring-walk/share/mastodon');
      await one.shoot('share-mastodon', { sizes: ['phone'] });
      const arabic = await visitor({ size: 'phone', locale: 'ar' });
      await arabic.visit('/c/spring-walk?lang=ar');
      await arabic.page.locator('#share').scrollIntoViewIfNeeded();
      await arabic.shoot('share-kit-ar', { sizes: ['phone', 'desk'], dark: false });
    },
  },
  {
    name: 'pictures in four sizes carry a code that two readers read, and the code leads to the page',
    async run(t) {
      await t.visit('/c/spring-walk');
      const person = await t.page.locator('.people a').first().getAttribute('href');
      const team = await t.page.locator('.teams a').first().getAttribute('href');
      for (const base of ['/c/spring-walk', person.replace(/\?.*/, ''), team.replace(/\?.*/, '')]) {
        const { code } = await code_of(t, base, 'instagram');
        for (const shape of ['tall', 'pin']) {
          const answer = await t.context.request.get(`${base}/picture/${shape}.png?code=${code}`);
          assert.equal(answer.status(), 200);
          const bytes = await answer.body();
          for (const program of ['zbarimg', 'ZXingReader'])
            assert.match(read_with(program, bytes), new RegExp(`LOCALHOST:\\d+/${code}`, 'i'), `${base} ${shape} by ${program}`);
        }
        const square = await t.context.request.get(`${base}/picture/square.png`);
        assert.equal((await square.body()).readUInt32BE(16), 1080);
        await t.visit(`/${code}`);
        assert.ok(new URL(t.page.url()).pathname === base, `${t.page.url()} is ${base}`);
      }
    },
  },
  {
    name: 'the calendar is read by a public parser, and JSON-LD is what schema.org asks for',
    async run(t) {
      const ical = require('ical.js').default ?? require('ical.js');
      const answer = await t.context.request.get('/c/spring-walk/calendar.ics');
      const text = await answer.text();
      assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), 'lines of at most 75 bytes');
      const event = new ical.Event(new ical.Component(ical.parse(text)).getFirstSubcomponent('vevent'));
      assert.ok(event.uid && event.startDate.isDate === false && event.endDate.compare(event.startDate) > 0);
      await t.visit('/c/spring-walk');
      assert.equal(event.summary, await t.page.locator('h1').innerText());

      const facts = JSON.parse(await t.page.locator('script[type="application/ld+json"]').textContent());
      assert.equal(facts['@context'], 'https://schema.org');
      assert.equal(facts['@type'], 'Event');
      assert.match(facts.startDate, /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/);
      assert.equal(facts.location['@type'], 'Place');
      assert.equal(facts.organizer['@type'], 'NGO');
      assert.equal(facts.potentialAction['@type'], 'DonateAction');
      for (const image of facts.image) assert.equal((await t.context.request.get(image)).status(), 200);
      assert.equal((await t.context.request.get(facts.potentialAction.target.urlTemplate)).status(), 200);

      const oembed = await t.page.locator('link[type="application/json+oembed"]').getAttribute('href');
      const embed = await (await t.context.request.get(oembed)).json();
      assert.equal(embed.version, '1.0');
      assert.equal(embed.type, 'rich');
      for (const name of ['title', 'provider_name', 'html', 'thumbnail_url']) assert.ok(embed[name], name);
      const picture = await t.page.locator('meta[property="og:image"]').getAttribute('content');
      assert.equal((await t.context.request.get(picture)).headers()['content-type'], 'image/png');
    },
  },
  {
    name: 'who joins by a link was brought by its owner, and whom to thank stands on the page',
    async run({ visitor }) {
      const host = await join(visitor, 'Hedda Host');
      const { code } = await code_of(host, new URL(host.home).pathname, 'whatsapp');
      const guest = await join(visitor, 'Gus Guest', `?from=${code}`);
      assert.ok(guest.home);
      await host.page.goto(host.home);
      assert.match(await host.page.locator('#links').innerText(), /You brought 1 person/);

      const known = await visitor({ size: 'phone' });
      await known.sign_in('walker');
      await known.page.goto('/me');
      if (!/\/me\/pages\//.test(known.page.url()))
        await Promise.all([known.page.waitForNavigation(), known.page.locator('main a[href*="/me/pages/"]').first().click()]);
      await known.axe('a walker’s page');
      await known.shoot('my-page-well-known', { sizes: ['phone', 'desk'] });
      const waiting = known.page.locator('#thanks li');
      assert.ok(await waiting.count() > 0, 'somebody is to be thanked');
      await Promise.all([known.page.waitForNavigation(), waiting.first().locator('button[value=self]').click()]);
      assert.match(await known.page.locator('#thanks').innerText(), /You have thanked for \d+ gift/);
      await known.page.fill('#to', `friend-${unique()}@example.com, other@example.com`);
      await Promise.all([known.page.waitForNavigation(), known.page.click('#ask button')]);
      await known.page.locator('#to-error').waitFor();
      await known.axe('an address that is a list');
      await known.page.fill('#to', `friend-${unique()}@example.com`);
      await Promise.all([known.page.waitForNavigation(), known.page.click('#ask button')]);
      assert.match(await known.page.locator('[role=status]').first().innerText(), /on its way/);
    },
  },
];
