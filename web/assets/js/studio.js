// The studio: the sheet follows what is typed, and what is made in the background says how far it is.
// Without this a button shows the sheet and a link looks again.
const typing_ms = 350, looking_ms = 2000;
const form = document.querySelector("[data-studio]");
let asked = 0, waiting = null;

// The parts of that page with these ids, in the place of ours.
async function renew(address, ids) {
  const mine = ++asked;
  const answer = await fetch(address);
  if (!answer.ok && answer.status !== 422) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return false;  // Somebody typed on meanwhile.
  for (const id of ids) {
    const old = document.getElementById(id), fresh = page.getElementById(id);
    if (old && fresh && !old.contains(document.activeElement)) old.replaceWith(fresh);
  }
  return true;
}

async function follow() {
  const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  const address = `${form.getAttribute("action")}?${fields}`;
  const sheet = document.getElementById("sheet");
  sheet.setAttribute("aria-busy", "true");
  try {
    if (await renew(address, ["sheet"])) history.replaceState(null, "", address);
  } catch { /* The next letter tries again. */ }
  document.getElementById("sheet").removeAttribute("aria-busy");
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(follow, typing_ms);
});

// A picture that is brought comes back to the sheet as it is now.
document.querySelector("[data-wish]")?.addEventListener("submit", (event) => {
  if (location.search) event.target.elements.wish.value = location.search.slice(1);
});

setInterval(() => {
  if (!document.querySelector("#jobs[data-working]") || waiting_is_open()) return;
  renew(location.href, ["jobs"]).catch(() => {});
}, looking_ms);

function waiting_is_open() {
  return document.getElementById("sheet")?.getAttribute("aria-busy") === "true";
}
