// The review queue by keyboard: J and K or the arrows move, P publishes, E opens the words for
// correction, S sends back, T takes it to a private conversation, U takes the last verdict back,
// H holds everything, ? tells all that. What is moved to is claimed for its reader; what somebody
// else has open meanwhile is passed over. Without this script every button still stands there.
const queue = document.querySelector("[data-keys]");
const all = (what) => [...queue.querySelectorAll(what)];
const typing = "input, textarea, select, [contenteditable]";

const open_card = () => queue.querySelector("[data-card][data-open]");
const here = () => document.activeElement?.closest("[data-card]") ?? open_card() ?? all("[data-card]")[0];

async function claim(card) {
  const form = card.querySelector("form[data-verdict]");
  if (!form || card.dataset.open !== undefined) return true;
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(card.dataset.readings, { method: "POST", body, redirect: "error" });
    if (!answer.ok) return true;
    const { is_mine, line } = await answer.json();
    if (is_mine) {
      for (const other of all("[data-open]")) delete other.dataset.open;
      card.dataset.open = "";
      return true;
    }
    const note = document.createElement("p");
    note.className = "notice";
    note.setAttribute("role", "status");
    note.textContent = line;
    for (const part of card.querySelectorAll("form, details")) part.remove();
    card.append(note);
    return false;
  } catch { return true; }  // Without a network the verdict itself is refused, if it has to be.
}

async function move(step) {
  const cards = all("[data-card]");
  const focused = document.activeElement?.closest("[data-card]");
  let at = focused ? cards.indexOf(focused) + step : cards.indexOf(open_card());
  if (!focused && at < 0) at = 0;
  for (; at >= 0 && at < cards.length; at += step) {
    cards[at].focus();
    if (await claim(cards[at])) return;
  }
}

function show(details) {
  if (!details) return false;
  details.open = true;
  details.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  return true;
}

const acts = {
  j: () => move(1), arrowdown: () => move(1), k: () => move(-1), arrowup: () => move(-1),
  p: () => here()?.querySelector("[data-act=publish]")?.click(),
  e: () => show(here()?.querySelector("[data-part=edit]")),
  s: () => show(here()?.querySelector("[data-part=back]")),
  t: () => show(here()?.querySelector("[data-part=private]")),
  u: () => document.querySelector("[data-act=undo]")?.click(),
  h: () => show(document.querySelector("[data-part=hold]")),
  "?": () => { const keys = document.querySelector("[data-part=keys]"); if (keys) keys.open = !keys.open; },
};

if (queue) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target.matches(typing)) { here()?.focus(); return; }
    if (event.target.closest(typing)) return;
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  queue.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-card]");
    if (card && event.target !== card) claim(card);
  });
}
