// The share kit with one press less: the phone's own share sheet, copying, the code in a window,
// and mail and messages without a page between. Without this script every button is a plain link.
const asked = new Map();

// The button's tracked link, asked for when it is about to be pressed, and once.
function link_of(button) {
  const way = button.dataset.way;
  if (!asked.has(way)) {
    const answer = fetch(`${button.href}?as=json`, { headers: { accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)));
    answer.catch(() => asked.delete(way));
    asked.set(way, answer);
  }
  return asked.get(way);
}

function say(button) {
  const line = button.closest(".kit").querySelector("[data-said]");
  line.textContent = line.dataset.copied;
  const name = button.querySelector("span:last-child");
  const label = name.textContent;
  if (label.startsWith("✓ ")) return;
  name.textContent = `✓ ${label}`;
  setTimeout(() => { name.textContent = label; line.textContent = ""; }, 2500);
}

// Safari lets a page copy later only if it is promised at once.
async function copy(button) {
  const url = link_of(button).then((link) => link.url);
  if (window.ClipboardItem && /^((?!chrome|android).)*safari/i.test(navigator.userAgent)) {
    const text = url.then((value) => new Blob([value], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
  } else {
    await navigator.clipboard.writeText(await url);
  }
  say(button);
}

async function show_code(button) {
  const link = await link_of(button);
  const window_of_code = document.createElement("dialog");
  window_of_code.className = "code-now";
  const picture = document.createElement("img");
  picture.src = link.qr;
  picture.alt = link.url;
  picture.width = picture.height = 288;
  const address = document.createElement("p");
  address.textContent = link.url.replace(/^https?:\/\//, "");
  address.dir = "ltr";
  const end = document.createElement("button");
  end.textContent = "OK";
  end.addEventListener("click", () => window_of_code.close());
  window_of_code.append(picture, address, end);
  window_of_code.setAttribute("aria-label", button.textContent.trim());
  window_of_code.addEventListener("close", () => { window_of_code.remove(); button.focus(); });
  document.body.append(window_of_code);
  window_of_code.showModal();
}

async function open_sheet(button) {
  const link = await link_of(button);
  try {
    await navigator.share({ title: link.title, text: link.text, url: link.url });
  } catch (why) {
    if (why.name !== "AbortError") location.href = button.href;
  }
}

const acts = {
  sheet: navigator.share ? open_sheet : null,
  copy: navigator.clipboard ? copy : null,
  qr: window.HTMLDialogElement ? show_code : null,
  email: async (button) => { location.href = (await link_of(button)).href; },
  sms: async (button) => { location.href = (await link_of(button)).href; },
};

for (const button of document.querySelectorAll("[data-way]")) {
  const act = acts[button.dataset.way];
  if (!act) continue;
  button.hidden = false;
  for (const sign of ["pointerdown", "focus"])
    button.addEventListener(sign, () => { link_of(button).catch(() => {}); });
  button.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    button.setAttribute("aria-busy", "true");
    try { await act(button); } catch { location.href = button.href; }
    button.removeAttribute("aria-busy");
  });
}
