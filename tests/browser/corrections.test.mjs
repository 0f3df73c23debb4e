// Finance puts a gift right: others are thanked, another fund or campaign, a count by mistake.
import assert from 'node:assert/strict';

const press = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

// The first gift of this kind and method behind the confirmed total of the demo's walk.
async function open_gift(one, method) {
  const { page } = one;
  await one.visit('/desk/totals/rows?only=spring-walk&figure=confirmed&by=method&key=' + method);
  const hrefs = await page.locator('a[href^="/desk/gifts/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.ok(hrefs.length > 0, `the demo has confirmed gifts by ${method}`);
  for (const href of hrefs) {
    await one.visit(href);
    if ((await page.locator('a.button', { hasText: 'Correct it' }).count()) > 0) return href;
  }
  throw new Error('no gift can be corrected');
}

export default [
  {
    name: 'finance corrects who is thanked, moves a gift and reverses one that was counted by mistake',
    async run({ visitor }) {
      const one = await visitor();
      await one.sign_in('finance');
      const { page } = one;
      const gift = await open_gift(one, 'transfer');
      await one.visit(gift + '/correction');
      await one.shoot('desk-correction', { sizes: ['phone', 'desk'] });

      await page.fill('#who-0', 'nobody-of-that-name');
      await page.fill('#shares-reason', 'meant for somebody else');
      await page.click('button[value=shares]');
      await page.waitForSelector('[role=alert], .summary');
      assert.match(await page.locator('main').innerText(), /Nobody here is called that/);

      const names = await page.locator('#people option').evaluateAll((options) => options.map((o) => o.value));
      assert.ok(names.length > 2);
      for (let i = 0; i < 3; ++i) {
        await page.fill(`#who-${i}`, i < 2 ? names[i] : '');
        await page.fill(`#amount-${i}`, '');
      }
      await page.fill('#shares-reason', 'two friends walked together');
      await press(page, 'button[value=shares]');
      assert.match(await page.locator('[role=status]').first().innerText(), /Others are thanked/);
      assert.match(await page.locator('main').innerText(), /two friends walked together/);
      await one.axe('a corrected gift');

      await one.visit(gift + '/correction');
      const here = await page.locator('#fund').inputValue();
      const there = (await page.locator('#fund option').evaluateAll((options) => options.map((o) => o.value)))
        .find((value) => value !== here);
      if (there) {
        await page.selectOption('#fund', there);
        await page.fill('#move-reason', 'given for the other campaign');
        await press(page, 'button[value=move]');
        assert.match(await page.locator('[role=status]').first().innerText(), /It is moved/);
      }
      const other = await visitor();  // Neither who entered it nor who counted it.
      await other.sign_in('organiser');
      const cash = await open_gift(other, 'cash');
      await other.visit(cash + '/correction');
      other.page.once('dialog', (dialog) => dialog.accept());
      await other.page.fill('#reverse-reason', 'the envelope was entered twice');
      await press(other.page, 'button[value=reverse]');
      assert.match(await other.page.locator('[role=status]').first().innerText(), /It is booked back/);
      await other.shoot('desk-gift-reversed', { sizes: ['phone', 'desk'] });
    },
  },
];
