// The big screen: follows the figures, shows one scene after another, keeps the projector awake,
// and says when it last heard. What it has is kept for a time without network.
import { follow } from "./live.js";

const scene_ms = 12_000, post_ms = 9_000;
const body = document.body;
const status = document.querySelector("[data-live-status]");
const clock = new Intl.DateTimeFormat(document.documentElement.lang || "en", { hour: "2-digit", minute: "2-digit" });
let is_held = false;

follow(body, (connected, last) => {
  const line = connected || !last ? "" : (body.dataset.heard ?? "").replace("{time}", clock.format(last));
  if (status && status.textContent !== line) status.textContent = line;
});

// One scene at a time, of those that have something to show; posts one by one, each with its time.
const scenes = [...document.querySelectorAll("[data-scene]")];
const has_rows = (scene) => scene.querySelector("ul").children.length > 0;
let scene = -1, post = 0, timer = null;

const posts_on = () => scenes[scene]?.dataset.scene === "posts" ? [...scenes[scene].querySelectorAll(".post")] : [];

function turn_to(next) {
  scene = next;
  for (const [at, one] of scenes.entries()) one.toggleAttribute("data-on", at === scene);
}

function show_next() {
  if (!is_held && posts_on().length > post + 1) {
    ++post;
  } else if (!is_held) {
    post = 0;
    const next = scenes.findIndex((one, at) => at > scene && has_rows(one));
    turn_to(next >= 0 ? next : scenes.findIndex(has_rows));
  }
  show_post(posts_on());
  timer = setTimeout(show_next, posts_on().length ? post_ms : scene_ms);
}

function restart() {
  clearTimeout(timer);
  show_next();
}

function show_post(posts) {
  for (const [at, one] of posts.entries()) one.toggleAttribute("data-on", at === post);
  if (posts[post]) seen = posts[post].dataset.key;
}

// A new state draws the posts anew: the one that was seen stays, as long as it is there. One that
// has just come is shown at once.
const place = document.querySelector("[data-live-posts]");
let keys = new Set([...place.children].map((one) => one.dataset.key)), seen = "";
new MutationObserver(() => {
  const posts = [...place.children];
  const has_come = posts.length > 0 && !keys.has(posts[0].dataset.key);
  keys = new Set(posts.map((one) => one.dataset.key));
  if (posts.length === 0) { restart(); return; }
  const again = posts.findIndex((one) => one.dataset.key === seen);
  if (has_come && !is_held) {
    turn_to(scenes.findIndex((one) => one.dataset.scene === "posts"));
    post = 0;
    show_post(posts);
    clearTimeout(timer);
    timer = setTimeout(show_next, post_ms);
  } else if (posts_on().length) {
    post = Math.max(0, again);
    show_post(posts);
  }
}).observe(place, { childList: true });

document.querySelector("[data-live-pause]")?.addEventListener("click", (event) => {
  is_held = event.currentTarget.getAttribute("aria-pressed") === "true";
});
body.classList.add("plays");
show_next();

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

// After a reload without network the screen comes from what was kept.
if (navigator.serviceWorker) {
  navigator.serviceWorker.register("/assets/js/keep.js", { scope: "/c/" }).catch(() => { /* Not over plain http: then only an open screen stays. */ });
}
