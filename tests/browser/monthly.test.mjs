// A gift every month, on a phone: given, a month passes, stopped and started again; and a gift in memory.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

const slug = 'spring-walk';
const also = /^http:\/\/localhost:\d+\/(pay|subscriptions)/;
const words = (page) => page.locator('main').innerText();

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

// Looks again until it says so.
async function until(page, address, expected, what) {
  for (let i = 0; i < 60; ++i) {
    await page.goto(address);
    if (expected.test(await words(page))) return;
    await pause(500);
  }
  assert.match(await words(page), expected, what);
}

export default [
  {
    name: 'monthly: a gift every month, a month passes, a refused card, stopped and started again',
    async run({ visitor }) {
      const donor = await visitor({ size: 'phone', also });
      const { page } = donor;
      await page.goto(`/c/${slug}/give`);
      await page.fill('#amount', '12');
      await page.locator('#monthly').check();
      await page.locator('input[name=method][value=transfer]').check();
      await donor.shoot('give-monthly', { sizes: ['phone', 'desk'] });
      await press(page, page.locator('main form button.primary'));
      assert.match(await words(page), /by card only/);
      assert.match(await words(page), /how to stop it/);
      donor.complaints.length = 0;  // 422 is the answer to a form with something missing.
      await donor.axe('give monthly, wrong');
      await donor.shoot('give-monthly-wrong', { sizes: ['phone'] });
      await page.locator('input[name=method][value=card]').check();
      await page.fill('#email', `monthly-${Date.now()}@example.org`);
      await press(page, page.locator('main form button.primary'));
      assert.match(page.url(), also, await words(page));
      assert.match(await words(page), /every month/);
      const provider = new URL(page.url()).origin;
      await donor.shoot('pay-monthly', { sizes: ['phone'] });
      await press(page, page.locator('button[value=pay]'));
      await page.waitForURL(/\/g\/[0-9a-f]{32}/);
      const gift = new URL(page.url()).pathname;
      await until(page, gift, /charged next on/, 'the series stands on the page of its gift');
      assert.match(await words(page), /€12.* every month/);
      await donor.axe('monthly gift');
      await donor.shoot('gift-monthly', { sizes: ['phone', 'desk'] });

      const [{ id }] = await (await fetch(`${provider}/subscriptions?as=json`)).json();
      const happens = (act) => fetch(`${provider}/sandbox/subscriptions/${id}/${act}`, { method: 'POST', body: '' });
      await happens('month');
      const months = page.locator('#monthly dl > div');
      for (let i = 0; i < 60 && await months.count() < 2; ++i) { await pause(500); await page.goto(gift); }
      assert.equal(await months.count(), 2);
      await happens('fail');
      await happens('month');
      await until(page, gift, /was refused\. It is tried again/, 'a refused month is told');
      await donor.shoot('gift-monthly-refused', { sizes: ['phone'] });
      await happens('mend');
      await happens('retry');
      await until(page, gift, /charged next on/, 'it runs again');
      assert.equal(await months.count(), 3);

      await press(page, page.getByRole('button', { name: 'Stop giving every month' }));
      assert.match(await words(page), /Nothing more is taken/);
      await donor.axe('monthly gift stopped');
      await donor.shoot('gift-monthly-stopped', { sizes: ['phone'] });
      await press(page, page.getByRole('button', { name: 'Start again' }));
      assert.match(await words(page), /charged next on/);
      await press(page, page.getByRole('button', { name: 'Stop giving every month' }));

      const finance = await visitor();
      await finance.sign_in('finance');
      await finance.visit('/desk/cards/monthly');
      assert.match(await words(finance.page), /stopped by its donor/);
      await finance.axe('monthly gifts at the desk');
      await finance.page.locator('details summary', { hasText: 'End it' }).first().click();
      await finance.shoot('desk-monthly', { sizes: ['desk', 'phone'] });
      await finance.page.locator('input[name=reason]').first().fill('The donor rang us.');
      await press(finance.page, finance.page.getByRole('button', { name: 'End it now' }).first());
      assert.match(await words(finance.page), /ended here: The donor rang us/);
    },
  },
  {
    name: 'in memory: a name and a card, read before anybody sees them',
    async run({ visitor }) {
      const donor = await visitor({ size: 'phone', also });
      const { page } = donor;
      await page.goto(`/c/${slug}/give`);
      await page.fill('#amount', '31');
      await page.locator('details summary', { hasText: 'In memory or in honour' }).click();
      await page.fill('#remembered', 'Rose Miller');
      await page.locator('details summary', { hasText: 'Tell somebody by mail' }).click();
      await page.fill('#card_name', 'Maria');
      await page.fill('#card_words', 'We think of her every day.');
      await donor.axe('give in memory');
      await donor.shoot('give-in-memory', { sizes: ['phone', 'desk'] });
      await press(page, page.locator('main form button.primary'));
      assert.match(await words(page), /say where the card goes/);
      donor.complaints.length = 0;
      await page.fill('#card_email', 'maria@example.org');
      await press(page, page.locator('main form button.primary'));
      await press(page, page.locator('button[value=pay]'));
      await page.waitForURL(/\/g\/[0-9a-f]{32}/);
      assert.match(await words(page), /In memory of Rose Miller/);
      assert.match(await words(page), /A card goes to Maria once/);
      await donor.shoot('gift-in-memory', { sizes: ['phone'] });
      await page.goto(`/c/${slug}`);
      assert.doesNotMatch(await words(page), /Rose Miller/);

      const reader = await visitor();
      await reader.sign_in('moderator');
      await reader.visit(`/desk/${slug}/review`);
      assert.match(await words(reader.page), /In memory of Rose Miller/);
      assert.match(await words(reader.page), /A card by mail to Maria/);
    },
  },
];
