// The bank at the desk: a file that others' software wrote is looked through, booked and matched by
// keyboard, and brings nothing the second time, nor in the other format.
import assert from 'node:assert/strict';
import { stringify } from 'csv-stringify/sync';
import { CashManagementEndOfDayReport } from 'iso20022.js';
import { create } from 'xmlbuilder2';

const iban = 'DE89370400440532013000';  // Of the demo.
const cents = (amount) => Math.round(Number(amount) * 100);
const plain = (amount) => (Math.abs(cents(amount)) / 100).toFixed(2);
const side = (amount) => (amount < 0 ? 'DBIT' : 'CRDT');

function balance(code, amount, day) {
  return { Tp: { CdOrPrtry: { Cd: code } }, Amt: { '@Ccy': 'EUR', '#': plain(amount) }, CdtDbtInd: side(amount), Dt: { Dt: day } };
}

function camt(lines, opening) {
  const closing = lines.reduce((sum, line) => sum + Number(line.amount), opening);
  const day = lines[0].day;
  return create({ version: '1.0', encoding: 'UTF-8' }, {
    Document: {
      '@xmlns': 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.02',
      BkToCstmrStmt: {
        GrpHdr: { MsgId: 'BROWSER-1', CreDtTm: `${day}T20:00:00` },
        Stmt: {
          Id: 'B-2027-1', ElctrncSeqNb: 1, LglSeqNb: 1, CreDtTm: `${day}T20:00:00`,
          Acct: { Id: { IBAN: iban }, Ccy: 'EUR', Svcr: { FinInstnId: { BIC: 'COBADEFFXXX' } } },
          Bal: [balance('OPBD', opening, day), balance('CLBD', closing, day)],
          Ntry: lines.map((line) => ({
            Amt: { '@Ccy': 'EUR', '#': plain(line.amount) }, CdtDbtInd: side(line.amount), Sts: 'BOOK',
            BookgDt: { Dt: line.day }, ValDt: { Dt: line.day }, AcctSvcrRef: line.reference,
            BkTxCd: { Domn: { Cd: 'PMNT', Fmly: { Cd: 'RCDT', SubFmlyCd: 'ESCT' } } },
            NtryDtls: { TxDtls: { Refs: { EndToEndId: 'NOTPROVIDED' },
              RltdPties: { [line.amount < 0 ? 'Cdtr' : 'Dbtr']: { Nm: line.name } },
              RmtInf: { Ustrd: line.text } } },
          })),
        },
      },
    },
  }).end({ prettyPrint: true });
}

function csv(lines) {
  const german = (day) => day.split('-').reverse().join('.');
  return stringify(lines.map((line) => [iban, german(line.day), german(line.day), 'GUTSCHRIFT', line.text, '', line.name, '',
    `${line.amount < 0 ? '-' : ''}${plain(line.amount).replace('.', ',')}`, 'EUR']), {
    delimiter: ';', quoted: true, header: true, record_delimiter: 'windows',
    columns: ['Auftragskonto', 'Buchungstag', 'Valutadatum', 'Buchungstext', 'Verwendungszweck', 'Kundenreferenz (End-to-End)',
      'Beguenstigter/Zahlungspflichtiger', 'Kontonummer/IBAN', 'Betrag', 'Waehrung'],
  });
}

// The open promises of the demo, as finance sees them.
async function promises(page) {
  return page.locator('li.confirm').evaluateAll((cards) => cards.map((card) => ({
    reference: card.querySelector('.number').innerText.replaceAll(' ', ''),
    name: card.querySelector('.sum-line span').innerText,
    amount: card.querySelector('input[name=amount]').value,
    day: card.querySelector('input[name=bank_date]').value,
  })));
}

async function bring(one, name, text) {
  await one.visit('/desk/bank');
  await one.page.setInputFiles('#bank-file', { name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
  await Promise.all([one.page.waitForNavigation(), one.page.click('section.card button.primary')]);
  await one.axe(`preview of ${name}`);
}

const press = (page, key) => Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);

export default [
  {
    name: 'a bank file is looked through, booked, matched by keyboard and undone; the same again brings nothing',
    async run({ visitor }) {
      const one = await visitor();
      await one.sign_in('finance');
      const { page } = one;
      await one.visit('/desk/spring-walk/arrivals');
      const every = await promises(page);
      const alone = (promise) => every.filter((other) => other.name === promise.name).length === 1;
      const open = every.filter((promise) => promise.name.includes(' ') && alone(promise));
      assert.ok(open.length >= 2, 'the demo has open promises with names');
      const [exact, suggested] = open;
      const once = Date.now();  // A bank never gives a reference twice, even where a test is tried again.
      const lines = [
        { ...exact, text: `Spende ${exact.reference.replace(/(.{4})/g, '$1 ')}`, reference: `BR-${once}-1` },
        { ...suggested, text: 'For the walk', reference: `BR-${once}-2` },
        { day: exact.day, amount: -3.5, name: 'The bank', text: 'Fee of May', reference: `BR-${once}-3` },
      ];
      const file = camt(lines, 100);
      const read = CashManagementEndOfDayReport.fromXML(file);  // Others read it as we mean it.
      assert.equal(read.entries.length, 3);
      assert.deepEqual(read.entries.map((entry) => entry.creditDebitIndicator), ['credit', 'credit', 'debit']);

      await bring(one, 'may.xml', file);
      assert.match(await page.locator('main').innerText(), /3 new lines/);
      assert.match(await page.locator('main').innerText(), /new, and names its gift/);
      await one.shoot('desk-bank-preview', { sizes: ['desk', 'phone'] });
      await Promise.all([page.waitForNavigation(), page.click('button[value=book]')]);
      assert.match(await page.locator('h1').innerText(), /2 bank lines need a decision/);
      assert.match(await page.locator('main').innerText(), /1 found its gift by reference/);
      await one.shoot('desk-bank-lines', { sizes: ['desk', 'phone'] });

      await page.locator('article.card', { hasText: 'For the walk' }).focus();
      await press(page, 'y');
      assert.match(await page.locator('[role=status]').first().innerText(), /has its place/);
      assert.match(await page.locator('h1').innerText(), /1 bank line needs a decision/);
      await press(page, 'u');
      assert.match(await page.locator('h1').innerText(), /2 bank lines need a decision/);
      await page.locator('article.card', { hasText: 'For the walk' }).focus();
      await press(page, 'y');
      await Promise.all([page.waitForNavigation(), page.click('button[value=fee]')]);
      assert.match(await page.locator('h1').innerText(), /Every line has its place\./);
      await one.shoot('desk-bank-calm', { sizes: ['desk'] });

      for (const [name, text] of [['again.xml', file], ['again.csv', csv(lines)]]) {
        await bring(one, name, text);
        assert.match(await page.locator('main').innerText(), /3 are here already/, name);
        await one.shoot(`desk-bank-${name.replace('.', '-')}`, { sizes: ['desk'] });
      }
    },
  },
  {
    name: 'without scripts a line of the bank is placed by buttons alone',
    script: false,
    async run({ visitor }) {
      const one = await visitor({ script: false });
      await one.sign_in('finance');
      const { page } = one;
      const waiting = async () => Number(/^(\d+) bank line/.exec(await page.locator('h1').innerText())?.[1] ?? 0);
      await page.goto('/desk/bank');
      const before = await waiting();
      const text = `Not for us ${Date.now()}`;
      await page.setInputFiles('#bank-file', { name: 'june.xml', mimeType: 'text/xml', buffer: Buffer.from(
        camt([{ day: '2027-06-01', amount: 12.34, name: 'Somebody else', text, reference: text.slice(-9) }], 500)) });
      await page.click('section.card button.primary');
      await page.click('button[value=book]');
      assert.equal(await waiting(), before + 1);
      await page.locator('article.card', { hasText: text }).locator('button[value=outside]').click();
      assert.equal(await waiting(), before);
    },
  },
  {
    name: 'money at the bank that nobody promised becomes a gift, is looked up, and comes back',
    async run({ visitor }) {
      const one = await visitor();
      await one.sign_in('finance');
      const { page } = one;
      const who = `Zwilling Ina ${Date.now()}`;
      await bring(one, 'july.xml', camt([{ day: '2027-05-20', amount: 17.31, name: who, text: 'For the walk', reference: `NG-${Date.now()}` }], 900));
      await Promise.all([page.waitForNavigation(), page.click('button[value=book]')]);
      await one.shoot('desk-bank-unpromised', { sizes: ['desk', 'phone'] });
      await Promise.all([page.waitForNavigation(), page.locator('article.card', { hasText: who }).locator('[data-act=other]').click()]);
      await page.click('summary:has-text("It is a new gift")');
      assert.equal(await page.inputValue('#new-name'), who);
      await page.fill('#new-reason', 'Her words say so');
      await one.axe('a new gift of a bank line');
      await one.shoot('desk-bank-new-gift', { sizes: ['desk', 'phone'] });
      await Promise.all([page.waitForNavigation(), page.click('button[value=new_gift]')]);
      assert.match(await page.locator('[role=status]').first().innerText(), /€17\.31 has its place/);

      await one.visit('/desk/gifts');
      await one.shoot('desk-gifts-empty', { sizes: ['phone'] });
      await page.fill('#q', who);
      await Promise.all([page.waitForNavigation(), page.click('form.filters button')]);
      assert.match(await page.locator('table tbody').innerText(), /17\.31/);
      await one.axe('gifts that were found');
      await page.fill('#q', 'an');
      await Promise.all([page.waitForNavigation(), page.click('form.filters button')]);
      await one.shoot('desk-gifts', { sizes: ['desk', 'phone'] });

      await one.visit('/desk/bank');
      await Promise.all([page.waitForNavigation(), page.locator('tr', { hasText: who }).locator('button').click()]);
      await Promise.all([page.waitForNavigation(), page.locator('article.card', { hasText: who }).locator('[data-act=outside]').click()]);
    },
  },
];
