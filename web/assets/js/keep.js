// A service worker for big screens alone: keeps the screen's page and what it loads, and gives them
// back when the network is away. Everything else goes to the network as if this were not here.
const kept = "screen-1";
const is_screen = (url) => /^\/c\/[a-z0-9-]+\/screen$/.test(url.pathname);
const is_part = (url) => /^\/(assets|q)\//.test(url.pathname) || /^\/c\/[a-z0-9-]+\/(hero\.svg|theme\.css)$/.test(url.pathname);

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
  const from_screen = event.request.mode === "navigate" || await asked_by_screen(event.clientId);
  try {
    const fresh = await fetch(event.request);
    if (fresh.ok && from_screen) await cache.put(event.request, fresh.clone());
    if (fresh.status < 500) return fresh;
    return await cache.match(event.request) ?? fresh;
  } catch (failure) {
    const old = await cache.match(event.request);
    if (old) return old;
    throw failure;
  }
}

async function asked_by_screen(id) {
  const client = id ? await clients.get(id) : null;
  return client ? is_screen(new URL(client.url)) : false;
}
