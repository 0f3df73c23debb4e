// Buttons that copy a text or hand it to the phone's share sheet. Without scripts they stay hidden,
// and the text itself stands beside them.
const shown_ms = 2000;

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done || label;
    setTimeout(() => { button.textContent = label; }, shown_ms);
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  const share = { url: button.dataset.share, title: button.dataset.title };
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) await navigator.share(share);
      else {
        await navigator.clipboard.writeText(share.url);
        const label = button.textContent;
        button.textContent = "✓ " + label;
        setTimeout(() => { button.textContent = label; }, shown_ms);
      }
    } catch { /* The person changed their mind. */ }
  });
}
