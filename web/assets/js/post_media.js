// What stands in a post beside its words: photos, a video that is loaded by a click and never
// before, cheers. Pages have it from post_body.html; live.js makes the same from a state with
// fill_media(). Without scripts a video opens at its own site, and a cheer is a form.
const browser_key = "cheers-from";

export function fill_media(item, post) {
  const place = item.querySelector("[data-media]");
  if (!place) return;
  const parts = [];
  const photos = (post.photos ?? []).filter((photo) => /^\/photos\/[0-9a-f]+\.jpg$/.test(photo.src));
  if (photos.length) parts.push(photo_list(photos));
  if (place.dataset.media !== "photos") {
    if (post.video && /^https:\/\//.test(post.video.href)) parts.push(video_link(post.video));
    const word = item.ownerDocument.querySelector("[data-cheer]")?.dataset.cheer;
    if (word && post.cheer_action) parts.push(cheer_form(post, word));
  }
  place.replaceChildren(...parts);
}

// What may change under a post that stays as it is.
export function refresh_media(item, post) {
  const cheers = item.querySelector("[data-cheers]");
  if (cheers && cheers.textContent !== post.cheers_text) cheers.textContent = post.cheers_text ?? "";
}

function photo_list(photos) {
  const list = document.createElement("ul");
  list.className = `post-photos ${photos.length === 1 ? "one" : "many"}`;
  list.append(...photos.map((photo) => {
    const picture = document.createElement("img");
    picture.alt = photo.alt ?? "";
    picture.width = photo.width;
    picture.height = photo.height;
    picture.sizes = "(max-width: 40rem) 92vw, 30rem";
    picture.srcset = photo.srcset ?? "";
    picture.src = photo.src;
    const link = document.createElement("a");
    link.href = photo.href;
    link.append(picture);
    const row = document.createElement("li");
    row.append(link);
    return row;
  }));
  return list;
}

function video_link(video) {
  const link = document.createElement("a");
  link.className = "post-video";
  link.href = video.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.dataset.video = video.frame;
  const words = document.createElement("span"), note = document.createElement("small");
  note.textContent = video.note;
  words.append(video.label, document.createElement("br"), note);
  link.append(words);
  const around = document.createElement("p");
  around.append(link);
  return around;
}

function cheer_form(post, word) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = post.cheer_action;
  form.className = "cheer";
  const button = document.createElement("button"), count = document.createElement("small");
  button.textContent = word;
  count.dataset.cheers = "";
  count.textContent = post.cheers_text ?? "";
  form.append(button, " ", count);
  return form;
}

// A value of this browser alone, so that it cheers once for a post; it says nothing about anybody.
function browser_value() {
  try {
    let value = localStorage.getItem(browser_key);
    if (!value) {
      value = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
      localStorage.setItem(browser_key, value);
    }
    return value;
  } catch { return ""; }
}

async function cheer(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST", headers: { Accept: "application/json" },
      body: new URLSearchParams({ browser: browser_value() }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const { cheers_text } = await answer.json();
    form.querySelector("[data-cheers]").textContent = cheers_text;
    button.setAttribute("aria-pressed", "true");
  } catch { button.disabled = false; }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-video]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (!/^\/c\/[^/]+\/(posts|i)\/[a-z0-9-]+\/video$/.test(link.dataset.video)) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.className = "post-player";
  frame.title = link.querySelector("span")?.firstChild?.textContent ?? "";
  frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
  frame.src = link.dataset.video;
  link.replaceWith(frame);
  frame.focus();
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form.cheer");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  cheer(form);
});
