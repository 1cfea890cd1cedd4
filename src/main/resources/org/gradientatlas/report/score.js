"use strict";
/** What a cell reached: its accuracy, a network that diverged counting as 0, or its loss where there is no accuracy. */
const Score = (() => {
  const { cells } = Data;
  /** Losses further above the median share the end of their axis, so that one explosion does not hide the rest. */
  const DECADES = 2;
  const classifies = cells.accuracy.some(a => a !== null);
  /** Whether numbers are predicted and not classes. */
  const predicts = !classifies && cells.r2.some(r2 => r2 !== null);
  /** How the effect of a change is told: its name, and a difference as a number and as text. */
  const CHANGE = predicts
    ? { text: "R2, below 0 as 0", name: "R2", scale: 1, unit: "" }
    : { text: "final accuracy, points", name: "accuracy", scale: 100, unit: " points" };

  function accuracy(c) {
    const diverged = cells.verdicts[c].DIVERGED ?? 0;
    if (diverged === cells.trials[c]) return 0;
    return cells.accuracy[c] === null ? null : cells.accuracy[c] * (1 - diverged / cells.trials[c]);
  }
  const loss = c => (cells.loss[c] > 0 ? Math.log10(cells.loss[c]) : null);

  const losses = Data.indices.map(loss).filter(log => log !== null).sort((a, b) => a - b);
  const highest = Math.min(losses.at(-1), losses[losses.length >> 1] + DECADES);
  const lossEnd = log => (log >= highest && losses.at(-1) > highest ? "≥ " : "") + Data.number(10 ** log, 2);
  const least = losses[0] ?? 0;

  const ACCURACY = { text: "final accuracy", of: accuracy, show: Data.percent, end: Data.percent, range: [0, 1], best: 1 };
  const LOSS = { text: "final loss", of: loss, show: log => Data.number(10 ** log), end: lossEnd, range: [least, Math.max(highest || 0, least + 0.01)], best: -1 };
  const chosen = classifies ? ACCURACY : LOSS;
  const known = group => group.filter(c => chosen.of(c) !== null);

  /** The mean over cells; of losses the geometric one. */
  function mean(group) {
    const there = known(group);
    return there.length === 0 ? null : there.reduce((sum, c) => sum + chosen.of(c), 0) / there.length;
  }
  /** The best of some cells. */
  const best = group => known(group).reduce((a, b) => (a === null || chosen.best * (chosen.of(b) - chosen.of(a)) > 0 ? b : a), null);

  const blend = t => "#" + echarts.color.toHex(echarts.color.lerp(Math.max(0, Math.min(1, t)), Theme.VIRIDIS));
  /** A colour from 0 to 1, without those that are hard to see on the card. */
  const shade = t => blend(Theme.dark() ? 0.3 + 0.7 * t : 0.9 * t);

  const [min, max] = chosen.range;
  const colours = (nothing, colour) => ({
    of: score => (score === null ? Theme.css(nothing) : colour((score - min) / (max - min))),
    legend: { type: "continuous", min, max, inRange: { color: [0, 0.25, 0.5, 0.75, 1].map(colour) }, text: [chosen.end(max), chosen.end(min)], itemWidth: 12, itemHeight: 130, calculable: false },
  });
  /** The colours of squares and of lines: {of, legend}. */
  const squares = () => colours("--empty", blend);
  const lines = () => colours("--quiet", shade);

  return { ...chosen, shade, squares, lines, mean, best, classifies, predicts, CHANGE, loss, highest, lossEnd };
})();
