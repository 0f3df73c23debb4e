// The big screen: follows the figures, keeps the projector awake, and says when it last heard.
import { follow } from "./live.js";

const body = document.body;
const status = document.querySelector("[data-live-status]");
const clock = new Intl.DateTimeFormat(document.documentElement.lang || "en", { hour: "2-digit", minute: "2-digit" });

follow(body, (connected, last) => {
  const line = connected || !last ? "" : (body.dataset.heard ?? "").replace("{time}", clock.format(last));
  if (status && status.textContent !== line) status.textContent = line;
});

// A sum of millions still fits beside the code.
const sum = document.querySelector("[data-live-text=raised]");
const fit = () => {
  const { length } = sum.textContent;
  sum.parentElement.classList.toggle("long", length > 8);
  sum.parentElement.classList.toggle("longer", length > 11);
};
if (sum) {
  fit();
  new MutationObserver(fit).observe(sum, { childList: true, characterData: true, subtree: true });
}

const stay_awake = async () => {
  try { await navigator.wakeLock?.request("screen"); } catch { /* Not allowed here: the screen may sleep. */ }
};
document.addEventListener("visibilitychange", () => { if (!document.hidden) stay_awake(); });
stay_awake();
