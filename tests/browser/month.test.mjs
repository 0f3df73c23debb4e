// Finance explains a number down to its rows, and two people close a month.
import assert from 'node:assert/strict';

const cents = (text) => Math.round(Number(text.replace(/[^0-9.-]/g, '').replace('−', '-')) * 100);
const submit = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

export default [
  {
    name: 'a number is explained by sums that add up to it, down to rows with three dates',
    async run({ visitor }) {
      const one = await visitor();
      await one.sign_in('finance');
      const { page } = one;
      await one.visit('/desk/totals');
      await one.axe('totals');
      await one.shoot('desk-totals', { sizes: ['desk', 'phone'] });
      const shown = cents(await page.locator('.tiles4 .main .figure').innerText());
      await submit(page, '.tiles4 .main a');
      assert.equal(cents((await page.locator('h1').innerText()).split(':')[1]), shown);
      for (const table of await page.locator('table.addends').all()) {
        const parts = await table.locator('tbody td.sum').allInnerTexts();
        assert.ok(parts.length > 0);
        assert.equal(parts.map(cents).reduce((sum, part) => sum + part, 0), shown);
        assert.equal(cents(await table.locator('tfoot td.sum').innerText()), shown);
      }
      const heads = (await page.locator('table.wide-table thead th').allInnerTexts()).map((text) => text.trim());
      for (const date of ['Booked', 'Given', 'Bank date']) assert.ok(heads.includes(date), date);
      await one.axe('explained number');
      await one.shoot('desk-explained', { sizes: ['desk', 'phone'] });
      await submit(page, 'table.wide-table tbody a');
      assert.match(page.url(), /\/desk\/gifts\//);
      for (const address of ['/desk/totals/sides', '/desk/exports', '/desk/accounts', '/desk/audit', '/desk/batches']) {
        await one.visit(address);
        await one.axe(address);
        await one.shoot(`desk${address.slice(5).replaceAll('/', '-')}`, { sizes: ['desk', 'phone'] });
      }
    },
  },
  {
    name: 'two people close a month, and what was stored is the same for ever',
    async run({ visitor, base }) {
      const one = await visitor();
      await one.sign_in('finance');
      await one.visit('/desk/months');
      await one.axe('months');
      await one.shoot('desk-months', { sizes: ['desk', 'phone'] });
      const month_words = await one.page.locator('#next h2').innerText();
      const month = (await one.page.locator('#next a[href^="/desk/months/2"]').getAttribute('href')).split('/').pop();

      const item = one.page.locator('#items tbody tr').first();
      await item.locator('summary').click();
      await item.locator('select[name=owner]').selectOption({ index: 1 });
      await item.locator('input[name=note]').fill('On Monday');
      await Promise.all([one.page.waitForNavigation(), item.locator('button').click()]);
      assert.match(await one.page.locator('#items tbody tr').first().innerText(), /On Monday/);

      await one.page.fill('#note', 'Cash goes to the bank on Monday.');
      await submit(one.page, 'button[value=propose]');
      assert.equal(await one.page.locator('button[value=close]').count(), 0, 'not by the same person');

      const other = await visitor();
      await other.sign_in('organiser');
      await other.visit('/desk/months');
      assert.match(await other.page.locator('#next').innerText(), /Cash goes to the bank on Monday/);
      other.page.on('dialog', (dialog) => dialog.accept());
      await submit(other.page, 'button[value=close]');
      const closed = other.page.locator('#closed article').first();
      assert.match(await closed.innerText(), new RegExp(month_words));
      assert.match(await closed.innerText(), /The rows are those that were closed/);
      await other.axe('closed month');
      await other.shoot('desk-months-closed', { sizes: ['desk', 'phone'] });

      for (const [file, start] of [['books.pdf', '%PDF'], ['books.xlsx', 'PK']]) {
        const get = async () => (await other.page.request.get(`${base}/desk/months/${month}/${file}`)).body();
        const [first, second] = [await get(), await get()];
        assert.ok(first.subarray(0, 4).toString('latin1').startsWith(start), file);
        assert.ok(first.equals(second), file);
      }
      await one.visit(`/desk/months/${month}?seed=auditor&count=5`);
      assert.equal(await one.page.locator('tbody tr').count() > 0, true);
      await one.axe('sample');
      await one.shoot('desk-sample', { sizes: ['desk', 'phone'] });
    },
  },
];
