// A gift by card in a real browser: scan, pay at the stand-in provider, come back or not.
import assert from 'node:assert/strict';

const slug = 'spring-walk';
const also = /^http:\/\/localhost:\d+\/pay/;  // The one other site that a gift leads to.

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

const phone = (visitor) => visitor({ size: 'phone', also });

// From the campaign's page to the provider's, with a name and an amount of one's own.
async function go_to_pay(donor, amount, name = '') {
  const { page } = donor;
  await page.goto(`/c/${slug}`);
  await press(page, page.getByRole('link', { name: 'Give', exact: true }).first());
  await donor.axe('give with cards');
  await page.fill('#amount', amount);
  await page.locator('input[name=method][value=card]').check();
  if (name) {
    await page.locator('details summary', { hasText: 'Add your name' }).click();
    await page.fill('#name', name);
  }
  await press(page, page.locator('main form button.primary'));
  assert.match(page.url(), also, await page.locator('main').innerText());
}

async function choose(page, choice) {
  await press(page, page.locator(`button[value=${choice}]`));
}

const words = (page) => page.locator('main').innerText();

export default [
  {
    name: 'a card: scan, pay, thanks',
    async run({ visitor }) {
      const donor = await phone(visitor);
      await donor.page.goto(`/c/${slug}/give`);
      await donor.shoot('give-card', { sizes: ['phone', 'desk'] });
      await go_to_pay(donor, '21', 'Berta');
      await choose(donor.page, 'pay');
      await donor.page.waitForURL(/\/g\/[0-9a-f]{32}/);
      assert.match(await donor.page.locator('h1').innerText(), /Thank you, Berta\. Your €21.* has arrived/);
      await donor.axe('thanks');
      await donor.shoot('gift-card-thanks', { sizes: ['phone', 'desk'] });
    },
  },
  {
    name: 'a card: the network is cut before the return page, and the second gift is asked about',
    async run({ visitor }) {
      const donor = await phone(visitor);
      const { page, context } = donor;
      await go_to_pay(donor, '22');
      await context.route(/\/g\//, (route) => route.abort());  // The signal dies on the way back.
      await page.locator('button[value=pay]').click();
      await page.waitForTimeout(1500);
      await context.unroute(/\/g\//);
      await go_again(page);
      donor.complaints.length = 0;  // A cut network is one, and it is ours.
      assert.match(await words(page), /You gave €22.* Give again\?/);
      await donor.axe('give again');
      await donor.shoot('give-again', { sizes: ['phone'] });
      await press(page, page.getByRole('link', { name: 'Show me the earlier one' }));
      assert.match(await page.locator('h1').innerText(), /Your €22.* has arrived/);
    },
  },
  {
    name: 'a card: declined, then left: nothing was taken and everything is kept',
    async run({ visitor }) {
      const donor = await phone(visitor);
      const { page } = donor;
      await go_to_pay(donor, '23', 'Carla');
      await choose(page, 'decline');
      assert.match(await words(page), /declined/i);
      await choose(page, 'cancel');
      await page.waitForURL(/\/g\/[0-9a-f]{32}/);
      assert.equal(await page.locator('h1').innerText(), 'Nothing was taken.');
      await donor.axe('nothing was taken');
      await donor.shoot('gift-card-left', { sizes: ['phone', 'desk'] });
      await press(page, page.getByRole('button', { name: /Pay €23/ }));
      assert.match(page.url(), also);
      await choose(page, 'pay');
      await page.waitForURL(/\/g\/[0-9a-f]{32}/);
      assert.match(await page.locator('h1').innerText(), /Thank you, Carla/);
    },
  },
  {
    name: 'a card: the bank takes a while, and the page says so',
    async run({ visitor }) {
      const donor = await phone(visitor);
      const { page } = donor;
      await go_to_pay(donor, '24');
      await choose(page, 'pay_later');
      await page.waitForURL(/\/g\/[0-9a-f]{32}/);
      assert.match(await page.locator('h1').innerText(), /We are waiting for your bank/);
      await donor.axe('waiting');
      await donor.shoot('gift-card-waiting', { sizes: ['phone'] });
    },
  },
  {
    name: 'cards at the desk: keys, messages and quarantine',
    async run({ visitor }) {
      const boss = await visitor();
      await boss.sign_in('organiser');
      await boss.visit('/desk/organisation/cards');
      assert.match(await words(boss.page), /no money moves/);
      await boss.page.locator('details summary', { hasText: 'Enter keys' }).first().click();
      await boss.axe('cards, open');
      await boss.shoot('desk-cards', { sizes: ['desk', 'phone'] });
      await boss.page.fill('#stripe-api', 'sk_test_wrong');
      await press(boss.page, boss.page.getByRole('button', { name: 'Try and keep' }).first());
      assert.match(await words(boss.page), /does not know this key/);
    },
  },
];

// The donor scans once more and gives the same.
async function go_again(page) {
  await page.goto(`/c/${slug}/give`);
  await page.fill('#amount', '22');
  await press(page, page.locator('main form button.primary'));
}
