// Portraits and pictures in stories: brought, looked at by somebody else, shown, and gone at once
// when whoever they show takes that back. The pictures are drawn by the browser itself.
import assert from 'node:assert/strict';

const gone_within_ms = 12000;  // A page that is fetched again waits up to ten seconds for the next change.
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

// A face, more or less, before a sky.
async function picture(page) {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 1200 });
    const pen = canvas.getContext('2d');
    const disc = (x, y, size, colour) => { pen.fillStyle = colour; pen.beginPath(); pen.arc(x, y, size, 0, 7); pen.fill(); };
    pen.fillStyle = `hsl(${Math.random() * 360} 45% 70%)`;
    pen.fillRect(0, 0, 900, 1200);
    disc(450, 1150, 420, '#0b7280');
    disc(450, 480, 250, '#c98d62');
    disc(360, 450, 28, '#10151c');
    disc(540, 450, 28, '#10151c');
    pen.lineWidth = 24;
    pen.beginPath();
    pen.arc(450, 520, 110, 0.3, 2.8);
    pen.stroke();
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  });
  return { name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

const leave = (page, act) => Promise.all([page.waitForNavigation(), act()]);

async function decide(reviewer, mark) {
  const { page } = reviewer;
  await reviewer.visit('/desk/spring-walk/review');
  const cards = await page.locator('[data-card]').allInnerTexts();
  const at = cards.findIndex((text) => text.includes(mark));
  assert.ok(at >= 0, `${mark} stands in the queue`);
  for (let i = 0; i <= at; ++i) await page.keyboard.press('j');
  return page.locator('[data-card]').nth(at);
}

export default [
  {
    name: 'a participant shows a picture of themselves once somebody has looked at it, and takes it back',
    async run({ visitor }) {
      const walker = await visitor({ size: 'phone' });
      const { page } = walker;
      const name = `Pia ${unique()}`;
      await walker.visit('/c/spring-walk/join');
      await page.fill('#name', name);
      await page.fill('#email', `pia-${unique()}@example.com`);
      await leave(page, () => page.click('main form button'));
      const public_page = await page.locator('header + main a.button, main a.button').evaluateAll((links) =>
        links.map((link) => link.getAttribute('href')).find((href) => /^\/c\/spring-walk\/p\/[a-z0-9-]+$/.test(href)));
      assert.ok(public_page, 'the page stands at once');
      await page.click('#portrait summary');
      await page.setInputFiles('#portrait-file', await picture(page));
      await page.check('#portrait [name=shows][value=me]');
      await page.fill('#portrait-alt', 'Pia smiles');
      await walker.axe('bringing a picture');
      await leave(page, () => page.click('#portrait details button'));
      await page.getByText('Waits to be looked at. Only you see it until then.').waitFor();
      await walker.shoot('my-portrait', { sizes: ['phone', 'desk'] });

      const stranger = await visitor({});
      await stranger.visit(public_page);
      assert.equal(await stranger.page.locator('img.portrait').count(), 0, 'nobody sees it yet');

      const moderator = await visitor({});
      await moderator.sign_in('moderator');
      const card = await decide(moderator, name.split(' ')[1]);
      // The page's words and the picture wait both: the picture's card is the one with an image.
      const with_picture = moderator.page.locator('[data-card]', { hasText: name }).filter({ has: moderator.page.locator('img') });
      assert.equal(await with_picture.count(), 1);
      assert.ok(card);
      await moderator.shoot('review-portrait', { sizes: ['phone', 'desk'] });
      await leave(moderator.page, () => with_picture.locator('[data-act=publish]').click());

      await stranger.visit(public_page);
      await stranger.page.locator('img.portrait[alt="Pia smiles"]').waitFor();
      await stranger.shoot('participant-portrait');

      page.on('dialog', (dialog) => dialog.accept());
      await leave(page, () => page.click('#portrait button[name=act][value=remove]'));
      await stranger.page.locator('img.portrait').waitFor({ state: 'detached', timeout: gone_within_ms });
    },
  },
  {
    name: 'a story shows its picture with the words that name it, once a second person said yes',
    async run({ visitor, base }) {
      const author = await visitor({});
      await author.sign_in('coordinator');
      const { page } = author;
      const title = `With a picture ${unique()}`;
      await author.visit('/desk/spring-walk/stories');
      await page.locator('details:has(#title) > summary').first().click().catch(() => {});
      await page.fill('#title', title);
      await page.fill('#body', 'We looked at the hills.');
      await leave(page, () => page.click('button[name=act][value=keep]'));
      await page.setInputFiles('#picture', await picture(page));
      await page.fill('#picture-alt', 'Somebody at the start');
      await leave(page, () => page.click('#pictures form button'));
      const line = await page.locator('#pictures code').innerText();
      assert.match(line, /^!\[Somebody at the start\]\(photo:\d+\)$/);
      await page.fill('#body', `We looked at the hills.\n\n${line}`);
      await leave(page, () => page.click('button[name=act][value=submit]'));
      await page.locator('.story img[alt="Somebody at the start"]').waitFor();
      await author.shoot('desk-story-picture', { sizes: ['phone', 'desk'] });
      const desk_path = new URL(page.url()).pathname;

      const moderator = await visitor({});
      await moderator.sign_in('moderator');
      await moderator.visit(desk_path);
      await leave(moderator.page, () => moderator.page.click('button[name=verdict][value=approve]'));
      const reader = await visitor({ size: 'phone' });
      await reader.visit(`/c/spring-walk/stories/${desk_path.split('/').pop()}`);
      const shown = reader.page.locator('.story img[alt="Somebody at the start"]');
      assert.ok(await shown.evaluate((img) => img.decode().then(() => img.naturalWidth > 300)));
      await reader.shoot('story-picture');
      const feed = await (await fetch(`${base}/c/spring-walk/stories.atom`)).text();
      assert.ok(feed.includes(`src=&quot;${base}/photos/`), 'the feed names pictures by their whole address');
    },
  },
];
