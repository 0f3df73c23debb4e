// The widget's figures, followed from a frame that may have no origin: so this is one plain script
// that imports nothing. Each event is the whole state; after a failure we ask less and less often.
(() => {
  const body = document.body, least_ms = 5_000, most_ms = 300_000;
  let failures = 0;

  const take = (state) => {
    for (const spot of document.querySelectorAll("[data-text]")) {
      const text = state[spot.dataset.text];
      if (typeof text === "string" && spot.textContent !== text) spot.textContent = text;
    }
    body.dataset.told = "yes";
    if (!Number.isFinite(state.percent)) return;
    const full = String(Math.max(0, Math.min(100, state.percent)));
    document.querySelector(".full").setAttribute("width", `${full}%`);
    const meter = document.querySelector("[role=meter]");
    meter.setAttribute("aria-valuenow", full);
    if (state.meter_text) meter.setAttribute("aria-valuetext", state.meter_text);
  };

  const listen = () => {
    const source = new EventSource(body.dataset.live);
    source.addEventListener("state", (event) => {
      failures = 0;
      try { take(JSON.parse(event.data)); } catch { /* A broken event is followed by a whole one. */ }
    });
    source.onerror = () => {
      source.close();
      setTimeout(listen, Math.min(most_ms, least_ms * 2 ** failures++) * (0.5 + Math.random()));
    };
  };
  if ("EventSource" in window) listen();
})();
