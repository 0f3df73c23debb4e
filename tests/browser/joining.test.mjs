// Joining, from a friend's link to the first gift on one's own page; and a minor, who is nowhere.
import assert from 'node:assert/strict';

const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

const named = (page, name) => page.getByRole('button', { name, exact: true });

async function fill_in(visitor, name, more = async () => {}) {
  const { page } = visitor;
  await visitor.visit('/c/spring-walk/join');
  await page.fill('#name', name);
  await page.fill('#email', `${unique()}@example.com`);
  await more(page);
  await press(page, page.locator('main form button.primary'));
  return new URL(page.url()).pathname;
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

export default [
  {
    name: 'joining to first gift: link, page, words read, shared, given for, booked',
    async run({ visitor }) {
      const walker = await visitor({ size: 'phone' });
      const name = `Rosa ${unique()}`;
      const home = await fill_in(walker, name);
      assert.match(home, /^\/me\//);
      assert.match(await walker.page.innerText('main'), /Keep this address/);
      await walker.axe('a page that stands at once');
      await walker.shoot('me-new', { sizes: ['phone', 'desk'] });

      // The page is public at once, under ready words.
      const friend = await visitor({ size: 'phone' });
      const code = (await walker.page.locator('.card.centre p.address').innerText()).split('/').pop();
      await friend.visit(`/${code}`);
      assert.match(friend.page.url(), /\/c\/spring-walk\/p\//);
      assert.match(await friend.page.innerText('h1'), /A walker of Spring Walk/);
      assert.ok(!(await friend.page.innerText('body')).includes(name), 'nobody has read the name yet');
      await friend.shoot('participant-new', { sizes: ['phone', 'desk'] });

      const moderator = await visitor();
      await moderator.sign_in('moderator');
      await publish(moderator, name);
      await friend.page.reload();
      assert.equal(await friend.page.innerText('h1'), name);

      // The friend gives; finance sees it arrive; the page counts it.
      await press(friend.page, friend.page.locator('a.primary').first());
      await friend.page.fill('#amount', '35');
      await friend.page.locator('input[name=method][value=transfer]').check();
      await press(friend.page, friend.page.locator('main form button.primary'));
      const reference = await friend.page.locator('[data-copy^=RF]').first().getAttribute('data-copy');
      await walker.page.goto(home);
      assert.match(await walker.page.innerText('main'), /€35/);
      assert.match(await walker.page.innerText('main'), /promised/);

      const finance = await visitor();
      await finance.sign_in('finance');
      await finance.visit(`/desk/spring-walk/arrivals?q=${reference}`);
      const promise = finance.page.locator('li.confirm');
      assert.equal(await promise.count(), 1);
      await promise.locator('summary').click();
      await promise.locator('input[name=statement]').fill(`statement ${unique()}`);
      await press(finance.page, promise.getByRole('button', { name: 'Mark as arrived' }));
      await walker.page.goto(home);
      await walker.axe('the first gift has arrived');
      assert.match(await walker.page.innerText('main'), /has arrived/);
      assert.match(await walker.page.innerText('h1'), /€35 so far/);
      await walker.shoot('me-first-gift', { sizes: ['phone'] });
    },
  },
  {
    name: 'a minor: guardian and consent, initials, on no list, found by no search',
    async run({ visitor, base }) {
      const child = await visitor({ size: 'phone' });
      const first = `Zora${unique()}`;
      const home = await fill_in(child, `${first} Kleinschmidt`, async (page) => {
        assert.ok(!(await page.locator('#guardian').isVisible()), 'asked only of those under age');
        await page.check('#under_age');
        await page.locator('#guardian').waitFor({ state: 'visible' });
      });
      assert.match(home, /participants$/, 'nobody under age joins without a guardian');
      assert.equal(await child.page.locator('#guardian-error').count(), 1);
      await child.axe('the guardian is missing');
      await child.shoot('join-minor', { sizes: ['phone', 'desk'] });
      await child.page.fill('#guardian', 'Gerda Kleinschmidt');
      await child.page.check('#guardian_agrees');
      await press(child.page, child.page.locator('main form button.primary'));
      const own = new URL(child.page.url()).pathname;
      assert.match(own, /^\/me\//);
      const address = await child.page.locator('a', { hasText: 'See my page' }).getAttribute('href');

      const moderator = await visitor();
      await moderator.sign_in('moderator');
      await publish(moderator, first);

      const stranger = await visitor();
      await stranger.visit(address);
      assert.equal(await stranger.page.innerText('h1'), 'Z. K.');
      assert.equal(await stranger.page.locator('meta[property="og:title"]').count(), 0);
      const slug = address.split('/').pop();
      for (const path of [address, '/c/spring-walk', '/c/spring-walk/people',
        `/c/spring-walk/people?q=${first.slice(0, -1)}`, '/c/spring-walk/screen', '/c/spring-walk/live.json',
        '/api/v1/campaigns/spring-walk/participants', '/api/v1/campaigns/spring-walk/ranking?limit=100']) {
        const answer = await fetch(base + path);
        const text = await answer.text();
        assert.equal(answer.status, 200, path);
        for (const word of [first, 'Kleinschmidt', 'Gerda'])
          assert.ok(!text.includes(word), `${path} tells ${word}`);
        if (path !== address) assert.ok(!text.includes(slug), `${path} leads to the page`);
        if (path === address) assert.equal(answer.headers.get('x-robots-tag'), 'noindex');
      }
    },
  },
  {
    name: 'a family joins with one form, with and without script',
    async run({ visitor }) {
      for (const script of [true, false]) {
        const family = await visitor({ size: 'phone', script });
        const { page } = family;
        await family.visit('/c/spring-walk/join');
        await press(page, page.getByRole('link', { name: 'A family or a class? Join together with one form' }));
        await page.fill('#email', `${unique()}@example.com`);
        await page.fill('#name-1', 'Jana Sommer');
        await page.fill('#name-2', 'Leo Sommer');
        if (script) await family.shoot('join-together', { sizes: ['phone', 'desk'] });
        await press(page, named(page, 'Make our pages'));
        assert.equal(await page.locator('.handed li').count(), 2);
        await family.axe('everybody has a page');
        if (script) await family.shoot('join-party', { sizes: ['phone', 'desk'] });
        await press(page, page.getByRole('link', { name: 'Open the page' }).first());
        assert.match(await page.innerText('h1'), /Jana Sommer/);
      }
    },
  },
  {
    name: 'a captain welcomes, invites and hands over; the desk sees it',
    async run({ visitor }) {
      const captain = await visitor({ size: 'phone' });
      const team = `Herons ${unique()}`;
      const home = await fill_in(captain, 'Carla Captain', (page) => page.fill('#new_team', team));
      await captain.visit(`${home}/team`);
      await captain.shoot('my-team', { sizes: ['phone', 'desk'] });
      await captain.page.check('input[name=joins][value=invitation]');
      await press(captain.page, named(captain.page, 'Keep'));
      await press(captain.page, named(captain.page, 'Make a link'));
      await captain.axe('a team with a link');
      const link = new URL(await captain.page.locator('p.address').first().innerText());

      const second = await visitor({ size: 'phone' });
      await second.visit(link.pathname + link.search);
      assert.match(await second.page.innerText('main'), /You are invited/);
      await second.page.fill('#name', 'Berta Second');
      await second.page.fill('#email', `${unique()}@example.com`);
      await press(second.page, second.page.locator('main form button.primary'));
      const theirs = new URL(second.page.url()).pathname;

      await captain.visit(`${home}/team`);
      await captain.page.selectOption('#heir', { label: 'Berta Second' });
      await press(captain.page, named(captain.page, 'Ask them'));
      await second.visit(`${theirs}/team`);
      await press(second.page, named(second.page, 'Yes, I will'));
      await captain.visit(`${home}/team`);
      await press(captain.page, named(captain.page, 'Leave this team'));
      assert.match(await captain.page.innerText('main'), /You walk on your own/);

      const coordinator = await visitor();
      await coordinator.sign_in('coordinator');
      await coordinator.visit('/desk/spring-walk/joining');
      assert.match(await coordinator.page.innerText('main'), new RegExp(`${team}[\\s\\S]*Berta Second`));
      await coordinator.shoot('desk-joining', { sizes: ['phone', 'desk'] });
      await coordinator.visit('/desk/new-playground/joining');
      await coordinator.shoot('desk-admitting', { sizes: ['desk'] });
    },
  },
  {
    name: 'a volunteer registers somebody without e-mail and prints a card',
    async run({ visitor }) {
      const desk = await visitor();
      await desk.sign_in('volunteer');
      await desk.visit('/desk/spring-walk/registration');
      await desk.page.fill('#name', `Walter ${unique()}`);
      await press(desk.page, named(desk.page, 'Make the page'));
      await desk.axe('somebody is registered');
      await desk.shoot('desk-registration', { sizes: ['phone', 'desk'] });
      const href = await desk.page.getByRole('link', { name: /Print the card/ }).first().getAttribute('href');
      const card = await desk.context.request.get(href);
      assert.equal(card.headers()['content-type'], 'application/pdf');
      assert.ok((await card.body()).subarray(0, 4).toString() === '%PDF');
    },
  },
  {
    name: 'joining reads from right to left',
    locale: 'ar',
    async run({ visit, shoot }) {
      await visit('/c/spring-walk/join?lang=ar');
      await shoot('join-ar', { sizes: ['phone', 'desk'], dark: false });
      await visit('/c/spring-walk/join/together?lang=ar');
      await shoot('join-together-ar', { sizes: ['phone'], dark: false });
    },
  },
];
