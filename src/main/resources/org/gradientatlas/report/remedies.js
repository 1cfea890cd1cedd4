"use strict";
/** The effect of each change of one axis, over all pairs of cells. */
const Remedies = (() => {
  const { cells, changes, remedies } = Data;
  /** Changes are of all cells, also where the page shows blocks of cells. */
  const axes = Data.wholeAxes ?? Data.axes;
  const MOST = 18;
  const MOST_OF_AN_AXIS = 4;
  const isUseful = r => r.score[0] !== null || r.slope[0] !== null;
  const useful = remedies.filter(isUseful);
  const byScore = useful.some(r => r.score[0] !== null);
  const measure = r => (byScore ? r.score : r.slope);
  const name = r => `${Data.words(axes[r.axis].name)}: ${axes[r.axis].values[r.from]} → ${axes[r.axis].values[r.to]}`;

  const ends = i => [changes.from[i], changes.to[i]].map(c => cells.values[c][changes.axis[i]]);
  const key = (axis, values) => [axis, ...values.toSorted((a, b) => a - b)].join();
  const ofKind = Data.groupBy([...changes.axis.keys()], i => key(changes.axis[i], ends(i)));
  const learns = c => 2 * cells.learned[c] > cells.trials[c];

  /** The mean of numbers with its interval of 95 %, by Student's t. */
  function interval(numbers) {
    const known = numbers.filter(x => x !== null);
    const n = known.length;
    const mean = known.reduce((a, b) => a + b, 0) / n;
    const digits = x => Number(x.toPrecision(5));
    if (n < 2) return [n === 0 ? null : digits(mean), null, null];
    const error = Data.quantile(n - 1) * Math.sqrt(known.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1) / n);
    return [mean, mean - error, mean + error].map(digits);
  }

  /** A change over the pairs whose networks are both kept; null if there is none. */
  function among(kept, r) {
    const all = ofKind.get(key(r.axis, [r.from, r.to])) ?? [];
    const pairs = all.filter(i => kept.has(changes.from[i]) && kept.has(changes.to[i])).map(i => {
      const forth = ends(i)[0] === r.from;
      const [from, to] = forth ? [changes.from[i], changes.to[i]] : [changes.to[i], changes.from[i]];
      const sign = x => (x === null || forth ? x : -x);
      return { from, to, score: sign(changes.score[i]), slope: sign(changes.slope[i]), clear: changes.scoreLow[i] > 0 || (changes.scoreHigh[i] !== null && changes.scoreHigh[i] < 0) };
    });
    if (pairs.length === 0) return null;
    const failing = pairs.filter(pair => !learns(pair.from));
    return {
      ...r, pairs: pairs.length, clear: pairs.filter(pair => pair.clear).length, failing: failing.length, rescued: failing.filter(pair => learns(pair.to)).length,
      score: interval(pairs.map(pair => pair.score)), slope: interval(pairs.map(pair => pair.slope)),
    };
  }

  /** The changes between cells that are kept. A page without the pairs of cells has those of all cells alone. */
  const follows = changes.all === changes.axis.length;
  function kept() {
    const cellsKept = new Set(Filter.kept());
    return !follows || cellsKept.size === Data.size ? useful : useful.map(r => among(cellsKept, r)).filter(r => r !== null && isUseful(r));
  }

  /** The strongest changes, with a limit per axis so that none fills the chart. */
  function shown() {
    const ofAxis = {};
    return kept().filter(r => measure(r)[0] !== null)
      .sort((a, b) => Math.abs(measure(b)[0]) - Math.abs(measure(a)[0]))
      .filter(r => (ofAxis[r.axis] = (ofAxis[r.axis] ?? 0) + 1) <= MOST_OF_AN_AXIS)
      .slice(0, MOST).reverse();
  }

  function draw(width) {
    const list = shown();
    const scale = byScore ? Score.CHANGE.scale : 1;
    const narrow = width < 700;
    const texts = Labels.fit(list.map(name), width * 0.5 - 24, narrow ? 4 : 2);
    const left = Labels.widest([...texts.values()]) + 24;
    const each = 13 + Labels.LINE * Math.max(1, ...[...texts.values()].map(Labels.count));
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
      height: 76 + each * list.length,
      option: {
        grid: { left, right: 24, top: 12, bottom: 52 },
        xAxis: Chart.axis({ type: "value", min: low < 0 ? low - room : 0, max: high > 0 ? high + room : 0, name: byScore ? Score.CHANGE.text : `slope, ${Data.decades()}`, nameLocation: "middle", nameGap: 30, splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: Theme.css("--grid") } }, axisLabel: { showMinLabel: low === 0, showMaxLabel: high === 0, formatter: v => Data.signed(v, 3) } }),
        yAxis: Chart.axis({ type: "category", data: list.map(name), axisLabel: { formatter: text => texts.get(text), interval: 0, lineHeight: Labels.LINE } }),
        tooltip: Chart.tooltip(({ dataIndex }) => {
          const r = list[dataIndex];
          const pairs = `${r.pairs} pairs of cells`;
          if (!byScore) return [name(r), `slope ${Data.signed(r.slope[0])} ${Data.decades()}`, pairs];
          return [name(r), `${Score.CHANGE.name} ${r.score[0] === null ? "–" : Data.signed(Score.CHANGE.scale * r.score[0]) + Score.CHANGE.unit}, slope ${Data.signed(r.slope[0])} ${Data.decades()}`,
            `${pairs}, ${r.clear} with an interval that excludes 0`, `${r.rescued} of ${r.failing} that did not learn then did`];
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
      columns: ["axis", "from", "to", "pairs", Score.CHANGE.name, "low", "high", "slope", "low", "high", "clear pairs", "did not learn", "then did"],
      rows: kept().map(r => [Data.words(axes[r.axis].name), axes[r.axis].values[r.from], axes[r.axis].values[r.to], r.pairs, ...r.score, ...r.slope, r.clear, r.failing, r.rescued]),
    };
  }

  function start() {
    if (useful.length === 0) return false;
    const chart = Chart.make("remedies-chart", { name: "what each change did", draw, numbers, scope: () => (follows ? Filter.scope() : []),
      label: () => `The ${shown().length} strongest effects of changing one axis alone, with intervals.` });
    Filter.onChange(chart.draw);
    return true;
  }
  return { start };
})();
