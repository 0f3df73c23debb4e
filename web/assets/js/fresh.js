// Keeps a page that is not in the event stream fresh: when the campaign has changed, the page is
// fetched again, not more often than every few seconds, and its marked parts are put in place.
import { follow } from "./live.js";

const least_ms = 5_000, spread_ms = 5_000;
const root = document.querySelector("[data-fresh-live]");
let version = null, waiting = null, asked_at = 0;

async function fetch_again() {
  waiting = null;
  asked_at = Date.now();
  try {
    const answer = await fetch(location.href);
    // The page is not there any more: what it showed goes, too.
    if (answer.status === 404 || answer.status === 410) {
      for (const part of document.querySelectorAll("[data-fresh]")) part.replaceChildren();
    }
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-fresh]")) {
      const fresh = page.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
      if (!fresh || part.contains(document.activeElement)) continue;  // Nobody loses their place.
      if (fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
  } catch { /* The next change tries again. */ }
}

if (root) {
  root.dataset.live = root.dataset.freshLive;
  root.dataset.poll = `${root.dataset.freshLive}.json`;
  follow(root, () => {}, (state, held) => {
    const is_first = version === null;
    if (held || state.version === version) return;
    version = state.version;
    if (is_first) return;
    const pause = Math.max(0, least_ms - (Date.now() - asked_at)) + Math.random() * spread_ms;
    waiting ??= setTimeout(fetch_again, asked_at ? pause : Math.random() * 500);
  });
}
