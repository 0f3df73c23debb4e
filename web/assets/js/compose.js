// Composing a post where the signal is poor: pictures are made smaller here, the post is kept on
// this phone until the server has acknowledged it, and is sent when there is signal, never twice.
// Where the browser cannot keep anything the form stays what it is: one that is sent at once.
import { can_keep, discard, keep, send, waiting } from "./outbox.js";
import { drawn, fresh_key, smaller } from "./picture.js";

const photos_max = 10;
const again_first_ms = 2_000, again_most_ms = 60_000;

// Pages may show no other pictures than ours and those that stand in their address.
async function preview(blob) {
  try { return (await drawn(blob, 240)).toDataURL("image/jpeg", 0.7); } catch { return ""; }
}

function compose(form) {
  const $ = (selector) => form.querySelector(selector);
  const said = $("[data-compose-words]").dataset;
  const words = form.elements.words, picker = form.elements.photo;
  const list = $("[data-compose-photos]"), error = $("[data-compose-error]");
  const outbox = $("[data-compose-outbox]"), status = $("[data-compose-status]"), kept = $("[data-compose-kept]");
  const action = new URL(form.action).pathname;
  let photos = [], pause_ms = again_first_ms, timer = null, is_sending = false;

  const complain = (sentence) => {
    error.textContent = sentence;
    if (sentence) words.setAttribute("aria-invalid", "true"); else words.removeAttribute("aria-invalid");
  };

  const show_photos = () => {
    list.hidden = photos.length === 0;
    list.replaceChildren(...photos.map((photo, i) => {
      const row = $("[data-compose-photo]").content.cloneNode(true).firstElementChild;
      if (photo.shown) row.querySelector("img").src = photo.shown; else row.querySelector("img").remove();
      const alt = row.querySelector("[data-alt]"), people = row.querySelector("[data-people]");
      alt.value = photo.alt;
      alt.addEventListener("input", () => { photo.alt = alt.value; });
      people.checked = photo.people;
      people.addEventListener("change", () => { photo.people = people.checked; });
      const remove = row.querySelector("[data-remove]");
      remove.setAttribute("aria-label", remove.dataset.label.replace("{n}", String(i + 1)));
      remove.addEventListener("click", () => {
        photos = photos.filter((other) => other !== photo);
        show_photos();
        (list.querySelector("[data-remove]") ?? picker).focus();
      });
      return row;
    }));
  };

  picker.addEventListener("change", async () => {
    const files = [...picker.files];
    picker.value = "";
    complain("");
    for (const file of files) {
      if (photos.length >= photos_max) { complain(said.tooMany); break; }
      const blob = await smaller(file);
      if (!blob) { complain(said.refused.replace("{why}", file.name)); continue; }
      photos.push({ key: fresh_key(), blob, shown: await preview(blob), alt: "", people: false });
      show_photos();
    }
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!words.value.trim() && photos.length === 0) { complain(said.empty); words.focus(); return; }
    const item = { key: form.elements.form_key.value, action, photos_action: form.dataset.compose,
      words: words.value, made_at: Date.now(),
      photos: photos.map(({ key, blob, alt, people }) => ({ key, blob, alt, people })) };
    try { await keep(item); } catch {
      if (photos.length) complain(said.notKept); else form.submit();
      return;
    }
    form.elements.form_key.value = fresh_key();
    words.value = "";
    photos = [];
    complain("");
    show_photos();
    pause_ms = again_first_ms;
    await show_kept(said.kept);
    send_all();
  });

  const show_kept = async (line) => {
    const items = await waiting(action);
    outbox.hidden = items.length === 0 && !line;
    if (line) status.textContent = line;
    else if (items.length) status.textContent = said.kept;
    kept.replaceChildren(...items.map((item) => {
      const row = $("[data-compose-item]").content.cloneNode(true).firstElementChild;
      row.querySelector("[data-words]").textContent = item.words;
      const count = item.photos.length;
      row.querySelector("[data-state]").textContent = item.why ? said.refused.replace("{why}", item.why)
        : count === 0 ? "" : count === 1 ? said.photo : said.photos.replace("{n}", String(count));
      row.querySelector("[data-discard]").addEventListener("click", async () => {
        if (!confirm(said.ask)) return;
        await discard(item.key);
        show_kept("");
      });
      return row;
    }));
    return items;
  };

  // What was refused comes back into the form, if nothing new has been begun there.
  const give_back = async (item, why) => {
    if (words.value || photos.length) { item.why = why; await keep(item); return; }
    await discard(item.key);
    words.value = item.words;
    photos = await Promise.all(item.photos.map(async ({ blob, alt, people }) => (
      { key: fresh_key(), blob, shown: await preview(blob), alt, people })));
    show_photos();
    complain(why);
  };

  const look_again = () => {
    const to = new URL(form.dataset.done, location);
    if (to.href === location.href) location.reload(); else location.replace(to);
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send_all, pause_ms * (0.75 + Math.random() / 2));
    pause_ms = Math.min(again_most_ms, pause_ms * 2);
  };

  const send_now = async () => {
    for (const item of await waiting(action)) {
      if (item.why) continue;
      status.textContent = said.sending;
      const outcome = await send(item, form.elements.form_token.value, (n, all) => {
        status.textContent = said.progress.replace("{n}", String(n)).replace("{all}", String(all));
      });
      if (outcome === "later") { await show_kept(said.kept); later(); return; }
      if (outcome === "sent") await discard(item.key);
      else await give_back(item, outcome.refused);
      pause_ms = again_first_ms;
      const left = await show_kept(outcome === "sent" ? said.sent : "");
      if (outcome === "sent" && !left.length && !words.value && !photos.length) look_again();
    }
  };

  // One page at a time, where several are open; were there two, the server would still take one.
  const send_all = async () => {
    if (is_sending) return;
    is_sending = true;
    clearTimeout(timer);
    try {
      if (navigator.locks) await navigator.locks.request(`outbox ${action}`, send_now);
      else await send_now();
    } finally { is_sending = false; }
  };

  addEventListener("online", () => { pause_ms = again_first_ms; send_all(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send_all(); });
  form.classList.add("scripted");
  show_kept("").then((items) => { if (items.length) send_all(); });
}

for (const form of document.querySelectorAll("form[data-compose]")) {
  if (await can_keep()) compose(form);
}
