// What everybody sees: the front page, campaigns, the give page, the big screen.
import assert from 'node:assert/strict';

const give_bytes_max = 50_000;
const give_requests_max = 5;

export default [
  {
    name: 'the front page shows the campaigns',
    async run({ page, visit, shoot }) {
      await visit('/');
      for (const slug of ['spring-walk', 'childrens-challenge', 'new-playground'])
        assert.ok(await page.locator(`a[href^="/c/${slug}"]`).count() > 0, `${slug} is not linked`);
      await shoot('front');
    },
  },
  ...['spring-walk', 'childrens-challenge', 'new-playground'].map((slug) => ({
    name: `the campaign page of ${slug} says how far it has come`,
    async run({ page, visit, shoot }) {
      await visit(`/c/${slug}`);
      assert.ok(await page.locator('meter, progress, [role=meter], [role=progressbar]').count() > 0);
      assert.match(await page.locator('main').innerText(), /€|EUR/);
      assert.ok(await page.locator(`a[href*="/c/${slug}/give"]`).count() > 0, 'no way to give');
      await shoot(`campaign-${slug}`);
    },
  })),
  {
    name: 'giving is possible in the first screen of a phone',
    size: 'phone',
    async run({ page, visit }) {
      await visit('/c/spring-walk');
      const give = page.locator('a[href*="/give"]:visible').first();
      const box = await give.boundingBox();
      assert.ok(box.y + box.height <= 844, `the way to give is ${Math.round(box.y)} px down`);
    },
  },
  {
    name: 'the give page is at most 50 kB and five requests',
    size: 'phone',
    async run({ weigh, visit, shoot }) {
      const weight = await weigh('/c/spring-walk/give');
      console.log(`        give page: ${weight.bytes} bytes, ${weight.requests} requests`);
      const detail = weight.all.map((one) => `${one.bytes} ${one.url}`).join('\n');
      assert.ok(weight.bytes <= give_bytes_max, detail);
      assert.ok(weight.requests <= give_requests_max, detail);
      await visit('/c/spring-walk/give');
      await shoot('give');
    },
  },
  {
    name: 'the give page works without a script',
    script: false,
    size: 'phone',
    async run({ page, visit }) {
      await visit('/c/spring-walk/give');
      assert.ok(await page.locator('form[method=post] button').count() > 0);
    },
  },
  {
    name: 'the big screen is readable across a square',
    size: 'projector',
    async run({ page, visit, shoot }) {
      await visit('/c/spring-walk/screen');
      assert.match(await page.locator('body').innerText(), /€/);
      await shoot('screen', { sizes: ['projector', 'desk'] });
    },
  },
  {
    name: 'the public is told how we count',
    async run({ visit, shoot }) {
      await visit('/c/spring-walk/numbers');
      await shoot('numbers', { sizes: ['phone', 'desk'] });
    },
  },
  {
    name: 'what is not there gets a kind page',
    async run({ page, visit }) {
      await visit('/c/no-such-campaign', { status: 404 });
      assert.ok(await page.locator('main a').count() > 0, 'a dead end');
      await visit('/ZZZZZ9', { status: 404 });
    },
  },
  {
    name: 'pages read from right to left in Arabic',
    locale: 'ar',
    async run({ page, visit, shoot }) {
      await visit('/c/spring-walk');
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
      await shoot('campaign-rtl', { sizes: ['phone', 'desk'] });
    },
  },
];
