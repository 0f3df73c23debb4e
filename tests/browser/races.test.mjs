// Races between teams: a captain asks, the other says yes, everybody sees how it stands.
import assert from 'node:assert/strict';

const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function found_team(visitor, name, team) {
  const { page } = visitor;
  await visitor.visit('/c/spring-walk/join');
  await page.fill('#name', name);
  await page.fill('#email', `${unique()}@example.com`);
  await page.fill('#new_team', team);
  await press(page, page.locator('main form button.primary'));
  return new URL(page.url()).pathname;
}

// The queue shows the oldest sixty; pages of participants that other tests have left are published
// on the way.
async function publish(moderator, mark) {
  const { page } = moderator;
  const cards = page.locator('[data-card]').filter({ has: page.locator('[data-act=publish]') });
  for (let tries = 0; tries < 40; ++tries) {
    await moderator.visit('/desk/spring-walk/review');
    const wanted = cards.filter({ has: page.getByRole('heading', { name: mark, exact: true }) });
    const is_there = await wanted.count() > 0;
    const card = is_there ? wanted.first() : cards.filter({ hasText: /A participant's page/i }).first();
    assert.ok(await card.count() > 0, `${mark} stands in the queue`);
    await press(page, card.locator('[data-act=publish]'));
    if (is_there) return;
  }
  assert.fail(`${mark} stands in the queue`);
}

export default [
  {
    name: 'two captains race their teams and everybody sees it',
    async run({ visitor }) {
      const mark = unique();
      const [herons, foxes] = [`Herons ${mark}`, `Foxes ${mark}`];
      const first = await visitor({ size: 'phone' }), second = await visitor({ size: 'phone' });
      const home = await found_team(first, `Hanna ${mark}`, herons);
      const there = await found_team(second, `Fritz ${mark}`, foxes);
      const moderator = await visitor();
      await moderator.sign_in('moderator');
      for (const team of [herons, foxes]) await publish(moderator, team);
      await moderator.shoot('desk-review', { sizes: ['phone', 'desk'] });

      await first.visit(`${home}/team`);
      await press(first.page, first.page.getByRole('link', { name: 'Races of the team' }));
      await first.shoot('team-races-new', { sizes: ['phone', 'desk'] });
      await first.page.selectOption('#rival', { label: foxes });
      await press(first.page, first.page.getByRole('button', { name: 'Ask to race' }));
      assert.match(await first.page.innerText('main'), /Waits for a yes/);

      await second.visit(there);
      await press(second.page, second.page.getByRole('link', { name: /Your team is asked to a race/ }));
      await second.axe('the races of a team that is asked');
      await second.shoot('team-races-asked', { sizes: ['phone', 'desk'] });
      await press(second.page, second.page.getByRole('button', { name: 'Yes, let us race' }));

      const passer_by = await visitor({ size: 'phone' });
      await second.page.locator('.race a', { hasText: herons }).first().waitFor();
      await passer_by.visit(await second.page.locator('.race a', { hasText: herons }).first().getAttribute('href'));
      const race = await passer_by.page.locator('.race').innerText();
      assert.match(race, /The race runs until/);
      assert.ok(race.includes(herons) && race.includes(foxes), race);
      await passer_by.shoot('team-race', { sizes: ['phone', 'desk'] });
    },
  },
];
