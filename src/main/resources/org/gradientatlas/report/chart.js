"use strict";
/** An element with attributes (functions become listeners) and children; strings become text nodes, never HTML. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined));
  return node;
}

/** A labelled choice. Options are [value, text]. */
function select(label, options, chosen, change) {
  const list = el("select", { change: event => change(event.target.value) },
    options.map(([value, text]) => el("option", { value, selected: value === chosen }, text)));
  return el("label", {}, label, list);
}

const Chart = (() => {
  const ROWS = 500;
  const all = [];

  function save(name, blob) {
    const link = el("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** Quotes commas, quotes and line breaks, and keeps spreadsheets from running formulas. */
  function csv({ columns, rows }) {
    const field = x => {
      const text = x === null || x === undefined ? "" : typeof x === "string" && /^[=+@\t\r-]/.test(x) ? "'" + x : String(x);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    return [columns, ...rows].map(row => row.map(field).join(",")).join("\r\n") + "\r\n";
  }

  function textTable({ columns, rows }) {
    const body = rows.slice(0, ROWS).map(row => el("tr", {}, row.map(x =>
      typeof x === "number" ? el("td", { class: "number" }, Data.number(x)) : el("td", {}, x ?? "–"))));
    const more = rows.length > ROWS ? [el("p", { class: "note" }, `The first ${ROWS} of ${rows.length} rows; CSV has all.`)] : [];
    return [
      el("div", { class: "scroll", tabindex: 0 },
        el("table", {}, el("thead", {}, el("tr", {}, columns.map(c => el("th", { scope: "col" }, c)))), el("tbody", {}, body))),
      ...more,
    ];
  }

  /**
   * A chart with its buttons and the table behind it.
   * `of.draw(width)` gives {height, option}, `of.numbers()` gives {columns, rows}, `of.label()` says what it shows.
   */
  function make(id, of) {
    const canvas = el("div", { class: "canvas", role: "img" });
    const numbers = el("details", { toggle: () => fill() }, el("summary", {}, "Numbers as a table"));
    const button = (kind, action) => el("button", { type: "button", "aria-label": `Save ${of.name} as ${kind}`, click: action }, kind);
    document.getElementById(id).append(el("figure", {}, canvas,
      el("div", { class: "tools" }, el("span", { class: "note" }, "Save as"), button("SVG", saveSvg), button("PNG", savePng), button("CSV", saveCsv)), numbers));
    const file = kind => `${Data.study.replace(/[^\w-]+/g, "_").slice(0, 60)}-${of.name.replaceAll(" ", "-")}.${kind}`;
    const base = () => ({
      animation: false,
      backgroundColor: "transparent",
      textStyle: { fontFamily: "system-ui, sans-serif", color: Theme.css("--text") },
      aria: { enabled: false },
    });
    const chart = echarts.init(canvas, null, { renderer: of.points?.() > 3000 ? "canvas" : "svg", width: 10, height: 10 });
    if (of.click) chart.on("click", of.click);

    function draw() {
      const width = canvas.clientWidth;
      if (width === 0) return;
      const { height, option } = of.draw(width);
      canvas.style.height = height + "px";
      chart.resize({ width, height });
      chart.setOption({ ...base(), ...option }, true);
      canvas.setAttribute("aria-label", of.label());
      fill();
    }
    function fill() {
      numbers.replaceChildren(numbers.firstChild, ...(numbers.open ? textTable(of.numbers()) : []));
    }
    /** A copy of the chart with a background of its own. */
    function copy(options, use) {
      const { height, option } = of.draw(Math.max(640, canvas.clientWidth));
      const other = echarts.init(options.ssr ? null : el("div"), null, { ...options, width: Math.max(640, canvas.clientWidth), height });
      other.setOption({ ...base(), ...option, backgroundColor: Theme.css("--card") });
      use(other);
      other.dispose();
    }
    function saveSvg() {
      copy({ renderer: "svg", ssr: true }, c => save(file("svg"), new Blob([c.renderToSVGString()], { type: "image/svg+xml" })));
    }
    function savePng() {
      copy({ renderer: "canvas", devicePixelRatio: 2 }, c => {
        const [, data] = c.getDataURL({ type: "png", pixelRatio: 2 }).split(",");
        save(file("png"), new Blob([Uint8Array.from(atob(data), x => x.charCodeAt(0))], { type: "image/png" }));
      });
    }
    function saveCsv() {
      save(file("csv"), new Blob([csv(of.numbers())], { type: "text/csv" }));
    }
    new ResizeObserver(() => requestAnimationFrame(draw)).observe(canvas.parentElement);
    Theme.onChange(draw);
    all.push(draw);
    return { draw };
  }

  /** Options shared by all chart axes. */
  const axis = more => ({
    axisLine: { lineStyle: { color: Theme.css("--line") } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: Theme.css("--grid") } },
    nameTextStyle: { color: Theme.css("--quiet") },
    ...more,
    axisLabel: { color: Theme.css("--text"), hideOverlap: true, ...more.axisLabel },
  });

  /** A tooltip of text lines; the first one is its title. */
  const tooltip = (lines, more = {}) => ({
    trigger: "item",
    confine: true,
    backgroundColor: Theme.css("--card"),
    borderColor: Theme.css("--line"),
    textStyle: { color: Theme.css("--text") },
    formatter: parameters => {
      const [head, ...rest] = lines(parameters);
      return el("div", { class: "tip" }, el("b", {}, head), rest.map(line => el("div", {}, line)));
    },
    ...more,
  });

  window.addEventListener("beforeprint", () => all.forEach(draw => draw()));
  return { make, axis, tooltip, textTable };
})();
