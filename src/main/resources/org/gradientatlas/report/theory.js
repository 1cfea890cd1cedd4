"use strict";
/** Predicted against measured slopes, one point per cell; slopes of one unit at a time. */
const Theory = (() => {
  const { cells } = Data;
  const every = Data.indices.filter(c => cells.slope[c] !== null && cells.theorySlope[c] !== null);
  const byUnit = Data.groupBy(every, Data.over);
  /** The unit of most cells, unless another is picked. */
  const most = [...byUnit.keys()].reduce((best, over) => (best === null || byUnit.get(over).length > byUnit.get(best).length ? over : best), null);
  const unit = () => (byUnit.has(State.get("unit")) ? State.get("unit") : most);
  const BINS = 24;
  /** Decades by which the band goes on beyond the outer cells, so that it surrounds them. */
  const ROOM = 0.02;

  /** The lower right corner has no cells, as they lie along the diagonal. */
  const CORNER = { position: (_, __, ___, ____, { contentSize: [w, h], viewSize: [width, height] }) => [width - w - 20, height - h - 60] };

  /** Two finite-width deviations around the identity, as the median over cells with similar predictions; it ends at the outer cells. */
  function band(points, low, high) {
    const width = (high - low) / BINS || 1;
    const known = points.filter(c => cells.theoryDeviation[c] !== null);
    const median = list => list.map(c => cells.theoryDeviation[c]).sort((a, b) => a - b)[Math.floor(list.length / 2)];
    const bins = Array.from({ length: BINS }, (_, i) => known.filter(c => Math.min(BINS - 1, Math.floor((cells.theorySlope[c] - low) / width)) === i));
    const inner = bins.flatMap((list, i) => (list.length === 0 ? [] : [[low + (i + 0.5) * width, 2 * median(list)]]));
    return inner.length === 0 ? [] : [[low - ROOM, inner[0][1]], ...inner, [high + ROOM, inner.at(-1)[1]]];
  }

  function draw(width) {
    const points = byUnit.get(unit());
    const decades = `decades a ${unit()}`;
    const xs = points.map(c => cells.theorySlope[c]);
    const ys = points.map(c => cells.slope[c]);
    const [low, high] = Data.range([...xs, ...ys]);
    const room = 0.06 * (high - low) || 0.1;
    const kept = new Set(Filter.kept());
    const edge = band(points, ...Data.range(xs));
    document.getElementById("theory-band").hidden = edge.length < 2;
    const chosen = Network.cell();
    const kinds = Data.mechanisms.filter(name => points.some(c => Data.mechanism(c) === name));
    const narrow = width < 600;
    const legend = narrow ? 26 * Math.ceil(kinds.length / 3) : 30;
    return {
      height: Math.min(560, Math.max(380, width * 0.55)),
      option: {
        legend: { top: 0, left: 0, textStyle: { color: Theme.css("--text") }, itemWidth: 12, data: kinds.map(Data.lower) },
        grid: { left: 72, right: 16, top: legend + 16, bottom: 52 },
        xAxis: Chart.axis({ type: "value", min: low - room, max: high + room, name: `predicted, ${decades}`, nameLocation: "middle", nameGap: 30, axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: v => Data.number(v, 2) } }),
        yAxis: Chart.axis({ type: "value", min: low - room, max: high + room, name: narrow ? "measured" : `measured, ${decades}`, nameLocation: narrow ? "end" : "middle", nameGap: narrow ? 10 : 54, axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: v => Data.number(v, 2) } }),
        tooltip: Chart.tooltip(({ data }) => [Data.name(data.cell), ...Network.lines(data.cell)], CORNER),
        series: [
          { type: "custom", silent: true, clip: true, data: edge.length > 1 ? [[0, 0]] : [], z: 0,
            renderItem: (_, api) => ({ type: "polygon", shape: { points: [...edge.map(([x, s]) => api.coord([x, x + s])), ...edge.toReversed().map(([x, s]) => api.coord([x, x - s]))] }, style: { fill: Theme.css("--band") } }) },
          { type: "line", silent: true, showSymbol: false, data: [[low - room, low - room], [high + room, high + room]], lineStyle: { color: Theme.css("--quiet"), type: "dashed", width: 1.5 }, z: 1 },
          ...kinds.map(name => ({
            type: "scatter", name: Data.lower(name), itemStyle: { color: Theme.CLASSES[name], opacity: 0.85, borderColor: Theme.css("--card"), borderWidth: 0.5 },
            symbolSize: points.length > 2000 ? 5 : 9,
            data: points.filter(c => kept.has(c) && Data.mechanism(c) === name).map(c => ({ value: [cells.theorySlope[c], cells.slope[c]], cell: c, ...(c === chosen ? { symbolSize: 16, itemStyle: { borderColor: Theme.css("--text"), borderWidth: 2 } } : {}) })),
          })),
        ],
      },
    };
  }

  function numbers() {
    const kept = new Set(Filter.kept());
    return {
      columns: [...Data.axes.map(axis => Data.words(axis.name)), "slope over", "predicted", "measured", "low", "high", "finite-width deviation", "chi1"],
      rows: every.filter(c => kept.has(c)).map(c => [...Data.axes.map(axis => Data.value(c, axis.name)), Data.over(c), cells.theorySlope[c], cells.slope[c], cells.slopeLow[c], cells.slopeHigh[c], cells.theoryDeviation[c], cells.chi1[c]]),
    };
  }

  function controls() {
    document.getElementById("theory-controls").replaceChildren(
      select("Slopes a", Data.overs.filter(over => byUnit.has(over)).map(over => [over, `${over} (${byUnit.get(over).length} cells)`]), unit(), over => State.set({ unit: over })));
  }

  function start() {
    if (every.length === 0) return false;
    if (byUnit.size > 1) controls();
    const chart = Chart.make("theory-chart", {
      name: "theory against measurement", draw, numbers, scope: Filter.scope, points: () => every.length,
      label: () => `Measured against predicted slopes of ${byUnit.get(unit()).length} cells, with the identity line.`,
      click: ({ data }) => data.cell !== undefined && Network.open(data.cell),
    });
    State.onChange(keys => {
      if (keys.includes("unit")) keepFocus("theory-controls", controls);
      if (keys.includes("cell") || keys.includes("unit")) chart.draw();
    });
    Filter.onChange(chart.draw);
    return true;
  }
  return { start };
})();
