// The desk: asks before what cannot be undone, keeps a second press from sending twice, and lets
// the review queue be read with the keyboard (J next, P publish, B send back).
const wait_ms = 8000;

document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  const question = button?.dataset.ask ?? form.dataset.ask;
  if (question && !confirm(question)) { event.preventDefault(); return; }
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  button?.setAttribute("aria-busy", "true");
  setTimeout(() => { delete form.dataset.sent; button?.removeAttribute("aria-busy"); }, wait_ms);
});

document.addEventListener("keydown", (event) => {
  const queue = document.querySelector("[data-keys]");
  if (!queue || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  const cards = [...queue.querySelectorAll("[data-card]")];
  const here = cards.indexOf(document.activeElement?.closest("[data-card]"));
  if (key === "j" || key === "k") {
    const next = cards[Math.max(0, Math.min(cards.length - 1, here + (key === "j" ? 1 : -1)))];
    next?.focus();
    event.preventDefault();
  } else if (here >= 0 && (key === "p" || key === "b")) {
    cards[here].querySelector(`[data-key="${key}"]`)?.click();
    event.preventDefault();
  }
});

document.querySelector(".summary")?.focus();
