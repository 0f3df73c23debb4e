// A post: written on the phone, read at the desk, on an open page and the big screen without reload.
import assert from 'node:assert/strict';

const seen_within_ms = 10000;
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

async function join(visitor) {
  const walker = await visitor({ size: 'phone' });
  const { page } = walker;
  await walker.visit('/c/spring-walk/join');
  await page.fill('#name', 'Wanda Walker');
  await page.fill('#email', `wanda-${unique()}@example.com`);
  await Promise.all([page.waitForNavigation(), page.click('main form button')]);
  await Promise.all([page.waitForNavigation(), page.click('[data-guidelines]')]);
  return walker;
}

async function write(walker, words) {
  const { page } = walker;
  await page.fill('#words', words);
  await Promise.all([page.waitForNavigation(), page.click('#posts button.primary')]);
  await walker.axe('my page with a post');
}

// With the keyboard: to the card, and P.
async function publish(moderator, mark) {
  const { page } = moderator;
  await moderator.visit('/desk/spring-walk/review');
  const cards = await page.locator('[data-card]').allInnerTexts();
  const at = cards.findIndex((text) => text.includes(mark));
  assert.ok(at >= 0, `${mark} stands in the queue`);
  for (let i = 0; i <= at; ++i) await page.keyboard.press('j');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('p')]);
}

const shown = (one, mark) => one.page.locator('[data-live-posts] .post', { hasText: mark }).first()
  .waitFor({ state: 'visible', timeout: seen_within_ms });
const gone = (one, mark) => one.page.waitForFunction(
  (text) => !document.body.innerText.includes(text), mark, { timeout: seen_within_ms });

export default [
  {
    name: 'a post is written on the phone, read at the desk, and appears without reload; hidden it goes',
    async run({ visitor }) {
      const open = await visitor(), screen = await visitor({ size: 'projector' }), moderator = await visitor();
      await moderator.sign_in('moderator');
      await open.visit('/c/spring-walk');
      await screen.visit('/c/spring-walk/screen');
      const walker = await join(visitor);
      const mark = `post${unique()}`;
      await write(walker, `${mark} <b>bold</b> <img src=x onerror=alert(1)>\nsecond line #SpringWalk`);
      await open.page.waitForTimeout(1500);
      for (const one of [open, screen])
        assert.ok(!(await one.page.innerText('body')).includes(mark), 'nobody sees it before it was read');

      await publish(moderator, mark);
      await moderator.axe('the queue after publishing');
      for (const one of [open, screen]) {
        await shown(one, mark);
        const post = one.page.locator('[data-live-posts] .post', { hasText: mark });
        assert.ok((await post.innerText()).includes('<b>bold</b> <img src=x'), 'markup is text');
        assert.equal(await post.locator('img').count(), 0);
        assert.equal(await post.locator('.post-words b, .post-words a.tag').innerText(), '#SpringWalk');
      }
      await open.axe('campaign page with a new post');
      await screen.axe('screen with a new post');

      // Held still, a hidden one goes all the same.
      await open.page.locator('[data-live-pause]').click();
      await moderator.visit('/desk/spring-walk/posts');
      const card = moderator.page.locator('article', { hasText: mark });
      await card.locator('summary').click();
      await Promise.all([moderator.page.waitForNavigation(), card.locator('button[value=hide]').click()]);
      await gone(open, mark);
      await gone(screen, mark);
      await moderator.axe('posts at the desk after hiding');
      await Promise.all([moderator.page.waitForNavigation(), moderator.page.click('button[value=undo]')]);
      await shown(screen, mark);

      await walker.page.reload();
      await walker.page.locator('#posts details summary').first().click();
      await Promise.all([walker.page.waitForNavigation(), walker.page.locator('#posts button[value=withdraw]').first().click()]);
      await gone(screen, mark);
    },
  },
  {
    name: 'the pages with posts on phone, desk and projector, light and dark',
    async run({ visitor }) {
      const one = await visitor();
      await one.visit('/c/spring-walk');
      await one.shoot('campaign-posts', { sizes: ['phone', 'desk'] });
      await one.visit('/c/spring-walk/screen');
      await one.shoot('screen-posts', { sizes: ['projector', 'phone'], dark: false });
      await one.sign_in('coordinator');
      await one.visit('/desk/spring-walk/posts');
      await one.shoot('desk-posts', { sizes: ['phone', 'desk'] });
      assert.equal(await one.page.locator('article b', { hasText: '#' }).count() > 3, true);
    },
  },
  {
    name: 'posts read from right to left in Arabic, and without script as well',
    async run({ visitor }) {
      const one = await visitor({ locale: 'ar' });
      await one.visit('/c/spring-walk?lang=ar');
      await one.shoot('campaign-posts-ar', { sizes: ['phone', 'desk'], dark: false });
      await one.visit('/c/spring-walk/screen');
      await one.shoot('screen-posts-ar', { sizes: ['projector'], dark: false });
      const plain = await visitor({ script: false });
      await plain.visit('/c/spring-walk');
      assert.ok(await plain.page.locator('.post').count() >= 2);
    },
  },
  {
    name: 'the queue shows posts with their hints',
    async run({ visitor }) {
      const moderator = await visitor();
      await moderator.sign_in('moderator');
      await moderator.visit('/desk/spring-walk/review');
      await moderator.shoot('desk-review-posts', { sizes: ['phone', 'desk'] });
      assert.ok((await moderator.page.innerText('main')).includes('Holds a telephone number'));
    },
  },
];
