// The desk: asks before what cannot be undone, and keeps a second press from sending twice.
const wait_ms = 8000;

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;  // A script sends it, and knows when it may be sent again.
  const form = event.target, button = event.submitter;
  const question = button?.dataset.ask ?? form.dataset.ask;
  if (question && !confirm(question)) { event.preventDefault(); return; }
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  button?.setAttribute("aria-busy", "true");
  setTimeout(() => { delete form.dataset.sent; button?.removeAttribute("aria-busy"); }, wait_ms);
});

document.querySelector(".summary")?.focus();
