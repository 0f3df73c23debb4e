// Keeps the figures of a page moving. Each event carries the whole state, so a missed one harms
// nothing. Words are spoken at most every 20 seconds; counting can be held still.
//
// A state is JSON: version; percent and lighter_percent (numbers); latest, rows of who, amount, ago,
// message; meter_text, spoken; and ready sentences for the places that name them in data-live-text:
// raised, goal_line, screen_line, lighter, gifts_text, counted, matching_rule, matching_left,
// matching_to_come. What is absent stays as it was. A place that names one of them in data-live-some
// is there while it says something. matching_percent: how much of a sponsor's pool is drawn.
// announcement: what interrupts now, or null; announcement.js shows it, also while counting is held.
// posts: rows of id, who, href, ago, is_official, pieces (text, is_tag), photos (src, srcset, href,
// alt, width, height), video (href, frame, label, note) or null, tags_href, cheer_action, cheers_text. One that is gone from the
// state goes at once, also while counting is held still: somebody took it back.
// photo_changes: goes up when a picture that stands in no post was shown or taken away.
// best: rows of place, who, score, href; best_title. celebrated: a sentence while a milestone is
// fresh, with celebrated_key. `also` is given every state, and whether counting is held still.
// A post's photos, video and cheers are post_media.js's.
import { fill_media, refresh_media } from "./post_media.js";

const say_every_ms = 20_000, poll_every_ms = 15_000, silence_max_ms = 45_000, rows_max = 12;
const look_spread_ms = 3_000;
const again_least_ms = 2_000, again_most_ms = 60_000;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

export function follow(root, heard = () => {}, also = () => {}) {
  let photo_changes = null;
  let failures = 0, again = null, celebrated = null;
  let held = false, last = 0, waiting = null, source = null, polling = null, version = "", spoken = "";
  let said = Date.now();
  const meter = document.querySelector("[data-live-meter]");

  const take = (state) => {
    last = Date.now();
    heard(true, last);
    document.dispatchEvent(new CustomEvent("live-state", { detail: state }));
    also(state, held);
    look_again(state.photo_changes);
    if (held) { waiting = state; drop_posts(state.posts); return; }
    if (state.version && state.version === version) return;
    version = state.version ?? "";
    for (const spot of document.querySelectorAll("[data-live-text]")) {
      const text = state[spot.dataset.liveText];
      if (typeof text === "string" && spot.textContent !== text) spot.textContent = text;
    }
    for (const spot of document.querySelectorAll("[data-live-some]")) {
      const text = state[spot.dataset.liveSome];
      if (typeof text === "string") spot.hidden = text === "";
    }
    draw(state);
    list(state.latest);
    show_posts(state.posts);
    show_best(state);
    celebrate(state);
    speak();
  };

  // Somebody's picture was shown or taken away, beside the posts: the page is fetched once more, and
  // pictures that it does not show any more go, also while counting is held still.
  const pictures_here = () => [...document.querySelectorAll('img[src^="/photos/"]')]
    .filter((picture) => !picture.closest("[data-live-posts]"));
  const look_again = (changes) => {
    if (changes === undefined || changes === photo_changes) return;
    const is_first = photo_changes === null;
    photo_changes = changes;
    if (is_first || pictures_here().length === 0) return;
    setTimeout(async () => {
      try {
        const answer = await fetch(location.href);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const shown = new Set([...page.querySelectorAll("img")].map((picture) => picture.getAttribute("src")));
        for (const picture of pictures_here()) if (!shown.has(picture.getAttribute("src"))) picture.remove();
      } catch { /* The next change tries again. */ }
    }, Math.random() * look_spread_ms);
  };

  const draw = (state) => {
    if (Number.isFinite(state.matching_percent)) {
      document.querySelector("[data-live-matching]")?.setAttribute("width", `${Math.max(0, Math.min(100, state.matching_percent))}%`);
    }
    if (!Number.isFinite(state.percent)) return;
    const full = Math.max(0, Math.min(100, state.percent));
    document.querySelector("[data-live-bar]")?.setAttribute("width", `${full}%`);
    document.querySelector("[data-live-mercury]")?.setAttribute("height", String(full));
    const more = document.querySelector("[data-live-lighter]");
    more?.setAttribute("x", `${full}%`);
    if (Number.isFinite(state.lighter_percent)) {
      more?.setAttribute("width", `${Math.max(0, Math.min(100 - full, state.lighter_percent))}%`);
    }
    meter?.setAttribute("aria-valuenow", String(full));
    if (state.meter_text) meter?.setAttribute("aria-valuetext", state.meter_text);
  };

  const list = (rows) => {
    const place = document.querySelector("[data-live-list=latest]");
    const model = place && document.getElementById(place.dataset.row);
    if (!model || !Array.isArray(rows)) return;
    const before = new Set([...place.children].map(key_of_shown));
    const most = Number(place.dataset.most) || rows_max;
    const items = rows.slice(0, most).map((row) => {
      const item = model.content.cloneNode(true).firstElementChild;
      for (const field of item.querySelectorAll("[data-field]")) {
        field.textContent = row[field.dataset.field] ?? "";
      }
      if (!still && !before.has(key_of_shown(item))) item.className = "new";
      return item;
    });
    if (items.length) place.replaceChildren(...items);
  };

  const drop_posts = (posts) => {
    if (!Array.isArray(posts)) return;
    const kept = new Set(posts.map((post) => post.id));
    for (const item of document.querySelectorAll("[data-live-posts] > [data-key]")) {
      if (!kept.has(item.dataset.key)) item.remove();
    }
  };

  const show_posts = (posts) => {
    const place = document.querySelector("[data-live-posts]");
    const model = place && document.getElementById(place.dataset.row);
    if (!model || !Array.isArray(posts)) return;
    const before = new Map([...place.children].map((item) => [item.dataset.key, item]));
    const most = Number(place.dataset.most) || posts.length;
    const items = posts.slice(0, most).map((post) => {
      const shape = JSON.stringify({ ...post, ago: "", cheers_text: "" });
      const shown = before.get(post.id);
      if (shown?.dataset.shape === shape) { refresh_post(shown, post); return shown; }
      const item = post_item(model, post);
      item.dataset.shape = shape;
      if (!still && !shown) item.classList.add("new");
      return item;
    });
    const had_focus = document.activeElement?.closest("[data-live-posts] > [data-key]")?.dataset.key;
    // What stays is not moved: its pictures are not fetched again, its video plays on.
    items.forEach((item, i) => { if (place.children[i] !== item) place.insertBefore(item, place.children[i] ?? null); });
    while (place.children.length > items.length) place.lastElementChild.remove();
    if (had_focus && !place.contains(document.activeElement)) items.find((item) => item.dataset.key === had_focus)?.querySelector("a")?.focus();
    const around = document.querySelector("[data-live-some=posts]");
    if (around) around.hidden = items.length === 0;
  };

  const show_best = (state) => {
    const place = document.querySelector("[data-live-best]");
    const model = place && document.getElementById(place.dataset.row);
    if (!model || !Array.isArray(state.best)) return;
    place.replaceChildren(...state.best.slice(0, Number(place.dataset.most) || rows_max).map((row) => {
      const item = model.content.cloneNode(true).firstElementChild;
      for (const field of item.querySelectorAll("[data-field]")) {
        field.textContent = row[field.dataset.field] ?? "";
        if (field.dataset.link && /^\/c\//.test(row.href ?? "")) field.setAttribute("href", row.href);
      }
      return item;
    }));
    const around = document.querySelector("[data-live-some=best]");
    if (around) around.hidden = state.best.length === 0;
  };

  // Once for each milestone: what was fresh when the page came is told without motion.
  const celebrate = (state) => {
    const place = document.querySelector("[data-live-celebrate]");
    const key = state.celebrated_key ?? "";
    if (!place || key === celebrated) return;
    const is_first = celebrated === null;
    celebrated = key;
    place.hidden = key === "";
    place.querySelector("[data-celebrated]").textContent = state.celebrated ?? "";
    place.classList.toggle("rising", key !== "" && !is_first && !still);
  };

  const speak = () => {
    const line = meter?.getAttribute("aria-valuetext") ?? "";
    if (!line || line === spoken || Date.now() - said < say_every_ms) return;
    const voice = document.querySelector("[data-live-say]");
    if (voice) voice.textContent = line;
    spoken = line;
    said = Date.now();
  };

  const poll = async () => {
    try {
      const answer = await fetch(root.dataset.poll, { headers: { Accept: "application/json" } });
      if (answer.ok) take(await answer.json());
    } catch { heard(false, last); }
  };
  const start_polling = () => { polling ??= setInterval(poll, poll_every_ms); };
  const stop_polling = () => { clearInterval(polling); polling = null; };

  const listen = () => {
    if (!("EventSource" in window)) { start_polling(); return; }
    clearTimeout(again);
    source?.close();
    source = new EventSource(root.dataset.live);
    const read = (event) => {
      stop_polling();
      try { take(JSON.parse(event.data)); } catch { /* A broken event is followed by a whole one. */ }
    };
    source.onmessage = read;
    source.addEventListener("state", read);
    source.addEventListener("heartbeat", () => { last = Date.now(); heard(true, last); });
    source.onopen = () => { failures = 0; last = Date.now(); heard(true, last); };
    source.onerror = lose;
  };

  // We come back ourselves, slower each time and not all at once: the browser knows no back-off.
  const lose = () => {
    heard(false, last);
    source?.close();
    start_polling();
    const pause = Math.min(again_most_ms, again_least_ms * 2 ** failures++);
    clearTimeout(again);
    again = setTimeout(listen, pause * (0.5 + Math.random()));
  };

  const pause = document.querySelector("[data-live-pause]");
  if (pause) {
    const [hold, resume] = [pause.textContent, pause.dataset.resume];
    pause.hidden = false;
    pause.addEventListener("click", () => {
      held = !held;
      pause.textContent = held ? resume : hold;
      pause.setAttribute("aria-pressed", String(held));
      if (!held && waiting) { const state = waiting; waiting = null; take(state); }
    });
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) poll(); });
  // A stream that was open when the network went may stay silent for minutes before it breaks.
  addEventListener("offline", lose);
  addEventListener("online", () => { failures = 0; listen(); });
  addEventListener("pagehide", () => { clearTimeout(again); source?.close(); stop_polling(); });
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  setInterval(() => { speak(); if (last && Date.now() - last > silence_max_ms) heard(false, last); }, 5000);
  listen();
}

export function post_item(model, post) {
  const item = model.content.cloneNode(true).firstElementChild;
  item.dataset.key = post.id;
  item.classList.toggle("official", post.is_official === true);
  for (const field of item.querySelectorAll("[data-field]")) {
    field.textContent = post[field.dataset.field] ?? "";
    if (field.dataset.link && /^\/c\//.test(post.href ?? "")) field.setAttribute("href", post.href);
  }
  item.querySelector("[data-pieces]")?.replaceChildren(...(post.pieces ?? []).map((piece) => {
    if (!piece.is_tag) return document.createTextNode(piece.text);
    const is_linked = /^\/c\//.test(post.tags_href ?? "") && item.querySelector("[data-media]");
    const tag = document.createElement(is_linked ? "a" : "b");
    tag.textContent = piece.text;
    if (is_linked) { tag.className = "tag"; tag.href = post.tags_href + encodeURIComponent(piece.text.slice(1)); }
    return tag;
  }));
  fill_media(item, post);
  return item;
}

function refresh_post(item, post) {
  const ago = item.querySelector("[data-field=ago]");
  if (ago && ago.textContent !== post.ago) ago.textContent = post.ago ?? "";
  refresh_media(item, post);
}

// What makes a row of the list the same row as before, though "4 minutes ago" has moved on.
function key_of_shown(item) {
  const text = (name) => item.querySelector(name)?.textContent ?? "";
  return `${text("b")}|${text("span")}`;
}

const root = document.querySelector(".tally[data-live]");
if (root) follow(root);
