// The studio: words become a sheet while one types, and without scripts by a button; formats, a job with
// its file, pictures of one's own, the organisation's colours, and a participant's poster in two taps.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const studio = '/desk/spring-walk/studio';

async function wait_until(what, asked, ms = 60000) {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (await asked()) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  assert.fail(what);
}

// A landscape as a camera brings it: 4,000 x 2,667 pixels.
async function large_photo(page) {
  const text = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 2667 });
    const paint = canvas.getContext('2d');
    const sky = paint.createLinearGradient(0, 0, 0, 2667);
    sky.addColorStop(0, '#1b4d89'), sky.addColorStop(0.6, '#f2b880'), sky.addColorStop(1, '#3f6b3a');
    paint.fillStyle = sky, paint.fillRect(0, 0, 4000, 2667);
    paint.fillStyle = '#ffe9b0', paint.beginPath(), paint.arc(2700, 1300, 320, 0, 7), paint.fill();
    paint.fillStyle = '#2c4f2b';
    for (let x = 0; x < 4000; x += 40) paint.fillRect(x, 2000 - 300 * Math.sin(x / 600), 41, 1200);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  });
  return { name: 'hills.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(text, 'latin1') };
}

export default [
  {
    name: 'studio: the sheet follows what is typed, and what is wrong is framed and said',
    async run({ visitor }) {
      const one = await visitor();
      await one.sign_in('coordinator');
      await one.visit(studio);
      const preview = one.page.locator('.sheet-view img');
      await preview.evaluate((img) => img.decode());
      await one.shoot('studio', { sizes: ['desk', 'phone'] });

      const before = await preview.getAttribute('src');
      await one.page.locator('.studio-form summary').click();
      await one.page.fill('#title', 'Walk for Ward 3');
      await wait_until('the sheet follows', async () => (await preview.getAttribute('src')) !== before);
      assert.match(await preview.getAttribute('src'), /title=Walk%20for%20Ward%203/);
      assert.match(one.page.url(), /title=/);
      await one.page.selectOption('#layout', 'bib-a5');
      await wait_until('another layout', async () => /layout=bib-a5/.test(await preview.getAttribute('src')));
      await preview.evaluate((img) => img.decode());
      await one.axe('a bib in the studio');
      await one.shoot('studio-bib', { sizes: ['desk'], dark: false });
      await one.visit(`${studio}?layout=poster-a4&title=${encodeURIComponent('W'.repeat(89))}&note=${'x'.repeat(119)}`);
      await preview.evaluate((img) => img.decode());
      await one.shoot('studio-wrong', { sizes: ['desk', 'phone'], dark: false });
    },
  },
  {
    name: 'studio: every format is seen at once, and all of them come as one zip',
    async run({ visitor }) {
      const one = await visitor();
      await one.sign_in('coordinator');
      await one.visit(`${studio}/formats`);
      await one.page.evaluate(async () => {
        for (const img of document.images) img.loading = 'eager';
        await Promise.all([...document.images].map((img) => img.decode().catch(() => {})));
      });
      assert.ok((await one.page.locator('.contact-sheet img').count()) > 20);
      const widths = await one.page.locator('.contact-sheet img').evaluateAll((all) => all.map((img) => img.naturalWidth));
      assert.ok(widths.every((width) => width > 20), 'every preview is there');
      await one.shoot('studio-formats', { sizes: ['desk', 'phone'], dark: false });

      await one.visit(studio);
      await Promise.all([one.page.waitForNavigation(), one.page.click('text=Make all formats')]);
      await one.page.locator('#jobs progress').waitFor();
      await one.shoot('studio-working', { sizes: ['desk'], dark: false });
      const link = one.page.locator('#jobs a.button.primary').first();
      await link.waitFor({ timeout: 120000 });
      await one.visit('/desk/spring-walk');
      await one.page.locator('.notice', { hasText: 'All formats: Ready.' }).first().waitFor();
      await one.axe('a notice of paper that is ready');
      await one.shoot('studio-notice', { sizes: ['desk', 'phone'] });
      await one.visit(studio);
      const [file] = await Promise.all([one.page.waitForEvent('download'), link.click()]);
      assert.equal(file.suggestedFilename(), 'spring-walk-formats.zip');
      const zip = readFileSync(await file.path());
      assert.equal(zip.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
      assert.ok(zip.length > 1_000_000 && zip.includes('poster-a4.pdf'), `${zip.length} bytes`);
      await one.axe('a job that is ready');
      await one.shoot('studio-ready', { sizes: ['desk', 'phone'] });
    },
  },
  {
    name: 'studio: without scripts a button shows the sheet, and whoever may not run the campaign sees nothing',
    async run({ visitor, page }) {
      await page.goto(studio);
      assert.equal(new URL(page.url()).pathname, '/desk/sign-in');
      const plain = await visitor({ script: false });
      await plain.sign_in('coordinator');
      await plain.visit(studio);
      await plain.page.selectOption('#layout', 'poster-a3');
      await Promise.all([plain.page.waitForNavigation(), plain.page.click('.studio-form button')]);
      assert.match(await plain.page.locator('.sheet-view img').getAttribute('src'), /layout=poster-a3/);
      const moderator = await visitor();
      await moderator.sign_in('moderator');
      const answer = await moderator.page.goto(studio);
      assert.equal(answer.status(), 403);
    },
  },
  {
    name: 'studio: a picture of one’s own is brought, stands sharp on a poster A3, and is deleted',
    async run({ visitor }) {
      const one = await visitor();
      const { page } = one;
      await one.sign_in('coordinator');
      await one.visit(`${studio}?layout=poster-a3`);
      await page.setInputFiles('#print-picture', await large_photo(page));
      await page.fill('#picture-name', 'Hills at six');
      await page.check('input[name=permission]');
      await Promise.all([page.waitForNavigation(), page.click('text=Bring this picture')]);

      assert.match(page.url(), /layout=poster-a3.*photo=own-[0-9]+/);
      assert.equal(await page.locator('#photo option:checked').textContent(), 'Hills at six');
      await page.locator('.sheet-view img').evaluate((img) => img.decode());
      assert.equal(await page.locator('.finding.hard').count(), 0);
      await one.axe('a picture of our own');
      await page.locator('.own-pictures img').first().scrollIntoViewIfNeeded();
      await page.locator('.own-pictures img').first().evaluate((img) => img.decode());
      await one.shoot('studio-own-picture', { sizes: ['desk', 'phone'] });

      const small = await page.locator('.own-pictures img').first().getAttribute('src');
      const moderator = await visitor();
      await moderator.sign_in('moderator');
      assert.equal((await moderator.page.request.get(small)).status(), 403);
      page.once('dialog', (dialog) => dialog.accept());
      await Promise.all([page.waitForNavigation(), page.locator('.own-pictures li', { hasText: 'Hills at six' }).first().getByRole('button').click()]);
      assert.equal((await page.request.get(small)).status(), 404);
    },
  },
  {
    name: 'studio: colours of our own are tried, kept, stand on the sheet, and are cleared',
    async run({ visitor }) {
      const boss = await visitor();
      const { page } = boss;
      const sample = () => page.locator('#look-sample img').getAttribute('src');
      const keep = () => Promise.all([page.waitForNavigation(), page.click('text=Keep this look')]);
      await boss.sign_in('organiser');
      await boss.visit('/desk/organisation');
      await page.fill('#main-colour', '#FFE100');
      await wait_until('a pale colour says so', async () =>
        /main colour #FFE100 is darkened to #/.test(await page.locator('#look-sample').textContent()));
      assert.match(await sample(), /main=%23FFE100/);
      await page.locator('input[data-picks=accent]').evaluate((picker) => {
        picker.value = '#7a1fa2';
        picker.dispatchEvent(new Event('input', { bubbles: true }));
      });
      assert.equal(await page.inputValue('#accent-colour'), '#7A1FA2');
      await wait_until('the sample follows', async () => /accent=%237A1FA2/.test(await sample()));
      await page.fill('#main-colour', '#5B2A86');
      const logo = await page.locator('#look h2').screenshot();  // A PNG like any other.
      await page.setInputFiles('#logo', { name: 'logo.png', mimeType: 'image/png', buffer: logo });
      await keep();

      await page.locator('#look-sample img').evaluate((img) => { img.loading = 'eager'; return img.decode(); });
      await boss.axe('our look');
      await page.locator('#look').scrollIntoViewIfNeeded();
      await boss.shoot('our-look', { sizes: ['desk', 'phone'] });
      const coordinator = await visitor();
      await coordinator.sign_in('coordinator');
      await coordinator.visit(studio);
      await coordinator.page.locator('.sheet-view img').evaluate((img) => img.decode());
      await coordinator.shoot('studio-our-colours', { sizes: ['desk'], dark: false });
      await coordinator.visit('/desk/spring-walk/poster');
      await coordinator.page.locator('main img').first().evaluate((img) => img.decode());
      await coordinator.shoot('poster-our-colours', { sizes: ['desk'], dark: false });
      const passer = await visitor();
      await passer.visit('/c/spring-walk');
      const action = () => passer.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--action').trim());
      assert.equal(await action(), '#7a1fa2');
      await passer.shoot('campaign-our-colours', { sizes: ['desk', 'phone'] });

      await page.fill('#main-colour', ''), await page.fill('#accent-colour', '');
      await page.check('input[name=no_logo]');
      await keep();
      assert.equal(await page.locator('#look [alt="Our logo"]').count(), 0);
      assert.match(await page.locator('#look-sample').textContent(), /The colours of the theme/);
      const later = await visitor();
      await later.visit('/c/spring-walk');
      assert.notEqual(await later.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--action').trim()), '#7a1fa2');
    },
  },
  {
    name: 'studio: a participant has an own poster in two taps',
    size: 'phone',
    async run({ visitor }) {
      const one = await visitor({ size: 'phone' });
      await one.sign_in('walker');
      await one.visit('/me');
      await Promise.all([one.page.waitForNavigation(), one.page.locator('a.button.primary', { hasText: 'Open my page' }).first().click()]);
      const form = one.page.locator('.my-poster');
      await form.scrollIntoViewIfNeeded();
      await form.locator('label', { hasText: 'Meadow' }).click();
      await one.axe('the looks of a poster');
      await form.screenshot({ path: new URL('../../build/screenshots/my-poster-390.png', import.meta.url).pathname });
      const [file] = await Promise.all([one.page.waitForEvent('download'), form.locator('button').click()]);
      assert.match(file.suggestedFilename(), /-a4\.pdf$/);
    },
  },
];
