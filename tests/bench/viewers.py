# What viewers.sh measures; arguments: var folder, port, process, the watchers' program, viewers,
# seconds, gifts and posts a second.
#
# One program holds every viewer's socket, 16 processes give, one publishes posts at the desk. They
# share the system's monotonic clock. A post's delay runs from sending its verdict to the moment at
# which the last (or the median) viewer has a state that names it.
import datetime
import http.client
import json
import multiprocessing
import pathlib
import re
import statistics
import subprocess
import sys
import time
import urllib.parse
import zoneinfo

folder, port, process = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
watchers = sys.argv[4]
viewers, seconds, gifts_a_second, posts_a_second = (int(word) for word in sys.argv[5:9])
slug, host = "spring-walk", f"localhost:{port}"
settle_s = 12
today = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Berlin")).date().isoformat()


def sql(text):
    for words in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = words.read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--datadir={pathlib.Path(folder).resolve()}/database".encode() in line:
            at = next(word for word in line if word.startswith(b"--socket=")).decode()[9:]
            found = subprocess.run(["mariadb", "-S", at, "-u", "root", "-N", "-B", "waymark", "-e", text],
                                   check=True, capture_output=True, text=True).stdout
            return [row.split("\t") for row in found.splitlines()]
    raise SystemExit("no server runs in " + folder)


def memory_kb():
    text = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1])


def quantile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] if values else float("nan")


# What watchers.cpp wrote down.
def read_watched(file):
    lines = file.read_text().splitlines()
    events, lost, received = (int(word) for word in lines[0].split())
    rows = [lines[n:n + 3] for n in range(1, len(lines), 3)]
    seen = {version: [float(word) for word in moments.split()] for version, _, moments in rows}
    named = {version: frozenset(json.loads(data)["post_ids"]) for version, data, _ in rows}
    first = {version: min(moment for moment in moments if moment) for version, moments in seen.items()}
    order, telling = sorted(seen, key=first.get), {}
    for version in order:
        for post in named[version]:
            telling.setdefault(post, []).append(seen[version])
    # A viewer who skipped the first state that names a post has it with the next.
    told = {post: [next((moment for moment in moments if moment), None) for moments in zip(*rows)]
            for post, rows in telling.items()}
    return {"told": told, "events": events, "versions": len(order), "lost": lost, "bytes": received,
            "gaps": [first[b] - first[a] for a, b in zip(order, order[1:])]}


# Each role signs in once, before there are others: many at the same moment are slowed down.
signed_in = {}


class Desk:
    def __init__(self, role, page):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        if role in signed_in:
            self.cookie, self.token = signed_in[role]
            return
        text = pathlib.Path(folder, "demo-accounts.txt").read_text()
        address, password = re.search(rf"({role}@example\.org)[\s:=|]+(\S+)", text).groups()
        answer, _ = self.ask("POST", "/desk/sign-in", {"email": address, "password": password})
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        _, shown = self.ask("GET", f"/desk/{slug}/{page}")
        self.token = re.search(r'name="form_token" value="([^"]+)"', shown)[1]
        signed_in[role] = self.cookie, self.token

    def ask(self, method, path, fields=None):
        headers = {"Host": host, "Content-Type": "application/x-www-form-urlencoded"}
        if hasattr(self, "cookie"):
            headers["Cookie"] = self.cookie
        self.connection.request(method, path, urllib.parse.urlencode(fields or {}), headers)
        answer = self.connection.getresponse()
        return answer, answer.read().decode()


def make_waiting(count):
    campaign = sql(f"SELECT id FROM campaign WHERE slug = '{slug}'")[0][0]
    walker = sql(f"SELECT id FROM participant WHERE campaign_id = {campaign} AND left_at IS NULL LIMIT 1")[0][0]
    first = 1 << 61
    rows = ",".join(f"({first + n}, {campaign}, {walker}, 'Bench post {n} from the way', 'bench-{n}', UTC_TIMESTAMP(6))"
                    for n in range(count))
    sql("INSERT INTO post (id, campaign_id, participant_id, words, request_key, written_at) VALUES " + rows)
    return [str(first + n) for n in range(count)]


def publish(ids, begin, results):
    desk, sent = Desk("moderator", "review"), {}
    begin.wait()
    start = time.monotonic()
    for number, post in enumerate(ids):
        time.sleep(max(0, start + number / posts_a_second - time.monotonic()))
        sent[post] = time.monotonic()
        answer, _ = desk.ask("POST", f"/desk/{slug}/review",
                             {"form_token": desk.token, "review": f"post-{post}-1", "verdict": "publish"})
        if answer.status != 303:
            del sent[post]
    results.put(sent)


def give(run, lane, lanes, begin, results):
    desk = Desk("volunteer", "cash") if lane % 2 else None
    connection = desk.connection if desk else http.client.HTTPConnection("127.0.0.1", port)
    begin.wait()
    start, took, failed = time.monotonic(), [], 0
    for number in range(lane, seconds * gifts_a_second, lanes):
        due = start + number / gifts_a_second
        time.sleep(max(0, due - time.monotonic()))
        key = f"bench{run}x{number}"
        if desk:  # Cash at the desk moves the lighter sum, so the state changes as well.
            answer, _ = desk.ask("POST", f"/desk/{slug}/cash",
                                 {"form_token": desk.token, "form_key": key, "amount": "20", "method": "cash", "given": today})
        else:
            connection.request("POST", f"/c/{slug}/gifts", urllib.parse.urlencode(
                {"method": "transfer", "amount": "20", "name": "Bench", "form_key": key}),
                {"Host": host, "Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            answer.read()
        took.append(time.monotonic() - due)  # From when it was due: a queue counts.
        failed += answer.status != 303
    results.put((took, failed))


def drive(run, ids):
    lanes, begin, results, sent = 16, multiprocessing.Event(), multiprocessing.Queue(), multiprocessing.Queue()
    givers = [multiprocessing.Process(target=give, args=(run, n, lanes, begin, results)) for n in range(lanes)]
    editor = multiprocessing.Process(target=publish, args=(ids, begin, sent))
    for one in [*givers, editor]:
        one.start()
    time.sleep(settle_s)  # Signing in costs: that is not what is measured.
    begin.set()
    took, failed = [], 0
    for _ in givers:
        times, bad = results.get()
        took += times
        failed += bad
    published = sent.get()
    for one in [*givers, editor]:
        one.join()
    return took, failed, published


def main():
    for role, page in (("volunteer", "cash"), ("moderator", "review")):
        Desk(role, page)
    waiting = make_waiting(seconds * posts_a_second * 2)
    half = seconds * posts_a_second
    alone, alone_failed, _ = drive("a", waiting[:half])
    before_kb = memory_kb()
    file = pathlib.Path(folder, "watched.txt")
    crowd = subprocess.Popen([watchers, str(port), f"/c/{slug}/live", str(viewers), str(file)],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    crowd.stdout.readline()
    time.sleep(3)
    with_kb = memory_kb()
    watched, watched_failed, published = drive("b", waiting[half:])
    time.sleep(5)
    crowd.stdin.close()
    crowd.wait()
    seen = read_watched(file)
    last, typical, missed = [], [], 0
    for post, at in published.items():
        times = [moment for moment in seen["told"].get(post, []) if moment]
        missed += len(times) < viewers - seen["lost"]
        if times:
            last.append(max(times) - at)
            typical.append(statistics.median(times) - at)
    ms = lambda value: f"{value * 1000:.0f} ms"
    print(f"{viewers} viewers on one process, {gifts_a_second} gifts/s and {posts_a_second} posts/s for {seconds} s")
    print(f"  until the median viewer has a post: median {ms(quantile(typical, .5))}, p99 {ms(quantile(typical, .99))}")
    print(f"  until every viewer has it:          median {ms(quantile(last, .5))}, p99 {ms(quantile(last, .99))}")
    print(f"  states told: {seen['versions']}, events received {seen['events']}, {seen['bytes'] / 1e6:.0f} MB;"
          f" median gap {ms(quantile(seen['gaps'], .5))}; viewers lost {seen['lost']}, posts missed by somebody {missed}")
    print(f"  memory per viewer: {(with_kb - before_kb) / viewers:.1f} KB (resident {before_kb} -> {with_kb} KB)")
    for name, times, failed in (("without viewers", alone, alone_failed), ("with viewers", watched, watched_failed)):
        print(f"  a gift {name}: median {ms(quantile(times, .5))}, p99 {ms(quantile(times, .99))}, {len(times)} given, {failed} not taken")
    sys.exit(1 if seen["lost"] or missed or alone_failed or watched_failed else 0)


if __name__ == "__main__":
    main()
