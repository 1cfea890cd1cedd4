"use strict";
/** The page's study, accessed by names. Cells are identified by index. */
const Data = (() => {
  const raw = JSON.parse(document.getElementById("data").textContent);
  const { axes, cells, sampling } = raw;
  const size = cells.values.length;
  const indices = [...Array(size).keys()];
  const axisIndex = new Map(axes.map((axis, i) => [axis.name, i]));
  const cellByTrial = new Map(cells.example.map((trial, i) => [trial, i]));
  const MISSING = -32768;

  const words = name => name.replaceAll("_", " ");
  const lower = name => words(name).toLowerCase();
  const value = (cell, axis) => axes[axisIndex.get(axis)].values[cells.values[cell][axisIndex.get(axis)]];
  const at = (cell, axis) => cells.values[cell][axisIndex.get(axis)];

  /** Lists by key, in the order of first appearance. */
  function groupBy(list, key) {
    const groups = new Map();
    for (const one of list) groups.has(key(one)) ? groups.get(key(one)).push(one) : groups.set(key(one), [one]);
    return groups;
  }

  /** The entry with the greatest count; ties go to the first in the rules' order. */
  const majority = (counts, order) =>
    order.filter(name => name in counts).reduce((best, name) => (counts[name] > (counts[best] ?? 0) ? name : best), order.at(-1));

  /** Decodes base64 of 16-bit multiples of the unit into decimal logarithms; null if missing. */
  function unpack(text) {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    return Array.from(new Int16Array(bytes.buffer), n => (n === MISSING ? null : n * raw.unit));
  }

  /** What the profiles of a cell's networks go over: layer, block or time step. */
  const over = cell => raw.series?.[cell].over ?? "layer";
  const overs = raw.overs ?? ["layer", "block", "time step"].filter(name => indices.some(cell => over(cell) === name));
  /** The unit of slopes: of one cell, or of all. */
  const decades = cell => `decades a ${cell === undefined ? overs.join(", ").replace(/, ([^,]*)$/, " or $1") : over(cell)}`;

  /** The layers, blocks or time steps of a metric, and which of these they are. */
  const timed = (cell, metric) => raw.series[cell].timed?.includes(metric) ?? false;
  const places = (cell, metric) => (timed(cell, metric) ? raw.series[cell].timeSteps : raw.series[cell].layers);
  const kind = (cell, metric) => (timed(cell, metric) || over(cell) !== "time step" ? over(cell) : "layer");
  /** One of them as text: what comes after the last block is the output layer. */
  const placeText = (cell, metric, place) => (kind(cell, metric) === "block" && place === raw.series[cell].layers.at(-1) ? "output layer" : `${kind(cell, metric)} ${place}`);

  /** How many places of a metric are about one tensor: the output layer comes last, and its tensor may be another. */
  function alike(cell, metric) {
    const { tensor } = raw.series[cell];
    const another = over(cell) === "block" || (metric === "grad_w_l2" && tensor !== undefined && tensor !== "W");
    return places(cell, metric).length - (!timed(cell, metric) && another ? 1 : 0);
  }

  /** One metric of a cell by pass (the probe, then the steps), each with all places. */
  const passes = (cell, metric) => rows(raw.series[cell][metric], places(cell, metric).length);

  /** Packed numbers as lists of one length. */
  function rows(text, length) {
    const all = unpack(text);
    return Array.from({ length: all.length / length }, (_, i) => all.slice(i * length, (i + 1) * length));
  }

  /** The least and the greatest of a long list, which Math.min cannot take as arguments. */
  const range = numbers => numbers.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [Infinity, -Infinity]);

  /** A number as short text, to three digits. */
  function number(x, digits = 3) {
    if (x === null || x === undefined || Number.isNaN(x)) return "–";
    const size = Math.abs(x);
    if (size !== 0 && (size < 1e-3 || size >= 1e5)) return x.toExponential(digits - 1).replace("-", "−").replace("e-", "e−").replace("e+", "e");
    return String(Number(x.toPrecision(digits))).replace("-", "−");
  }
  const percent = x => (x === null || x === undefined ? "–" : `${Math.round(1000 * x) / 10} %`);
  /** A text in which no line breaks before a % sign. */
  const glued = text => text.replaceAll(" %", "\u00a0%");
  const signed = (x, digits) => (x > 0 ? "+" : "") + number(x, digits);
  const interval = (low, high, text = number) => (low === null || low === undefined ? "" : ` (${text(low)} to ${text(high)})`);
  const superscript = n => [...String(n)].map(c => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] ?? "⁻").join("");
  /** The text of the number with this decimal logarithm. */
  const power = log => (Number.isInteger(log) && Math.abs(log) > 2 ? `10${superscript(log)}` : number(10 ** log, 2));

  /** The 97.5 % quantile of Student's t; far out it nears the normal distribution's. */
  const quantile = degrees => raw.quantiles[degrees - 1] ?? 1.959964 + 2.3723 / degrees + 2.8226 / degrees ** 2;
  const mechanism = cell => majority(cells.mechanisms[cell], raw.mechanisms);
  const verdict = cell => majority(cells.verdicts[cell], raw.verdicts);
  const deviation = cell =>
    cells.slope[cell] === null || cells.theorySlope[cell] === null ? null : cells.slope[cell] - cells.theorySlope[cell];
  /** A cell's name: its values on the varying axes. */
  const name = cell => axes.map(axis => `${words(axis.name)} ${value(cell, axis.name)}`).join(", ") || raw.study;

  return {
    ...raw, size, indices, words, lower, value, at, axisIndex, cellByTrial, unpack, passes, rows, over, overs, decades, places, kind, placeText, alike, number, percent, glued, signed, interval, power,
    mechanism, verdict, deviation, name, majority, groupBy, range, quantile,
    axis: name => axes[axisIndex.get(name)],
  };
})();
