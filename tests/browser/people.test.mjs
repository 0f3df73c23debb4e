// Colleagues and the organisation, as people on screens see them.
import assert from 'node:assert/strict';

const password = 'a sentence that is long enough';

// The organiser makes a link, a new browser opens it and chooses a password.
async function invite(organiser, visitor, { name, email, role }) {
  const { page } = organiser;
  await organiser.visit('/desk/people');
  await page.fill('#name', name);
  await page.fill('#email', email);
  await page.check(`input[name=role][value=${role}]`);
  await Promise.all([page.waitForNavigation(), page.click('text=Make the link')]);
  await organiser.axe('a link is shown');
  const link = await page.locator('.urgent .number').innerText();
  const invited = await visitor();
  await invited.visit(new URL(link).pathname);
  await invited.page.fill('#password', password);
  await Promise.all([invited.page.waitForNavigation(), invited.page.click('main form button')]);
  assert.equal(new URL(invited.page.url()).pathname, '/desk');
  return { invited, link };
}

const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

export default [
  {
    name: 'a colleague comes by a one-time link, is given another role, and goes',
    async run({ visitor }) {
      const organiser = await visitor();
      await organiser.sign_in('organiser');
      const email = `zoe-${unique()}@example.org`;
      const { invited, link } = await invite(organiser, visitor, { name: 'Zoe Novak', email, role: 'volunteer' });
      await invited.visit('/desk/totals', { status: 403 });

      const { page } = organiser;
      await organiser.visit('/desk/people');
      const card = page.locator('li.card', { hasText: email });
      await card.locator('summary').click();
      await card.locator('select[name=to]').selectOption('auditor');
      await Promise.all([page.waitForNavigation(), card.locator('text=Change the role').click()]);
      await organiser.axe('a role was changed');
      await invited.visit('/desk/totals');

      const again = await visitor();
      await again.visit(new URL(link).pathname, { status: 404 });

      page.on('dialog', (dialog) => dialog.accept());
      await Promise.all([page.waitForNavigation(), card.locator('button[value=end]').click()]);
      assert.equal(await page.locator('li.card', { hasText: email }).count(), 0);
      await invited.page.goto('/desk');
      assert.equal(new URL(invited.page.url()).pathname, '/desk/sign-in');
    },
  },
  {
    name: 'a bank account is entered by one person and agreed to by another',
    async run({ visitor }) {
      const organiser = await visitor(), finance = await visitor();
      await organiser.sign_in('organiser');
      await finance.sign_in('finance');
      const holder = `Second account ${unique()}`;
      const { page } = organiser;
      await organiser.visit('/desk/organisation');
      await page.fill('#holder', holder);
      await page.fill('#iban', 'DE89 3704 0044 0532 0130 01');
      await Promise.all([page.waitForNavigation(), page.click('text=Enter >> nth=-1')]);
      assert.match(await page.locator('#iban-error').innerText(), /IBAN/);
      assert.equal(await page.inputValue('#holder'), holder);
      await organiser.axe('a mistyped IBAN');
      await page.fill('#iban', 'GB82 WEST 1234 5698 7654 32');
      await Promise.all([page.waitForNavigation(), page.click('text=Enter >> nth=-1')]);
      const own = page.locator('li.card', { hasText: holder });
      assert.equal(await own.locator('button').count(), 0);

      await finance.visit('/desk/organisation');
      const waiting = finance.page.locator('li.card', { hasText: holder });
      await Promise.all([finance.page.waitForNavigation(), waiting.locator('button[value=approve]').click()]);
      assert.match(await finance.page.locator('li.card', { hasText: holder }).innerText(), /in use/);
    },
  },
  {
    name: 'who signs in with a password manager and leaves is really gone',
    async run({ visitor }) {
      const one = await visitor();
      await one.sign_in('moderator');
      const kept = await one.context.cookies();
      await one.page.locator('.desk-head details.menu').last().locator('summary').click();
      await Promise.all([one.page.waitForNavigation(), one.page.click('text=Sign out')]);
      await one.context.addCookies(kept);
      await one.page.goto('/desk');
      assert.equal(new URL(one.page.url()).pathname, '/desk/sign-in');
    },
  },
];
