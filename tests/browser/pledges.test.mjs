// Pledges: on the phone in parts, proven from the mail, one part paid by transfer; and for each lap,
// counted by two people, to the bill.
import assert from 'node:assert/strict';

const slug = 'spring-walk';
const also = /^http:\/\/localhost:\d+\/pay/;  // The one other site that a payment leads to.
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

// The first link of a kind in the newest mail to an address, as the desk shows it.
async function link_in_mail(desk, address, part) {
  await desk.visit('/desk/mails');
  const href = await desk.page.locator('main a[href^="/desk/mails/"]', { hasText: address }).first()
    .getAttribute('href').catch(() => null) ??
    await desk.page.locator('main :is(li, tr, article)', { hasText: address }).first()
      .locator('a[href^="/desk/mails/"]').first().getAttribute('href');
  await desk.visit(href);
  const text = await desk.page.innerText('main');
  const found = text.match(new RegExp(`https?://\\S*${part}\\S*`));
  assert.ok(found, `the mail has a link with ${part}:\n${text}`);
  return new URL(found[0]).pathname;
}

export default [
  {
    name: 'a pledge in monthly parts on the phone: proven from the mail, one part paid by transfer',
    size: 'phone',
    async run({ page, visit, axe, shoot, visitor }) {
      const address = `donor-${unique()}@example.com`;
      await visit(`/c/${slug}`);
      await press(page, page.getByRole('link', { name: 'Pledge for later' }));
      await axe('the pledge form');
      await shoot('pledge-form', { sizes: ['phone'] });
      await press(page, page.getByRole('link', { name: 'In monthly parts' }));
      await page.fill('#amount', '240,00');
      await page.fill('#parts', '1');
      await page.fill('#email', address);
      await press(page, page.getByRole('button', { name: 'Pledge' }));
      await axe('a pledge with something wrong');
      assert.match(await page.locator('#parts-error').innerText(), /between 2 and 60/);
      await shoot('pledge-wrong', { sizes: ['phone'] });
      assert.equal(await page.inputValue('#email'), address, 'what was typed is there');
      await page.fill('#parts', '12');
      await page.fill('#name', 'Dora');
      await press(page, page.getByRole('button', { name: 'Pledge' }));
      const own = new URL(page.url()).pathname;
      assert.match(own, /^\/pledge\/[0-9a-f]{32}$/);
      assert.match(await page.innerText('h1'), /€240 in 12 parts/);
      await axe('a pledge');
      await shoot('pledge', { sizes: ['phone', 'desk'] });
      const reference = await page.locator('[data-copy^=RF]').first().getAttribute('data-copy');

      const organiser = await visitor(), finance = await visitor();
      await organiser.sign_in('organiser');
      const proof = await link_in_mail(organiser, address, '/proof/');
      await visit(proof);
      await press(page, page.getByRole('button', { name: 'Yes, this is my address' }));
      assert.match(await page.innerText('h1'), /proven/);

      await finance.sign_in('finance');
      await finance.visit(`/desk/${slug}/pledges`);
      await finance.shoot('desk-pledges', { sizes: ['phone', 'desk'] });
      await finance.visit(`/desk/${slug}/pledges?q=${reference}`);
      await press(finance.page, finance.page.locator('tbody a'));
      await finance.axe('a pledge at the desk');
      assert.equal(await finance.page.inputValue('#arrived'), '20.00');
      await finance.page.fill('#statement', `pledge ${reference}`);
      await finance.shoot('desk-pledge', { sizes: ['phone', 'desk'] });
      await press(finance.page, finance.page.getByRole('button', { name: 'Mark as arrived' }));
      assert.match(await finance.page.innerText('main'), /partly paid/);

      await visit(own);
      assert.match(await page.innerText('main'), /€20 is paid, €220 is still open/);
      assert.equal(await page.locator('.steps .done').count(), 1);
      await shoot('pledge-part-paid', { sizes: ['phone'] });
      await page.locator('summary', { hasText: 'Take my pledge back' }).click();
      await press(page, page.getByRole('button', { name: 'Yes, take it back' }));
      assert.match(await page.innerText('main'), /€20 of it was paid, and stays a gift/);
    },
  },
  {
    name: 'a pledge by card: the next part is paid at the provider and the pledge knows it',
    async run({ visitor }) {
      const { page, visit } = await visitor({ size: 'phone', also });
      await visit(`/c/${slug}/pledge`);
      await page.fill('#amount', '30');
      await page.fill('#email', `donor-${unique()}@example.com`);
      await press(page, page.getByRole('button', { name: 'Pledge' }));
      const own = page.url();
      const card = page.getByRole('button', { name: /pay €30 now/ }).first();
      await press(page, card);
      assert.ok(!page.url().includes('/pledge/'), `a checkout was begun: ${page.url()}`);
      await page.goto(own);
      assert.match(await page.innerText('main'), /not paid yet/);
    },
  },
  {
    name: 'a promise for each lap: laps by two people become a bill',
    size: 'phone',
    async run({ page, visit, axe, shoot, visitor }) {
      const address = `lap-${unique()}@example.com`;
      const name = `Lola ${unique()}`;
      const clerk = await visitor(), finance = await visitor();
      await clerk.sign_in('volunteer');
      await clerk.visit(`/desk/${slug}/registration`);
      await clerk.page.fill('#name', name);
      await press(clerk.page, clerk.page.getByRole('button', { name: 'Make the page' }));
      const walker = new URL(await clerk.page.locator('main li', { hasText: name }).locator('a[href*="/p/"]').first()
        .getAttribute('href'), clerk.page.url());
      await visit(walker.pathname);
      await press(page, page.getByRole('link', { name: /for each lap/ }));
      await press(page, page.getByRole('link', { name: 'For each lap' }));
      await page.fill('#unit', '1');
      await page.fill('#cap', '10');
      await page.fill('#email', address);
      await axe('a promise per lap');
      await shoot('pledge-per-lap', { sizes: ['phone'] });
      await press(page, page.getByRole('button', { name: 'Pledge' }));
      const own = new URL(page.url()).pathname;
      assert.match(await page.innerText('h1'), /€1 a lap, at most €10/);
      await visit(walker.pathname);
      assert.match(await page.innerText('main'), /a lap together/);

      await clerk.visit(`/desk/${slug}/laps`);
      const field = clerk.page.locator('.field', { hasText: name });
      const pages = await clerk.page.locator('nav[aria-label="Pages of this list"] a').count();
      for (let at = 2; at <= pages && await field.count() === 0; ++at)
        await clerk.visit(`/desk/${slug}/laps?page=${at}`);
      await field.locator('input').fill('12');
      await clerk.page.fill('#note', 'sheet of the first hour');
      await clerk.shoot('desk-laps', { sizes: ['phone', 'desk'] });
      await press(clerk.page, clerk.page.getByRole('button', { name: 'Keep this list' }));
      const batch = new URL(clerk.page.url()).pathname;
      assert.match(await clerk.page.innerText('main'), /You typed this list yourself/);
      await clerk.axe('a list of laps');

      await finance.sign_in('finance');
      await finance.visit(batch);
      assert.match(await finance.page.innerText('main'), /€10/);
      await finance.shoot('desk-lap-batch', { sizes: ['phone', 'desk'] });
      await press(finance.page, finance.page.getByRole('button', { name: /confirm and send/ }));
      assert.match(await finance.page.innerText('main'), /Confirmed\. \d+ pledges? w\w+ billed/);

      await visit(own);
      assert.match(await page.innerText('main'), /at €1 each: €10, the most you said/);
      await shoot('pledge-billed', { sizes: ['phone'] });
      const organiser = await visitor();
      await organiser.sign_in('organiser');
      assert.equal(await link_in_mail(organiser, address, '/pledge/'), own);
    },
  },
];
