// A service worker for big screens and for helpers' rounds alone: keeps that page and what it loads, and
// gives them back when the network is away. Everything else goes to the network as if this were not here.
const kept = "screen-1";
const is_screen = (url) => /^\/c\/[a-z0-9-]+\/screen$/.test(url.pathname) || is_round(url);
const is_round = (url) => /^\/h\/[0-9a-f]+$/.test(url.pathname);
const is_part = (url) => /^\/(assets|q|logo)(\/|$)/.test(url.pathname) || /^\/c\/[a-z0-9-]+\/(hero\.svg|theme\.css)$/.test(url.pathname);

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  const wanted = event.request.mode === "navigate" ? is_screen(url) : is_part(url);
  if (wanted) event.respondWith(answer(event));
});

async function answer(event) {
  const cache = await caches.open(kept);
  const url = new URL(event.request.url), key = kept_as(url, event.request);
  const from_screen = event.request.mode === "navigate" || await asked_by_screen(event.clientId);
  try {
    const fresh = await fetch(event.request);
    if (fresh.ok && from_screen && is_kept_as_it_is(url)) await cache.put(key, fresh.clone());
    // A round whose link was taken back is gone from the phone as well.
    if (is_round(url) && [404, 410].includes(fresh.status)) await cache.delete(key);
    if (fresh.status < 500) return fresh;
    return await cache.match(key) ?? fresh;
  } catch (failure) {
    const old = await cache.match(key);
    if (old) return old;
    throw failure;
  }
}

// A round is kept once, as it is without a scanned code: what was asked about one code days ago must
// not come back for another. Its address names its helper, so no round stands in for another's.
const is_kept_as_it_is = (url) => !is_round(url) || url.search === "";
const kept_as = (url, request) => is_round(url) ? url.origin + url.pathname : request;

async function asked_by_screen(id) {
  const client = id ? await clients.get(id) : null;
  return client ? is_screen(new URL(client.url)) : false;
}
