// A series of days, from data-series: {"x":[seconds],"y":[minor units]} is a line that grows,
// [["2027-06-12",minor units],…] a bar a day. The table beside it says the same; the colours follow
// the page.
const place = document.querySelector(".chart[data-series]");

const load_plot = () => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = "/assets/node_modules/uplot/dist/uPlot.iife.min.js";
  script.onload = () => resolve(window.uPlot);
  script.onerror = reject;
  document.head.append(script);
});

if (place) {
  const data = JSON.parse(place.dataset.series);
  const by_day = Array.isArray(data);
  const x = by_day ? data.map(([day]) => Date.parse(day) / 1000) : data.x;
  const y = by_day ? data.map(([, minor]) => minor) : data.y;
  if (x.length > 1) {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = "/assets/node_modules/uplot/dist/uPlot.min.css";
    document.head.append(sheet);
    const Plot = await load_plot();
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const lang = document.documentElement.lang || "en";
    const currency = place.dataset.currency;
    const money = new Intl.NumberFormat(lang, { style: "currency", currency, notation: "compact", maximumFractionDigits: 1 });
    const minor = 10 ** (new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2);
    const day = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", timeZone: "UTC" });
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
    const plot = new Plot({
      width: place.clientWidth, height: 240, legend: { show: false }, cursor: { show: false },
      scales: { y: { range: (_, low, high) => [Math.min(0, low), high * 1.08 || 1] } },
      axes: [{ ...axis, size: 32, values: (_, days) => days.map((s) => day.format(s * 1000)) },
             { ...axis, size: 64, values: (_, sums) => sums.map((v) => money.format(v)) }],
      series: [{}, { label: place.dataset.name, stroke: colour("--action"), width: by_day ? 0 : 3,
                     fill: by_day ? colour("--action") : colour("--action") + "22", points: { show: false },
                     ...(by_day && { paths: Plot.paths.bars({ size: [0.8, 24] }) }) }],
    }, [x, y.map((v) => v / minor)], place);
    addEventListener("resize", () => plot.setSize({ width: place.clientWidth, height: 240 }));
  }
}
