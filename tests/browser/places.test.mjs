// Where posters hang: 80 places for 6 helpers, planned from a CSV file, printed in one file, hung by
// phone, swapped by scanning both, and what each brought; and a helper's phone without signal.
import assert from 'node:assert/strict';

const desk = '/desk/spring-walk';
const go = (page, what) => Promise.all([page.waitForNavigation(), typeof what === 'string' ? page.click(what) : what.click()]);
const words = (page) => page.locator('main').innerText();
const helpers = ['Anna', 'Ben', 'Cleo', 'Dov', 'Esra', 'Finn'];
// One pixel of a wall.
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

function list_of(count, tag) {
  const lines = ['place;address;copies;contact;telephone;permission;hang by;take down by;helper;round;note'];
  for (let i = 1; i <= count; ++i) {
    const who = `${helpers[(i - 1) % helpers.length]} ${tag}`;
    lines.push(`${tag} wall ${String(i).padStart(2, '0')};Street ${i};${i === 1 ? 2 : 1};Ms. Meyer ${i};0171 555 ${i};given;2026-01-02;2099-06-20;${who};${i > 60 ? 2 : 1};Ring twice`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

// Brings the list as a file; returns each helper's link.
async function plan(one, count, tag) {
  const { page } = one;
  await page.goto(`${desk}/placements`);
  await page.setInputFiles('#file', { name: 'places.csv', mimeType: 'text/csv', buffer: Buffer.from(list_of(count, tag)) });
  await go(page, page.getByRole('button', { name: 'Add these places' }));
  assert.equal(await page.locator('#list-error').count(), 0, await words(page));
  await page.goto(`${desk}/helpers`);
  const links = {};
  for (const card of await page.locator('article.helper').all()) {
    const name = await card.locator('h2').innerText();
    if (name.endsWith(tag)) links[name.split(' ')[0]] = new URL(await card.locator('[data-copy]').getAttribute('data-copy')).pathname;
  }
  return links;
}

// What a phone's script sends: places of the round, told without looking.
async function tell(context, link, wanted) {
  const html = await (await context.request.get(link)).text();
  const ids = [...html.matchAll(/id="p(\d+)" data-place data-name="[^"]*" data-todo/g)].map((found) => found[1]);
  for (const id of ids.slice(0, wanted)) {
    const answer = await context.request.post(link, { headers: { Accept: 'application/json' },
      multipart: { act: 'hung', place: id, key: `k${id}`, told_at: new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z/, 'Z') } });
    assert.equal(answer.status(), 200, await answer.text());
  }
  return Math.min(ids.length, wanted);
}

async function code_of(page, place) {
  await page.goto(`${desk}/placements?q=${encodeURIComponent(place)}`);
  return (await page.locator('#table tbody tr').first().locator('.code').innerText()).trim();
}

export default [
  {
    name: 'Eighty places for six helpers: planned, printed, hung, swapped, reported',
    async run({ visitor }) {
      const coordinator = await visitor(), { page } = coordinator;
      await coordinator.sign_in('coordinator');
      const links = await plan(coordinator, 80, 'Show');
      assert.deepEqual(Object.keys(links).sort(), helpers);
      await coordinator.visit(`${desk}/helpers`);
      await coordinator.shoot('places-helpers', { sizes: ['phone', 'desk'] });
      await coordinator.visit(`${desk}/placements`);
      assert.match(await words(page), /places should hang already/);

      await coordinator.visit(`${desk}/printing`);
      await page.fill('#spares', '4');
      await page.selectOption('#sheet', 'a4');
      await page.fill('#cost', '96.00');
      await page.fill('#printer', 'Print shop at the corner');
      await go(page, 'button[value=print]');
      await coordinator.shoot('places-printing', { sizes: ['phone', 'desk'] });
      const run = page.locator('article.card').first();
      const file = await run.locator('a.button').first().getAttribute('href');
      const began = Date.now();
      const pdf = await (await page.context().request.get(file, { timeout: 120_000 })).body();
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      console.log(`      one file: ${(pdf.length / 1024).toFixed(0)} kB in ${Date.now() - began} ms`);
      await run.getByText('Where the spares hang').click();
      const spare = (await run.locator('details[open] li b').first().innerText()).trim();

      let hung = 0;
      const phone = await visitor({ size: 'phone' });
      for (const [name, link] of Object.entries(links)) if (name !== 'Anna') hung += await tell(phone.context, link, 10);
      await phone.context.clearCookies();
      await phone.visit(links.Anna);
      assert.match(await phone.page.locator('h1').innerText(), /^Next: Show wall 01$/);
      await phone.shoot('round', { sizes: ['phone', 'desk'] });
      await phone.page.setInputFiles('details[open] input[name=photo]', { name: 'wall.png', mimeType: 'image/png', buffer: photo });
      await phone.page.getByRole('button', { name: 'It is up' }).first().click();
      await phone.page.waitForFunction(() => /^Next: Show wall 07$/.test(document.querySelector('h1').textContent));
      await phone.page.getByText('Everything is sent.').waitFor();
      hung += 1 + await tell(phone.context, links.Anna, 1);
      assert.equal(hung, 52);

      const right_to_left = await visitor({ size: 'phone', locale: 'ar' });
      await right_to_left.visit(links.Esra);
      await right_to_left.shoot('round-ar', { sizes: ['phone'] });

      // Scanned with the camera of a helper's phone: a spare, then two that were swapped.
      await phone.page.goto(`/${spare}`);
      assert.match(await words(phone.page), /Spare \d+: it has no place yet/);
      await phone.axe('a scanned spare');
      await phone.page.fill('#scan-name', 'Show mill wall');
      await phone.page.locator('.scanned button[value=spare]').click();
      await phone.page.getByText('Everything is sent.').waitFor();
      const one = await code_of(page, 'Show wall 01'), other = await code_of(page, 'Show wall 02');
      await phone.page.goto(`/${one}`);
      await phone.shoot('round-scanned', { sizes: ['phone'] });
      await go(phone.page, phone.page.getByRole('link', { name: /swap/ }));
      await phone.page.goto(`/${other}`);
      await phone.page.getByRole('button', { name: 'Yes, swap them' }).click();
      await phone.page.getByText('Everything is sent.').waitFor();
      assert.equal(await code_of(page, 'Show wall 01'), other);

      // Passers-by scan what hangs there now; a helper's own scan counts nothing.
      for (let i = 0; i < 3; ++i) {
        const passer = await visitor({ size: 'phone' });
        await passer.page.goto(`/${other}`);
        assert.equal(new URL(passer.page.url()).pathname, '/c/spring-walk');
      }
      await coordinator.visit(`${desk}/placements?q=Show+wall+01`);
      const row = page.locator('#table tbody tr').first();
      assert.match(await row.locator('td[data-label=Scans]').innerText(), /3/);
      await coordinator.shoot('places', { sizes: ['phone', 'desk'] });
      await go(page, row.locator('th a'));
      assert.match(await words(page), /Anna Show hung it\./);
      assert.match(await words(page), /swapped it with Show wall 02/);
      assert.equal(await page.locator('.happened img').count(), 1);
      await coordinator.axe('one place');
      await coordinator.shoot('places-one', { sizes: ['phone', 'desk'] });

      await coordinator.visit(`${desk}/placements/report`);
      assert.match(await words(page), /Show mill wall/);
      await coordinator.shoot('places-report', { sizes: ['phone', 'desk'] });
      await coordinator.visit(`${desk}/placements`);
      const [, all, up, to_go] = (await page.locator('h1').innerText()).match(/(\d+) places, (\d+) hung, (\d+) to go/).map(Number);
      assert.ok(all >= 81 && up >= 53 && to_go >= 28, await page.locator('h1').innerText());
    },
  },
  {
    name: "A helper's phone without signal keeps what it is told, and the page itself",
    async run({ visitor }) {
      const coordinator = await visitor();
      await coordinator.sign_in('coordinator');
      const tag = `Cellar${Date.now()}`;  // Its own places, also where it is tried again.
      const links = await plan(coordinator, 6 * 3, tag);
      const phone = await visitor({ size: 'phone' }), { page, context } = phone;
      await phone.visit(links.Ben);
      await page.waitForFunction(() => 'kept' in document.documentElement.dataset);
      const hung = async () => Number((await words(page)).match(/(\d+) of \d+ hung/)[1]);
      const before = await hung();

      await context.setOffline(true);
      await page.setInputFiles('details[open] input[name=photo]', { name: 'wall.png', mimeType: 'image/png', buffer: photo });
      await page.getByRole('button', { name: 'It is up' }).first().click();
      await page.waitForFunction((next) => document.querySelector('h1').textContent.includes(next), `${tag} wall 08`);
      await page.locator('details.place[open] .why summary').click();
      await page.locator('details.place[open] [name=note]').fill('Closed for good');
      await page.locator('details.place[open] button[value=not_possible]').click();
      await page.waitForFunction((next) => document.querySelector('h1').textContent.includes(next), `${tag} wall 14`);
      await page.getByText('2 not sent yet').waitFor();
      await phone.shoot('round-offline', { sizes: ['phone'] });

      // Locked in the basement, and looked at again.
      await page.reload();
      await page.waitForFunction((next) => document.querySelector('h1').textContent.includes(next), `${tag} wall 14`);
      await page.getByText('2 not sent yet').waitFor();

      await context.setOffline(false);
      await page.getByText('Everything is sent.').waitFor();
      await page.reload();
      assert.equal(await hung(), before + 1);
      await coordinator.page.goto(`${desk}/placements?q=${tag}+wall+08`);
      const in_vain = coordinator.page.locator('#table tbody tr').first();
      assert.match(await in_vain.innerText(), /not possible: Closed for good/);
      assert.equal(await in_vain.getByRole('button', { name: 'It is up' }).count(), 0);
      await coordinator.shoot('places-not-possible', { sizes: ['phone', 'desk'] });
      await go(coordinator.page, in_vain.getByRole('link', { name: 'What now?' }));
      await coordinator.shoot('places-trouble', { sizes: ['phone', 'desk'] });
      await go(coordinator.page, coordinator.page.getByRole('button', { name: 'It is possible after all' }));
      assert.equal(await coordinator.page.locator('#trouble').count(), 0);
      await coordinator.page.goto(`${desk}/placements?q=${tag}+wall+02`);
      assert.match(await coordinator.page.locator('#table tbody tr').first().innerText(), /hung/);
    },
  },
  {
    name: 'A list with bad lines says so on top; up and down lead back to what was shown',
    async run({ visitor }) {
      const coordinator = await visitor(), { page } = coordinator;
      await coordinator.sign_in('coordinator');
      const tag = `Lane${Date.now()}`;
      await page.goto(`${desk}/placements`);
      await page.getByRole('link', { name: 'Add places' }).click();
      await page.fill('#list', `place;permission;hang by\n${tag} foyer;not asked yet;2099-12-05\n${tag} kiosk;perhaps;next week\n`);
      await go(page, page.getByRole('button', { name: 'Add these places' }));
      const summary = page.locator('.summary');
      assert.match(await summary.innerText(), /Line 3: “perhaps” says nothing[^]*Line 3: “next week” is no date/);
      assert.ok((await summary.boundingBox()).y < 400, 'the summary is in view');
      await coordinator.shoot('places-list-wrong', { sizes: ['phone', 'desk'] });
      await summary.getByRole('link').first().click();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'list');
      await page.fill('#list', `place;permission;hang by\n${tag} foyer;not asked yet;2099-12-05\n`);
      await go(page, page.getByRole('button', { name: 'Add these places' }));
      assert.match(await words(page), /1 place added\./);
      assert.match(await page.locator('#table tbody tr').first().innerText(), new RegExp(`${tag} foyer`));
      await coordinator.shoot('places-added', { sizes: ['phone', 'desk'] });

      await page.goto(`${desk}/placements?q=${tag}`);
      await go(page, page.getByRole('button', { name: 'It is up' }));
      assert.match(await page.locator('#told').innerText(), new RegExp(`${tag} foyer is up\\.`));
      assert.equal(await page.inputValue('#q'), tag);
      await coordinator.shoot('places-told', { sizes: ['phone', 'desk'] });
      await go(page, page.getByRole('button', { name: 'Undo' }));
      assert.match(await page.locator('#told').innerText(), /stands as before/);
      assert.equal(await page.locator('#table tbody tr').count(), 1);
      await page.goto(`${desk}/placements?q=nowhere${tag}`);
      assert.equal(await page.locator('#table').count(), 0);
      await coordinator.shoot('places-none-found', { sizes: ['desk'] });

      await coordinator.visit('/desk');
      assert.match(await page.locator('.todo').innerText(), /not scanned for a week|should hang already/);
      await coordinator.shoot('today-with-posters', { sizes: ['phone', 'desk'] });
    },
  },
  {
    name: "A helper's link is not ended by a slip, and one that has ended says whom to ask",
    async run({ visitor }) {
      const coordinator = await visitor(), { page } = coordinator;
      await coordinator.sign_in('coordinator');
      const tag = `Link${Date.now()}`;
      const { Anna: link } = await plan(coordinator, 6, tag);
      const press = async (name, answer) => {
        const card = page.locator('article.helper', { hasText: `Anna ${tag}` });
        let asked = '';
        page.once('dialog', (dialog) => { asked = dialog.message(); dialog[answer](); });
        const done = answer === 'accept' ? page.waitForNavigation() : Promise.resolve();
        await Promise.all([done, card.getByRole('button', { name }).click()]);
        return asked;
      };
      const phone = await visitor({ size: 'phone' });
      assert.match(await press('End this link', 'dismiss'), /opens nothing any more/);
      assert.equal((await phone.page.goto(link)).status(), 200);
      assert.match(await press('Make another link', 'accept'), /opens nothing any more/);
      assert.equal((await phone.page.goto(link)).status(), 404);
      assert.match(await words(phone.page), /This link has ended\. Ask .+ for a new one/);
      await phone.shoot('round-ended', { sizes: ['phone'] });
    },
  },
  {
    name: 'Who leaves a round leaves nothing on the phone, and a scanned code is not kept for another',
    async run({ visitor }) {
      const coordinator = await visitor();
      await coordinator.sign_in('coordinator');
      const tag = `Leaving${Date.now()}`;
      const links = await plan(coordinator, 6, tag);
      const phone = await visitor({ size: 'phone' }), { page, context } = phone;
      await phone.visit(links.Ben);
      await page.waitForFunction(() => 'kept' in document.documentElement.dataset);
      const code = (await page.locator('.place b[dir=ltr]').first().innerText()).trim();
      await page.goto(`/${code}`);
      await page.locator('.scanned').waitFor();
      await phone.shoot('round-go-on', { sizes: ['phone'] });
      const kept = () => page.evaluate(async () => (await (await caches.open('screen-1')).keys()).map((one) => new URL(one.url)).filter((one) => one.pathname.startsWith('/h/')).map((one) => one.pathname + one.search));
      await page.waitForFunction(() => 'kept' in document.documentElement.dataset);
      assert.deepEqual(await kept(), [links.Ben]);

      await context.setOffline(true);
      await page.goto(`${links.Ben}?code=${code}`);
      assert.equal(await page.locator('.scanned').count(), 0);
      await page.locator('details.place .why summary').first().click();
      await page.locator('details.place [name=note]').first().fill('Closed for good');
      await page.locator('details.place button[value=not_possible]').first().click();
      await page.getByText('1 not sent yet').waitFor();
      const waiting = () => page.evaluate(() => new Promise((told) => {
        const asked = indexedDB.open('outbox', 1);
        asked.onsuccess = () => { const all = asked.result.transaction('posts').objectStore('posts').getAll(); all.onsuccess = () => { asked.result.close(); told(all.result.map((one) => one.fields)); }; };
      }));
      const [fields] = await waiting();
      assert.ok(fields && !fields.some(([name]) => name === 'form_token'), JSON.stringify(fields));

      // The server cannot be reached, but the phone believes that it has signal.
      await context.route(links.Ben, (route) => route.request().method() === 'POST' ? route.abort() : route.continue());
      await context.setOffline(false);
      page.once('dialog', (asked) => { assert.match(asked.message(), /1 not sent yet/); asked.accept(); });
      await go(page, page.getByRole('button', { name: 'I do not help any more with this phone' }));
      assert.equal(new URL(page.url()).pathname, '/c/spring-walk');
      assert.deepEqual(await kept(), []);
      assert.deepEqual(await waiting(), []);
      await page.goto(`/${code}`);
      assert.equal(new URL(page.url()).pathname, '/c/spring-walk');
    },
  },
];
