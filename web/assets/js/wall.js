// The wall: new posts slide in, withdrawn ones leave, also while the wall is held still.
//
// A state names the newest posts that are public. One that was named and is not any more was taken
// back; one that is named and not here is in the state itself or, after a burst, on the page.
import { follow, post_item } from "./live.js";

const safely_named = 50, look_again_ms = 60_000, burst_ms = 3_000;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const root = document.querySelector(".wall[data-live]");
const list = root.querySelector(".wall-posts");
const empty = root.querySelector(".wall-empty");
const model = document.getElementById(list.dataset.row);
const tag = root.dataset.tag.toLowerCase();
let named = null, fetching = null;

const items = () => [...list.children];
const show_empty = () => { empty.toggleAttribute("data-shown", list.children.length === 0); };

function remove_gone(ids) {
  const now = new Set(ids);
  const gone = new Set((named ?? []).slice(0, safely_named).filter((id) => !now.has(id)));
  for (const item of items()) if (gone.has(item.dataset.key)) leave(item);
  // Without a tag the first rows are the newest posts themselves.
  if (!tag) for (const item of items().slice(0, ids.length)) if (!now.has(item.dataset.key)) leave(item);
  show_empty();
}

function leave(item) {
  if (item.contains(document.activeElement)) root.querySelector("h1").focus();
  item.remove();
}

const carries = (post) => !tag ||
  (post.pieces ?? []).some((piece) => piece.is_tag && piece.text.toLowerCase() === `#${tag}`);

function add_new(state) {
  const here = new Set(items().map((item) => item.dataset.key));
  const known = new Set(named ?? state.post_ids);
  for (const post of [...state.posts].reverse()) {
    if (here.has(post.id) || !carries(post) || (known.has(post.id) && named)) continue;
    const item = post_item(model, post);
    if (!still) item.classList.add("new");
    list.prepend(item);
  }
  const told = new Set(state.posts.map((post) => post.id));
  if (named && state.post_ids.some((id) => !known.has(id) && !told.has(id))) look_again(Math.random() * burst_ms);
}

// The page as it is now: what is not on it goes; what is new on it stands where the page has it.
function look_again(after_ms) {
  fetching ??= setTimeout(async () => {
    fetching = null;
    try {
      const answer = await fetch(location.href);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelectorAll(".wall-posts > li");
      const before = new Set(items().map((item) => item.dataset.key));
      for (const item of fresh) item.classList.toggle("new", !still && !before.has(item.dataset.key));
      list.replaceChildren(...fresh);
      show_empty();
    } catch { /* The next state or the next minute tries again. */ }
  }, after_ms);
}

function take(state, held) {
  if (!Array.isArray(state.post_ids) || !Array.isArray(state.posts)) return;
  remove_gone(state.post_ids);
  if (held) return;
  add_new(state);
  named = state.post_ids;
}

show_empty();
if (root.dataset.live) {
  follow(root, () => {}, take);
  setInterval(() => { if (!document.hidden) look_again(Math.random() * burst_ms); }, look_again_ms);
}
