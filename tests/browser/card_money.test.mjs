// Card money at the desk: a refund with two people, a dispute, and a payout with its bank line.
import assert from 'node:assert/strict';
import { create } from 'xmlbuilder2';

const slug = 'spring-walk';
const also = /^http:\/\/localhost:\d+\/pay/;
const iban = 'DE89370400440532013000';  // Of the demo.

const press = (page, button) => Promise.all([page.waitForNavigation(), button.click()]);
const words = (page) => page.locator('main').innerText();

// Somebody gives by card; the sale at the stand-in provider, and the gift's own page.
async function give(visitor, amount, name) {
  const donor = await visitor({ size: 'phone', also });
  const { page } = donor;
  await page.goto(`/c/${slug}/give`);
  await page.fill('#amount', amount);
  await page.locator('input[name=method][value=card]').check();
  await page.locator('details summary', { hasText: 'Add your name' }).click();
  await page.fill('#name', name);
  await press(page, page.locator('main form button.primary'));
  const { origin, pathname } = new URL(page.url());
  await press(page, page.locator('button[value=pay]'));
  await page.waitForURL(/\/g\/[0-9a-f]{32}/);
  return { donor, origin, sale: pathname.split('/').pop(), gift: new URL(page.url()).pathname };
}

async function tell(origin, address, fields = {}) {
  const answer = await fetch(`${origin}${address}`, { method: 'POST', body: new URLSearchParams(fields) });
  assert.equal(answer.status, 200, `${address}: ${await answer.clone().text()}`);
  return answer.json();
}

// Looks again until the page says so: the program works by itself.
async function until(page, address, wanted, what) {
  for (let i = 0; i < 60; ++i) {
    await page.goto(address);
    if (wanted.test(await words(page))) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`${what}: ${address} never said ${wanted}\n${await words(page)}`);
}

async function desk(visitor, role) {
  const one = await visitor();
  await one.sign_in(role);
  return one;
}

function camt(day, amount, text) {
  const side = (sum) => (sum < 0 ? 'DBIT' : 'CRDT');
  const plain = (sum) => Math.abs(sum).toFixed(2);
  const balance = (code, sum) => ({ Tp: { CdOrPrtry: { Cd: code } }, Amt: { '@Ccy': 'EUR', '#': plain(sum) },
    CdtDbtInd: side(sum), Dt: { Dt: day } });
  return create({ version: '1.0', encoding: 'UTF-8' }, { Document: {
    '@xmlns': 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.02',
    BkToCstmrStmt: { GrpHdr: { MsgId: 'PAYOUT-1', CreDtTm: `${day}T20:00:00` }, Stmt: {
      Id: 'P-1', ElctrncSeqNb: 7, LglSeqNb: 7, CreDtTm: `${day}T20:00:00`,
      Acct: { Id: { IBAN: iban }, Ccy: 'EUR', Svcr: { FinInstnId: { BIC: 'COBADEFFXXX' } } },
      Bal: [balance('OPBD', 1000), balance('CLBD', 1000 + amount)],
      Ntry: { Amt: { '@Ccy': 'EUR', '#': plain(amount) }, CdtDbtInd: side(amount), Sts: 'BOOK',
        BookgDt: { Dt: day }, ValDt: { Dt: day }, AcctSvcrRef: `PO-${text.slice(0, 12)}`,
        BkTxCd: { Domn: { Cd: 'PMNT', Fmly: { Cd: 'RCDT', SubFmlyCd: 'ESCT' } } },
        NtryDtls: { TxDtls: { Refs: { EndToEndId: 'NOTPROVIDED' }, RltdPties: { Dbtr: { Nm: 'Card Provider' } },
          RmtInf: { Ustrd: text } } } } } } } }).end();
}

export default [
  {
    name: 'card money: a donor asks for it back, one person proposes, another agrees, and the card has it',
    async run({ visitor }) {
      const { donor, gift } = await give(visitor, '450', 'Agnes Back');
      await donor.page.locator('details summary', { hasText: 'Ask for it back' }).click();
      await donor.page.fill('#ask_words', 'I typed a nought too many');
      await press(donor.page, donor.page.getByRole('button', { name: 'Ask for it back' }));
      assert.match(await words(donor.page), /You asked for it back\. We answer soon\./);
      await donor.axe('asked back');
      await donor.shoot('gift-asked-back', { sizes: ['phone'] });

      const first = await desk(visitor, 'finance');
      await first.visit('/desk/refunds');
      assert.match(await words(first.page), /I typed a nought too many/);
      await first.shoot('desk-refunds-wish', { sizes: ['desk', 'phone'] });
      await press(first.page, first.page.getByRole('link', { name: 'Open the gift' }).first());
      await first.page.locator('details summary', { hasText: 'Give money back' }).click();
      await first.page.fill('#refund-amount', '405');
      await first.page.fill('#refund-reason', 'The donor typed a nought too many');
      await first.axe('give back, open');
      await first.shoot('desk-gift-give-back', { sizes: ['desk', 'phone'] });
      first.page.on('dialog', (dialog) => dialog.accept());
      await press(first.page, first.page.getByRole('button', { name: 'Give it back' }));
      assert.match(await words(first.page), /somebody else must agree/);
      assert.equal(await first.page.getByRole('button', { name: 'Agree: give it back' }).count(), 0);
      await first.axe('refunds, waiting');

      const second = await desk(visitor, 'organiser');
      await second.visit('/desk');
      assert.match(await words(second.page), /refund needs somebody|refunds need somebody/);
      await second.visit('/desk/refunds');
      await second.shoot('desk-refunds', { sizes: ['desk', 'phone'] });
      await press(second.page, second.page.getByRole('button', { name: 'Agree: give it back' }));
      await until(second.page, '/desk/refunds', /went back/, 'the refund is carried out');
      await second.axe('refunds, done');
      await until(donor.page, gift, /405.* went back to you on/, 'the donor reads it');
      await donor.axe('went back');
    },
  },
  {
    name: 'card money: a dispute stands on the first page with its day, is answered and won',
    async run({ visitor }) {
      const { origin, sale } = await give(visitor, '61', 'Dora Dispute');
      await tell(origin, `/sandbox/sales/${sale}/dispute`);
      const one = await desk(visitor, 'finance');
      await until(one.page, '/desk', /A payment of €61.* is disputed/, 'the dispute is a task');
      assert.match(await words(one.page), /Answer by/);
      await one.axe('today with a dispute');
      await one.visit('/desk/cards/disputes');
      assert.match(await words(one.page), /the cardholder did not order it/);
      await one.shoot('desk-disputes', { sizes: ['desk', 'phone'] });
      await tell(origin, `/sandbox/sales/${sale}/answer`);
      await until(one.page, '/desk/cards/disputes', /answered, the bank decides/, 'it is answered');
      await tell(origin, `/sandbox/sales/${sale}/win`);
      await until(one.page, '/desk/cards/disputes', /No dispute is open/, 'it is won');
      await one.axe('disputes, ended');
    },
  },
  {
    name: 'card money: a payout is read down to its gifts and finds its line of the bank',
    async run({ visitor }) {
      const { origin } = await give(visitor, '73', 'Petra Payout');
      const made = await tell(origin, '/sandbox/payouts');
      const one = await desk(visitor, 'finance');
      await until(one.page, '/desk/cards/payouts', /waits for its bank line/, 'the payout is read');
      await one.axe('payouts');
      await one.shoot('desk-payouts', { sizes: ['desk', 'phone'] });
      await press(one.page, one.page.getByRole('link', { name: made.id }));
      assert.match(await words(one.page), /Petra Payout/);
      await one.axe('one payout');
      await one.shoot('desk-payout', { sizes: ['desk', 'phone'] });

      const day = new Date(Date.now() + 2 * 86400000).toISOString().slice(0, 10);
      await one.visit('/desk/bank');
      await one.page.setInputFiles('#bank-file', { name: 'payout.xml', mimeType: 'text/xml',
        buffer: Buffer.from(camt(day, made.amount / 100, 'Card payments of the week')) });
      await press(one.page, one.page.locator('section.card button.primary'));
      await press(one.page, one.page.locator('button[value=book]'));
      const yes = one.page.getByRole('button', { name: /Yes, this is the payout of/ });
      await one.shoot('desk-bank-payout', { sizes: ['desk', 'phone'] });
      await press(one.page, yes.first());
      await one.visit('/desk/cards/payouts');
      assert.match(await words(one.page), /at the bank/);
    },
  },
  {
    name: 'card money: what nobody knows waits in quarantine until somebody decides',
    async run({ visitor }) {
      const { origin, sale } = await give(visitor, '20', 'Quirin Again');
      assert.ok(sale);
      const one = await desk(visitor, 'finance');
      await one.visit('/desk/cards/quarantine');
      assert.match(await words(one.page), /fits/);
      await tell(origin, '/sandbox/switches', { extra: '700' });
      await give(visitor, '24', 'Quirin More');
      await tell(origin, '/sandbox/switches', { extra: '0' });
      await until(one.page, '/desk/cards/quarantine', /Another amount came/, 'it is in quarantine');
      await one.page.locator('details summary', { hasText: 'It is a gift after all' }).first().click();
      await one.axe('quarantine');
      await one.shoot('desk-quarantine', { sizes: ['desk', 'phone'] });
      await one.page.locator('details[open] input[name=reason]').fill('Quirin rang: he meant it');
      await press(one.page, one.page.getByRole('button', { name: 'Make it a gift' }));
      assert.match(await one.page.locator('h1').innerText(), /€31.*Quirin More/);
      await one.axe('a released gift');
    },
  },
];
