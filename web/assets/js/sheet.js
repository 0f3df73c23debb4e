// The sheet of an envelope: adds the rows up while somebody types, and says what is missing to the
// control total. Without this script the page says so when it is kept. Also prints the slip.
const sheet = document.querySelector("form[data-sheet]");

// The control total is that of the sheet as told, whatever was found of a row.
// "12,50" and "12.50" are the same; what is no amount counts as nothing yet.
const read = (field) => {
  const typed = (field.dataset.sheetTold ?? field.value).trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : 0;
};

function add_up() {
  const control = sheet.querySelector("[data-sheet-control]");
  if (!control) return;
  const text = (amount) => new Intl.NumberFormat(document.documentElement.lang,
    { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false }).format(amount);
  const sum = [...sheet.querySelectorAll("[data-sheet-amount]")].reduce((all, one) => all + read(one), 0);
  const wanted = read(control);
  const shown = sheet.querySelector("[data-sheet-now]") ?? control.insertAdjacentElement("afterend",
    Object.assign(document.createElement("output"), { className: "sheet-now" }));
  shown.dataset.sheetNow = "";
  const close = Math.abs(sum - wanted) < 0.0005;
  shown.textContent = wanted ? `${text(sum)} ${close ? "=" : "≠"} ${text(wanted)}` : text(sum);
  shown.classList.toggle("differs", wanted > 0 && !close);
}

if (sheet) {
  sheet.addEventListener("input", add_up);
  add_up();
}

const print_button = document.querySelector("[data-print]");
if (print_button) {
  print_button.hidden = false;
  print_button.addEventListener("click", () => window.print());
}
