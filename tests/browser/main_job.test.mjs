// The main job, from signing in to the moved total: what everything else is for.
import assert from 'node:assert/strict';

const slug = 'harbour-walk';
const title = 'Harbour Walk';

// "2027-06-12T10:00" on the wall clock of Berlin, where the browser lives.
function wall_clock(days) {
  const moment = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' })
    .format(moment).replace(' ', 'T');
}

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function make_campaign(author) {
  const { page } = author;
  await author.sign_in('coordinator');
  await author.axe('desk');
  await author.shoot('desk-today');
  await author.visit('/desk/campaigns');
  await page.fill('#title', title);
  await page.fill('#starts_on', wall_clock(-1).slice(0, 10));
  await page.fill('#ends_on', wall_clock(30).slice(0, 10));
  await press(page, page.getByRole('button', { name: 'Start', exact: true }));
  assert.equal(new URL(page.url()).pathname, `/desk/${slug}`, await page.locator('main').innerText());
  await author.axe('draft');
  await page.fill('#summary', 'New rooms for the children of the harbour.');
  await page.fill('#story', '## Why we walk\n\nFor **the children** of the harbour.');
  await page.fill('#goal', '2000');
  await page.fill('#place', 'Old Harbour');
  await press(page, page.getByRole('button', { name: 'Keep this version' }));
  assert.equal(await page.locator('.summary').count(), 0, await page.locator('main').innerText());
  await author.visit(`/desk/${slug}`);
  await author.shoot('desk-campaign', { sizes: ['desk', 'phone'] });
  await press(page, page.getByRole('button', { name: 'Submit for approval' }));
  assert.match(await page.locator('main').innerText(), /another person must approve/i);
  assert.equal(await page.getByRole('button', { name: 'Approve' }).count(), 0, 'the author may approve');
}

async function approve_campaign(approver) {
  const { page } = approver;
  await approver.sign_in('organiser');
  await approver.visit(`/desk/${slug}`);
  await approver.shoot('desk-approve', { sizes: ['phone'] });
  await press(page, page.getByRole('button', { name: 'Approve', exact: true }));
  await approver.visit(`/c/${slug}`);
}

// Hangs a poster; the code that stands on it.
async function hang_poster(author) {
  const { page } = author;
  await author.visit(`/desk/${slug}/placements`);
  await page.fill('#name', 'Bakery at the harbour');
  await press(page, page.getByRole('button', { name: 'Add this place' }));
  await author.visit(`/desk/${slug}/placements`);
  const row = page.locator('tr', { hasText: 'Bakery at the harbour' });
  const code = (await row.locator('.code').innerText()).trim();
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{6}$/);
  await author.visit(`/desk/${slug}/poster`);
  await author.shoot('desk-poster', { sizes: ['desk', 'phone'], dark: false });
  const address = await page.getByRole('link', { name: 'PDF for the printer' }).getAttribute('href');
  const [status, beginning] = await page.evaluate(async (where) => {
    const answer = await fetch(where);
    return [answer.status, (await answer.text()).slice(0, 5)];
  }, address);
  assert.equal(status, 200);
  assert.equal(beginning, '%PDF-');
  return code;
}

// Scans the poster and promises 25 euros; the reference to pay with.
async function give(donor, code) {
  const { page } = donor;
  await page.goto(`/${code}`);
  assert.equal(new URL(page.url()).pathname, `/c/${slug}`);
  await donor.axe('campaign by code');
  await press(page, page.getByRole('link', { name: 'Give', exact: true }).first());
  await donor.axe('give');
  await page.fill('#amount', '25');
  await page.locator('input[name=method][value=transfer]').check();
  await press(page, page.locator('main form button.primary'));
  await donor.axe('promise');
  await donor.shoot('promise', { sizes: ['phone', 'desk'] });
  assert.match(await page.locator('h1').innerText(), /One step left.*25/);
  const reference = await page.locator('[data-copy^=RF]').first().getAttribute('data-copy');
  assert.match(reference, /^RF\d\d/);
  await press(page, page.getByRole('link', { name: 'My gift' }));
  await donor.axe('my gift');
  await donor.shoot('gift', { sizes: ['phone'] });
  return reference;
}

async function mark_as_arrived(clerk, reference) {
  const { page } = clerk;
  await clerk.sign_in('finance');
  await clerk.visit(`/desk/${slug}/arrivals?q=${reference}`);
  const promise = page.locator('li.confirm');
  assert.equal(await promise.count(), 1);
  await promise.locator('summary').click();
  await promise.locator('input[name=statement]').fill('2027-06/14 line 3');
  await clerk.axe('transfers, open');
  await clerk.shoot('desk-transfers', { sizes: ['desk', 'phone'] });
  await press(page, promise.getByRole('button', { name: 'Mark as arrived' }));
}

async function totals_agree(clerk) {
  const { page } = clerk;
  await clerk.visit(`/desk/totals`);
  await clerk.shoot('desk-totals');
  assert.match(await page.locator('main').innerText(), /25/);
}

export default [
  {
    name: 'from signing in to the moved total',
    async run({ visitor }) {
      const author = await visitor();
      await make_campaign(author);
      const early = await visitor({ size: 'phone' });
      await early.page.goto(`/c/${slug}`);
      assert.equal(await early.page.getByRole('link', { name: 'Give', exact: true }).count(), 0,
        'gifts are taken before the second person said yes');
      early.complaints.length = 0;
      await approve_campaign(await visitor({ size: 'phone' }));
      const code = await hang_poster(author);

      const watcher = await visitor();
      await watcher.visit(`/c/${slug}`);
      const raised = watcher.page.locator('[data-live-text=raised]').first();
      assert.doesNotMatch(await raised.innerText(), /25/);
      const reference = await give(await visitor({ size: 'phone' }), code);
      assert.doesNotMatch(await raised.innerText(), /25/, 'a promise is not money');
      const clerk = await visitor();
      await mark_as_arrived(clerk, reference);

      await watcher.page.waitForFunction(
        () => /25/.test(document.querySelector('[data-live-text=raised]').textContent));
      await totals_agree(clerk);
      await author.visit(`/desk/${slug}/placements`);
      const cells = await author.page.locator('tr', { hasText: 'Bakery at the harbour' }).innerText();
      assert.match(cells, /25/, `the poster gets no credit: ${cells}`);
      await author.shoot('desk-placements', { sizes: ['desk', 'phone'] });
    },
  },
];
