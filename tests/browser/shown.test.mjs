// Where a campaign is shown: wall, big screen, ranking, overlay, widget on pages of others, gifts first.
import assert from 'node:assert/strict';
import http from 'node:http';

const seen_within_ms = 30_000;
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
const read_at_20_m_px = 62;  // 16 minutes of arc on a picture 4 m wide; see screen.css.

// A browser's own waiting takes a promise for a yes: what has to be asked for is asked for again here.
async function until(is_so, what) {
  for (const end = Date.now() + seen_within_ms; !await is_so();) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
const answers = (one, path, status) => until(
  () => one.page.evaluate(async ([at, as]) => (await fetch(at)).status === as, [path, status]), `${path} answers ${status}`);

async function post(visitor, words) {
  const walker = await visitor({ size: 'phone' });
  await walker.visit('/c/spring-walk/join');
  await walker.page.fill('#name', 'Wanda Walker');
  await walker.page.fill('#email', `wanda-${unique()}@example.com`);
  await Promise.all([walker.page.waitForNavigation(), walker.page.click('main form button')]);
  await Promise.all([walker.page.waitForNavigation(), walker.page.click('[data-guidelines]')]);
  await walker.page.fill('#words', words);
  await Promise.all([walker.page.waitForNavigation(), walker.page.click('#posts button.primary')]);
  return walker;
}

async function publish(moderator, mark) {
  await moderator.visit('/desk/spring-walk/review');
  const card = moderator.page.locator('[data-card]', { hasText: mark });
  await Promise.all([moderator.page.waitForNavigation(), card.locator('button[value=publish]').click()]);
}

// A page of somebody else, with the widget in two frames: one without an origin, one without anything.
function host_page(base) {
  const server = http.createServer((request, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end(request.url !== '/' ? '' : `<!doctype html><html lang="en"><title>Another site</title><meta name="viewport" content="width=device-width"><main><h1>Another site</h1>
      <iframe name="scripts" title="with scripts" sandbox="allow-scripts" width="320" height="280" src="${base}/embed/c/spring-walk"></iframe>
      <iframe name="nothing" title="without" sandbox="" width="320" height="280" src="${base}/embed/c/spring-walk?look=dark"></iframe>
      <iframe name="refused" title="no widget" sandbox="allow-scripts" width="320" height="100" src="${base}/c/spring-walk"></iframe></main>`);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/` }));
  });
}

export default [
  {
    name: 'on the wall a new post slides in and a hidden one leaves; a tag shows only what carries it',
    async run({ visitor }) {
      const wall = await visitor({ size: 'projector' }), tagged = await visitor(), moderator = await visitor();
      await moderator.sign_in('moderator');
      const mark = `wall${unique()}`;
      await post(visitor, `${mark} <b>up</b> the hill #Bench${mark}`);
      await wall.visit('/c/spring-walk/wall');
      await tagged.visit(`/c/spring-walk/wall?tag=other${mark}`);
      assert.equal(await tagged.page.locator('.wall-empty').isVisible(), true);
      assert.ok(!(await wall.page.innerText('main')).includes(mark), 'nobody sees it before it was read');

      await publish(moderator, mark);
      const item = wall.page.locator('.wall-posts .post', { hasText: mark });
      await item.waitFor({ timeout: seen_within_ms });
      assert.ok((await item.innerText()).includes('<b>up</b>'), 'markup is text');
      await wall.axe('the wall with a new post');
      assert.equal(await tagged.page.locator('.wall-posts .post').count(), 0, 'it does not carry that tag');
      const own = await visitor();
      await own.visit(`/c/spring-walk/wall?tag=bench${mark}`);
      assert.equal(await own.page.locator('.wall-posts .post').count(), 1);

      await wall.page.click('[data-live-pause]');
      await moderator.visit('/desk/spring-walk/posts');
      const card = moderator.page.locator('article', { hasText: mark });
      await card.locator('summary').click();
      await Promise.all([moderator.page.waitForNavigation(), card.locator('button[value=hide]').click()]);
      await item.waitFor({ state: 'detached', timeout: seen_within_ms });
      await own.page.locator('.wall-posts .post').waitFor({ state: 'detached', timeout: seen_within_ms });
      await wall.shoot('wall', { sizes: ['phone', 'desk', 'projector'] });
    },
  },
  {
    name: 'the big screen is read from 20 m in every scene and fits its projector',
    async run({ visitor }) {
      const screen = await visitor({ size: 'projector' });
      const { page } = screen;
      await screen.visit('/c/spring-walk/screen');
      for (const scene of ['gifts', 'posts', 'best']) {
        await page.waitForSelector(`[data-scene=${scene}][data-on]`, { timeout: 120_000 });
        const small = await page.evaluate((least) => {
          const wanted = '.screen-raised, .screen-raised small, .screen-goal, .screen-code h2, .screen-code p, [data-on] > h2, [data-on] > ul > li:not(.post), [data-on] .post-words';
          return [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility())
            .map((one) => [one.className || one.tagName, parseFloat(getComputedStyle(one).fontSize)])
            .filter(([, size]) => size < least);
        }, read_at_20_m_px);
        assert.deepEqual(small, [], `letters that nobody reads from 20 m in ${scene}`);
        const spills = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
        assert.ok(spills <= 0, `the screen is ${spills} px too high in ${scene}`);
        await screen.shoot(`screen-${scene}`, { sizes: ['projector'], dark: false });
      }
    },
  },
  {
    name: 'the big screen goes on by itself when the network was away, also after a reload',
    async run({ visitor }) {
      const screen = await visitor({ size: 'projector' });
      const { page } = screen;
      await screen.visit('/c/spring-walk/screen');
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: seen_within_ms });
      await page.reload();  // The worker sees everything now, and keeps it.
      const kept_least = 6;
      await until(() => page.evaluate(async (least) => (await (await caches.open('screen-1')).keys()).length >= least, kept_least),
        'the screen is kept');
      const before = await page.innerText('.screen-raised');
      await screen.context.setOffline(true);
      await page.waitForFunction(() => /Last heard at/.test(document.querySelector('[data-live-status]').textContent),
        null, { timeout: 120_000 });
      assert.equal(await page.innerText('.screen-raised'), before);
      await page.reload();
      assert.equal(await page.locator('.screen-raised').innerText(), before);
      assert.ok(await page.locator('.screen-code img').evaluate((img) => img.naturalWidth > 0), 'the code is still there');
      await screen.context.setOffline(false);
      await page.waitForFunction(() => document.querySelector('[data-live-status]').textContent === '', null, { timeout: 120_000 });
      // What could not be loaded without network is no mistake of the page.
      screen.complaints.splice(0, Infinity, ...screen.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one)));
    },
  },
  {
    name: 'the widget works in frames of others, without an origin and without scripts, and sets no cookie',
    async run({ visitor, base }) {
      const { server, url } = await host_page(base);
      try {
        const one = await visitor({ also: new RegExp(`^${url}`) });
        await one.page.goto(url);
        for (const name of ['scripts', 'nothing']) {
          const frame = one.page.frameLocator(`iframe[name=${name}]`);
          await frame.locator('.sum b').waitFor();
          assert.match(await frame.locator('.sum b').innerText(), /€/);
          assert.match(await frame.locator('a.address').getAttribute('href'), /^http:\/\/localhost:\d+\/[A-Z0-9]{6}$/);
        }
        assert.deepEqual(await one.context.cookies(base), []);
        assert.equal(await one.page.frameLocator('iframe[name=refused]').locator('.raised').count(), 0, 'other pages stay out of frames');
        const frame = one.page.frame({ name: 'scripts' });
        await frame.waitForFunction(() => document.body.dataset.told === 'yes', null, { timeout: seen_within_ms });
        await one.shoot('widget-elsewhere', { sizes: ['phone', 'desk'], dark: false });
        one.complaints.splice(0, Infinity, ...one.complaints.filter((line) => !/frame-ancestors|ERR_BLOCKED_BY_RESPONSE|frame is sandboxed/.test(line)));
      } finally {
        server.close();
      }
    },
  },
  {
    name: 'gifts first lets walls and rankings rest while giving goes on',
    async run({ visitor }) {
      const desk = await visitor(), anybody = await visitor();
      await desk.sign_in('coordinator');
      await desk.visit('/desk/spring-walk/shown');
      await desk.shoot('desk-shown', { sizes: ['phone', 'desk'] });
      await Promise.all([desk.page.waitForNavigation(), desk.page.click('button[value=on]')]);
      try {
        await anybody.visit('/');
        for (const path of ['/c/spring-walk/wall', '/c/spring-walk/ranking']) await answers(anybody, path, 503);
        await anybody.visit('/c/spring-walk/ranking', { status: 503 });
        assert.match(await anybody.page.innerText('h1'), /busy taking gifts/);
        await anybody.shoot('gifts-first', { sizes: ['phone', 'desk'] });
        await Promise.all([anybody.page.waitForNavigation(), anybody.page.click('a.primary')]);
        assert.match(anybody.page.url(), /\/give/);
        const form_key = await anybody.page.getAttribute('input[name=form_key]', 'value');
        const given = await anybody.page.request.post('/c/spring-walk/gifts',
          { form: { method: 'transfer', amount: '20', form_key }, maxRedirects: 0 });
        assert.equal(given.status(), 303);
        assert.match(given.headers().location, /^\/g\//);
        await anybody.visit('/c/spring-walk');
        assert.equal(await anybody.page.locator('.people svg.bar').count(), 0);
      } finally {
        await desk.visit('/desk/spring-walk/shown');
        await Promise.all([desk.page.waitForNavigation(), desk.page.click('button[value=off]')]);
      }
      await anybody.visit('/');
      await answers(anybody, '/c/spring-walk/wall', 200);
      anybody.complaints.splice(0, Infinity, ...anybody.complaints.filter((line) => !/503/.test(line)));
    },
  },
  {
    name: 'the ranking of people, teams and groups, the contest at the desk, and the overlay',
    async run({ visitor }) {
      const one = await visitor();
      await one.visit('/c/childrens-challenge/ranking');
      const places = (await one.page.locator('.place').allInnerTexts()).map(Number);
      assert.ok(places.length > 5 && places[0] === 1);
      assert.deepEqual(places, [...places].sort((a, b) => a - b));
      await one.shoot('ranking', { sizes: ['phone', 'desk'] });
      await one.visit('/c/childrens-challenge/ranking?of=group&by=raised');
      assert.ok((await one.page.innerText('main')).includes('Riverside School'));
      await one.visit('/c/childrens-challenge');
      assert.ok(await one.page.locator('[data-live-best] li').count() > 0);
      await one.shoot('campaign-contest', { sizes: ['phone', 'desk'] });
      await one.visit('/c/childrens-challenge/ranking?lang=ar');
      await one.shoot('ranking-ar', { sizes: ['phone', 'desk'], dark: false });
      await one.visit('/c/spring-walk/overlay');
      await one.shoot('overlay', { sizes: ['projector'], dark: false });
      assert.equal(await one.page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgba(0, 0, 0, 0)');
      const desk = await visitor();
      await desk.sign_in('coordinator');
      await desk.visit('/desk/childrens-challenge/contest');
      await desk.shoot('desk-contest', { sizes: ['phone', 'desk'] });
    },
  },
];
