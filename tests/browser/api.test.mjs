// The API as programs meet it: its description, answers held to it, a generated client, hooks, and the
// examples of the page for developers. Public tools judge; none of it is ours.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { randomUUID } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import add_formats from 'ajv-formats';
import { Webhook } from 'standardwebhooks';
import { generateApi } from 'swagger-typescript-api';

const run = promisify(execFile);

const ask = (base, method, address, { token, body, key = randomUUID(), headers = {} } = {}) =>
  fetch(base + address, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': key } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

// Made at the desk, by a person, as people do.
async function make_token(t, role) {
  await t.visit('/desk/api');
  await t.page.fill('#name', `Test of ${role}`);
  await t.page.selectOption('#role', role);
  await Promise.all([t.page.waitForNavigation(), t.page.click('form[action="/desk/api/tokens"] button.primary')]);
  const token = (await t.page.textContent('.urgent .number')).trim();
  assert.match(token, /^wmk_[0-9a-z]{52}$/);
  return token;
}

async function read_description(base) {
  const answer = await fetch(`${base}/openapi.json`);
  assert.equal(answer.status, 200);
  return answer.json();
}

// Validates against the schemas of the description (JSON Schema 2020-12).
function schema_judge(description) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  add_formats(ajv);
  ajv.addSchema({ $id: 'api', ...description });
  return (schema, value, what) => {
    const check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')));
    if (!check(value)) throw new Error(`${what}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value).slice(0, 600)}`);
  };
}

// Values for the addresses and bodies of every operation, from what the demo has.
async function example_values(base, tokens, slug) {
  const get = async (address, token) => (await ask(base, 'GET', address, { token })).json();
  const desk = `/api/v1/desk/campaigns/${slug}`;
  const entered = async () => (await ask(base, 'POST', `${desk}/gifts`, {
    token: tokens.organiser, body: { method: 'cash', amount_minor: 2000, currency: 'EUR' } })).json();
  const made = await (await ask(base, 'POST', `/api/v1/campaigns/${slug}/gifts`, {
    body: { amount_minor: 2500, currency: 'EUR', method: 'transfer', donor_name: 'Ann Example', email: 'ann@example.org' } })).json();
  const promise = (await get(`${desk}/promises?q=${made.reference}`, tokens.finance)).items[0];
  return {
    campaign: slug,
    token: made.id,
    participant: (await get(`/api/v1/campaigns/${slug}/participants`)).items[0].slug,
    team: (await get(`/api/v1/campaigns/${slug}/teams`)).items[0].slug,
    gift: promise.id,
    entered,
    words: (await get(`${desk}/review`, tokens.organiser)).items.find((one) => one.text !== null || one.name !== null),
  };
}

export default [
  {
    name: 'the description of the API is a sound OpenAPI 3.1 document',
    async run(t) {
      const answer = await fetch(`${t.base}/openapi.json`);
      const text = await answer.text();
      const validator = new Validator();
      const result = await validator.validate(JSON.parse(text));
      assert.ok(result.valid, JSON.stringify(result.errors));
      assert.equal(validator.version, '3.1');
      assert.equal(JSON.parse(text).servers[0].url, t.base);
      const again = await fetch(`${t.base}/openapi.json`, { headers: { 'if-none-match': answer.headers.get('etag') } });
      assert.equal(again.status, 304);
    },
  },
  {
    name: 'every operation answers as its schema says, well and badly',
    async run(t) {
      await t.sign_in('organiser');
      const tokens = { organiser: await make_token(t, 'organiser'), finance: await make_token(t, 'finance') };
      const description = await read_description(t.base);
      const judge = schema_judge(description);
      const slug = 'spring-walk';
      const values = await example_values(t.base, tokens, slug);
      let operations = 0, refusals = 0;
      for (const [pattern, methods] of Object.entries(description.paths)) {
        for (const [method, operation] of Object.entries(methods)) {
          const fill = (of) => pattern.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(of[name]));
          const wanted = Object.keys(operation.responses).find((status) => status.startsWith('2'));
          const token = operation.security[0].token ? tokens.organiser : undefined;
          const options = { token };
          let address = fill(values);
          if (method === 'post') {
            const media = operation.requestBody.content['application/json'];
            options.body = structuredClone(media.examples?.plain.value ?? {});
            if (operation.operationId === 'addPlacement') options.body.name += ` ${randomUUID().slice(0, 8)}`;
            if (operation.operationId === 'markDeskArrival') options.body.statement_reference = randomUUID();
            if (operation.operationId === 'decideWords') options.body = { id: values.words.id, verdict: 'publish' };
            if (operation.operationId === 'decideDeskGift') {
              // What one person has entered, that same person may not confirm: 403, as described.
              const own = await values.entered();
              const refused = await ask(t.base, 'POST', fill({ ...values, gift: own.id }), options);
              assert.equal(refused.status, 403);
              judge({ $ref: '#/components/schemas/Problem' }, await refused.json(), 'four eyes');
              address = fill({ ...values, gift: (await demo_entry(t.base, tokens, slug, own.id)).id });
              options.body = { verdict: 'reject', reason: 'Counted twice.' };
            }
            judge(media.schema, options.body, `${operation.operationId}: the body`);
          }
          const answer = await ask(t.base, method.toUpperCase(), address, options);
          const body = await answer.json();
          assert.equal(String(answer.status), wanted, `${operation.operationId}: ${JSON.stringify(body)}`);
          judge(operation.responses[wanted].content['application/json'].schema, body, operation.operationId);
          for (const header of ['ratelimit', 'ratelimit-policy']) assert.ok(answer.headers.get(header), header);
          if (method === 'get') assert.ok(answer.headers.get('etag'), operation.operationId);
          ++operations;
          // And badly: an unknown parameter or field, and nobody where somebody is needed.
          const bad = method === 'get'
            ? await ask(t.base, 'GET', `${address}?no_such=1`, { token })
            : await ask(t.base, 'POST', address, { token, body: { no_such: 1 } });
          assert.equal(bad.status, 400, operation.operationId);
          assert.equal(bad.headers.get('content-type'), 'application/problem+json');
          judge({ $ref: '#/components/schemas/Problem' }, await bad.json(), 'a problem');
          assert.ok(operation.responses['400'], `${operation.operationId} describes 400`);
          if (token) {
            assert.equal((await ask(t.base, method.toUpperCase(), address, { body: options.body })).status, 401);
            assert.ok(operation.responses['401']);
          }
          ++refusals;
        }
      }
      assert.equal(operations, Object.values(description.paths).flatMap((one) => Object.keys(one)).length);
      assert.ok(operations >= 28 && refusals === operations, `${operations} operations`);
    },
  },
  {
    name: 'a client made by a public generator makes a gift and reads it back',
    async run(t) {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'wm-client-'));
      try {
        const output = await generateApi({
          spec: await read_description(t.base), toJS: true, httpClientType: 'fetch', silent: true,
          output: folder, name: 'client.ts', cleanOutput: false,
        }).catch((error) => { throw new Error(`the generator: ${error.message}`); });
        const written = path.join(folder, 'client.mjs');
        writeFileSync(written, output.files.find((file) => file.fileExtension === '.js').fileContent);
        const made = await import(pathToFileURL(written));
        const client = new made.Api({ baseUrl: t.base });
        const operations = Object.values(client.api);
        assert.ok(operations.length >= 28, `${operations.length} operations in the client`);

        const campaigns = await client.api.listCampaigns({ limit: 10 });
        const open = campaigns.data.items.find((one) => one.phase === 'open' && one.currency === 'EUR');
        const gift = { amount_minor: 3100, currency: 'EUR', method: 'transfer', donor_name: 'Client' };
        const headers = { 'Idempotency-Key': randomUUID() };
        const first = await client.api.makeGift(open.slug, gift, { headers });
        const again = await client.api.makeGift(open.slug, gift, { headers });
        const read = await client.api.readOwnGift(first.data.id);

        assert.equal(first.status, 201);
        assert.deepEqual(again.data, first.data);
        assert.equal(again.headers.get('idempotent-replayed'), 'true');
        assert.deepEqual(read.data, first.data);
        assert.deepEqual(read.data.amount, { amount_minor: 3100, currency: 'EUR' });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },
  {
    name: 'a hook is told of a gift, signed, until it answers; and again by hand',
    async run(t) {
      const received = [];
      let answers = 503;
      const receiver = http.createServer((request, response) => {
        let body = '';
        request.on('data', (bytes) => { body += bytes; });
        request.on('end', () => {
          received.push({ headers: request.headers, body });
          response.writeHead(answers).end(answers === 503 ? 'not now' : '');
        });
      });
      await new Promise((ready) => receiver.listen(0, '127.0.0.1', ready));
      try {
        await t.sign_in('organiser');
        await t.visit('/desk/api');
        await t.axe();
        await t.shoot('desk-api');
        await t.page.fill('#url', 'ftp://example.org/in');
        await Promise.all([t.page.waitForNavigation(), t.page.click('form[action="/desk/api/hooks"] button.primary')]);
        assert.match(await t.page.textContent('#url-error'), /https:\/\//);
        await t.page.fill('#url', `http://127.0.0.1:${receiver.address().port}/in?x=1`);
        for (const box of await t.page.$$('input[name=kinds]')) await box.check();
        await Promise.all([t.page.waitForNavigation(), t.page.click('form[action="/desk/api/hooks"] button.primary')]);
        const secret = (await t.page.textContent('.urgent .number')).trim();

        const slug = 'spring-walk';
        const gift = await (await ask(t.base, 'POST', `/api/v1/campaigns/${slug}/gifts`, {
          body: { amount_minor: 4200, currency: 'EUR', method: 'transfer', donor_name: 'Secret Person', email: 'secret@example.org' } })).json();
        assert.equal(gift.state, 'pending');
        const until = async (what, holds) => {
          for (let i = 0; i < 300; ++i) {
            if (holds()) return;
            await pause(100);
          }
          throw new Error(`${what}; received ${JSON.stringify(received).slice(0, 1500)}`);
        };
        const of_gift = () => received.filter((one) => JSON.parse(one.body).type === 'gift.recorded');
        await until('the first try', () => of_gift().length >= 1);
        answers = 204;
        await until('a second try after a failed one', () => of_gift().length >= 2);
        const [first, second] = of_gift();
        assert.equal(first.headers['webhook-id'], second.headers['webhook-id']);
        for (const one of [first, second]) {
          const event = new Webhook(secret).verify(one.body, one.headers);
          assert.equal(event.type, 'gift.recorded');
          assert.equal(event.data.campaign, slug);
          assert.ok(!/Secret|secret@/.test(one.body), one.body);
          schema_judge(await read_description(t.base))({ $ref: '#/components/schemas/HookEvent' }, event, 'an event');
        }
        assert.throws(() => new Webhook(secret).verify(first.body.replace('recorded', 'confirmed'), first.headers));

        await t.page.click(`a[href^="/desk/api/hooks/"]:has-text("127.0.0.1:${receiver.address().port}")`);
        await t.page.waitForLoadState();
        await until('the note of the answer', () => true);
        await pause(500);
        await t.page.reload();
        await t.axe();
        await t.shoot('desk-hook');
        assert.match(await t.page.textContent('table'), /204/);
        await Promise.all([t.page.waitForNavigation(), t.page.click('button[value=secret]')]);
        const newer = (await t.page.textContent('.urgent .number')).trim();
        await t.visit(new URL(t.page.url()).pathname);
        const before = received.length;
        await Promise.all([t.page.waitForNavigation(), t.page.click('button[value=again] >> nth=0')]);
        await until('what was sent again', () => received.length > before);
        const last = received.at(-1);
        for (const either of [secret, newer]) new Webhook(either).verify(last.body, last.headers);
        await t.page.once('dialog', (dialog) => dialog.accept());
        await t.page.click('button[value=end]');
        await pause(300);
      } finally {
        receiver.closeAllConnections?.();
        receiver.close();
      }
    },
  },
  {
    name: 'the examples of the page for developers run as they stand',
    async run(t) {
      await t.sign_in('organiser');
      const token = await make_token(t, 'auditor');
      await t.visit('/developers');
      await t.axe();
      await t.shoot('developers');
      const examples = await t.page.$$eval('pre.example', (all) => all.map((one) => ({
        code: one.textContent, status: one.dataset.status, prints: one.dataset.prints })));
      assert.ok(examples.length >= 10, `${examples.length} examples`);
      // One shell for all, as one person would type them: later ones use what earlier ones set.
      const script = ['set -eu', ...examples.map((one, i) => `echo "=== ${i}"\n${one.code}\necho`)].join('\n');
      const { stdout } = await run('bash', ['-c', script], {
        env: { PATH: process.env.PATH, TOKEN: token }, maxBuffer: 10_000_000 });
      const outputs = stdout.split(/^=== \d+$/m).slice(1);
      assert.equal(outputs.length, examples.length);
      examples.forEach((one, i) => {
        const what = `${one.code}\n→ ${outputs[i].slice(0, 800)}`;
        if (one.status) assert.match(outputs[i], new RegExp(`^\\s*HTTP/1.1 ${one.status} `), what);
        if (one.prints) assert.ok(outputs[i].toLowerCase().includes(one.prints.toLowerCase()), what);
      });
    },
  },
  {
    name: 'a program that sends nonsense is told in problems, even before anything is read',
    async run(t) {
      const gifts = '/api/v1/campaigns/spring-walk/gifts';
      const problem = async (answer, status) => {
        assert.equal(answer.status, status);
        assert.equal(answer.headers.get('content-type'), 'application/problem+json');
        assert.equal((await answer.json()).status, status);
      };
      await problem(await ask(t.base, 'POST', gifts, { body: 'x'.repeat(400_000) }), 413);
      await problem(await ask(t.base, 'DELETE', '/api/v1/campaigns'), 405);
      await problem(await ask(t.base, 'GET', '/api/v1/campaigns?limit=%ff'), 400);
      await problem(await ask(t.base, 'POST', gifts, { body: {}, headers: { 'content-type': 'text/plain' } }), 415);
      await problem(await ask(t.base, 'POST', gifts, { body: {}, headers: { origin: 'https://evil.example' } }), 403);
      const plain = await fetch(`${t.base}/api/v1/campaigns`, { headers: { origin: 'https://other.example' } });
      assert.equal(plain.headers.get('access-control-allow-origin'), null);
    },
  },
];

// Something that somebody else has entered and nobody has counted; the demo has such.
async function demo_entry(base, tokens, slug, not_this) {
  const list = await (await ask(base, 'GET', `/api/v1/desk/campaigns/${slug}/gifts?state=entered&limit=100`, { token: tokens.finance })).json();
  const entry = list.items.find((one) => one.origin === 'desk' && one.id !== not_this &&
    one.entered_by !== list.items.find((mine) => mine.id === not_this)?.entered_by);
  assert.ok(entry, 'the demo has an entry of a colleague');
  return entry;
}
