// The give form: chips fill the amount, the button says it, a second press waits for the first.
// The form works without any of this, and nothing is remembered.
const form = document.querySelector("[data-give]");
const wait_ms = 8000;

if (form) {
  const amount = form.elements.amount;
  const button = form.querySelector("button[data-label]");
  const chips = [...form.querySelectorAll("[data-amount]")];
  const { mark, currency } = form.dataset;

  // As the chips write it in this language: "€20" or "20 €".
  const written = (typed) => {
    const model = chips.find((chip) => chip.textContent.includes(chip.dataset.amount));
    if (model) return model.textContent.replace(model.dataset.amount, typed);
    return currency + (currency.length > 1 ? "\u00a0" : "") + typed;
  };

  const show = () => {
    const typed = amount.value.trim();
    for (const chip of chips) {
      if (chip.dataset.amount === typed) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
    const plain = new RegExp(`^\\d{1,9}(\\${mark}\\d{1,3})?$`).test(typed);
    button.textContent = button.dataset.label.replace("{amount}", plain ? written(typed) : "").trim();
  };

  for (const chip of chips) {
    chip.addEventListener("click", (event) => {
      event.preventDefault();
      amount.value = chip.dataset.amount;
      show();
    });
  }
  amount.addEventListener("input", show);
  show();

  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), wait_ms);
  });
  addEventListener("pageshow", () => button.removeAttribute("aria-busy"));
  document.querySelector(".summary")?.focus();
}
