// The stand-in card provider as a process of its own, and a seller's address that hears webhooks.
import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');

// Listens on a port of its own choice, and says which.
export async function start_sandbox(...words) {
  const child = spawn(path.join(root, 'build/waymark'), ['sandbox', '--port', '0', ...words],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '', ended = false;
  child.stdout.on('data', (bytes) => { output += bytes; });
  child.on('exit', () => { ended = true; });
  for (let i = 0; i < 600 && !ended && !output.includes(' answers at '); ++i) await pause(100);
  const base = output.match(/ answers at (http:\/\/[^;\s]+)/)?.[1];
  if (!base) throw new Error(`build/waymark sandbox did not start: ${output}`);
  const tell = async (address, fields = {}) => {
    const answer = await fetch(base + address, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    return answer.headers.get('content-type')?.includes('json') ? answer.json() : answer;
  };
  return {
    base,
    port: Number(new URL(base).port),
    tell,
    state: async () => (await fetch(`${base}/sandbox/state`)).json(),
    async stop() {
      child.kill('SIGTERM');
      for (let i = 0; i < 100 && !ended; ++i) await pause(100);
      if (!ended) child.kill('SIGKILL');
    },
  };
}

// Keeps every webhook as it came: its raw body matters, since that is what was signed.
export async function start_inbox() {
  const heard = [];
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.end('taken');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    heard,
    url: `http://127.0.0.1:${server.address().port}/hooks`,
    async wait_for(count) {
      for (let i = 0; i < 300 && heard.length < count; ++i) await pause(50);
      if (heard.length < count) throw new Error(`${heard.length} of ${count} webhooks came`);
    },
    stop: () => server.close(),
  };
}
