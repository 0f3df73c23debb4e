// Photos from the way: composed without signal, sent once; withdrawn everywhere when somebody who
// can be recognised no longer agrees. The picture is drawn by the browser itself.
import assert from 'node:assert/strict';

const seen_within_ms = 15000, withdrawn_within_ms = 5000;
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

async function join(visitor) {
  const walker = await visitor({ size: 'phone' });
  const { page } = walker;
  await walker.visit('/c/spring-walk/join');
  await page.fill('#name', 'Wanda Walker');
  await page.fill('#email', `wanda-${unique()}@example.com`);
  await Promise.all([page.waitForNavigation(), page.click('main form button')]);
  await Promise.all([page.waitForNavigation(), page.click('[data-guidelines]')]);
  await page.waitForSelector('form.compose.scripted');
  return walker;
}

// What the browser tells of a network that the test itself took away.
function forgive(one, what) {
  for (let i = one.complaints.length - 1; i >= 0; --i)
    if (what.test(one.complaints[i])) one.complaints.splice(i, 1);
}

// A JPEG of hills, larger than what is sent.
async function picture(page) {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1600 });
    const pen = canvas.getContext('2d');
    const sky = pen.createLinearGradient(0, 0, 0, 1600);
    sky.addColorStop(0, '#f5be4b');
    sky.addColorStop(1, '#0b7280');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 2400, 1600);
    pen.fillStyle = `hsl(${Math.random() * 360} 60% 30%)`;
    for (let i = 0; i < 40; ++i) pen.fillRect(Math.random() * 2400, 900 + Math.random() * 600, 300, 40);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  });
  return { name: 'IMG_0042.JPG', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

async function choose(page, file) {
  await page.setInputFiles('#photo', file);
  await page.waitForSelector('.chosen li img');
}

const own_posts = (page, mark) => page.locator('#posts .post', { hasText: mark });

async function publish(moderator, mark) {
  const { page } = moderator;
  await moderator.visit('/desk/spring-walk/review');
  const cards = await page.locator('[data-card]').allInnerTexts();
  const at = cards.findIndex((text) => text.includes(mark));
  assert.ok(at >= 0, `${mark} stands in the queue`);
  for (let i = 0; i <= at; ++i) await page.keyboard.press('j');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('p')]);
}

export default [
  {
    name: 'the phone is offline while posting: the post is kept, survives a new page, and is sent once',
    async run({ visitor }) {
      const walker = await join(visitor);
      const { page } = walker;
      const home = new URL(page.url()).pathname;
      const mark = `offline${unique()}`;
      await choose(page, await picture(page));
      await page.fill('[data-alt]', 'Hills behind the school');
      await page.fill('#words', mark);
      await walker.axe('composing a post');
      const context = page.context();
      await context.setOffline(true);
      await page.click('form.compose [data-send]');
      await page.getByText('Kept on this phone. It is sent when there is signal.').waitFor();
      await page.locator('[data-compose-kept] li', { hasText: mark }).waitFor();
      assert.equal(await page.inputValue('#words'), '', 'the form is free for the next post');
      await walker.axe('a post that waits on the phone');

      // The signal returns, but the answer to the post is lost: the server has it, the phone cannot know.
      let lost = 0, posted = 0;
      await page.route(`**${home}/posts`, async (route) => {
        ++posted;
        if (lost > 0) return route.continue();
        ++lost;
        await route.fetch();
        return route.abort('connectionreset');
      });
      await context.setOffline(false);
      await page.locator('#posts .post', { hasText: mark }).waitFor({ timeout: 60000 });
      assert.ok(posted >= 2, 'it was sent again');
      assert.equal(await own_posts(page, mark).count(), 1, 'and is one post');
      const photo = own_posts(page, mark).locator('.post-photos img');
      assert.equal(await photo.getAttribute('alt'), 'Hills behind the school');
      await page.waitForFunction((text) => [...document.querySelectorAll('#posts .post')]
        .find((post) => post.textContent.includes(text))?.querySelector('img')?.naturalWidth > 0, mark);
      assert.equal(await page.locator('[data-compose-kept] li').count(), 0, 'nothing waits any more');
      await walker.axe('my page with a photo');

      // Kept, and the page is closed before there is signal: the next page sends it.
      const second = `later${unique()}`;
      await page.unroute(`**${home}/posts`);
      await context.setOffline(true);
      await page.fill('#words', second);
      await page.click('form.compose [data-send]');
      await page.locator('[data-compose-kept] li', { hasText: second }).waitFor();
      await page.goto('about:blank');
      await context.setOffline(false);
      await page.goto(home);
      await own_posts(page, second).waitFor({ timeout: 60000 });
      await page.waitForFunction(() => document.querySelectorAll('[data-compose-kept] li').length === 0);
      await page.waitForTimeout(1500);  // The page looks again by itself, if it was this one that sent.
      await page.goto(home);
      await page.locator('form.compose.scripted').waitFor();
      assert.equal(await own_posts(page, second).count(), 1);

      // What is no longer wanted can be discarded.
      const third = `never${unique()}`;
      await context.setOffline(true);
      await page.fill('#words', third);
      await page.click('form.compose [data-send]');
      const kept = page.locator('[data-compose-kept] li', { hasText: third });
      await kept.waitFor();
      page.once('dialog', (dialog) => dialog.accept());
      await kept.locator('[data-discard]').click();
      await kept.waitFor({ state: 'detached' });
      await context.setOffline(false);
      await page.reload();
      assert.equal(await own_posts(page, third).count(), 0);
      forgive(walker, /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET/);
    },
  },
  {
    name: 'consent is revoked while the big screen shows the picture: gone from screen, page and address within 5 s',
    async run({ visitor }) {
      const moderator = await visitor(), screen = await visitor({ size: 'projector' }), open = await visitor();
      await moderator.sign_in('moderator');
      const walker = await join(visitor);
      const mark = `people${unique()}`;
      await choose(walker.page, await picture(walker.page));
      await walker.page.fill('[data-alt]', 'Kofi at the well');
      await walker.page.check('[data-people]');
      await walker.page.fill('#words', mark);
      await walker.page.click('form.compose [data-send]');
      await own_posts(walker.page, mark).waitFor({ timeout: 60000 });

      // Without a consent it cannot be published.
      await screen.visit('/c/spring-walk/screen');
      await open.visit('/c/spring-walk');
      await moderator.visit('/desk/spring-walk/consents');
      await moderator.axe('photos and consents');
      await moderator.page.locator('.post-photos li', { hasText: 'Needs a consent' }).first().locator('a').click();
      await moderator.page.waitForSelector('#person');
      await moderator.axe('one photo at the desk');
      await moderator.page.fill('#person', 'Kofi Mensah');
      await moderator.page.fill('#given_how', 'Signed form, folder 3');
      await Promise.all([moderator.page.waitForNavigation(), moderator.page.getByRole('button', { name: 'Record the consent' }).click()]);
      const link = await moderator.page.locator('.address').innerText();
      await publish(moderator, mark);

      const on = (one) => one.page.locator('[data-live-posts] .post', { hasText: mark }).locator('.post-photos img');
      for (const one of [screen, open]) {
        await on(one).first().waitFor({ timeout: seen_within_ms });
        await one.page.waitForFunction((text) => [...document.querySelectorAll('[data-live-posts] .post')]
          .find((post) => post.textContent.includes(text))?.querySelector('.post-photos img')?.naturalWidth > 0, mark);
      }
      const address = await on(screen).first().getAttribute('src');
      assert.ok(!(await open.page.content()).includes('Kofi Mensah'), 'the register is private');
      await screen.axe('the big screen with a picture');

      const person = await visitor({ size: 'phone' });
      await person.visit(new URL(link).pathname);
      await person.axe('the page of somebody in a photo');
      const revoked_at = Date.now();
      await Promise.all([person.page.waitForNavigation(), person.page.getByRole('button', { name: 'Take my consent back' }).click()]);
      for (const one of [screen, open])
        await one.page.waitForFunction((src) => !document.querySelector(`img[src="${src}"]`), address, { timeout: withdrawn_within_ms });
      const gone_ms = Date.now() - revoked_at;
      const status = await open.page.evaluate(async (src) => (await fetch(src)).status, address);
      assert.equal(status, 410, 'and its address says that it is gone');
      forgive(open, /status of 410/);
      assert.ok(gone_ms <= withdrawn_within_ms, `gone after ${gone_ms} ms`);
      console.log(`    withdrawn from the screen and the page ${gone_ms} ms after the click`);
    },
  },
];
