// What contest.sh measures; arguments: var folder, port, process, seconds for each, people, gifts.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask, ask_number, find_server } from './database.mjs';

const [folder, port, process_id, seconds, people, gifts] = process.argv.slice(2);
const host = `Host: localhost:${port}`, site = `http://127.0.0.1:${port}`;
const first = 5_000_000_000_000_000;  // Above every number of the demo's.
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const timed = (work) => { const from = performance.now(); const got = work(); return [performance.now() - from, got]; };
const fail = [];

function cpu_ms(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
const memory_mb = () => Number(readFileSync(`/proc/${process_id}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;

const [[campaign, fund]] = ask(folder, "SELECT c.id, MIN(f.id) FROM campaign c JOIN fund f ON f.campaign_id = c.id"
  + " WHERE c.kind = 'contest' AND c.state = 'approved' GROUP BY c.id LIMIT 1");
const [[slug, given_at]] = ask(folder, `SELECT slug, UTC_TIMESTAMP(6) FROM campaign WHERE id = ${campaign}`);

// Scores are uneven, as in life: the n-th person is given to about 1/n as often as the first.
function make_contest() {
  const who = `${first} + FLOOR(POW(${people}, (g.seq * 0.6180339887498949) MOD 1)) - 1`;
  const step = Math.min(Number(gifts), 250_000);
  ask(folder, `INSERT INTO participant (id, campaign_id, slug, name, story, shown_name, shown_story, token_digest,`
    + ` request_key, words_state, words_written_at, made_at) SELECT ${first} + seq - 1, ${campaign}, CONCAT('bench-', seq),`
    + ` CONCAT('Walker ', seq), '', CONCAT('Walker ', seq), '', SHA2(CONCAT('bench', seq), 256), CONCAT('bench-', seq),`
    + ` 'published', '${given_at}', '${given_at}' FROM seq_1_to_${people}`);
  ask(folder, `INSERT INTO tally (subject_type, subject_id, slot, campaign_id) SELECT 'participant', ${first} + p.seq - 1,`
    + ` s.seq, ${campaign} FROM seq_1_to_${people} p JOIN seq_0_to_3 s`);
  for (let from = 1; from <= Number(gifts); from += step) {
    const rows = `seq_${from}_to_${Math.min(Number(gifts), from + step - 1)} g`;
    ask(folder, `SET foreign_key_checks = 0, unique_checks = 0; INSERT INTO gift (id, campaign_id, method, state, origin,`
      + ` currency, minor, confirmed_minor, given_at, confirmed_at, request_key, request_hash, token_digest)`
      + ` SELECT ${first} + g.seq, ${campaign}, 'transfer', 'confirmed', 'form', 'EUR', 500 + 100 * (g.seq MOD 60),`
      + ` 500 + 100 * (g.seq MOD 60), '${given_at}', '${given_at}', CONCAT('bench-', g.seq), '', SHA2(CONCAT('gift', g.seq), 256)`
      + ` FROM ${rows}`);
    ask(folder, `SET foreign_key_checks = 0; INSERT INTO share (id, gift_id, campaign_id, participant_id, minor, is_confirmed, made_at)`
      + ` SELECT ${first} + g.seq, ${first} + g.seq, ${campaign}, ${who}, 500 + 100 * (g.seq MOD 60), 1, '${given_at}' FROM ${rows}`);
    ask(folder, `INSERT INTO score_change (id, campaign_id, gift_id, participant_id, raised, gifts, given_at, made_at, donor)`
      + ` SELECT ${first} + g.seq, ${campaign}, ${first} + g.seq, ${who}, 500 + 100 * (g.seq MOD 60), 1, '${given_at}', '${given_at}',`
      + ` SHA2(CONCAT('donor', FLOOR(g.seq * 0.4)), 256) FROM ${rows}`);
  }
}

function fold() {
  const [took] = timed(() => { while (ask_number(folder, `SELECT COUNT(*) FROM score_change WHERE campaign_id = ${campaign}`) > 0) pause(500); });
  return took;
}

function wrk(name, url, options = {}) {
  const words = ['-t1', `-c${options.count ?? 8}`, `-d${seconds}s`, '--latency', '--timeout', '10s', '-H', host];
  if (options.script) words.push('-s', options.script);
  const before = cpu_ms(process_id), before_db = cpu_ms(find_server(folder).pid);
  const text = execFileSync('wrk', [...words, url], { encoding: 'utf8' });
  const answered = Number(text.match(/(\d+) requests in/)[1]);
  const bad = Number(text.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0);
  if (bad) fail.push(`${name}: ${bad} of ${answered} refused`);
  const each = (ms) => (ms / answered).toFixed(2);
  rows.push([name, `${Math.round(answered / Number(seconds))}/s`, `${text.match(/50%\s+(\S+)/)[1]} median, ${text.match(/99%\s+(\S+)/)[1]} p99`,
    `${each(cpu_ms(process_id) - before)} + ${each(cpu_ms(find_server(folder).pid) - before_db)} ms CPU (ours + database)`]);
}

const gift_script = (name, fields) => {
  const file = path.join(folder, `${name}.lua`);
  writeFileSync(file, `local n, run = 0, tostring(os.time())
request = function()
  n = n + 1
  return wrk.format("POST", nil, {["Host"] = "localhost:${port}", ["Content-Type"] = "application/x-www-form-urlencoded"},
    "method=transfer&amount=20&name=Bench&${fields}&form_key=${name}" .. run .. "x" .. n)
end`);
  return { script: file };
};

const rows = [];
const pages = (what) => {
  wrk(`ranking, first page, ${what}`, `${site}/c/${slug}/ranking`);
  wrk(`ranking, by gifts, ${what}`, `${site}/c/${slug}/ranking?by=gifts`);
  wrk(`campaign page, ${what}`, `${site}/c/${slug}`);
  wrk(`state for viewers, ${what}`, `${site}/c/${slug}/live.json`);
};
pages('demo');
wrk('a promise to the campaign, demo', `${site}/c/${slug}/gifts`, gift_script('small', 'message='));
const [made_ms] = timed(make_contest);
const before_mb = memory_mb();
const fold_ms = fold();
await fetch(`${site}/c/${slug}/ranking`);
const full = `${people} people, ${gifts} gifts`;
pages(full);
wrk(`ranking, from place 50,000, ${full}`, `${site}/c/${slug}/ranking?from=${Math.floor(Number(people) / 2)}`);
wrk(`a participant's page, ${full}`, `${site}/c/${slug}/p/bench-777`);
wrk(`a promise to one of them, ${full}`, `${site}/c/${slug}/gifts`, gift_script('large', 'p=bench-777&participant=bench-777'));

const plain = `SELECT participant_id, SUM(minor) AS sum FROM share WHERE campaign_id = ${campaign} AND participant_id <> 0`
  + ' AND is_confirmed = 1 GROUP BY participant_id ORDER BY sum DESC, participant_id LIMIT 50';
const [plain_ms, best] = timed(() => ask(folder, plain));
const ours = await (await fetch(`${site}/api/v1/campaigns/${slug}/ranking?limit=50`)).json();
const same = ours.items.every((item, at) => item.raised.amount_minor === Number(best[at][1]));
if (!same) fail.push('our ranking is not the one that SQL sums up');
const counted = `SELECT COUNT(*) + 1 FROM (SELECT SUM(minor) AS sum FROM share WHERE campaign_id = ${campaign} AND participant_id <> 0`
  + ` AND is_confirmed = 1 GROUP BY participant_id) t WHERE sum > 5000`;
const [place_ms] = timed(() => ask(folder, counted));

console.log(`made by SQL in ${(made_ms / 1000).toFixed(1)} s; folded by the scorer in ${(fold_ms / 1000).toFixed(1)} s`
  + ` (${Math.round(Number(gifts) / fold_ms * 1000)} gifts/s); the program grew from ${before_mb.toFixed(0)} to ${memory_mb().toFixed(0)} MB`);
console.log(`plain SQL "ORDER BY SUM": ${plain_ms.toFixed(0)} ms for the first 50; ${place_ms.toFixed(0)} ms for the place of one`);
for (const row of rows) console.log(row.join(' | '));
for (const line of fail) console.log(`NOT AS IT SHOULD BE: ${line}`);
process.exitCode = fail.length ? 1 : 0;
