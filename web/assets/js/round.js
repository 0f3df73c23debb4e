// A helper's round where there is no signal: what they tell is kept on this phone, with when it
// happened and its photo, and sent in order when the network is back, never twice. The page itself is
// kept by the service worker, so that a phone that was locked in a basement shows it again. Without
// this script each form is sent at once like any other.
import { ask, can_keep, discard, keep, waiting } from "./outbox.js";
import { fresh_key, smaller } from "./picture.js";

const again_first_ms = 3_000, again_most_ms = 60_000, patience_ms = 90_000;
const round = document.querySelector("[data-round]");

function begin() {
  const action = new URL(round.dataset.round, location).pathname;
  const box = round.querySelector("[data-round-outbox]"), line = box.querySelector("p");
  const list = box.querySelector("ul"), row_template = box.querySelector("template");
  let pause_ms = again_first_ms, timer = null, is_sending = false;

  const places = () => [...round.querySelectorAll("[data-place]")];

  // As it will be once it is sent: the card is done, the next one opens.
  const show_told = (item) => {
    const card = item.place ? round.querySelector(`#p${CSS.escape(item.place)}`) : null;
    if (!card) return;
    if (item.after) card.querySelector("[data-state]").textContent = item.after;
    card.dataset.told = "";
    delete card.dataset.todo;
    card.open = false;
    const act = new Map(item.fields).get("act");
    if (act === "hung") card.dataset.up = "";
    else if (act !== "photo") delete card.dataset.up;
    const count = round.querySelector("[data-round-line]");
    const said = (number) => number.toLocaleString(document.documentElement.lang);
    count.textContent = count.dataset.words.replace("{n}", said(places().filter((one) => "up" in one.dataset).length))
      .replace("{all}", said(places().length));
  };
  const show_next = (move) => {
    const next = places().find((card) => "todo" in card.dataset);
    const title = round.querySelector("[data-round-next]");
    title.textContent = next ? round.dataset.next.replace("{place}", next.dataset.name) : round.dataset.done;
    if (!next) return;
    next.open = true;
    if (move) next.scrollIntoView({ block: "center" });
  };

  const show_waiting = async (words) => {
    const items = await waiting(action);
    const unsent = items.filter((item) => !item.why).length;
    box.hidden = items.length === 0 && !words;
    line.textContent = words || (unsent ? line.dataset.waits.replace("{n}", String(unsent)) : line.dataset.stays);
    list.replaceChildren(...items.map((item) => {
      const row = row_template.content.cloneNode(true).firstElementChild;
      const what = item.what + (item.why ? `: ${line.dataset.refused.replace("{why}", item.why)}` : "");
      row.querySelector("[data-what]").textContent = what;
      const button = row.querySelector("button");
      button.hidden = !item.why;
      button.addEventListener("click", async () => { await discard(item.key); location.reload(); });
      return row;
    }));
    return items;
  };

  const parts_of = (item) => {
    const parts = new FormData();
    for (const [name, value] of item.fields) parts.append(name, value);
    parts.set("form_token", round.querySelector("[name=form_token]").value);
    parts.append("key", item.key);
    parts.append("told_at", new Date(item.made_at).toISOString().replace(/\.\d+Z$/, "Z"));
    if (item.photo) parts.append("photo", item.photo, "photo.jpg");
    return parts;
  };

  const send_now = async () => {
    if (navigator.onLine === false) { await show_waiting(""); later(); return; }
    let last = null;
    for (const item of await waiting(action)) {
      if (item.why) continue;
      await show_waiting(line.dataset.sending);
      const answer = await ask(action, parts_of(item), patience_ms);
      if (answer.told) { await discard(item.key); last = item; pause_ms = again_first_ms; continue; }
      if (!answer.refused) { await show_waiting(""); later(); return; }
      item.why = answer.refused;
      await keep(item);
    }
    const left = await waiting(action);
    await show_waiting(last ? `${last.what} ✓ · ${left.length ? line.dataset.stays : line.dataset.sent}` : "");
    if (last && left.length === 0) box.classList.replace("loud", "good");
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send_all, pause_ms * (0.75 + Math.random() / 2));
    pause_ms = Math.min(again_most_ms, pause_ms * 2);
  };
  const send_all = async () => {
    if (is_sending) return;
    is_sending = true;
    clearTimeout(timer);
    try {
      if (navigator.locks) await navigator.locks.request(`round ${action}`, send_now);
      else await send_now();
    } finally { is_sending = false; }
  };

  const tell = async (form, button) => {
    const fields = new FormData(form);
    const file = fields.get("photo");
    const photo = file && file.size > 0 ? await smaller(file) : null;
    for (const name of ["photo", "key", "told_at", "form_token"]) fields.delete(name);  // Each made anew when it is sent.
    fields.set("act", button.value);
    const card = form.closest("[data-place]");
    const item = { key: fresh_key(), action, made_at: Date.now(), photo, after: button.dataset.after ?? "",
      place: card ? card.id.slice(1) : "", fields: [...fields].filter(([, value]) => typeof value === "string"),
      what: [card?.dataset.name ?? fields.get("name") ?? fields.get("code_one"), button.textContent].filter(Boolean).join(": ") };
    try { await keep(item); } catch { form.submit(); return; }
    show_told(item);
    form.reset();
    box.classList.replace("good", "loud");
    await show_waiting("");
    show_next(true);
    pause_ms = again_first_ms;
    send_all();
  };

  for (const form of round.querySelectorAll("form[data-tell]")) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter ?? form.querySelector("button");
      const note = form.elements.note;
      event.preventDefault();
      if (button.value === "not_possible" && !note.value.trim()) { note.focus(); return; }
      tell(form, button);
    });
  }
  addEventListener("online", () => { pause_ms = again_first_ms; send_all(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send_all(); });
  show_waiting("").then((items) => {
    for (const item of items) if (!item.why) show_told(item);
    if (items.length) { show_next(false); send_all(); }
  });
}

// Whoever leaves leaves nothing on the phone: neither the page nor what was not sent. Without signal
// nobody can leave, and nothing goes.
async function leave(form) {
  const action = new URL(round.dataset.round, location).pathname;
  const items = await can_keep() ? await waiting(action) : [];
  if (items.length && !confirm(round.dataset.leaving.replace("{n}", String(items.length)))) return;
  for (const item of items) await discard(item.key);
  if ("caches" in window) {
    const cache = await caches.open(kept);
    for (const one of await cache.keys()) if (new URL(one.url).pathname === action) await cache.delete(one);
  }
  form.submit();
}

// The page and what it is made of, kept for when the phone shows it again without signal.
const kept = "screen-1", kept_ms = 60 * 24 * 3600 * 1000;
async function keep_page() {
  await navigator.serviceWorker.register("/assets/js/keep.js", { scope: "/h/" });
  await navigator.serviceWorker.ready;
  const cache = await caches.open(kept);
  const parts = performance.getEntriesByType("resource").map((part) => part.name)
    .filter((name) => new URL(name).origin === location.origin && /\/(assets|logo)/.test(new URL(name).pathname));
  await cache.addAll([...new Set([location.origin + location.pathname, ...parts])]);
  for (const one of await cache.keys()) {
    const { pathname, search } = new URL(one.url);
    if (!pathname.startsWith("/h/")) continue;
    const made_at = Date.parse((await cache.match(one))?.headers.get("date") ?? "");
    if (search || !(Date.now() - made_at < kept_ms)) await cache.delete(one);  // Rounds of last year's walk.
  }
  document.documentElement.dataset.kept = "";
}

if (round) {
  keep_page().catch(() => { /* Over plain http the open page still works. */ });
  for (const form of round.querySelectorAll("form[data-leave]"))
    form.addEventListener("submit", (event) => {
      if (navigator.onLine === false) return;
      event.preventDefault();
      leave(form).catch(() => form.submit());
    });
  if (await can_keep()) begin();
}
