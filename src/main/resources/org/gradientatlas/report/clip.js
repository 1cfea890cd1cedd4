"use strict";
/** How each clip rule changed the gradients: how often, how much, and in direction. */
const Clip = (() => {
  const { cells } = Data;
  const clipped = Data.indices.filter(c => cells.clipOften[c] !== null);
  const by = Data.axis("activation") ? "activation" : Data.axes.find(a => a.name !== "clip")?.name;
  const MEASURES = [["clipOften", "steps it changed"], ["clipKept", "norm kept"], ["clipCosine", "cosine with the unclipped gradient"]];
  const rule = c => (Data.axis("clip") ? Data.value(c, "clip") : Data.fixed.clip);
  const mean = numbers => numbers.reduce((a, b) => a + b, 0) / numbers.length;

  /** One row per clip rule and value of the second axis. */
  function rows() {
    const kept = new Set(Filter.kept());
    const groups = new Map();
    for (const c of clipped.filter(one => kept.has(one))) {
      const key = rule(c) + (by ? `, ${Data.value(c, by)}` : "");
      groups.set(key, [...(groups.get(key) ?? []), c]);
    }
    return [...groups].map(([name, group]) => ({ name, group, of: key => {
      const known = group.map(c => cells[key][c]).filter(x => x !== null);
      return known.length === 0 ? null : mean(known);
    } }));
  }

  function draw(width) {
    const list = rows().slice(0, 40).reverse();
    const left = Math.min(width * 0.4, 60 + 7 * Math.max(0, ...list.map(r => r.name.length)));
    return {
      height: 90 + 54 * list.length,
      option: {
        legend: { top: 0, left: 0, textStyle: { color: Theme.css("--text") } },
        grid: { left, right: 24, top: width < 600 ? 64 : 36, bottom: 30 },
        xAxis: Chart.axis({ type: "value", min: 0, max: 1, axisLabel: { formatter: Data.percent } }),
        yAxis: Chart.axis({ type: "category", data: list.map(r => r.name), axisLabel: { width: left - 12, overflow: "truncate", interval: 0 } }),
        tooltip: Chart.tooltip(({ seriesName, name, value }) => [name, `${seriesName}: ${seriesName.startsWith("cosine") ? Data.number(value) : Data.percent(value)}`]),
        series: MEASURES.map(([key, name], i) => ({ type: "bar", name, itemStyle: { color: Theme.SERIES[i] }, barMaxWidth: 14, data: list.map(r => r.of(key)) })),
      },
    };
  }

  function numbers() {
    return {
      columns: ["clip rule" + (by ? `, ${Data.words(by)}` : ""), "cells", "share of steps it changed", "norm kept", "share of entries it changed", "cosine"],
      rows: rows().map(r => [r.name, r.group.length, r.of("clipOften"), r.of("clipKept"), r.of("clipFraction"), r.of("clipCosine")]),
    };
  }

  function start() {
    if (clipped.length === 0) return false;
    const chart = Chart.make("clip-chart", { name: "clip audit", draw, numbers, scope: Filter.scope, label: () => "How often and how much each clip rule changed gradients, and their cosine." });
    Filter.onChange(chart.draw);
    return true;
  }
  return { start };
})();
