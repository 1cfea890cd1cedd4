"use strict";
/** The effect of each change of one axis, over all pairs of cells. */
const Remedies = (() => {
  const { axes, remedies } = Data;
  const MOST = 18;
  const MOST_OF_AN_AXIS = 4;
  const useful = remedies.filter(r => r.accuracy[0] !== null || r.slope[0] !== null);
  const byAccuracy = useful.some(r => r.accuracy[0] !== null);
  const measure = r => (byAccuracy ? r.accuracy : r.slope);
  const name = r => `${Data.words(axes[r.axis].name)}: ${axes[r.axis].values[r.from]} → ${axes[r.axis].values[r.to]}`;

  /** The strongest changes, with a limit per axis so that none fills the chart. */
  function shown() {
    const ofAxis = {};
    return useful.filter(r => measure(r)[0] !== null)
      .sort((a, b) => Math.abs(measure(b)[0]) - Math.abs(measure(a)[0]))
      .filter(r => (ofAxis[r.axis] = (ofAxis[r.axis] ?? 0) + 1) <= MOST_OF_AN_AXIS)
      .slice(0, MOST).reverse();
  }

  function draw(width) {
    const list = shown();
    const scale = byAccuracy ? 100 : 1;
    const narrow = width < 700;
    const label = r => (narrow ? name(r).replace(": ", ":\n") : name(r));
    const longest = Math.max(0, ...list.flatMap(r => label(r).split("\n")).map(line => Chart.measure(line)));
    const left = Math.min(width * 0.5, longest + 24);
    const value = (r, i) => (measure(r)[i] === null ? null : scale * measure(r)[i]);
    const [low, high] = Data.range([0, ...list.flatMap(r => [0, 1, 2].map(i => value(r, i))).filter(x => x !== null)]);
    const room = 0.03 * (high - low) || 1;
    const whisker = (_, api) => {
      const r = list[api.value(0)];
      if (value(r, 1) === null) return undefined;
      const [from, y] = api.coord([value(r, 1), api.value(0)]);
      const [to] = api.coord([value(r, 2), api.value(0)]);
      const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: Theme.css("--accent"), lineWidth: 2 } });
      return { type: "group", children: [line(from, y, to, y), line(from, y - 4, from, y + 4), line(to, y - 4, to, y + 4)] };
    };
    return {
      height: 76 + (narrow ? 38 : 27) * list.length,
      option: {
        grid: { left, right: 24, top: 12, bottom: 52 },
        xAxis: Chart.axis({ type: "value", min: low < 0 ? low - room : 0, max: high > 0 ? high + room : 0, name: byAccuracy ? "final accuracy, points" : "slope, decades a layer", nameLocation: "middle", nameGap: 30, splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: Theme.css("--grid") } }, axisLabel: { showMinLabel: low === 0, showMaxLabel: high === 0, formatter: v => Data.signed(v, 3) } }),
        yAxis: Chart.axis({ type: "category", data: list.map(label), axisLabel: { width: left - 16, overflow: "truncate", interval: 0, lineHeight: 14 } }),
        tooltip: Chart.tooltip(({ dataIndex }) => {
          const r = list[dataIndex];
          return [name(r), `accuracy ${r.accuracy[0] === null ? "–" : Data.signed(100 * r.accuracy[0]) + " points"}, slope ${Data.signed(r.slope[0])} decades a layer`,
            `${r.pairs} pairs of cells, ${r.clear} with an interval that excludes 0`, `${r.rescued} of ${r.failing} that did not learn then did`];
        }),
        series: [
          { type: "custom", renderItem: whisker, encode: { x: 1, y: 0 }, data: list.map((r, i) => [i, value(r, 0)]), silent: true },
          { type: "scatter", symbolSize: 10, itemStyle: { color: Theme.css("--accent") }, data: list.map((r, i) => [value(r, 0), i]) },
        ],
      },
    };
  }

  function numbers() {
    return {
      columns: ["axis", "from", "to", "pairs", "accuracy", "low", "high", "slope", "low", "high", "clear pairs", "did not learn", "then did"],
      rows: useful.map(r => [Data.words(axes[r.axis].name), axes[r.axis].values[r.from], axes[r.axis].values[r.to], r.pairs, ...r.accuracy, ...r.slope, r.clear, r.failing, r.rescued]),
    };
  }

  function start() {
    if (useful.length === 0) return false;
    Chart.make("remedies-chart", { name: "what each change did", draw, numbers,
      label: () => `The ${shown().length} strongest effects of changing one axis alone, with intervals.` });
    return true;
  }
  return { start };
})();
