// Signing in as people do it: a code by mail, an authenticator app, a recovery code, a passkey.
//
// The app is oathtool, the device Chromium's virtual authenticator; a mail is read in the outbox.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import os from 'node:os';

const password = 'a sentence that is long enough';
const unique = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
const path_of = (page) => new URL(page.url()).pathname;

async function press(page, name) {
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).click()]);
}

// Where the program's private database listens.
function ask_database(program, sql) {
  const folder = createHash('sha256').update(realpathSync(program.folder)).digest('hex').slice(0, 12);
  const socket = `/tmp/waymark-${os.userInfo().uid}-${folder}/db`;
  return execFileSync('mariadb', ['--no-defaults', '-S', socket, '-u', 'owner', '-N', '-r', '-e', sql, 'waymark'], { encoding: 'utf8' }).trim();
}

function newest_mail(program, address) {
  assert.match(address, /^[a-z0-9.@-]+$/);
  return JSON.parse(ask_database(program,
    `SELECT facts FROM mail WHERE kind = 'sign_in' AND recipient = '${address}' ORDER BY id DESC LIMIT 1`));
}

// What an app shows so many seconds from now: no code counts twice, but the next one counts early.
const app_code = (secret, seconds = 0) =>
  execFileSync('oathtool', ['--totp', '-b', '-N', `now + ${seconds} seconds`, secret], { encoding: 'utf8' }).trim();

async function join(visitor, email) {
  await visitor.visit('/c/spring-walk/join');
  await visitor.page.fill('#name', 'Mira Berg');
  await visitor.page.fill('#email', email);
  await press(visitor.page, 'Make my page');
}

async function invite(organiser, email, role) {
  const { page } = organiser;
  await organiser.visit('/desk/people');
  await page.fill('#name', 'Nora Weiss');
  await page.fill('#email', email);
  await page.check(`input[name=role][value=${role}]`);
  await press(page, 'Make the link');
  return new URL(await page.locator('.urgent .number').innerText()).pathname;
}

async function sign_in_by_password(visitor, email) {
  const { page } = visitor;
  await visitor.visit('/desk/sign-in');
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', password);
  await press(page, 'Sign in');
}

async function sign_out(visitor) {
  await visitor.visit('/account');
  await press(visitor.page, 'Sign out');
}

async function add_device(visitor) {
  const session = await visitor.context.newCDPSession(visitor.page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true } });
  return { session, authenticatorId };
}

export default [
  {
    name: 'signin: a participant comes back by a code in the mail, and by its link on another device',
    size: 'phone',
    async run({ page, visit, axe, shoot, program, visitor, ...first }) {
      const email = `mira-${unique()}@example.org`;
      await join({ page, visit, ...first }, email);
      await page.context().clearCookies();
      await visit('/c/spring-walk/join');
      await Promise.all([page.waitForNavigation(), page.click('text=I have a page already')]);
      await axe('sign in');
      await shoot('sign-in', { sizes: ['phone', 'desk'] });
      await page.fill('#email', email);
      await press(page, 'Send me a code');
      assert.match(await page.locator('main').innerText(), /If we know this address/);
      await axe('the code is asked');
      await shoot('sign-in-code', { sizes: ['phone', 'desk'] });
      const mail = newest_mail(program, email);
      await page.fill('#code', mail.CODE === '000000' ? '111111' : '000000');
      await press(page, 'Sign in');
      assert.match(await page.locator('#code-error').innerText(), /not the code/);
      await axe('a wrong code');
      await page.fill('#code', `${mail.CODE.slice(0, 3)} ${mail.CODE.slice(3)}`);
      await press(page, 'Sign in');
      assert.equal(path_of(page), '/me');
      await axe('my pages');
      await shoot('my-pages', { sizes: ['phone', 'desk'] });
      await Promise.all([page.waitForNavigation(), page.click('text=Open my page')]);
      assert.match(path_of(page), /^\/me\/pages\/\d+$/);
      await axe('my page without its address');

      const other = await visitor();
      await other.visit('/sign-in');
      await other.page.fill('#email', email);
      await press(other.page, 'Send me a code');
      const link = newest_mail(program, email).HREF;
      const third = await visitor();
      await third.visit(link);
      await third.shoot('sign-in-link', { sizes: ['phone'] });
      await press(third.page, 'Yes, sign me in');
      assert.equal(path_of(third.page), '/me');
      await third.visit(link, { status: 404 });

      await visit('/account');
      assert.equal(await page.locator('text=Sign out there').count(), 1);
      await press(page, 'Sign out there');
      await third.page.goto('/me');
      assert.equal(path_of(third.page), '/sign-in');
    },
  },
  {
    name: 'signin: an unknown address sees the same',
    async run({ page, visit, program }) {
      await visit('/sign-in');
      await page.fill('#email', `nobody-${unique()}@example.org`);
      await press(page, 'Send me a code');
      assert.match(await page.locator('main').innerText(), /If we know this address/);
      await page.fill('#code', '123456');
      await press(page, 'Sign in');
      assert.match(await page.locator('#code-error').innerText(), /not the code/);
      assert.equal(ask_database(program, "SELECT COUNT(*) FROM mail WHERE recipient LIKE 'nobody-%'"), '0');
    },
  },
  {
    name: 'signin: finance sets up an app, signs in with it, with a recovery code, and is reset',
    async run({ visitor }) {
      const organiser = await visitor(), nora = await visitor();
      await organiser.sign_in('organiser');
      const email = `nora-${unique()}@example.org`;
      const { page } = nora;
      await nora.visit(await invite(organiser, email, 'finance'));
      await page.fill('#password', password);
      await press(page, 'Keep it and go on');
      assert.equal(path_of(page), '/sign-in/second');
      await nora.axe('a second factor is a must');
      await nora.shoot('factor-begin', { sizes: ['phone', 'desk'] });
      await page.goto('/desk/totals');
      assert.equal(path_of(page), '/sign-in/second');

      await press(page, 'Set it up');
      await nora.axe('the code to scan');
      await page.click('summary:has-text("Or type it")');
      await nora.shoot('factor-scan', { sizes: ['phone', 'desk'] });
      const secret = await page.locator('b.address').innerText();
      assert.match(secret, /^[A-Z2-7]{32}$/);
      await page.fill('#code', app_code(secret));
      await press(page, 'Confirm');
      const codes = await page.locator('code').allInnerTexts();
      assert.equal(codes.length, 10);
      await nora.axe('recovery codes');
      await nora.shoot('factor-codes', { sizes: ['phone', 'desk'] });
      await Promise.all([page.waitForNavigation(), page.click('text=I have kept them')]);
      assert.equal(path_of(page), '/desk/totals');

      await sign_out(nora);
      await sign_in_by_password(nora, email);
      assert.equal(path_of(page), '/sign-in/second');
      await nora.axe('the second factor');
      await page.fill('#code', '12345');
      await press(page, 'Go on');
      assert.ok(await page.locator('#code-error').isVisible());
      await nora.shoot('factor-give', { sizes: ['phone', 'desk'] });
      await page.fill('#code', app_code(secret, 30));
      await press(page, 'Go on');
      assert.equal(path_of(page), '/desk');

      await sign_out(nora);
      await sign_in_by_password(nora, email);
      await page.fill('#code', codes[0].toUpperCase());
      await press(page, 'Go on');
      assert.equal(path_of(page), '/desk');
      await nora.visit('/account');
      assert.match(await page.locator('#factor').innerText(), /9 recovery codes are left/);
      await nora.shoot('account', { sizes: ['phone', 'desk'] });

      organiser.page.on('dialog', (dialog) => dialog.accept());
      await organiser.visit('/desk/people');
      const card = organiser.page.locator('li.card', { hasText: email });
      await Promise.all([organiser.page.waitForNavigation(), card.locator('text=Reset the second factor').click()]);
      await organiser.axe('a factor was reset');
      await page.goto('/desk');
      assert.equal(path_of(page), '/desk/sign-in');
      await sign_in_by_password(nora, email);
      assert.match(await page.locator('main').innerText(), /Protect your account/);
    },
  },
  {
    name: 'signin: a passkey is both factors, and one of two for somebody halfway',
    async run({ visitor }) {
      const organiser = await visitor(), nora = await visitor();
      await organiser.sign_in('organiser');
      const email = `petra-${unique()}@example.org`;
      const { page } = nora;
      const { session, authenticatorId } = await add_device(nora);
      await nora.visit(await invite(organiser, email, 'finance'));
      await page.fill('#password', password);
      await press(page, 'Keep it and go on');
      await press(page, 'Set it up');
      await page.fill('#code', app_code(await page.locator('b.address').textContent()));
      await press(page, 'Confirm');

      await nora.visit('/account');
      await press(page, 'Add a passkey');
      assert.match(await page.locator('main').innerText(), /Your passkey is kept/);
      await nora.axe('a passkey was added');
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      assert.equal(credentials.length, 1);
      assert.equal(credentials[0].isResidentCredential, true);
      assert.equal(credentials[0].rpId, 'localhost');

      await sign_out(nora);
      await nora.visit('/desk/sign-in');
      await nora.shoot('desk-sign-in', { sizes: ['phone', 'desk'] });
      await press(page, 'Sign in with a passkey');
      assert.equal(path_of(page), '/desk');

      await sign_out(nora);
      await sign_in_by_password(nora, email);
      await nora.axe('a code or a passkey');
      await press(page, 'Use a passkey instead');
      assert.equal(path_of(page), '/desk');

      await nora.visit('/account');
      await press(page, 'Take away');
      await sign_out(nora);
      await nora.visit('/desk/sign-in');
      await page.click('text=Sign in with a passkey');
      await page.locator('[role=alert]:visible').waitFor();
      assert.match(await page.locator('[role=alert]:visible').innerText(), /do not know this passkey/);
      const [refused, ...others] = nora.complaints.splice(0);  // The browser notes the refusal, too.
      assert.match(refused, /400 .*\/sign-in\/passkey$/);
      assert.deepEqual(others, []);
    },
  },
  {
    name: 'signin: demo accounts are waived and are told so',
    async run({ visit, page, shoot, visitor }) {
      await visit('/desk/sign-in');
      assert.match(await page.locator('main').innerText(), /This is a demo/);
      const boss = await visitor();
      await boss.sign_in('organiser');
      await boss.visit('/account');
      assert.match(await boss.page.locator('#factor').innerText(), /account of a demo/);
      const again = await visitor();
      await again.sign_in('organiser', { anew: true });
      await boss.visit('/account');
      assert.ok(await boss.page.locator('button:has-text("Sign out everywhere else")').isVisible());
      await press(boss.page, 'Sign out everywhere else');
      await again.page.goto('/desk');
      assert.equal(path_of(again.page), '/desk/sign-in');
      await shoot('desk-sign-in-demo', { sizes: ['phone'] });
    },
  },
  {
    name: 'signin: in Arabic the pages run from the right and stay whole',
    async run({ page, visit, shoot }) {
      await visit('/sign-in?lang=ar');
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      await shoot('sign-in-ar', { sizes: ['phone', 'desk'] });
    },
  },
];
