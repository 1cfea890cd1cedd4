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

/** Draws a group of choices anew, and leaves the keyboard's focus on the choice where it was. */
function keepFocus(id, draw) {
  const name = label => label?.firstChild?.textContent;
  const focused = name(document.activeElement?.closest(`#${id} label`));
  draw();
  [...document.querySelectorAll(`#${id} label`)].find(label => name(label) === focused)?.querySelector("select, input").focus();
}

const Chart = (() => {
  const ROWS = 500;
  const all = [];

  const FONT = "system-ui, sans-serif";
  const pen = document.createElement("canvas").getContext("2d");
  /** The width of a text in pixels. */
  function measure(text, size = 12, weight = 400) {
    pen.font = `${weight} ${size}px ${FONT}`;
    return pen.measureText(text).width;
  }
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

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

  /** Study, panel and part of the study, in characters that every file system takes. */
  function fileName(panel, scope, kind) {
    const plain = (text, most) => text.replace(/[^\p{L}\p{N}.+-]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, most);
    return `${plain(Data.study, 60)}-${plain([panel, ...scope].join(" "), 120)}.${kind}`;
  }
  const saveCsv = (panel, scope, table) => save(fileName(panel, scope, "csv"), new Blob([csv(table)], { type: "text/csv" }));

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
   * `of.draw(width)` gives {height, option}, `of.numbers()` gives {columns, rows}, `of.label()` says what it shows,
   * `of.scope()` which part of the study that is, for the names of files.
   */
  function make(id, of) {
    const canvas = el("div", { class: "canvas", role: "img" });
    const numbers = el("details", { toggle: () => fill() }, el("summary", {}, "Numbers as a table"));
    const button = (kind, action) => el("button", { type: "button", "aria-label": `Save ${of.name} as ${kind}`, click: action }, kind);
    document.getElementById(id).append(el("figure", {}, canvas,
      el("div", { class: "tools" }, el("span", { class: "note" }, "Save as"), button("SVG", saveSvg), button("PNG", savePng), button("CSV", () => saveCsv(of.name, of.scope?.() ?? [], of.numbers()))), numbers));
    const file = kind => fileName(of.name, of.scope?.() ?? [], kind);
    const base = () => ({
      animation: false,
      backgroundColor: "transparent",
      textStyle: { fontFamily: FONT, color: Theme.css("--text") },
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
      // The tooltip of before would outlive the chart that it belongs to.
      chart.dispatchAction({ type: "hideTip" });
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

  /** Labels of an axis that ends at `last`, which may have a name, without those that would touch the last one. */
  const upTo = (last, name = String(last)) => ({ formatter: v => (v === last ? name : last - v < last / 10 ? "" : String(v)) });

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

  /**
   * The options of a tooltip that leaves a box of the chart visible: below it, above or beside, where the window has room.
   * `box(parameters)` gives {left, top, width, height}.
   */
  const outside = (canvas, box) => ({
    confine: false,
    position: ([x], parameters, _, __, { contentSize: [w, h], viewSize: [width] }) => {
      const { left, top, width: across, height } = box(Array.isArray(parameters) ? parameters[0] : parameters);
      const seen = canvas.getBoundingClientRect();
      const middle = Math.max(0, Math.min(width - w, x - w / 2));
      const places = [[middle, top + height + 6], [middle, top - h - 30], [left + across + 6, top], [left - w - 6, top]];
      const fits = ([px, py]) => px >= 0 && px + w <= width && seen.top + py >= 0 && seen.top + py + h <= innerHeight;
      return places.find(fits) ?? places[0];
    },
  });

  /** A title, and below it names beside their colours, wrapped to the width. */
  function legend(title, names, width) {
    const quiet = { fontSize: 12, verticalAlign: "middle", fill: Theme.css("--text") };
    const lines = wrap(title, width);
    const heading = lines.map((text, i) => ({ type: "text", style: { ...quiet, x: 0, y: 8 + 16 * i, text, fill: Theme.css("--quiet") } }));
    let [x, y] = [0, 16 * lines.length + 6];
    const children = names.flatMap(([fill, text]) => {
      const space = 38 + measure(text);
      if (x > 0 && x + space - 16 > width) [x, y] = [0, y + 22];
      const at = x;
      x += space;
      return [
        { type: "rect", shape: { x: at, y, width: 14, height: 14, r: 2 }, style: { fill } },
        { type: "text", style: { ...quiet, x: at + 20, y: y + 7, text } },
      ];
    });
    return { height: y + (names.length > 0 ? 24 : 2), graphic: { type: "group", x: 0, y: 2, silent: true, children: [...heading, ...children] } };
  }

  /** The lines of a text, broken between words. */
  function wrap(text, width, size = 12) {
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = (lines.at(-1) + " " + word).trim();
      if (measure(longer, size) <= width || lines.at(-1) === "") lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  window.addEventListener("beforeprint", () => all.forEach(draw => draw()));
  return { make, axis, upTo, tooltip, outside, legend, measure, wrap, short, saveCsv, save, csv, textTable };
})();
