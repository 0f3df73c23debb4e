// The real program with its demo, on a free port, in a folder of its own that goes when it does.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const start_seconds_max = 240;
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');

function free_port() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// "organiser@example.org secret" a line -> { organiser: { address, password } }
export function read_accounts(file) {
  const accounts = {};
  if (!existsSync(file)) return accounts;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const found = line.match(/(([a-z]+)@example\.org)[\s:=|]+(\S+)/);
    if (found) accounts[found[2]] = { address: found[1], password: found[3] };
  }
  return accounts;
}

export async function start_program() {
  const port = await free_port();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wm-browser-'));
  const base = `http://localhost:${port}`;
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('WAYMARK_')));
  const child = spawn(path.join(root, 'build/waymark'), ['serve', '--demo'], {
    env: { ...environment, WAYMARK_VAR: folder, WAYMARK_PORT: String(port), WAYMARK_PUBLIC_URL: base,
      WAYMARK_HOOKS_ANYWHERE: 'yes' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let ended = null;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => { output = (output + bytes).slice(-20000); });
  child.on('error', (error) => { ended = error.message; });
  child.on('exit', (code, signal) => { ended = `it ended with ${signal ?? code}`; });

  const program = {
    base,
    folder,
    output: () => output,
    pid: () => child.pid,
    accounts: () => read_accounts(path.join(folder, 'demo-accounts.txt')),
    async stop() {
      if (ended === null) child.kill('SIGTERM');
      for (let i = 0; i < 150 && ended === null; ++i) await pause(100);
      if (ended === null) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (let i = 0; i < start_seconds_max * 5; ++i) {
    if (ended !== null) break;
    // By number: an older Node tries only the first address of a name, and that may be IPv6.
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.status === 200) return program;
    await pause(200);
  }
  const why = ended ?? `it was not ready within ${start_seconds_max} s`;
  await program.stop();
  throw new Error(`build/waymark serve --demo: ${why}\n${output}`);
}
