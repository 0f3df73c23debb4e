// The outbox: what was written on this phone and the server has not acknowledged yet: posts, and what
// a helper tells of a place (round.js, with items of its own shape).
// They stand in IndexedDB, pictures included, so that a closed page or an empty battery loses
// nothing. An item: key (the form's, so that sending twice is one post), action, photos_action,
// words, photos (key, blob, alt, people, id once it was brought), made_at.
const name = "outbox", store = "posts";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

async function run(mode, work) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const act = base.transaction(store, mode);
      const asked = work(act.objectStore(store));
      act.oncomplete = () => resolve(asked.result);
      act.onerror = act.onabort = () => reject(act.error);
    });
  } finally { base.close(); }
}

// Can this browser keep anything at all? Private windows of some cannot.
export async function can_keep() {
  try { await open().then((base) => base.close()); return true; } catch { return false; }
}

export const keep = (item) => run("readwrite", (posts) => posts.put(item));
export const discard = (key) => run("readwrite", (posts) => posts.delete(key));
export const waiting = async (action) => (await run("readonly", (posts) => posts.getAll()))
  .filter((item) => item.action === action).sort((a, b) => a.made_at - b.made_at);

// Sends one item: its photos first, each once, then the post that names them.
//   "sent": acknowledged. {refused}: the server will never take it, and says why. "later": no
//   answer that counts; the same again does no harm.
export async function send(item, form_token, progress) {
  for (const [i, photo] of item.photos.entries()) {
    if (photo.id) continue;
    progress(i + 1, item.photos.length);
    const parts = new FormData();
    parts.append("form_token", form_token);
    parts.append("form_key", photo.key);
    parts.append("alt", photo.alt);
    if (photo.people) parts.append("people", "1");
    parts.append("photo", photo.blob, "photo");
    const answer = await ask(item.photos_action, parts, 120_000);
    if (!answer.photo) return answer.refused ? answer : "later";
    photo.id = answer.photo;
    await keep(item);
  }
  const parts = new FormData();
  parts.append("form_token", form_token);
  parts.append("form_key", item.key);
  parts.append("words", item.words);
  parts.append("photos", item.photos.map((photo) => photo.id).join(","));
  const answer = await ask(item.action, parts, 60_000);
  if (answer.post) return "sent";
  return answer.refused ? answer : "later";
}

// The answer as an object; {refused} with a reason; empty where no answer counts.
export async function ask(address, parts, patience_ms) {
  const end = new AbortController();
  const clock = setTimeout(() => end.abort(), patience_ms);
  try {
    const answer = await fetch(address, { method: "POST", body: parts, signal: end.signal,
      headers: { Accept: "application/json" } });
    if (!answer.headers.get("content-type")?.startsWith("application/json")) return {};
    const said = await answer.json();
    if (answer.ok) return said;
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return {};
    return { refused: said.sentence || String(answer.status) };
  } catch { return {}; } finally { clearTimeout(clock); }
}
