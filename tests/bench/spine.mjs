// What spine.sh measures; arguments: var folder, port, nginx's port, process, seconds for each.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { ask, ask_number, find_server } from './database.mjs';

const [folder, port, nginx_port, process_id, seconds] = process.argv.slice(2);
const connections = 64, idle_clients = 500;
const under_way_max = 512;
const rows = [];
const fail = [];

function wrk(url, { headers = [], script = '', count = connections } = {}) {
  const words = ['-t1', `-c${count}`, `-d${seconds}s`, '--timeout', '10s'];
  for (const header of headers) words.push('-H', header);
  if (script) words.push('-s', script);
  const text = execFileSync('wrk', [...words, url], { encoding: 'utf8' });
  const rate = Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]);
  const answered = Number(text.match(/(\d+) requests in/)[1]);
  const bad = Number(text.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0);
  const errors = text.match(/Socket errors:.*/)?.[0] ?? '';
  return { rate, answered: answered - bad, bad, errors, text };
}

const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

// CPU that a process has used so far, in ms: of all its threads.
function cpu_ms(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
const server = () => find_server(folder).pid;

function measure(name, url, options, count_sql, ...peer) {
  const before = count_sql ? ask_number(folder, count_sql) : 0;
  const ours = cpu_ms(process_id), theirs = cpu_ms(server());
  const got = wrk(url, options);
  const cpu = (cpu_ms(process_id) - ours) / got.answered;
  const db_cpu = (cpu_ms(server()) - theirs) / got.answered;
  if (count_sql) pause(1000);
  const stored = count_sql ? ask_number(folder, count_sql) - before : 0;
  // What was under way when the clock stopped is stored but no longer counted by the client.
  const holds = !count_sql || (stored >= got.answered && stored <= got.answered + under_way_max);
  if (!holds || got.bad) fail.push(`${name}: ${got.answered} answered, ${stored} stored, ${got.bad} refused`);
  rows.push([name, `${Math.round(got.rate)}/s`, peer.length ? `${(got.rate / peer[0]).toFixed(2)} of nginx` : '',
    `${cpu.toFixed(2)} + ${db_cpu.toFixed(2)} ms`, count_sql ? `${got.answered} / ${stored}` : '', got.errors]);
  return got;
}

// Each asks once, hears the answer, and keeps its connection: how many are answered?
function ask_and_stay(code) {
  const sockets = [];
  let answered = 0;
  return new Promise((resolve) => {
    const finish = () => { for (const socket of sockets) socket.destroy(); resolve(answered); };
    const deadline = setTimeout(finish, 10_000);
    for (let i = 0; i < idle_clients; ++i) {
      const socket = net.connect(Number(port), '127.0.0.1', () => socket.write(
        `GET /${code} HTTP/1.1\r\nHost: localhost:${port}\r\nUser-Agent: Mozilla/5.0 Firefox/140\r\n\r\n`));
      socket.once('data', (bytes) => {
        if (!String(bytes).startsWith('HTTP/1.1 302')) return;
        if (++answered === idle_clients) { clearTimeout(deadline); finish(); }
      });
      socket.on('error', () => {});
      sockets.push(socket);
    }
  });
}

const site = `http://127.0.0.1:${port}`, peer_site = `http://127.0.0.1:${nginx_port}`;
const host = `Host: localhost:${port}`;
const agent = ['User-Agent: Mozilla/5.0 Firefox/140', host];
const close = [...agent, 'Connection: close'];
const [[code]] = ask(folder, "SELECT l.code FROM link l JOIN placement p ON p.id = l.placement_id"
  + " JOIN campaign c ON c.id = l.campaign_id WHERE c.slug = 'spring-walk' ORDER BY l.id LIMIT 1");
const visits = 'SELECT COUNT(*) FROM visit', gifts = 'SELECT COUNT(*) FROM gift';

const nginx_kept = wrk(`${peer_site}/${code}`), nginx_close = wrk(`${peer_site}/${code}`, { headers: close });
rows.push(['nginx 302, kept', `${Math.round(nginx_kept.rate)}/s`], ['nginx 302, close', `${Math.round(nginx_close.rate)}/s`]);
measure('redirect, kept', `${site}/${code}`, { headers: agent }, visits, nginx_kept.rate);
measure('redirect, kept, 256 clients', `${site}/${code}`, { headers: agent, count: 256 }, visits, nginx_kept.rate);
measure('redirect, close', `${site}/${code}`, { headers: close }, visits, nginx_close.rate);
const before_idle = ask_number(folder, visits);
const idle_answered = await ask_and_stay(code);
pause(1000);
const idle_stored = ask_number(folder, visits) - before_idle;
rows.push([`${idle_clients} idle clients`, `${idle_answered} answered`, '', '', `${idle_answered} / ${idle_stored}`]);
if (idle_answered !== idle_clients || idle_stored < idle_clients) fail.push('idle clients were left waiting');

const script = path.join(folder, 'gifts.lua');
writeFileSync(script, `local n, run = 0, tostring(os.time())
request = function()
  n = n + 1
  return wrk.format("POST", nil, {["Host"] = "localhost:${port}", ["Content-Type"] = "application/x-www-form-urlencoded"},
    "method=transfer&amount=20&name=Bench&message=&form_key=bench" .. run .. "x" .. n)
end`);
measure('promise by transfer', `${site}/c/spring-walk/gifts`, { script }, gifts);
measure('campaign page', `${site}/c/spring-walk`, { headers: [host] });
measure('give page', `${site}/c/spring-walk/give`, { headers: [host] });

console.log(['what', 'rate', 'beside', 'CPU each: ours + database', 'answered / stored'].join(' | '));
for (const row of rows) console.log(row.join(' | '));
for (const line of fail) console.log(`NOT AS IT SHOULD BE: ${line}`);
process.exitCode = fail.length ? 1 : 0;
