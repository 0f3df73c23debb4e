// After a share button: the picture goes straight to the phone's share sheet, and a Mastodon server
// is remembered, by this browser alone.
const kept = "mastodon-server";

for (const form of document.querySelectorAll("[data-mastodon]")) {
  const field = form.querySelector("input[name=server]");
  try { field.value = field.value || localStorage.getItem(kept) || ""; } catch { /* Not allowed. */ }
  form.addEventListener("submit", (event) => {
    const host = field.value.trim().toLowerCase().replace(/^https:\/\//, "").replace(/^.*@/, "").replace(/\/$/, "");
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) || !/[a-z]/.test(host)) return;
    event.preventDefault();
    try { localStorage.setItem(kept, host); } catch { /* Not allowed. */ }
    location.href = `https://${host}/share?text=${encodeURIComponent(form.dataset.text)}`;
  });
}

for (const button of document.querySelectorAll("[data-share-picture]")) {
  if (!navigator.canShare) continue;
  const probe = new File([""], "picture.png", { type: "image/png" });
  if (!navigator.canShare({ files: [probe] })) continue;
  button.hidden = false;
  let file;
  const load = async () => {
    const answer = await fetch(button.dataset.sharePicture);
    return new File([await answer.blob()], button.dataset.fileName, { type: "image/png" });
  };
  button.addEventListener("pointerdown", () => { file ??= load(); });
  button.addEventListener("click", async () => {
    file ??= load();
    try { await navigator.share({ files: [await file] }); } catch { /* They changed their mind. */ }
  });
}
