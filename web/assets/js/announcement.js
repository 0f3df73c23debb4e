// An announcement interrupts: whatever the page does, it stands on top, and goes when its time is
// over or the event stream says so. A page that follows the stream already tells us by "live-state";
// any other is followed from here.
const place = document.querySelector("[data-announcement]");
const wait_max_ms = 2 ** 31 - 1;
let ending;

function announce(news) {
  clearTimeout(ending);
  const left = news ? Date.parse(news.until) - Date.now() : 0;
  const is_over = !news || Number.isNaN(left) || left <= 0;
  if (is_over) { place.hidden = true; return; }
  for (const [name, text] of [["label", news.label], ["words", news.words], ["until", news.until_text]]) {
    const spot = place.querySelector(`[data-news=${name}]`);
    if (spot && spot.textContent !== text) spot.textContent = text ?? "";
  }
  place.dataset.severity = news.severity;
  place.hidden = false;
  ending = setTimeout(announce, Math.min(left, wait_max_ms));
}

if (place) {
  document.addEventListener("live-state", (event) => announce(event.detail.announcement));
  const until = Date.parse(place.dataset.until);
  if (!place.hidden && until) ending = setTimeout(announce, Math.max(0, Math.min(until - Date.now(), wait_max_ms)));
  if (!document.querySelector('[data-live]:not([data-live=""], [data-announcement])'))
    import("./live.js").then(({ follow }) => follow(place));
}
