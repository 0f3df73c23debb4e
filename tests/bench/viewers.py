# What viewers.sh measures; arguments: var folder, port, process, viewers, seconds, gifts and posts a second.
#
# Three processes: one holds every viewer's socket, one gives, one publishes posts at the desk. They
# share the system's monotonic clock. A post's delay runs from sending its verdict to the moment at
# which the last (or the median) viewer has a state that names it.
import http.client
import json
import multiprocessing
import pathlib
import re
import resource
import selectors
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse

folder, port, process = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
viewers, seconds, gifts_a_second, posts_a_second = (int(word) for word in sys.argv[4:8])
slug, host = "spring-walk", f"localhost:{port}"
settle_s = 12


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


def open_viewers(count):
    selector, sockets = selectors.EpollSelector(), []
    ask = (f"GET /c/{slug}/live HTTP/1.1\r\nHost: {host}\r\nAccept: text/event-stream\r\n\r\n").encode()
    for number in range(count):
        one = socket.create_connection(("127.0.0.1", port))
        one.sendall(ask)
        one.setblocking(False)
        selector.register(one, selectors.EVENT_READ, number)
        sockets.append(one)
        if number % 200 == 199:
            time.sleep(0.05)
    return selector, sockets


# Which versions each viewer has been told, and when; what a version names is parsed once.
def watch(count, ready, ends, results):
    resource.setrlimit(resource.RLIMIT_NOFILE, (count + 200, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    selector, sockets = open_viewers(count)
    rest = [b""] * count
    named, first_at, seen = {}, {}, {}
    events = lost = received = 0
    ready.set()
    while not ends.is_set():
        for key, _ in selector.select(0.2):
            number = key.data
            try:
                bytes_read = key.fileobj.recv(1 << 18)
            except BlockingIOError:
                continue
            now = time.monotonic()
            if not bytes_read:
                lost += 1
                selector.unregister(key.fileobj)
                continue
            received += len(bytes_read)
            frames = (rest[number] + bytes_read).split(b"\n\n")
            rest[number] = frames.pop()
            for frame in frames:
                if not frame.startswith(b"id: "):
                    continue
                version = frame[4:frame.index(b"\n")]
                events += 1
                if version not in named:
                    state = json.loads(frame[frame.index(b"data: ") + 6:])
                    named[version] = frozenset(state["post_ids"])
                seen.setdefault(version, []).append(now)
    # The first version in the order of arrival that names a post is the one that told of it.
    order = sorted(seen, key=lambda version: min(seen[version]))
    told = {}
    for version in order:
        for post in named[version]:
            told.setdefault(post, version)
    results.put({"told": {post: seen[version] for post, version in told.items()}, "events": events,
                 "versions": len(order), "lost": lost, "bytes": received,
                 "gaps": [min(seen[b]) - min(seen[a]) for a, b in zip(order, order[1:])]})
    for one in sockets:
        one.close()


class Desk:
    def __init__(self, role):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        text = pathlib.Path(folder, "demo-accounts.txt").read_text()
        address, password = re.search(rf"({role}@example\.org)[\s:=|]+(\S+)", text).groups()
        answer, _ = self.ask("POST", "/desk/sign-in", {"email": address, "password": password})
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        _, page = self.ask("GET", f"/desk/{slug}/review")
        self.token = re.search(r'name="form_token" value="([^"]+)"', page)[1]

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
    desk, sent = Desk("moderator"), {}
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
    desk = Desk("volunteer") if lane % 2 else None
    connection = desk.connection if desk else http.client.HTTPConnection("127.0.0.1", port)
    begin.wait()
    start, took, failed = time.monotonic(), [], 0
    for number in range(lane, seconds * gifts_a_second, lanes):
        due = start + number / gifts_a_second
        time.sleep(max(0, due - time.monotonic()))
        key = f"bench{run}x{number}"
        if desk:  # Cash at the desk moves the lighter sum, so the state changes as well.
            answer, _ = desk.ask("POST", f"/desk/{slug}/cash",
                                 {"form_token": desk.token, "form_key": key, "amount": "20", "method": "cash"})
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
    waiting = make_waiting(seconds * posts_a_second * 2)
    half = seconds * posts_a_second
    alone, alone_failed, _ = drive("a", waiting[:half])
    before_kb = memory_kb()
    ready, ends, results = multiprocessing.Event(), multiprocessing.Event(), multiprocessing.Queue()
    crowd = multiprocessing.Process(target=watch, args=(viewers, ready, ends, results))
    crowd.start()
    ready.wait()
    time.sleep(3)
    with_kb = memory_kb()
    watched, watched_failed, published = drive("b", waiting[half:])
    time.sleep(5)
    ends.set()
    seen = results.get()
    crowd.join()
    last, typical, missed = [], [], 0
    for post, at in published.items():
        times = seen["told"].get(post, [])
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
