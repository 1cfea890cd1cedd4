"use strict";
/** The cells as a sortable and filterable table, and the claims. */
const Tables = (() => {
  const { axes, cells } = Data;
  const PAGE = 100;
  /** Without training there is nothing that a network reached. */
  const COLUMNS = [
    ...axes.map(axis => ({ name: Data.words(axis.name), of: c => Data.value(c, axis.name), key: c => (axis.numeric ? Number(Data.value(c, axis.name)) : Data.at(c, axis.name)), number: axis.numeric })),
    { name: "gradients", of: Data.mechanism, key: c => Data.mechanisms.indexOf(Data.mechanism(c)), classes: true },
    { name: "outcome", of: Data.verdict, key: c => Data.verdicts.indexOf(Data.verdict(c)), classes: true, reached: true },
    { name: "learned", of: c => `${cells.learned[c]} of ${cells.trials[c]}`, key: c => cells.learned[c] / cells.trials[c], number: true, measured: true, reached: true },
    Score.predicts
      ? { name: "R2", of: c => Data.number(cells.r2[c]), key: c => cells.r2[c], number: true, measured: true, reached: true }
      : { name: "accuracy", of: c => Data.percent(cells.accuracy[c]), key: c => cells.accuracy[c], number: true, measured: true, reached: true },
    { name: "loss", of: c => Data.number(cells.loss[c]), key: c => cells.loss[c], number: true, measured: true, reached: true },
    { name: "factor, log10", of: c => Data.number(cells.growth[c]), key: c => cells.growth[c], number: true, measured: true },
    { name: "slope", of: c => Data.number(cells.slope[c]), key: c => cells.slope[c], number: true, measured: true },
    { name: "theory", of: c => Data.number(exact(cells.theorySlope[c])), key: c => cells.theorySlope[c], number: true, measured: true },
  ].filter(column => Data.trained || !column.reached);
  /** Without what rounding leaves of 0. */
  function exact(x) {
    return x !== null && Math.abs(x) < 1e-9 ? 0 : x;
  }
  const NAMES = { r2: "R2", r2Low: "R2, low", r2High: "R2, high", accuracyLow: "accuracy, low", accuracyHigh: "accuracy, high", growth: "factor, log10", slopeLow: "slope, low", slopeHigh: "slope, high", theorySlope: "theory" };
  let [sorted, down, shown] = [null, false, PAGE];

  function found() {
    const { cells: list, wrong } = Filter.found();
    return { list: sort(list.filter(Brush.holds)), wrong };
  }

  function sort(list) {
    if (sorted === null) return list;
    const missing = x => x === null || x === undefined || Number.isNaN(x);
    return list.sort((a, b) => {
      const [x, y] = [sorted.key(a), sorted.key(b)];
      if (missing(x) || missing(y)) return missing(x) - missing(y);
      return down ? y - x : x - y;
    });
  }

  function entry(column, c, i) {
    const text = column.classes
      ? [el("span", { class: "swatch", style: `background:${Theme.CLASSES[column.of(c)]}`, "aria-hidden": "true" }), Data.lower(column.of(c))]
      : [column.of(c)];
    const whole = column.classes || String(column.of(c)).length < 30;
    return el("td", { class: column.number ? "number" : whole ? "whole" : undefined }, i === 0 ? el("a", { href: Network.href(c) }, text) : text);
  }

  function head(column) {
    const sort = () => {
      [down, sorted] = sorted === column ? [!down, column] : [false, column];
      draw();
      [...document.querySelectorAll("#cells-table th button")].find(b => b.textContent === column.name).focus();
    };
    return el("th", { scope: "col", class: column.number ? "number" : undefined, "aria-sort": sorted === column ? (down ? "descending" : "ascending") : "none" },
      el("button", { type: "button", click: sort }, column.name));
  }

  const columnsShown = () => (axes.length === 0 ? [{ name: "study", of: () => Data.study, key: () => 0 }, ...COLUMNS] : COLUMNS);

  /** The cells that are found, with all their numbers. */
  function table() {
    const number = (name, of) => ({ name, of });
    const columns = [
      ...columnsShown().filter(column => !column.measured), ...(Data.trained ? [number("learned", c => cells.learned[c])] : []), number("networks", c => cells.trials[c]),
      ...[...(Data.trained ? ["accuracy", "accuracyLow", "accuracyHigh", "loss"] : []), ...(Score.predicts ? ["r2", "r2Low", "r2High"] : []), "growth", "slope", "slopeLow", "slopeHigh", "theorySlope"].map(key => number(NAMES[key] ?? key, c => cells[key][c])),
    ];
    return { columns: columns.map(column => column.name), rows: found().list.map(c => columns.map(column => (column.classes ? Data.lower(column.of(c)) : column.of(c)))) };
  }

  function draw() {
    const { list, wrong } = found();
    const problem = document.getElementById("cells-problem");
    if (problem.textContent !== wrong) problem.textContent = wrong;
    document.querySelector("#cells-controls input").setAttribute("aria-invalid", wrong !== "");
    const columns = columnsShown();
    const rows = list.slice(0, shown).map(c => el("tr", { "aria-current": c === Network.cell() ? "true" : undefined }, columns.map((column, i) => entry(column, c, i))));
    document.getElementById("cells-table").replaceChildren(
      el("p", { class: "note", role: "status" }, `${list.length} of ${Data.size} cells${wrong === "" ? "" : ", as the filter is not understood"}. Select one to see its network. `,
        el("button", { type: "button", "aria-label": "Save these cells as CSV", click: () => Chart.saveCsv("cells", Filter.scope(), table()) }, "CSV")),
      el("div", { class: "scroll", tabindex: 0 }, el("table", {}, el("thead", {}, el("tr", {}, columns.map(head))), el("tbody", {}, rows))),
      ...(list.length > shown ? [el("p", {}, el("button", { type: "button", click: () => { shown += PAGE; draw(); } }, `Show ${Math.min(PAGE, list.length - shown)} more`))] : []));
  }

  function controls() {
    const kinds = [...new Set(Data.indices.flatMap(c => [Data.mechanism(c), ...(Data.trained ? [Data.verdict(c)] : [])]))];
    document.getElementById("cells-controls").replaceChildren(
      el("label", { class: "wide" }, "Find", el("input", { type: "search", placeholder: `words, or ${!Data.trained ? "slope > 0.1" : Score.predicts ? "R2 > 0.9" : "accuracy > 0.9"} and activation = tanh`, "aria-describedby": "cells-problem", value: Filter.text(), input: e => { shown = PAGE; State.set({ find: e.target.value || undefined }); } })),
      select("Only", [["", "all"], ...kinds.map(k => [k, Data.lower(k)])], Filter.kind(), value => { shown = PAGE; State.set({ kind: value || undefined }); }));
  }

  function start() {
    controls();
    Brush.note("cells-controls");
    draw();
    State.onChange(keys => (Brush.changed(keys) || keys.includes("cell") || Filter.concerns(keys)) && draw());
    document.getElementById("cells-table").addEventListener("click", event => event.target.closest("td a") && Network.show());
    document.getElementById("change-table").addEventListener("click", event => event.target.closest("a") && Network.show());
  }

  function claims() {
    if (Data.claims.length === 0) return false;
    const bounds = ({ atLeast, atMost }) => (atLeast === null ? `at most ${Data.number(atMost, 6)}` : atMost === null ? `at least ${Data.number(atLeast, 6)}` : `${Data.number(atLeast, 6)} to ${Data.number(atMost, 6)}`);
    const rows = Data.claims.map(claim => el("tr", {},
      el("td", {}, claim.text, claim.note === "" ? [] : el("div", { class: "note" }, claim.note)),
      el("td", { class: "number" }, Data.number(claim.published, 6)), el("td", { class: "number" }, bounds(claim)), el("td", { class: "number" }, Data.number(claim.measured, 6)),
      el("td", { class: claim.agrees ? "agrees" : "disagrees" }, claim.agrees ? "✓ agrees" : "✗ disagrees")));
    document.getElementById("claims-table").append(el("div", { class: "scroll", tabindex: 0 }, el("table", {},
      el("thead", {}, el("tr", {}, ["claim", "published", "agrees if", "measured", "verdict"].map(name => el("th", { scope: "col" }, name)))), el("tbody", {}, rows))));
    return true;
  }

  return { start, claims };
})();
