// The desk: what each role sees first, and that nobody meets a barrier there.
import assert from 'node:assert/strict';

const pages = ['', '/arrivals', '/placements', '/poster', '/review', '/cash'];

export default [
  {
    name: 'a wrong password says the same whoever exists',
    async run({ page, visit, axe }) {
      const said = [];
      for (const address of ['organiser@example.org', 'nobody@example.org']) {
        await visit('/desk/sign-in');
        await page.fill('#email', address);
        await page.fill('#password', 'not the password at all');
        await Promise.all([page.waitForNavigation(), page.click('main form button')]);
        await axe('sign-in refused');
        said.push(await page.locator('.summary').innerText());
      }
      assert.equal(said[0], said[1]);
    },
  },
  ...['organiser', 'coordinator', 'moderator', 'finance', 'volunteer'].map((role) => ({
    name: `the desk of the ${role} opens on what to do today`,
    async run({ page, visitor }) {
      const one = await visitor();
      await one.sign_in(role);
      await one.visit('/desk');
      assert.ok((await one.page.locator('h1').innerText()).length > 0);
      for (const href of await one.page.locator('.desk-nav a').evaluateAll((all) => all.map((a) => a.getAttribute('href'))))
        await one.visit(href);
    },
  })),
  {
    name: 'every page of a campaign at the desk is free of barriers',
    async run({ visitor }) {
      const one = await visitor();
      await one.sign_in('organiser');
      for (const page of pages) {
        await one.visit(`/desk/spring-walk${page}`);
        await one.shoot(`desk-spring-walk${page.replace('/', '-')}`, { sizes: ['desk', 'phone'] });
      }
      for (const page of ['/desk/organisation', '/desk/people', '/desk/totals', '/desk/totals/rows']) {
        await one.visit(page);
        await one.shoot(page.slice(1).replace('/', '-'), { sizes: ['desk', 'phone'] });
      }
    },
  },
  {
    name: 'nobody who is not signed in sees the desk',
    async run({ page }) {
      for (const address of ['/desk', '/desk/totals', '/desk/people']) {
        await page.goto(address);
        assert.equal(new URL(page.url()).pathname, '/desk/sign-in', address);
      }
    },
  },
];
