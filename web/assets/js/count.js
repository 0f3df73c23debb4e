// Counting a bag where the signal is poor: what is typed stays on this device until the server has
// it, with a key of the device, so that sending twice is one count. Without this script the form is
// sent at once like any other. A PIN is never kept.
const form = document.querySelector("form[data-count]");
const again_ms = 5_000, patience_ms = 20_000;
const unkept = new Set(["form_token", "pin"]);

function begin() {
  const round = form.elements.round.value;
  const who = form.elements.counter ? "second" : "first";
  // Of this person alone: whoever signs in after them on the same device sees and sends nothing of it.
  const place = `cash-count:${new URL(form.action).pathname}:${form.dataset.counter}:${who}`;
  const box = form.querySelector("[data-count-state]"), line = box.querySelector("p");
  const pin = form.elements.pin;
  let timer = null, is_sending = false;

  const say = (words) => { box.hidden = !words; line.textContent = words; };
  const read = () => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* Nothing was kept. */ } };
  const keep = (waits) => {
    const fields = [...new FormData(form)].filter(([name]) => !unkept.has(name));
    try { localStorage.setItem(place, JSON.stringify({ round, waits, fields })); } catch { /* The page itself keeps it. */ }
  };

  const add_up = () => {
    const decimals = Number(form.dataset.decimals), unit = 10 ** decimals;
    let minor = 0;
    for (const one of form.querySelectorAll("[data-face]"))
      if (/^\d+$/.test(one.value.trim())) minor += Number(one.dataset.face) * Number(one.value);
    for (const one of form.querySelectorAll("[data-amount]")) {
      const typed = one.value.trim().replace(",", ".");
      if (/^\d+(\.\d+)?$/.test(typed)) minor += Math.round(Number(typed) * unit);
    }
    const shown = form.querySelector("[data-count-sum]");
    shown.hidden = false;
    shown.querySelector("output").textContent = new Intl.NumberFormat(document.documentElement.lang,
      { style: "currency", currency: form.dataset.currency }).format(minor / unit);
  };

  const restore = () => {
    const kept = read();
    if (!kept) return false;
    if (kept.round !== round) { forget(); return false; }
    for (const [name, value] of kept.fields) {
      const field = form.elements[name];
      if (!field) continue;
      if (field.type === "checkbox") field.checked = true; else field.value = value;
      if (value) { const more = field.closest("details"); if (more && value) more.open = true; }
    }
    say(kept.waits ? (pin ? line.dataset.pin : line.dataset.unsent) : line.dataset.kept);
    return kept.waits && !pin;
  };

  const send = async () => {
    if (is_sending) return;
    is_sending = true;
    clearTimeout(timer);
    const end = new AbortController(), clock = setTimeout(() => end.abort(), patience_ms);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)),
        signal: end.signal, headers: { Accept: "application/json" } });
      const is_told = answer.headers.get("content-type")?.startsWith("application/json");
      const said = is_told ? await answer.json() : {};
      if (answer.ok && said.location) { forget(); location.assign(said.location); return; }
      if (said.sentence && answer.status < 500) {
        keep(false);
        say(said.sentence);
        box.scrollIntoView({ block: "center" });
        return;
      }
      later();
    } catch { later(); } finally { clearTimeout(clock); is_sending = false; }
  };
  const later = () => {
    keep(true);
    say(line.dataset.unsent);
    box.scrollIntoView({ block: "center" });
    timer = setTimeout(send, again_ms);
  };

  form.addEventListener("input", () => { keep(false); add_up(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  addEventListener("online", () => { if (read()?.waits && (!pin || pin.value)) send(); });
  if (restore()) send();
  add_up();
}

if (form) begin();
