// The bank's lines by keyboard: J and K or the arrows move, Y takes the first suggestion, O looks for
// something else, N says that it is not ours, U takes the last one back, ? tells all that. Without
// this script every button still stands there.
const queue = document.querySelector("[data-bank-keys]");
const cards = () => [...queue.querySelectorAll("[data-card]")];
const here = () => document.activeElement?.closest("[data-card]");

function move(step) {
  const all = cards();
  const at = here() ? all.indexOf(here()) + step : 0;
  all[at]?.focus();
}

// Without a card in focus the first key press goes to the first one, so that nothing is decided
// about a line that nobody looks at.
const press = (what) => () => { if (here()) here().querySelector(what)?.click(); else move(0); };

const acts = {
  j: () => move(1), arrowdown: () => move(1), k: () => move(-1), arrowup: () => move(-1),
  y: press("[data-act=yes]"), o: press("[data-act=other]"), n: press("[data-act=outside]"),
  u: () => document.querySelector("[data-act=undo]")?.click(),
  "?": () => { const keys = document.querySelector("[data-part=keys]"); if (keys) keys.open = !keys.open; },
};

if (queue) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  if (document.querySelector("[data-act=undo]")) cards()[0]?.focus({ preventScroll: false });
}
