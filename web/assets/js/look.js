// Our look: the browser's picker beside each colour, and a sample that follows what is typed.
// Without this colours are typed, and the sample shows them once they are kept.
const typing_ms = 350;
const form = document.querySelector("[data-look]");
const is_colour = (text) => /^#?[0-9a-f]{6}$/i.test(text);
let asked = 0, waiting = null;

async function follow() {
  const mine = ++asked;
  const { main, accent } = form.elements;
  const colours = new URLSearchParams({ main: main.value, accent: accent.value });
  try {
    const answer = await fetch(`${location.pathname}?${colours}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("look-sample");
    if (mine === asked && fresh) document.getElementById("look-sample").replaceWith(fresh);
  } catch { /* The next letter tries again. */ }
}

for (const picker of form?.querySelectorAll("[data-picks]") ?? []) {
  const typed = form.elements[picker.dataset.picks];
  picker.hidden = false;
  picker.addEventListener("input", () => { typed.value = picker.value.toUpperCase(); });
  typed.addEventListener("input", () => {
    if (is_colour(typed.value)) picker.value = `#${typed.value.replace("#", "").toLowerCase()}`;
  });
}

form?.addEventListener("input", (event) => {
  if (event.target.type === "file" || event.target.type === "checkbox") return;
  clearTimeout(waiting);
  waiting = setTimeout(follow, typing_ms);
});
