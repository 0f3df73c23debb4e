// Those who moderate: two at one queue, the big button, what interrupts everybody, stories with
// their feed, and conversations that stay private.
import assert from 'node:assert/strict';
import { parseAtomFeed } from 'feedsmith';

const seen_within_ms = 15000;
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

async function join(visitor) {
  const walker = await visitor({ size: 'phone' });
  const { page } = walker;
  await walker.visit('/c/spring-walk/join');
  await page.fill('#name', 'Wanda Walker');
  await page.fill('#email', `wanda-${unique()}@example.com`);
  await go(page, () => page.click('main form button'));
  walker.home = new URL(page.url()).pathname;
  await go(page, () => page.click('[data-guidelines]'));
  return walker;
}

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);

async function write(walker, words) {
  await walker.visit(walker.home);
  await walker.page.fill('#words', words);
  await go(walker.page, () => walker.page.click('#posts button.primary'));
}

const open_words = (one) => one.page.locator('[data-card][data-open]').innerText();
const card_with = (one, mark) => one.page.locator('[data-card]', { hasText: mark });
const shown = (one, mark) => one.page.getByText(mark).first().waitFor({ state: 'visible', timeout: seen_within_ms });
const gone = (one, mark) => one.page.waitForFunction(
  (text) => !document.body.innerText.includes(text), mark, { timeout: seen_within_ms });

// Moves with J until the card with this mark has the focus.
async function move_to(one, mark) {
  const cards = await one.page.locator('[data-card]').count();
  for (let i = 0; i <= cards; ++i) {
    await one.page.keyboard.press('j');
    const text = await one.page.evaluate(() => document.activeElement?.closest('[data-card]')?.innerText ?? '');
    if (text.includes(mark)) return;
  }
  assert.fail(`no card with ${mark}`);
}

async function sign_in_as(visitor, role) {
  const one = await visitor();
  await one.sign_in(role);
  return one;
}

export default [
  {
    name: 'two moderators do not read the same words, and what was decided meanwhile is refused kindly',
    async run({ visitor }) {
      const ann = await sign_in_as(visitor, 'moderator'), ben = await sign_in_as(visitor, 'coordinator');
      await ann.visit('/desk/spring-walk/review');
      const hers = await open_words(ann);
      await ben.visit('/desk/spring-walk/review');
      assert.notEqual(await open_words(ben), hers, 'Ben is given the next one');
      assert.ok((await ben.page.innerText('main')).includes('Ayşe Demir is reading this.'));
      await ben.axe('the queue while another reads');

      // What Ann moves to is hers; Ben, whose page is older, is passed over to what comes after.
      const walker = await join(visitor), mark = `one${unique()}`, after = `two${unique()}`;
      await write(walker, `${mark} words`);
      await write(walker, `${after} words`);
      await ben.visit('/desk/spring-walk/review');
      await ann.visit('/desk/spring-walk/review');
      await move_to(ann, mark);
      await ann.page.waitForFunction((text) => document.querySelector('[data-open]')?.innerText.includes(text), mark);
      await ben.page.evaluate((text) => {
        const cards = [...document.querySelectorAll('[data-card]')];
        cards[cards.findIndex((card) => card.innerText.includes(text)) - 1].focus();
      }, mark);
      await ben.page.keyboard.press('j');
      await card_with(ben, mark).getByText('Ayşe Demir is reading this.').waitFor({ timeout: seen_within_ms });
      assert.equal(await card_with(ben, mark).locator('form').count(), 0, 'no button where another reads');
      await ben.page.waitForFunction((text) => document.activeElement?.innerText?.includes(text), after);

      await go(ann.page, () => ann.page.keyboard.press('p'));
      await go(ben.page, () => ben.page.keyboard.press('p'));
      await ann.visit('/c/spring-walk');
      for (const words of [mark, after]) await shown(ann, `${words} words`);

      // An old page of Ann's still has a button for what Ben has sent back since.
      const third = `three${unique()}`;
      await write(walker, `${third} words`);
      await ann.visit('/desk/spring-walk/review');
      await ben.visit('/desk/spring-walk/review');
      await move_to(ben, third);
      await ben.page.keyboard.press('s');
      const back = card_with(ben, third);
      await back.locator('select[name=ready]').selectOption({ index: 2 });
      await go(ben.page, () => back.locator('button[value=send_back]').click());
      await go(ann.page, () => card_with(ann, third).locator('[data-act=publish]').click());
      assert.ok((await ann.page.innerText('main')).includes('Somebody was faster'));
      await walker.visit(walker.home);
      assert.ok((await walker.page.innerText('#posts')).includes('Sent back:'));
    },
  },
  {
    name: 'hold: everything stands still with one button, posts can be hidden, an organiser lets it go on',
    async run({ visitor }) {
      const moderator = await sign_in_as(visitor, 'moderator'), organiser = await sign_in_as(visitor, 'organiser');
      const open = await visitor(), screen = await visitor({ size: 'projector' });
      const walker = await join(visitor), mark = `held${unique()}`;
      await write(walker, `${mark} words`);
      await open.visit('/c/spring-walk');
      await screen.visit('/c/spring-walk/screen');
      const standing = (await screen.page.locator('[data-live-posts] .post-words').first().innerText()).split('\n')[0];

      await moderator.visit('/desk/spring-walk/review');
      await moderator.page.keyboard.press('h');
      await moderator.page.fill('#hold-reason', 'A wrong name is out.');
      await moderator.shoot('desk-hold-asked', { sizes: ['phone', 'desk'] });
      await moderator.page.check('[name=hides_posts]');
      await go(moderator.page, () => moderator.page.click('.hold button'));
      assert.ok((await moderator.page.innerText('main')).includes('A wrong name is out.'));
      await moderator.shoot('desk-held', { sizes: ['phone', 'desk'] });
      for (const one of [open, screen]) await gone(one, standing);

      await go(moderator.page, () => card_with(moderator, mark).locator('[data-act=publish]').click());
      assert.ok((await moderator.page.innerText('main')).includes('nothing new becomes public'));
      await moderator.visit('/desk');
      assert.equal(await moderator.page.getByText('Let it go on').count(), 0, 'a moderator does not release');

      await organiser.visit('/desk');
      organiser.page.once('dialog', (dialog) => dialog.accept());
      await go(organiser.page, () => organiser.page.click('.held button'));
      for (const one of [open, screen]) await shown(one, standing);
      assert.ok(!(await open.page.innerText('body')).includes(mark), 'what waited goes on waiting');
      await moderator.visit('/desk/spring-walk/review');
      await go(moderator.page, () => card_with(moderator, mark).locator('[data-act=publish]').click());
      for (const one of [open, screen]) await shown(one, mark);
    },
  },
  {
    name: 'an announcement interrupts every open page and the screen, and one click ends it',
    async run({ visitor }) {
      const coordinator = await sign_in_as(visitor, 'coordinator'), moderator = await sign_in_as(visitor, 'moderator');
      const open = await visitor(), screen = await visitor({ size: 'projector' }), participant = await visitor({ size: 'phone' });
      const overlay = await visitor({ size: 'projector' });
      await overlay.visit('/c/spring-walk/overlay');
      await open.visit('/c/spring-walk');
      await screen.visit('/c/spring-walk/screen');
      await participant.visit('/c/spring-walk');
      await go(participant.page, () => participant.page.locator('.people a').first().click());
      const mark = `bridge${unique()}`;
      await coordinator.visit('/desk/spring-walk/announcements');
      await coordinator.shoot('desk-announcements', { sizes: ['phone', 'desk'] });
      await coordinator.page.fill('#words', `${mark} is closed <b>now</b>. Take the upper path.`);
      await coordinator.page.check('[value=important]');
      await go(coordinator.page, () => coordinator.page.click('form[action$=announcements] button.primary'));

      await moderator.visit('/desk/spring-walk/review');
      await move_to(moderator, mark);
      await go(moderator.page, () => moderator.page.keyboard.press('p'));
      for (const one of [open, screen, participant, overlay]) {
        await shown(one, mark);
        const place = one.page.locator('[data-announcement]');
        assert.equal(await place.getAttribute('role'), 'alert');
        assert.ok((await place.innerText()).includes('<b>now</b>'), 'markup is text');
        await one.axe('a page with an announcement');
      }
      await open.shoot('campaign-announcement', { sizes: ['phone', 'desk'] });
      await screen.shoot('screen-announcement', { sizes: ['projector'], dark: false });

      await moderator.visit('/desk/spring-walk/announcements');
      const card = moderator.page.locator('article', { hasText: mark });
      await go(moderator.page, () => card.locator('button[value=end]').click());
      for (const one of [open, screen, participant, overlay]) await gone(one, mark);
    },
  },
  {
    name: 'an emergency is shown by one organiser alone, and the desk asks for the second look',
    async run({ visitor }) {
      const organiser = await sign_in_as(visitor, 'organiser'), moderator = await sign_in_as(visitor, 'moderator');
      const screen = await visitor({ size: 'projector' });
      await screen.visit('/c/spring-walk/screen');
      const mark = `storm${unique()}`;
      await organiser.visit('/desk/spring-walk/announcements');
      await organiser.page.fill('#words', `${mark}: leave the park by the south gate.`);
      await organiser.page.check('[value=emergency]');
      await organiser.page.click('form[action$=announcements] details summary');
      await organiser.page.fill('#alone_reason', 'Lightning, and nobody answers.');
      await go(organiser.page, () => organiser.page.click('button[value=alone]'));
      await shown(screen, mark);
      await screen.axe('screen with an emergency');
      await screen.shoot('screen-emergency', { sizes: ['projector'], dark: false });
      await moderator.visit('/desk');
      await go(moderator.page, () => moderator.page.getByRole('link', { name: 'Look at it' }).first().click());
      const card = moderator.page.locator('article', { hasText: mark });
      await moderator.shoot('desk-second-look', { sizes: ['phone', 'desk'] });
      await go(moderator.page, () => card.locator('button[value=approve]').click());
      assert.equal(await moderator.page.getByText('announced something alone').count(), 0);
      await go(moderator.page, () => moderator.page.locator('article', { hasText: mark }).locator('button[value=end]').click());
      await gone(screen, mark);
    },
  },
  {
    name: 'a story is written, read by somebody else, public with its feed, and taken back',
    async run({ visitor, base }) {
      const author = await sign_in_as(visitor, 'coordinator'), reader = await sign_in_as(visitor, 'moderator');
      const one = await visitor(), mark = `Tale ${unique()}`;
      await author.visit('/desk/spring-walk/stories');
      await author.shoot('desk-stories', { sizes: ['phone', 'desk'] });
      await author.page.fill('#title', mark);
      await author.page.fill('#summary', 'Told & told again.');
      await author.page.fill('#body', '## Inside\n\nTwo **beds**. <img src=x onerror=alert(1)>');
      await go(author.page, () => author.page.click('button[value=submit]'));
      const path = new URL(author.page.url()).pathname;
      await author.axe('a story that waits');
      await reader.visit('/desk/spring-walk/review');
      await go(reader.page, () => card_with(reader, mark).getByRole('link', { name: 'See it with all that belongs to it' }).click());
      await reader.shoot('desk-story', { sizes: ['phone', 'desk'] });
      await go(reader.page, () => reader.page.click('button[value=approve]'));

      const public_path = path.replace('/desk/', '/c/');
      await one.visit(public_path);
      assert.equal(await one.page.locator('.story strong').innerText(), 'beds');
      assert.equal(await one.page.locator('.story img').count(), 0);
      await one.shoot('story', { sizes: ['phone', 'desk'] });
      await one.visit('/c/spring-walk/stories');
      await one.shoot('stories', { sizes: ['phone', 'desk'] });
      await one.visit('/c/spring-walk');
      await shown(one, mark);
      const feed = await (await fetch(`${base}/c/spring-walk/stories.atom`)).text();
      const read = parseAtomFeed(feed);
      for (const part of [read, ...read.entries]) for (const name of ['id', 'title', 'updated']) assert.ok(part[name], `${name} of RFC 4287`);
      assert.equal(read.links.find((link) => link.rel === 'self').href, `${base}/c/spring-walk/stories.atom`);
      assert.ok(read.authors[0].name);
      assert.equal(read.entries[0].title.value, mark);
      assert.ok((read.entries[0].content.value ?? read.entries[0].content).includes('<strong>beds</strong>'));

      reader.page.once('dialog', (dialog) => dialog.accept());
      await go(reader.page, () => reader.page.click('button[value=withdraw]'));
      await one.visit(public_path, { status: 410 });
      assert.ok(!(await (await fetch(`${base}/c/spring-walk/stories.atom`)).text()).includes(mark));
    },
  },
  {
    name: 'words are taken to a private conversation, answered on the own page, and handed to a colleague',
    async run({ visitor }) {
      const moderator = await sign_in_as(visitor, 'moderator');
      const walker = await join(visitor), mark = `sorry${unique()}`;
      await write(walker, `${mark} my brother is on Ward 3`);
      await moderator.visit('/desk/spring-walk/review');
      await move_to(moderator, mark);
      await moderator.page.keyboard.press('t');
      const card = card_with(moderator, mark);
      await card.locator('[data-part=private] textarea').fill(`${mark}: may we ring you?`);
      await go(moderator.page, () => card.locator('[data-part=private] button').click());
      await moderator.page.fill('#words', 'Sounded worried.');
      await go(moderator.page, () => moderator.page.click('button[value=note]'));
      const talk = moderator.page.url();

      await walker.visit(walker.home);
      await go(walker.page, () => walker.page.getByRole('link', { name: 'The team has written to you. Read it.' }).click());
      await walker.axe('my conversations');
      assert.ok(!(await walker.page.innerText('main')).includes('Sounded worried.'));
      await walker.shoot('my-inbox', { sizes: ['phone', 'desk'] });
      await walker.page.locator('details[open] textarea').fill('Yes, at six.');
      await go(walker.page, () => walker.page.locator('details[open] button').click());

      await moderator.visit('/desk/inbox');
      await moderator.shoot('desk-inbox', { sizes: ['phone', 'desk'] });
      await moderator.visit(new URL(talk).pathname);
      assert.ok((await moderator.page.innerText('main')).includes('Yes, at six.'));
      await moderator.shoot('desk-conversation', { sizes: ['phone', 'desk'] });
      await moderator.page.selectOption('#owner', { label: 'Jonas Albrecht' });
      await go(moderator.page, () => moderator.page.click('button[value=hand]'));
      assert.ok((await moderator.page.innerText('main')).includes('Jonas Albrecht looks after it.'));
      await go(moderator.page, () => moderator.page.click('button[value=close]'));
      assert.ok((await moderator.page.innerText('main')).includes('Closed'));
    },
  },
  {
    name: 'the queue, trusted authors and stories without script and from right to left',
    async run({ visitor }) {
      const organiser = await sign_in_as(visitor, 'organiser');
      await organiser.visit('/desk/spring-walk/review');
      await organiser.page.keyboard.press('?');
      await organiser.shoot('desk-review', { sizes: ['phone', 'desk'] });
      await organiser.visit('/desk/spring-walk/trusted');
      await organiser.shoot('desk-trusted', { sizes: ['phone', 'desk'] });
      await organiser.visit('/desk/spring-walk/review?lang=ar');
      await organiser.shoot('desk-review-ar', { sizes: ['phone', 'desk'], dark: false });

      const plain = await visitor({ script: false });
      await plain.sign_in('moderator');
      await plain.visit('/desk/spring-walk/review');
      let name = '';
      for (let tries = 0; tries < 8; ++tries) {  // Stories and announcements are not undone here.
        const card = plain.page.locator('[data-card][data-open]');
        name = await card.locator('h2').innerText();
        await go(plain.page, () => card.locator('[data-act=publish]').click());
        assert.ok((await plain.page.innerText('main')).includes('Published.'));
        if (await plain.page.locator('[data-act=undo]').count() > 0) break;
      }
      await go(plain.page, () => plain.page.click('[data-act=undo]'));
      assert.ok((await plain.page.innerText('main')).includes(name));
    },
  },
];
