"use strict";
/** One network: gradients by layer, loss by step, and the effect of changing one axis. */
const Network = (() => {
  const { axes, cells, sampling } = Data;
  const METRICS = [["delta_rms", "error signal delta, rms"], ["grad_w_l2", "weight gradient, L2 norm"], ["act_sd", "activation, std. deviation"]];

  /** Initially shows the best network, and the first one where none was trained to the end. */
  const trained = group => group.filter(c => cells.loss[c] !== null);
  const first = Score.best(trained(beside())) ?? Score.best(trained(Data.indices)) ?? Data.indices[0];
  const cell = () => Data.cellByTrial.get(State.get("cell")) ?? first;
  const choose = (chosen, more = {}) => State.set({ cell: cells.example[chosen], pass: undefined, ...more });

  /** The cells with the best recipe's values on the axes that have no place on the map. */
  function beside() {
    const { x, y, panel, choices } = Data.view;
    const others = axes.filter(axis => ![x, y, panel].includes(axis.name));
    const wanted = axis => choices[axis.name] ?? axis.values[0];
    return Data.indices.filter(c => others.every(axis => Data.value(c, axis.name) === wanted(axis)));
  }

  /** Chooses a cell, and scrolls to it unless it stands beside what was clicked. */
  function open(chosen) {
    choose(chosen);
    show();
  }
  function show() {
    const section = document.getElementById("network");
    const { top, bottom } = section.getBoundingClientRect();
    if (top > innerHeight / 2 || bottom < innerHeight / 4) section.scrollIntoView();
  }

  /** Changes one axis of the chosen cell, and others only if there is no such cell. */
  const change = (axis, value, more) => choose(nearest(axis, value), more);
  const href = chosen => State.href({ cell: cells.example[chosen] });

  /** A summary of a cell in a few lines. */
  function lines(c) {
    const growth = cells.growth[c];
    return [
      `gradients: ${Data.lower(Data.mechanism(c))}${cells.rule[c] ? ` (rule ${Data.lower(cells.rule[c])})` : ""}`,
      `outcome: ${Data.lower(Data.verdict(c))}, ${cells.learned[c]} of ${cells.trials[c]} learned`,
      growth === null ? null : `gradient at the input in the probe: ${Data.power(growth)} times that at the last hidden layer`,
      cells.accuracy[c] === null ? null : `final accuracy: ${Data.percent(cells.accuracy[c])}${Data.interval(cells.accuracyLow[c], cells.accuracyHigh[c], Data.percent)}`,
      cells.loss[c] === null ? null : `final loss: ${Data.number(cells.loss[c])}`,
      cells.r2[c] === null ? null : `R2: ${Data.number(cells.r2[c])}`,
      cells.theorySlope[c] === null || cells.slope[c] === null ? null : `slope: ${Data.signed(cells.slope[c])}, theory ${Data.signed(cells.theorySlope[c])} decades a layer`,
    ].filter(line => line !== null);
  }

  const passName = pass => (pass === 0 ? "probe at initialization" : `step ${sampling.steps[pass - 1]}`);

  /** The passes that this network recorded, the probe first: those of diverged networks end early. */
  const recorded = () => {
    const known = Data.passes(cell(), "delta_rms").map((pass, i) => [i, pass]);
    return known.filter(([i, pass]) => i === 0 || pass.some(x => x !== null)).map(([i]) => i);
  };
  /** The chosen pass, or the last one before it that this network recorded. */
  const pass = () => recorded().findLast(i => i <= (Number(State.get("pass", 0)) || 0)) ?? 0;

  /** The band around theory: a random walk down from the output layer, scaled by the slope's finite-width deviation. */
  function band({ layers, fitted: { first, last } }, theory, deviation) {
    const middle = (first + last) / 2;
    let [squares, sum, weights] = [0, 0, 0];
    for (let l = first; l <= last; l++) squares += (l - middle) ** 2;
    for (let l = first; l <= last; l++) {
      weights += (l - middle) / squares;
      sum += weights ** 2;
    }
    const step = deviation === null || sum === 0 ? 0 : deviation / Math.sqrt(sum);
    return layers.map((layer, i) => (theory[i] === null ? null : 2 * step * Math.sqrt(last + 1 - layer)));
  }

  function profile() {
    const c = cell();
    const { layers } = Data.series[c];
    const theory = Data.unpack(Data.series[c].theory);
    const spread = band(Data.series[c], theory, cells.theoryDeviation[c]);
    const passes = Object.fromEntries(METRICS.map(([key]) => [key, Data.passes(c, key)]));
    const output = passes.delta_rms[pass()]?.at(-1) ?? null;
    const predicted = theory.map(t => (t === null || output === null ? null : output + t));
    return { layers, passes, predicted, spread };
  }

  const logAxis = values => {
    const known = values.filter(v => v !== null);
    if (known.length === 0) return { min: -1, max: 1 };
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const room = Math.max(0.15, (high - low) * 0.05);
    // Ends on multiples of the interval, so that no two labels touch.
    const step = Math.ceil((high - low) / 5);
    return high - low > 1 ? { min: step * Math.floor(low / step), max: step * Math.ceil(high / step), interval: step } : { min: Math.floor((low - room) * 10) / 10, max: Math.ceil((high + room) * 10) / 10, splitNumber: 3 };
  };

  function grids(width, n, height, least) {
    const across = Math.max(1, Math.min(n, Math.floor(width / least)));
    const w = Math.floor(width / across);
    return {
      height: Math.ceil(n / across) * (height + 92),
      place: i => ({ left: (i % across) * w + 52, top: 32 + Math.floor(i / across) * (height + 92), width: w - 72, height }),
    };
  }

  const heading = place => (text, i) => ({
    text, left: place(i).left - 44, top: place(i).top - 30, textStyle: { fontSize: 13, fontWeight: 600, color: Theme.css("--text"), width: place(i).width + 64, overflow: "truncate" },
  });

  function drawProfile(width) {
    const { layers, passes, predicted, spread } = profile();
    const { height, place } = grids(width, METRICS.length, 230, 218);
    const now = pass();
    // The last steps of a network that diverged would flatten all others: each moment has axes of its own.
    const diverged = Data.verdict(cell()) === "DIVERGED";
    const polygon = layers.map((layer, i) => [layer, predicted[i], spread[i]]).filter(([, p]) => p !== null);
    const lines = METRICS.map(([key, name], i) => ({
      type: "line", name, xAxisIndex: i, yAxisIndex: i, showSymbol: layers.length < 60, symbolSize: 5, z: 3,
      lineStyle: { width: 2 }, itemStyle: { color: Theme.css("--accent") }, data: layers.map((layer, l) => [layer, passes[key][now]?.[l] ?? null]),
    }));
    const theory = [
      { type: "custom", name: "theory", silent: true, clip: true, xAxisIndex: 0, yAxisIndex: 0, data: polygon.length > 1 ? [[layers[0], polygon[0][1]]] : [],
        renderItem: (_, api) => ({ type: "polygon", shape: { points: [...polygon.map(([l, p, s]) => api.coord([l, p + s])), ...polygon.toReversed().map(([l, p, s]) => api.coord([l, p - s]))] }, style: { fill: Theme.css("--band") } }) },
      { type: "line", name: "theory", silent: true, xAxisIndex: 0, yAxisIndex: 0, showSymbol: false, lineStyle: { type: "dashed", width: 1.5 }, itemStyle: { color: Theme.css("--quiet") }, data: polygon.map(([l, p]) => [l, p]) },
    ];
    return {
      height,
      option: {
        title: METRICS.map(([, name]) => name).map(heading(place)),
        grid: METRICS.map((_, i) => place(i)),
        xAxis: METRICS.map((_, i) => Chart.axis({ type: "value", gridIndex: i, min: 1, max: Math.max(2, layers.at(-1)), axisLabel: Chart.upTo(Math.max(2, layers.at(-1))), minInterval: 1, name: "layer (input to output)", nameLocation: "middle", nameGap: 26, splitLine: { show: false } })),
        yAxis: METRICS.map(([key], i) => Chart.axis({ type: "value", gridIndex: i, ...logAxis([...(diverged ? passes[key][now] ?? [] : passes[key].flat()), ...(i === 0 ? predicted : [])]), axisLabel: { formatter: Data.power } })),
        tooltip: Chart.tooltip(list => [
          `layer ${list[0]?.axisValue ?? list[0]?.value[0]}, ${passName(now)}`,
          ...list.filter(p => p.seriesType === "line" && p.value[1] !== null).map(p => `${p.seriesName}: ${Data.number(10 ** p.value[1])}`)], { trigger: "axis" }),
        series: [...theory, ...lines],
      },
    };
  }

  function profileNumbers() {
    const { layers, passes, predicted, spread } = profile();
    const ten = x => (x === null || x === undefined ? null : Number((10 ** x).toPrecision(4)));
    const rows = recorded().flatMap(p => layers.map((layer, l) => [
      p === 0 ? "probe" : "train", p === 0 ? 0 : sampling.steps[p - 1], layer, ...METRICS.map(([key]) => ten(passes[key][p][l])),
      p === pass() ? ten(predicted[l]) : null, p === pass() ? spread[l] : null]));
    return withName({ columns: ["phase", "step", "layer", ...METRICS.map(([key]) => key), "theory_delta_rms", "theory_band_decades"], rows });
  }

  /** The steps that this network recorded, with the values of each curve. */
  function curves() {
    const all = ["loss", "grad_l2", "grad_l2_clipped"].map(key => Data.unpack(Data.series[cell()][key]));
    const there = sampling.steps.map((_, i) => i).filter(i => all.some(values => values[i] !== null));
    return { steps: there.map(i => sampling.steps[i]), values: all.map(values => there.map(i => values[i])) };
  }

  function drawCurves(width) {
    const { steps, values: [loss, norm, clipped] } = curves();
    const { height, place } = grids(width, 2, 200, 330);
    const clips = cells.clipOften[cell()] !== null;
    const line = (name, i, data, colour) => ({ type: "line", name, xAxisIndex: i, yAxisIndex: i, showSymbol: data.length < 60, symbolSize: 5, connectNulls: true, itemStyle: { color: colour }, data });
    return {
      height,
      option: {
        title: ["loss of the batch", clips ? "gradient, L2 norm: as it was and clipped" : "gradient, L2 norm"].map(heading(place)),
        grid: [0, 1].map(place),
        xAxis: [0, 1].map(i => Chart.axis({ type: "category", gridIndex: i, data: steps, boundaryGap: false, name: "step", nameLocation: "middle", nameGap: 26 })),
        yAxis: [loss, [...norm, ...(clips ? clipped : [])]].map((values, i) => Chart.axis({ type: "value", gridIndex: i, ...logAxis(values), axisLabel: { formatter: Data.power } })),
        tooltip: Chart.tooltip(list => [`step ${list[0].axisValue}`, ...list.filter(p => p.value !== null && p.value !== undefined).map(p => `${p.seriesName}: ${Data.number(10 ** p.value)}`)], { trigger: "axis" }),
        series: [line("loss", 0, loss, Theme.css("--accent")), line("gradient norm", 1, norm, Theme.css("--accent")), ...(clips ? [line("clipped", 1, clipped, Theme.SERIES[1])] : [])],
      },
    };
  }

  function curveNumbers() {
    const { steps, values } = curves();
    const ten = x => (x === null ? null : Number((10 ** x).toPrecision(4)));
    return withName({ columns: ["step", "loss", "grad_l2", "grad_l2_clipped"], rows: steps.map((step, i) => [step, ...values.map(c => ten(c[i]))]) });
  }

  /** The same table with the network's values on each axis in front of every row. */
  function withName({ columns, rows }) {
    const name = axes.map(axis => Data.value(cell(), axis.name));
    return { columns: [...axes.map(axis => Data.words(axis.name)), ...columns], rows: rows.map(row => [...name, ...row]) };
  }
  const scope = () => axes.map(axis => `${axis.name} ${Data.value(cell(), axis.name)}`);

  /** The cell that differs from the chosen one in this axis only, or else the most similar one. */
  function nearest(axis, value, from = cell()) {
    const now = cells.values[from];
    const index = Data.axisIndex.get(axis);
    const likeness = c => cells.values[c].filter((v, i) => i !== index && v === now[i]).length;
    return Data.indices.filter(c => Data.value(c, axis) === value).reduce((best, c) => (best === null || likeness(c) > likeness(best) ? c : best), null);
  }

  function controls() {
    document.getElementById("network-controls").replaceChildren(...axes.map(axis =>
      select(Data.words(axis.name), axis.values.map(v => [v, v]), Data.value(cell(), axis.name), value => change(axis.name, value))));
    const c = cell();
    const says = lines(c).join("; ") + "." +
      (cells.clipOften[c] === null ? "" : ` Its clip rule changed ${Data.percent(cells.clipOften[c])} of the recorded steps, kept ${Data.percent(cells.clipKept[c])} of the norm, with a cosine of ${Data.number(cells.clipCosine[c])}.`);
    document.getElementById("network-says").textContent = Data.glued(says);
  }

  function slider() {
    const text = el("output", {}, passName(pass()));
    const range = el("input", { type: "range", min: 0, step: 1, input: event => State.set({ pass: recorded()[event.target.value] || undefined }) });
    document.getElementById("pass-control").replaceChildren(el("label", { class: "wide" }, el("span", {}, "Moment: ", text), range));
    return () => {
      range.max = recorded().length - 1;
      range.value = recorded().indexOf(pass());
      range.setAttribute("aria-valuetext", passName(pass()));
      text.textContent = passName(pass());
    };
  }

  /** Changes of one axis from the chosen cell, best first. */
  function changes() {
    const { changes: all } = Data;
    const c = cell();
    const place = document.getElementById("change-table");
    if (all.all > all.axis.length) {
      place.replaceChildren(el("p", { class: "note" }, `This study has ${all.all} such pairs, too many for this page: the table contrasts has them.`));
      return;
    }
    const found = all.axis.map((_, i) => i).filter(i => all.from[i] === c || all.to[i] === c).map(i => {
      const forth = all.from[i] === c;
      const sign = x => (x === null ? null : forth ? x : -x);
      return {
        axis: axes[all.axis[i]], other: forth ? all.to[i] : all.from[i], score: sign(all.score[i]), slope: sign(all.slope[i]),
        low: sign(forth ? all.scoreLow[i] : all.scoreHigh[i]), high: sign(forth ? all.scoreHigh[i] : all.scoreLow[i]),
      };
    }).sort((a, b) => (b.score ?? -9) - (a.score ?? -9));
    const difference = x => Data.signed(Score.CHANGE.scale * x, 3);
    const rows = found.map(f => el("tr", {},
      el("td", { class: "whole" }, el("a", { href: href(f.other) }, `${Data.words(f.axis.name)} ${Data.value(f.other, f.axis.name)}`)),
      el("td", { class: "number" }, f.score === null ? "–" : difference(f.score) + Data.interval(f.low, f.high, difference)),
      el("td", { class: "number" }, f.slope === null ? "–" : Data.signed(f.slope)),
      el("td", { class: "whole" }, Data.lower(Data.verdict(f.other)))));
    place.replaceChildren(found.length === 0 ? el("p", { class: "note" }, "No other cell differs from this one in one axis alone.") :
      el("div", { class: "scroll", tabindex: 0 }, el("table", {}, el("thead", {}, el("tr", {},
        el("th", { scope: "col" }, "with instead"), el("th", { scope: "col", class: "number" }, Score.predicts ? "R2" : "accuracy, points"),
        el("th", { scope: "col", class: "number" }, "slope, decades a layer"), el("th", { scope: "col" }, "outcome then"))), el("tbody", {}, rows))));
  }

  function start() {
    const profileChart = Chart.make("profile-chart", { name: "gradient profile", draw: drawProfile, scope, numbers: profileNumbers,
      label: () => `${METRICS.map(([, name]) => name).join(", ")} by layer, ${passName(pass())}, of the network with ${Data.name(cell())}.` });
    const curveChart = Chart.make("curve-chart", { name: "training curves", draw: drawCurves, scope, numbers: curveNumbers,
      label: () => `Loss and gradient norm by step of the network with ${Data.name(cell())}.` });
    const moveSlider = slider();
    const redraw = keys => {
      if (keys.includes("cell")) {
        keepFocus("network-controls", controls);
        changes();
        curveChart.draw();
      }
      if (keys.includes("cell") || keys.includes("pass")) {
        moveSlider();
        profileChart.draw();
      }
    };
    State.onChange(redraw);
    redraw(["cell"]);
  }

  return { start, cell, choose, change, open, show, href, lines, nearest, recorded, withName, scope, METRICS, logAxis, grids, pass, passName };
})();
