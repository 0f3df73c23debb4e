// Matching gifts: a coordinator proposes a sponsor's pool, a colleague agrees, and a gift is matched
// in front of everybody who looks.
import assert from 'node:assert/strict';

const slug = 'spring-walk';
const moves_within_ms = 20_000;

// "2027-06-12T10:00" on the wall clock of Berlin, where the browser lives.
function wall_clock(days) {
  const moment = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' })
    .format(moment).replace(' ', 'T');
}

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function end_pools(desk) {
  await desk.visit(`/desk/${slug}/matching`);
  const ends = desk.page.getByRole('button', { name: 'End it now' });
  while (await ends.count() > 0) await press(desk.page, ends.first());
}

async function promise(donor, amount) {
  const { page } = donor;
  await donor.visit(`/c/${slug}/give`);
  const note = await page.locator('.notice.good').innerText();
  await page.fill('#amount', amount);
  await page.locator('input[name=method][value=transfer]').check();
  await press(page, page.locator('main form button.primary'));
  return { note, reference: await page.locator('[data-copy^=RF]').first().getAttribute('data-copy') };
}

export default [
  {
    name: 'a sponsor doubles gifts: proposed by one, agreed by another, matched on the page',
    async run({ visitor }) {
      const author = await visitor(), approver = await visitor(), clerk = await visitor(), watcher = await visitor();
      const sponsor = `Bakery ${Date.now().toString(36)}`;
      await author.sign_in('coordinator');
      await approver.sign_in('organiser');
      await clerk.sign_in('finance');
      for (const one of [author, approver]) one.page.on('dialog', (dialog) => dialog.accept());
      await end_pools(approver);
      await watcher.visit(`/c/${slug}`);
      const pool = watcher.page.locator('.pool');

      await author.visit(`/desk/${slug}/matching`);
      const form = author.page.locator('main form').last();
      await form.locator('#sponsor').fill(sponsor);
      await form.locator('#cap').fill('nothing');
      await form.locator('#from').fill(wall_clock(-0.01));
      await form.locator('#until').fill(wall_clock(3));
      await press(author.page, form.locator('button.primary'));
      await author.axe('a pool with something wrong');
      assert.match(await author.page.locator('#cap-error').innerText(), /5000/);
      assert.equal(await author.page.inputValue('#sponsor'), sponsor, 'what was typed is there');
      await author.page.fill('#cap', '50');
      await press(author.page, author.page.locator('main form').last().locator('button.primary'));
      const card = (desk) => desk.page.locator('article', { hasText: sponsor });
      assert.match(await card(author).innerText(), /somebody else must agree/);
      assert.equal(await card(author).getByRole('button', { name: /Agree/ }).count(), 0);
      await author.axe('pools at the desk');
      await author.shoot('desk-matching', { sizes: ['phone', 'desk'] });
      assert.ok(!(await pool.isVisible() && (await pool.innerText()).includes(sponsor)), 'nobody has agreed yet');

      await approver.visit(`/desk/${slug}/matching`);
      await press(approver.page, card(approver).getByRole('button', { name: /Agree/ }));
      await pool.filter({ hasText: `€50 of €50 left, given by ${sponsor}` }).waitFor({ timeout: moves_within_ms });

      const { note, reference } = await promise(await visitor({ size: 'phone' }), '20');
      assert.match(note, /Every €1 becomes €2/);
      await clerk.visit(`/desk/${slug}/arrivals?q=${reference}`);
      const gift = clerk.page.locator('li.confirm');
      await gift.locator('summary').click();
      await gift.locator('input[name=statement]').fill(`matched ${sponsor}`);
      await press(clerk.page, gift.getByRole('button', { name: 'Mark as arrived' }));

      await pool.filter({ hasText: '€30 of €50 left' }).waitFor({ timeout: moves_within_ms });
      assert.match(await pool.innerText(), new RegExp(`€20 matched by ${sponsor}, still to come`));
      await watcher.axe('a campaign whose gifts are matched');
      await watcher.shoot('campaign-matched', { sizes: ['phone', 'desk'] });
      await watcher.visit(`/c/${slug}/numbers`);
      assert.match(await watcher.page.innerText('main'), new RegExp(`Matched by ${sponsor}, still to come`));

      await clerk.visit(`/desk/${slug}/matching`);
      await card(clerk).locator('summary', { hasText: 'money has come' }).click();
      await card(clerk).locator('input[name=statement]').fill(`sponsor ${sponsor}`);
      await clerk.axe('a sponsor has paid');
      await press(clerk.page, card(clerk).getByRole('button', { name: 'Mark as arrived' }));
      assert.doesNotMatch(await card(clerk).innerText(), /money has come/);
      await end_pools(approver);
    },
  },
];
