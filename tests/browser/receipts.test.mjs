// Receipts: a donor asks before the money has come, finance marks it as arrived, the paper opens by
// its link, its code shows no name, and finance writes a duplicate and cancels.
import assert from 'node:assert/strict';

const slug = 'spring-walk';
const written_within_ms = 90_000;  // The rounds look once a minute.

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function promise(donor, amount) {
  const { page } = donor;
  await donor.visit(`/c/${slug}/give`);
  await page.fill('#amount', amount);
  await page.locator('input[name=method][value=transfer]').check();
  await press(page, page.locator('main form button.primary'));
  const reference = await page.locator('[data-copy^=RF]').first().getAttribute('data-copy');
  return { reference, path: new URL(page.url()).pathname };
}

async function fill_receipt(page, name) {
  const form = page.locator('#receipt');
  await form.locator('summary').click();
  await form.locator('#receipt_name').fill(name);
  await form.locator('#street').fill('Lime Street 4');
  await form.locator('#place').fill('12345 Riverside');
  await form.locator('#email').fill('receipts@example.org');
  await press(page, form.locator('button[value=receipt]'));
}

export default [
  {
    name: 'a receipt is asked for, written when the money comes, checked, written again and cancelled',
    async run({ visitor }) {
      const donor = await visitor({ size: 'phone' }), clerk = await visitor();
      const name = `Anna ${Date.now().toString(36)}`;
      const { reference, path } = await promise(donor, '37');
      await donor.visit(path);
      await fill_receipt(donor.page, name);
      assert.match(await donor.page.innerText('main'), /as soon as your money is here/);

      await clerk.sign_in('finance');
      clerk.page.on('dialog', (dialog) => dialog.accept());
      await clerk.visit(`/desk/${slug}/arrivals?q=${reference}`);
      const gift = clerk.page.locator('li.confirm');
      await gift.locator('summary').click();
      await gift.locator('input[name=statement]').fill(`receipt ${name}`);
      await press(clerk.page, gift.getByRole('button', { name: 'Mark as arrived' }));

      const until = Date.now() + written_within_ms;
      const paper_link = donor.page.getByRole('link', { name: 'Open the PDF' });
      do {
        await donor.page.waitForTimeout(2000);
        await donor.page.goto(path);
      } while (await paper_link.count() === 0 && Date.now() < until);
      await donor.axe('a gift with its receipt');
      await donor.shoot('gift-receipt', { sizes: ['phone', 'desk'] });
      const paper = await donor.context.request.get(await paper_link.getAttribute('href'));
      assert.equal(paper.status(), 200);
      assert.equal(paper.headers()['content-type'], 'application/pdf');

      await clerk.visit(`/desk/receipts?q=${encodeURIComponent(name)}`);
      await clerk.shoot('desk-receipts', { sizes: ['phone', 'desk'] });
      await press(clerk.page, clerk.page.locator('tbody a').first());
      await clerk.axe('a receipt at the desk');
      await clerk.page.locator('#again').fill('lost in the post');
      await press(clerk.page, clerk.page.getByRole('button', { name: 'Write a duplicate' }));
      assert.match(await clerk.page.innerText('main'), /lost in the post/);
      await clerk.shoot('desk-receipt', { sizes: ['phone', 'desk'] });
      const check = await clerk.page.getByRole('link', { name: 'What its code shows' }).last().getAttribute('href');
      await donor.visit(check);
      assert.match(await donor.page.innerText('main'), /This is a duplicate of it/);
      assert.doesNotMatch(await donor.page.innerText('main'), new RegExp(name));
      await donor.shoot('receipt-check', { sizes: ['phone', 'desk'] });

      await clerk.page.locator('#cancel').fill('the name is wrong');
      await press(clerk.page, clerk.page.getByRole('button', { name: 'Cancel the receipt' }));
      await donor.visit(check);
      assert.match(await donor.page.innerText('main'), /is cancelled/);
      await press(clerk.page, clerk.page.getByRole('button', { name: 'Write a new one for what stays' }));
      assert.match(await clerk.page.innerText('main'), /The receipt is written/);
      await clerk.visit('/desk/receipts');
      assert.match(await clerk.page.innerText('main'), /no number is missing/);
    },
  },
  {
    name: 'a gift in kind is written down, thanked by somebody else, and Gift Aid has its page',
    async run({ visitor }) {
      const author = await visitor(), reader = await visitor(), passer = await visitor({ size: 'phone' });
      const what = `${Date.now() % 100_000} rolls`;
      await author.sign_in('coordinator');
      await reader.sign_in('finance');
      await author.visit(`/desk/${slug}/in-kind`);
      const form = author.page.locator('main form').last();
      await form.locator('#what').fill(what);
      await form.locator('#donor').fill('City Bakery');
      await form.locator('#value').fill('400');
      await form.locator('#valued_by').fill('the baker');
      await form.locator('input[name=may_be_named]').check();
      await press(author.page, form.locator('button.primary'));
      const card = (desk) => desk.page.locator('article', { hasText: what });
      assert.equal(await card(author).getByRole('button', { name: 'Thank them in public' }).count(), 0);
      await author.axe('gifts in kind');
      await author.shoot('desk-in-kind', { sizes: ['phone', 'desk'] });

      await reader.visit(`/desk/${slug}/in-kind`);
      await press(reader.page, card(reader).getByRole('button', { name: 'Thank them in public' }));
      await passer.visit(`/c/${slug}/numbers`);
      assert.match(await passer.page.innerText('main'), new RegExp(`${what} · City Bakery`));
      await passer.shoot('numbers-in-kind', { sizes: ['phone', 'desk'] });

      await reader.visit('/desk/gift-aid');
      await reader.shoot('desk-gift-aid', { sizes: ['phone', 'desk'] });
    },
  },
];
