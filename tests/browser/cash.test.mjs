// Cash at the desk: an envelope with its slip and sheet, a sealed bag, two people who count it
// blind on two devices or at one, also without network, and the way to the bank.
import assert from 'node:assert/strict';

const desk = '/desk/spring-walk';
const go = (page, what) => Promise.all([page.waitForNavigation(), page.click(what)]);
const words = (page) => page.locator('main').innerText();

// A bag with one envelope of 214.60, sealed. Returns its address.
async function sealed_bag(one, who, rows) {
  const { page } = one;
  await page.goto(`${desk}/envelopes`);
  await page.fill('#giver', who);
  await page.fill('#told', '220');
  await go(page, 'button[value=hand_in]');
  assert.match(await words(page), /Not counted yet\./);
  const slip = page.url();
  await page.goto(slip.replace(/\/slip$/, ''));
  for (const [i, [name, amount]] of rows.entries()) {
    await page.fill(`[name=name_${i + 1}]`, name);
    await page.fill(`[name=amount_${i + 1}]`, amount);
  }
  await page.fill('#control', '214.60');
  await go(page, 'button[value=sheet]');
  assert.match(await words(page), /That is the control total\./);
  const envelope = await page.locator('h1').innerText();
  await page.goto(`${desk}/bags`);
  await go(page, 'button[value=begin]');
  await page.locator('label.tick', { hasText: envelope.split('\n')[0].match(/Envelope \d+/)[0] }).locator('input').check();
  await go(page, 'button[value=put_in]');
  await page.fill('#seal', 'A-0042');
  await go(page, 'button[value=seal]');
  assert.match(await words(page), /Nobody has counted it yet\./);
  return { bag: new URL(page.url()).pathname, slip };
}

// Notes and coins by face in cents.
async function count(page, bag, pieces) {
  await page.goto(`${bag}/count`);
  for (const [name, number] of Object.entries(pieces)) await page.fill(`[name=${name}]`, String(number));
  await Promise.all([page.waitForURL(/saved=counted/), page.click('form[data-count] button.primary')]);
}
const right = { note_10000: 2, note_1000: 1, coin_200: 2, coin_50: 1, coin_10: 1 };
const wrong = { note_10000: 2, note_1000: 1, coin_200: 1, coin_50: 1, coin_10: 1 };

export default [
  {
    name: 'Two people count a bag: they differ, count again, agree, and finance closes it',
    async run({ visitor }) {
      const anna = await visitor(), ben = await visitor({ size: 'phone' }), cleo = await visitor();
      await anna.sign_in('volunteer');
      await ben.sign_in('coordinator');
      await cleo.sign_in('finance');
      const { bag, slip } = await sealed_bag(anna, 'Class 4b', [['Uncle Jo', '200'], ['', '14.60']]);
      await anna.visit(slip);
      await anna.shoot('cash-slip', { sizes: ['phone', 'desk'] });
      await anna.visit(slip.replace(/\/slip$/, ''));
      await anna.shoot('cash-envelope', { sizes: ['phone', 'desk'] });
      await anna.visit(`${desk}/envelopes`);
      await anna.shoot('cash-envelopes', { sizes: ['phone', 'desk'] });

      await ben.visit(`${bag}/count`);
      await ben.shoot('cash-count', { sizes: ['phone', 'desk'] });
      await count(anna.page, bag, right);
      assert.doesNotMatch(await words(anna.page), /214\.60/);
      await ben.page.goto(bag);
      assert.doesNotMatch(await words(ben.page), /214\.60/);
      await count(ben.page, bag, wrong);
      assert.match(await words(ben.page), /One has €214\.60, the other €212\.60\. Please both count again\./);
      await ben.axe();
      await ben.shoot('cash-bag-differs', { sizes: ['phone', 'desk'] });
      await count(ben.page, bag, right);
      await count(anna.page, bag, right);
      assert.match(await words(anna.page), /Somebody of finance closes it\./);

      await cleo.visit(bag);
      const number = (await cleo.page.locator('h1').innerText()).match(/\d+/)[0];
      assert.equal(await cleo.page.locator('button[value=close]').innerText(), `Close bag ${number}: €214.60`);
      await cleo.shoot('cash-bag-close', { sizes: ['phone', 'desk'] });
      await go(cleo.page, 'button[value=close]');
      assert.match(await words(cleo.page), /Closed\. It is part of the total\./);
      await cleo.axe();
      await cleo.shoot('cash-bag-closed', { sizes: ['phone', 'desk'] });

      await cleo.visit(`${desk}/bags`);
      await cleo.shoot('cash-bags', { sizes: ['phone', 'desk'] });
      await cleo.visit(`${desk}/deposits`);
      await cleo.shoot('cash-deposit-new', { sizes: ['phone', 'desk'] });
      const bring = async (slip) => {
        await cleo.page.locator('label.tick', { hasText: `Bag ${number}` }).locator('input').check();
        await cleo.page.fill('#slip', slip);
        await go(cleo.page, 'form button.primary');
        assert.match(await words(cleo.page), /Waits for the bank/);
      };
      assert.equal(await cleo.page.locator('input[name=bag]:checked').count(), 0);
      await bring('SLIP-78');
      const wrong_one = cleo.page.locator('article', { hasText: 'SLIP-78' });
      await wrong_one.locator('summary', { hasText: 'Take it back' }).click();
      await wrong_one.locator('input[name=reason]').fill('It was slip 77');
      await Promise.all([cleo.page.waitForNavigation(), wrong_one.locator('button[value=undo]').click()]);
      assert.match(await words(cleo.page), /Taken back It was slip 77/);
      await bring('SLIP-77');
      await cleo.axe();
      await cleo.shoot('cash-deposits', { sizes: ['phone', 'desk'] });
    },
  },
  {
    name: 'the second person counts at the same screen by PIN, and a wrong PIN counts nothing',
    async run({ visitor }) {
      const anna = await visitor(), ben = await visitor();
      await ben.sign_in('coordinator');
      await ben.visit(`${desk}/bags`);
      await ben.page.click('summary:has-text("Your PIN for counting")');
      await ben.page.fill('#pin', '4711');
      await go(ben.page, 'button[value=pin]');
      assert.match(await words(ben.page), /Your PIN is set\./);
      await anna.sign_in('volunteer');
      const { bag } = await sealed_bag(anna, 'Cake stall', [['', '214.60']]);
      await count(anna.page, bag, right);
      const { page } = anna;
      await anna.visit(`${bag}/count`);
      await go(page, 'a.primary');
      await anna.axe('count by PIN');
      for (const [name, number] of Object.entries(right)) await page.fill(`[name=${name}]`, String(number));
      await page.selectOption('#counter', { index: 1 });
      await page.fill('#pin', '0815');
      await anna.shoot('cash-count-pin', { sizes: ['phone', 'desk'] });
      await page.click('form[data-count] button.primary');
      await page.locator('[data-count-state]:not([hidden])', { hasText: 'This PIN is not right.' }).waitFor();
      anna.complaints.splice(0);  // The refusal itself: 422.
      await page.fill('#pin', '4711');
      await Promise.all([page.waitForURL(/saved=counted/), page.click('form[data-count] button.primary')]);
      assert.match(await words(page), /Both agree/);
    },
  },
  {
    name: 'a count without network stays on the phone and is sent once when it is back',
    async run({ visitor }) {
      const anna = await visitor({ size: 'phone' });
      await anna.sign_in('volunteer');
      const { bag } = await sealed_bag(anna, 'Jar', [['', '214.60']]);
      const { page, context } = anna;
      await page.goto(`${bag}/count`);
      for (const [name, number] of Object.entries(right)) await page.fill(`[name=${name}]`, String(number));
      assert.match(await page.locator('[data-count-sum] output').innerText(), /214\.60/);
      await context.setOffline(true);
      await page.click('form[data-count] button.primary');
      await page.locator('[data-count-state]:not([hidden])', { hasText: 'Not sent yet' }).waitFor();
      await anna.shoot('cash-count-offline', { sizes: ['phone'] });
      anna.complaints.splice(0);  // A browser without network says so in its console.
      await context.setOffline(false);
      await page.waitForURL(/saved=counted/, { timeout: 30000 });
      assert.match(await words(page), /has counted\. Now another person counts/);
      await page.goto(`${bag}/count`);
      assert.match(await words(page), /Your count is in\./);
      anna.complaints.splice(0);
    },
  },
  {
    name: 'without scripts a bag is counted by the form alone',
    script: false,
    async run({ visitor }) {
      const anna = await visitor({ script: false });
      await anna.sign_in('volunteer');
      const { page } = anna;
      const { bag } = await sealed_bag(anna, 'Box', [['', '214.60']]);
      await page.goto(`${bag}/count`);
      await page.fill('[name=note_10000]', '2');
      await go(page, 'form[data-count] button.primary');
      assert.match(await words(page), /Now another person counts/);
    },
  },
];
