// Runs every *.test.mjs beside it against the real program with its demo, in a real browser.
//
//   node tests/browser/run.mjs [WORD]            only the tests whose name or file holds WORD
//   node tests/browser/run.mjs --at URL ACCOUNTS [WORD]   against a program that already runs
//
// A test file exports a list: [{ name, size?, locale?, scheme?, script?, async run(t) {…} }], where
// t has page, base, accounts, visit, axe, shoot, sign_in, visitor(options), and weigh.
// A test with `later` says why it cannot be green yet: a whole run names it and leaves it out.
// The last line is the count: "browser: N passed, N failed".
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { read_accounts, start_program } from './program.mjs';
import { open_visitor, weigh } from './visiting.mjs';

const test_seconds_max = 300;
const folder = path.dirname(new URL(import.meta.url).pathname);
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

function in_time(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${test_seconds_max} s`)), test_seconds_max * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// One address may sign in so often in an hour and no oftener; a whole run comes from one. So whoever
// has signed in before comes back with the same session, as in one's own browser, while it is open.
const sessions = new Map();

async function is_let_in(visitor, account) {
  if (!sessions.has(account.address)) return false;
  await visitor.context.addCookies(sessions.get(account.address));
  await visitor.page.goto('/desk');
  if (new URL(visitor.page.url()).pathname === '/desk') return true;
  await visitor.context.clearCookies();
  return false;
}

async function sign_in(visitor, account, { anew = false } = {}) {
  if (!account) throw new Error('the demo printed no such account');
  if (!anew && await is_let_in(visitor, account)) return;
  const { page } = visitor;
  await visitor.visit('/desk/sign-in');
  await page.fill('input[type=email]', account.address);
  await page.fill('input[type=password]', account.password);
  await Promise.all([page.waitForNavigation(), page.click('main form button')]);
  if (new URL(page.url()).pathname === '/desk/sign-in') throw new Error(`${account.address} could not sign in`);
  sessions.set(account.address, (await visitor.context.cookies()).filter((cookie) => cookie.httpOnly));
}

async function run_one(test, browser, program) {
  const visitors = [];
  const visitor = async (options) => {
    const one = await open_visitor(browser, program.base, options);
    one.sign_in = (role, how) => sign_in(one, program.accounts()[role], how);
    visitors.push(one);
    return one;
  };
  try {
    const first = await visitor(test);
    await in_time(test.run({
      ...first, base: program.base, program, accounts: program.accounts(), visitor,
      weigh: (address) => weigh(first, address),
    }), test.name);
    const complaints = visitors.flatMap((one) => one.complaints);
    if (complaints.length > 0) throw new Error(complaints.slice(0, 5).join('\n'));
  } finally {
    for (const one of visitors) await one.close().catch(() => {});
  }
}

async function load_tests(word) {
  const tests = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.mjs')).sort()) {
    for (const test of (await import(path.join(folder, file))).default)
      if (!word || `${file} ${test.name}`.includes(word)) tests.push(test);
  }
  return tests;
}

async function main() {
  let program, browser;
  let passed = 0, failed = 0;
  const end = async (code) => {
    await browser?.close().catch(() => {});
    await program?.stop().catch(() => {});
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(1));
  const words = process.argv.slice(2);
  try {
    if (words[0] === '--at') {
      const [, base, file] = words.splice(0, 3);
      program = { base, accounts: () => read_accounts(file), async stop() {} };
    } else {
      program = await start_program();
    }
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
    for (const test of await load_tests(words[0])) {
      if (test.later && !words[0]) {  // Named in full view, and counted as nothing.
        console.log(`  LATER ${test.name}: ${test.later}`);
        continue;
      }
      const began = Date.now();
      const time = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
      const tell = (error) => String(error.stack ?? error).slice(0, 3000).replaceAll('\n', '\n        ');
      // A machine that others use at the same time makes a browser late now and then: one more try,
      // with the first one's complaint in the output. What is wrong fails twice.
      let first;
      for (let tries = 1; tries <= 2; ++tries) {
        try {
          await run_one(test, browser, program);
          ++passed;
          console.log(`  ok    ${test.name} (${time()})${first ? `, at the second try; at the first:\n        ${first}` : ''}`);
          break;
        } catch (error) {
          if (tries === 1) {
            first = tell(error);
            continue;
          }
          ++failed;
          console.log(`  FAIL  ${test.name} (${time()})\n        ${tell(error)}\n        at the first try:\n        ${first}`);
        }
      }
    }
  } catch (error) {
    ++failed;
    console.log(`  FAIL  the program and a browser start\n        ${error.message.replaceAll('\n', '\n        ')}`);
  }
  console.log(`browser: ${passed} passed, ${failed} failed`);
  await end(failed === 0 && passed > 0 ? 0 : 1);
}

await main();
