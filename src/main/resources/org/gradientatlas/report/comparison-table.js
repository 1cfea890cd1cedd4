"use strict";
/** All cells of both studies as a table to sort and filter. */
(() => {
  const { KINDS, number, text, of } = Pairs;
  const PAGE = 100;
  /** Texts up to this length are not wrapped. */
  const SHORT = 24;
  const where = { both: "both", A: "A alone", B: "B alone" };
  const verdict = (counts, order) => (Object.keys(counts).length === 0 ? null : Data.majority(counts, order));
  const outcome = KINDS.outcome;
  /** A column shows `of`, sorts and compares by `key`, and is `raw` in CSV. */
  const measured = (kind, part, name) => ({ name, label: name + (part === "Difference" ? (kind.part && ", points") : kind.part), of: c => text(kind, part, c), key: c => number(kind, part, c), number: true, interval: c => ["", "Low", "High"].map(end => number(kind, part + end, c)) });
  const classes = (name, counts, order) => ({ name, classes: true, of: c => verdict(counts[c], order), key: c => order.indexOf(verdict(counts[c], order)) });
  const COLUMNS = [
    ...Data.axes.map(axis => ({ name: Data.words(axis.name), of: c => Data.value(c, axis.name), key: c => (axis.numeric ? Number(Data.value(c, axis.name)) : Data.at(c, axis.name)), number: axis.numeric })),
    { name: "in", of: c => where[of.where[c]], key: c => Object.keys(where).indexOf(of.where[c]) },
    ...(outcome ? [
      measured(outcome, "A", `A: ${outcome.short}`),
      measured(outcome, "B", `B: ${outcome.short}`),
      measured(outcome, "Difference", "difference"),
    ] : []),
    classes("A: outcome", of.verdictsA, Data.verdicts),
    classes("B: outcome", of.verdictsB, Data.verdicts),
    classes("A: gradients", of.mechanismsA, Data.mechanisms),
    classes("B: gradients", of.mechanismsB, Data.mechanisms),
    measured(KINDS.slope, "A", "A: slope"),
    measured(KINDS.slope, "B", "B: slope"),
    measured(KINDS.slope, "Difference", "difference of slopes"),
  ];
  const label = column => column.label ?? column.name;
  /** As columns of the tables are named: a_accuracy_percent. */
  const plain = column => label(column).toLowerCase().replaceAll("%", "percent").replace(/[^\p{L}\p{N}]+/gu, "_");
  const missing = x => x === null || x === undefined || Number.isNaN(x);
  const TESTS = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b, "=": (a, b) => a === b };

  /** The column that a comparison names: `difference`, `A` for its outcome, `B: slope`, or an axis. */
  function column(name) {
    const wanted = name.trim().toLowerCase();
    const short = outcome ? { a: `a: ${outcome.short}`, b: `b: ${outcome.short}` } : {};
    const full = (short[wanted] ?? wanted).toLowerCase();
    return COLUMNS.find(c => c.number && c.name.toLowerCase() === full);
  }

  /** Splits "relu, difference > 5" into words and comparisons. */
  function parse(query) {
    const comparisons = [];
    const rest = query.replace(/([a-z][a-z: ]*?)\s*(<=|>=|<|>|=)\s*([-−+]?[\d.]+(?:e[-+]?\d+)?)\s*%?/gi, (whole, names, test, value) => {
      // Words may stand before the name: the longest name that ends there counts.
      const words = names.trim().split(/\s+/);
      for (let i = 0; i < words.length; i++) {
        const found = column(words.slice(i).join(" "));
        if (found) {
          comparisons.push(c => !missing(found.key(c)) && TESTS[test](found.key(c), Number(value.replace("−", "-"))));
          return words.slice(0, i).join(" ");
        }
      }
      return whole;
    });
    return { comparisons, words: rest.toLowerCase().split(/[\s,]+/).filter(Boolean) };
  }

  let shown = PAGE;
  const sortedBy = () => COLUMNS.find(c => c.name === State.get("sort"));
  const down = () => State.get("down") === "1";

  function found() {
    const { comparisons, words } = parse(State.get("find", ""));
    const only = State.get("in", "");
    const say = c => COLUMNS.filter(k => !k.interval).map(k => Data.lower(String(k.of(c) ?? ""))).concat(Data.name(c)).join(" ").toLowerCase();
    const list = Data.indices.filter(c => (only === "" || of.where[c] === only) && comparisons.every(test => test(c)) && words.every(word => say(c).includes(word)));
    const sorted = sortedBy();
    if (!sorted) return list;
    return list.sort((a, b) => {
      const [x, y] = [sorted.key(a), sorted.key(b)];
      if (missing(x) || missing(y)) return missing(x) - missing(y);
      return down() ? y - x : x - y;
    });
  }

  function entry(column, c) {
    const value = column.of(c);
    const content = !column.classes ? [value] : value === null ? ["–"]
      : [el("span", { class: "swatch", style: `background:${Theme.CLASSES[value]}`, "aria-hidden": "true" }), Data.lower(value)];
    const short = String(value ?? "").length <= SHORT;
    return el("td", { class: column.number ? "number" : short ? "short" : undefined }, content);
  }

  function head(column) {
    const here = sortedBy() === column;
    const sort = () => {
      State.set({ sort: column.name, down: here && !down() ? "1" : undefined });
      [...document.querySelectorAll("#cells-table th button")].find(b => b.textContent === label(column)).focus();
    };
    return el("th", { scope: "col", class: column.number ? "number" : undefined, "aria-sort": here ? (down() ? "descending" : "ascending") : "none" },
      el("button", { type: "button", click: sort }, label(column)));
  }

  function csv() {
    const columns = COLUMNS.flatMap(column => (column.interval ? ["", "_low", "_high"].map(end => plain(column) + end) : [plain(column)]));
    const rows = found().map(c => COLUMNS.flatMap(column => (column.interval ? column.interval(c) : [column.classes && column.of(c) ? Data.lower(column.of(c)) : column.of(c)])));
    Chart.save(`${Data.study.replace(/[^\w-]+/g, "_").slice(0, 80)}-cells.csv`, new Blob([Chart.csv({ columns, rows })], { type: "text/csv" }));
  }

  function draw() {
    const list = found();
    const rows = list.slice(0, shown).map(c => el("tr", {}, COLUMNS.map(column => entry(column, c))));
    document.getElementById("cells-table").replaceChildren(
      el("p", { class: "note", role: "status" }, `${list.length} of ${Data.size} cells.`),
      el("div", { class: "scroll", tabindex: 0 }, el("table", {}, el("thead", {}, el("tr", {}, COLUMNS.map(head))), el("tbody", {}, rows))),
      ...(list.length > shown ? [el("p", {}, el("button", { type: "button", click: () => { shown += PAGE; draw(); } }, `Show ${Math.min(PAGE, list.length - shown)} more`))] : []));
  }

  const filter = changes => {
    shown = PAGE;
    State.set(changes);
  };
  const counts = name => of.where.filter(w => w === name).length;
  document.getElementById("cells").hidden = false;
  document.getElementById("cells-controls").append(
    el("label", { class: "wide" }, "Find", el("input", { type: "search", placeholder: "relu difference > 5", value: State.get("find", ""), input: e => filter({ find: e.target.value || undefined }) })),
    select("Only cells in", [["", `either (${Data.size})`], ...Object.keys(where).map(w => [w, `${where[w]} (${counts(w)})`])], State.get("in", ""), value => filter({ in: value || undefined })),
    el("button", { type: "button", "aria-label": "Save these cells as CSV", click: csv }, "CSV"));
  draw();
  State.onChange(keys => keys.some(key => ["find", "in", "sort", "down"].includes(key)) && draw());
  Sections.start();
})();
