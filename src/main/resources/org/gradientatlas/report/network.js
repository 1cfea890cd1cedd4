"use strict";
/** One network: gradients by layer, loss by step, and the effect of changing one axis. */
const Network = (() => {
  const { axes, cells, sampling } = Data;
  const METRICS = [["delta_rms", "error signal delta, rms"], ["grad_w_l2", "weight gradient, L2 norm"], ["act_sd", "activation, std. deviation"]];
  const COSINE = ["token_cosine", "mean cosine of two tokens"];
  const OF_TOKENS = [COSINE, ["rank_residual", "tokens' distance from their mean"]];
  const gradientName = ({ tensors, tensor }) => (tensors ? "gradient of each tensor, L2 norm" : tensor ? `gradient of ${tensor}, L2 norm` : METRICS[1][1]);
  const DASHES = ["solid", "dashed", "dotted"];
  /** The statistics of a network's profile; of a layer with several tensors one has the gradient. */
  const metrics = c => [...METRICS.map(([key, name]) => [key, key === "grad_w_l2" ? gradientName(Data.series[c]) : name]), ...OF_TOKENS.filter(([key]) => key in Data.series[c])];
  const isLog = key => key !== COSINE[0];
  const AXIS = { layer: "layer (input to output)", block: "block (input to output)", "time step": "time step (first to last)" };
  const GROWTH = {
    layer: ["at the input in the probe", "that at the last hidden layer"],
    block: ["at the first block in the probe", "that at the last"],
  };
  /** Truncation cuts the first time steps off: nothing reaches them. */
  function growthOver(c) {
    if (Data.over(c) !== "time step") return GROWTH[Data.over(c)];
    const [probe] = Data.passes(c, "delta_rms");
    const reached = probe.findIndex(v => v !== null);
    const place = reached > 0 ? `time step ${Data.places(c, "delta_rms")[reached]}, the first that truncation leaves,` : "the first time step";
    return [`at ${place} in the probe`, "that at the last"];
  }

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

  /** The rules that warn of something else than mechanism and verdict say; of several networks in how many. */
  function warnings(c) {
    const of = (rule, n) => Data.lower(rule) + (n === cells.trials[c] ? "" : ` in ${n} of ${cells.trials[c]}`);
    return Object.entries(cells.warnings[c]).sort(([, a], [, b]) => b - a).map(([rule, n]) => of(rule, n)).join(", ");
  }

  /** A summary of a cell in a few lines. */
  function lines(c) {
    const growth = cells.growth[c];
    const [from, to] = growthOver(c);
    const memory = cells.theoryMemory?.[c] ?? null;
    return [
      `gradients: ${Data.lower(Data.mechanism(c))}${cells.rule[c] ? ` (rule ${Data.lower(cells.rule[c])})` : ""}`,
      warnings(c) === "" ? null : `warnings: ${warnings(c)}`,
      !Data.trained ? null : `outcome: ${Data.lower(Data.verdict(c))}, ${cells.learned[c]} of ${cells.trials[c]} learned`,
      growth === null ? null : `gradient ${from}: ${Data.power(growth)} times ${to}`,
      cells.accuracy[c] === null ? null : `final accuracy: ${Data.percent(cells.accuracy[c])}${Data.interval(cells.accuracyLow[c], cells.accuracyHigh[c], Data.percent)}`,
      cells.loss[c] === null ? null : `final loss: ${Data.number(cells.loss[c])}`,
      cells.r2[c] === null ? null : `R2: ${Data.number(cells.r2[c])}`,
      cells.slope[c] === null ? null : `slope: ${Data.signed(cells.slope[c])}${cells.theorySlope[c] === null ? "" : `, theory ${Data.signed(cells.theorySlope[c])}`} ${Data.decades(c)}`,
      memory === null ? null : `theory: remembers ${Data.number(memory)} time steps by its forget bias`,
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
  function band(places, { first, last }, theory, deviation) {
    const middle = (first + last) / 2;
    let [squares, sum, weights] = [0, 0, 0];
    for (let l = first; l <= last; l++) squares += (l - middle) ** 2;
    for (let l = first; l <= last; l++) {
      weights += (l - middle) / squares;
      sum += weights ** 2;
    }
    const step = deviation === null || sum === 0 ? 0 : deviation / Math.sqrt(sum);
    return places.map((place, i) => (theory[i] === null ? null : 2 * step * Math.sqrt(last + 1 - place)));
  }

  function profile() {
    const c = cell();
    const { fitted, output: ofOutput } = Data.series[c];
    const theory = Data.unpack(Data.series[c].theory);
    const places = Data.places(c, "delta_rms");
    const spread = band(places, fitted, theory, cells.theoryDeviation[c]);
    const passes = Object.fromEntries(metrics(c).map(([key]) => [key, Data.passes(c, key)]));
    const output = (ofOutput === undefined ? passes.delta_rms[pass()]?.at(-1) : Data.unpack(ofOutput)[pass()]) ?? null;
    const predicted = theory.map(t => (t === null || output === null ? null : output + t));
    return { all: metrics(c), places, passes, predicted, spread };
  }

  /** The gradients of each tensor of a layer by pass; none where a layer has one. */
  const tensorPasses = c => (Data.series[c].tensors ?? []).map((name, i) => ({ name, passes: Data.rows(Data.series[c].tensorGradients[i], Data.series[c].layers.length) }));

  /** Whether a tensor is a matrix by its name: biases, gains and shifts are lower case. */
  const isMatrix = name => name[0] !== name[0].toLowerCase();

  const COLOURS = [...Theme.SERIES, "#E69F00", "#56B4E9"];
  const GAIN = [7, 3, 2, 3];
  const SHIFT = [2, 5];

  /** Gates by colour, or matrices with what is added to them; solid is what multiplies inputs. Gains and shifts are dashed by their kinds. */
  function tensorStyle(name, names) {
    const unique = list => [...new Set(list)];
    const [kind, gate] = name.split(".");
    if (gate !== undefined) {
      const at = unique(names.map(n => n.split(".")[1]).filter(n => n !== undefined)).indexOf(gate);
      return look(COLOURS[at % COLOURS.length], DASHES[Math.min(unique(names.map(n => n.split(".")[0])).indexOf(kind), 2)]);
    }
    if (names.some(n => n.includes("."))) return look(Theme.css("--quiet"), isMatrix(name) ? "solid" : "dotted");
    const scale = /^(gain|gamma|shift|beta|mean|var)/.exec(name)?.[1];
    const alike = names.filter(n => isMatrix(n) === isMatrix(name) && /^(gain|gamma|shift|beta|mean|var)/.exec(n)?.[1] === scale);
    const colour = alike.indexOf(name) % COLOURS.length;
    if (scale !== undefined) return look(COLOURS[(colour + 4) % COLOURS.length], ["gain", "gamma"].includes(scale) ? GAIN : SHIFT);
    return look(COLOURS[colour], isMatrix(name) ? DASHES[Math.min(1, Math.floor(alike.indexOf(name) / COLOURS.length))] : "dotted");
  }
  /** By dash, so that the points of a network with one layer differ too. */
  const SYMBOLS = new Map([["solid", "circle"], ["dashed", "triangle"], ["dotted", "rect"], [GAIN, "diamond"], [SHIFT, "emptyRect"]]);
  const look = (color, type) => ({ itemStyle: { color, opacity: 0.75 }, lineStyle: { width: 1.5, type }, symbol: SYMBOLS.get(type) });

  function tensorLines(c, now, at) {
    const all = tensorPasses(c);
    const names = all.map(({ name }) => name);
    return all.map(({ name, passes }) => ({
      type: "line", name, clip: true, xAxisIndex: at, yAxisIndex: at, symbolSize: Data.series[c].layers.length > 3 ? 5 : 8, z: 3, showSymbol: passes[now]?.length < 60, ...tensorStyle(name, names),
      data: Data.series[c].layers.map((layer, l) => [layer, passes[now]?.[l] ?? null]),
    }));
  }

  /** Without rounding errors, which are all that the biases of keys have for a gradient. */
  const aboveRounding = values => {
    const [, most] = Data.range(values.filter(v => v !== null));
    return values.filter(v => v !== null && v > most - 6);
  };

  const LEGEND = { gap: 10, line: 24 };
  /** Of names beside their lines, wrapped to the width. */
  function legendHeight(names, width) {
    let [lines, x] = [names.length > 0 ? 1 : 0, 0];
    for (const name of names) {
      const space = 30 + 5 + Chart.measure(name) + LEGEND.gap;
      if (x > 0 && x + space > width - 16) [lines, x] = [lines + 1, 0];
      x += space;
    }
    return LEGEND.line * lines;
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

  /** The vertical axis of a statistic: decades, or a cosine as it is. */
  const valueAxis = (key, values) => (isLog(key)
    ? { ...logAxis(values), axisLabel: { formatter: Data.power } }
    : { min: values.some(v => v < 0) ? -1 : 0, max: 1, interval: values.some(v => v < 0) ? 0.5 : 0.25 });
  const exact = (key, v) => (isLog(key) ? 10 ** v : v);

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
    const c = cell();
    const { all, places, passes, predicted, spread } = profile();
    const tensors = tensorPasses(c);
    const { height: inner, place } = grids(width, all.length, 230, all.length > 3 ? 300 : 218);
    const height = inner + legendHeight(tensors.map(({ name }) => name), width);
    const now = pass();
    const ofTensors = tensors.length > 0 ? all.findIndex(([key]) => key === "grad_w_l2") : -1;
    // The last steps of a network that diverged would flatten all others: each moment has axes of its own.
    const diverged = Data.verdict(c) === "DIVERGED";
    const polygon = places.map((at, i) => [at, predicted[i], spread[i]]).filter(([, p]) => p !== null);
    const lines = all.flatMap(([key, name], i) => (i === ofTensors ? tensorLines(c, now, i) : {
      type: "line", name, xAxisIndex: i, yAxisIndex: i, symbolSize: 5, z: 3, ...marks(c, key, passes[key][now]),
      lineStyle: { width: 2 }, itemStyle: { color: Theme.css("--accent") }, data: apart(c, key, Data.places(c, key).map((at, l) => [at, passes[key][now]?.[l] ?? null])),
    }));
    const theory = [
      { type: "custom", name: "theory", silent: true, clip: true, xAxisIndex: 0, yAxisIndex: 0, data: polygon.length > 1 ? [[places[0], polygon[0][1]]] : [],
        renderItem: (_, api) => ({ type: "polygon", shape: { points: [...polygon.map(([l, p, s]) => api.coord([l, p + s])), ...polygon.toReversed().map(([l, p, s]) => api.coord([l, p - s]))] }, style: { fill: Theme.css("--band") } }) },
      { type: "line", name: "theory", silent: true, xAxisIndex: 0, yAxisIndex: 0, showSymbol: false, lineStyle: { type: "dashed", width: 1.5 }, itemStyle: { color: Theme.css("--quiet") }, data: polygon.map(([l, p]) => [l, p]) },
    ];
    const last = key => Math.max(2, Data.places(c, key).at(-1));
    const of = key => (key === "grad_w_l2" && tensors.length > 0 ? tensors.map(t => t.passes) : [passes[key]]);
    const shown = key => [...of(key).flatMap(its => (diverged ? its[now] ?? [] : its.flat())), ...(key === "delta_rms" ? predicted : [])];
    return {
      height,
      option: {
        title: all.map(([, name]) => name).map(heading(place)),
        legend: ofTensors < 0 ? undefined : { data: tensors.map(({ name }) => name), itemWidth: 30, itemHeight: 10, itemGap: LEGEND.gap, left: 8, width: width - 16, bottom: 0, textStyle: { color: Theme.css("--text") } },
        grid: all.map((_, i) => place(i)),
        xAxis: all.map(([key], i) => Chart.axis({ type: "value", gridIndex: i, min: 1, max: last(key), axisLabel: Chart.upTo(last(key), Data.kind(c, key) === "block" ? "out" : undefined), minInterval: 1, name: AXIS[Data.kind(c, key)], nameLocation: "middle", nameGap: 26, splitLine: { show: false } })),
        yAxis: all.map(([key], i) => Chart.axis({ type: "value", gridIndex: i, ...valueAxis(key, i === ofTensors ? aboveRounding(shown(key)) : shown(key)) })),
        tooltip: Chart.tooltip(list => [
          `${Data.placeText(c, all[list[0]?.axisIndex ?? 0][0], list[0]?.axisValue ?? list[0]?.value[0])}, ${passName(now)}`,
          ...list.filter(p => p.seriesType === "line" && p.value[1] !== null).map(p => `${p.seriesName}: ${Data.number(exact(all[p.axisIndex ?? 0][0], p.value[1]))}`)], { trigger: "axis" }),
        series: [...theory, ...lines],
      },
    };
  }

  /** Points with a gap before the output layer, if its tensor is another. */
  function apart(c, key, points) {
    const alike = Data.alike(c, key);
    return alike === points.length ? points : [...points.slice(0, alike), [points[alike][0], null], ...points.slice(alike)];
  }

  /** Time steps that are not recorded leave gaps, which are bridged. */
  function marks(c, key, values = []) {
    const known = values.filter(v => v !== null).length;
    return Data.kind(c, key) === "time step" ? { connectNulls: true, showSymbol: known < 60 } : { showSymbol: values.length < 60 };
  }

  /** The rows of a table of profiles: time steps of the last recurrent layer, and layers. */
  function rowsOf(c) {
    const { layers, timeSteps = [] } = Data.series[c];
    const index = (key, timeStep, i) => ((Data.kind(c, key) === "time step") === timeStep ? i : -1);
    const steps = timeSteps.map((at, i) => ({ place: [layers.at(-1) - 1, at], index: key => index(key, true, i) }));
    return [...steps, ...layers.map((layer, i) => ({ place: steps.length > 0 ? [layer, null] : [layer], index: key => index(key, false, i) }))];
  }
  const placeColumns = c => ({ layer: ["layer"], block: ["block"], "time step": ["layer", "time step"] })[Data.over(c)];

  function profileNumbers() {
    const c = cell();
    const { all, passes, predicted, spread } = profile();
    const tensors = tensorPasses(c);
    const number = (key, v) => (v === null || v === undefined ? null : Number(exact(key, v).toPrecision(4)));
    const rows = recorded().flatMap(p => rowsOf(c).map(({ place, index }) => {
      const ofTheory = p === pass() ? index("delta_rms") : -1;
      const layer = index("grad_w_l2");
      return [p === 0 ? "probe" : "train", p === 0 ? 0 : sampling.steps[p - 1], ...place, ...all.map(([key]) => number(key, passes[key][p][index(key)])),
        ...tensors.map(t => number("grad_w_l2", t.passes[p][layer])),
        number("delta_rms", predicted[ofTheory]), spread[ofTheory] ?? null];
    }));
    return withName({ columns: ["phase", "step", ...placeColumns(c), ...all.map(([key]) => key), ...tensors.map(({ name }) => `grad_w_l2 of ${name}`), "theory_delta_rms", "theory_band_decades"], rows });
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

  const TITLE = { layer: "Layer by layer", block: "Block by block", "time step": "Time step by time step" };
  const HELP = {
    layer: () => "",
    block: ({ tensor }) => `The error signal is that of the stream from one block to the next. The activation is that of the first tensor of a block, ${tensor}; out is the output layer. The projection before the first block is layer 0 of the tables.`,
    "time step": () => `Error signal and activation are those of the last recurrent layer at each time step: the gradient through time. All time steps are recorded in the probe; during training the first, the last, and those 1, 2, 4, 8 and so on before it. Weights are shared over time, so their gradients are by layer.`,
  };
  /** What a profile is over, and of how many networks. */
  function help(c) {
    const { networks } = Data.series[c];
    const part = networks === undefined ? "" : `Profiles and curves are those of ${networks} of these ${cells.trials[c]} networks, which have one architecture and one depth.`;
    const theory = Data.unpack(Data.series[c].theory).some(t => t !== null) ? "The dashed line is theory at initialization." : "";
    return [HELP[Data.over(c)](Data.series[c]), theory, part].filter(Boolean).join(" ");
  }

  function controls() {
    document.getElementById("network-controls").replaceChildren(...axes.map(axis =>
      select(Data.words(axis.name), axis.values.map(v => [v, v]), Data.value(cell(), axis.name), value => change(axis.name, value))));
    const c = cell();
    const says = lines(c).join("; ") + "." +
      (cells.clipOften[c] === null ? "" : ` Its clip rule changed ${Data.percent(cells.clipOften[c])} of the recorded steps, kept ${Data.percent(cells.clipKept[c])} of the norm, with a cosine of ${Data.number(cells.clipCosine[c])}.`);
    document.getElementById("network-says").textContent = Data.glued(says);
    document.getElementById("profile-title").textContent = TITLE[Data.over(c)];
    document.getElementById("profile-says").textContent = help(c);
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

  /** A text that may be broken after commas and parentheses. */
  const breakable = text => text.split(/(?<=[,(])/).flatMap((part, i) => (i === 0 ? [part] : [el("wbr"), part]));

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
    }).sort((a, b) => (b.score ?? -9) - (a.score ?? -9) || Math.abs(b.slope ?? 0) - Math.abs(a.slope ?? 0));
    const difference = x => Data.signed(Score.CHANGE.scale * x, 3);
    const columns = [
      ["with instead", "named", f => el("a", { href: href(f.other) }, breakable(`${Data.words(f.axis.name)} ${Data.value(f.other, f.axis.name)}`))],
      [Score.predicts ? "R2" : "accuracy, points", "number", f => (f.score === null ? "–" : difference(f.score) + Data.interval(f.low, f.high, difference)), true],
      [`slope, ${Data.decades()}`, "number", f => (f.slope === null ? "–" : Data.signed(f.slope))],
      Data.trained ? ["outcome then", "whole", f => Data.lower(Data.verdict(f.other))] : ["gradients then", "whole", f => Data.lower(Data.mechanism(f.other))],
    ].filter(([, , , reached]) => Data.trained || !reached);
    const rows = found.map(f => el("tr", {}, columns.map(([, kind, text]) => el("td", { class: kind === "named" ? undefined : kind }, text(f)))));
    const heads = columns.map(([name, kind]) => el("th", { scope: "col", class: kind === "number" ? kind : undefined }, name));
    place.replaceChildren(found.length === 0 ? el("p", { class: "note" }, "No other cell differs from this one in one axis alone.") :
      el("div", { class: "scroll", tabindex: 0 }, el("table", {}, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows))));
  }

  function start() {
    const profileChart = Chart.make("profile-chart", { name: "gradient profile", draw: drawProfile, scope, numbers: profileNumbers,
      label: () => `${metrics(cell()).map(([key, name]) => `${name} by ${Data.kind(cell(), key)}`).join(", ")}, ${passName(pass())}, of the network with ${Data.name(cell())}.` });
    const curveChart = Chart.make("curve-chart", { name: "training curves", draw: drawCurves, scope, numbers: curveNumbers,
      label: () => `Loss and gradient norm by step of the network with ${Data.name(cell())}.` });
    document.getElementById("curves").hidden = sampling.steps.length === 0;
    document.getElementById("pass-control").hidden = sampling.steps.length === 0;
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

  return { start, cell, choose, change, open, show, href, lines, nearest, recorded, withName, scope, METRICS, AXIS, rowsOf, placeColumns, marks, logAxis, grids, pass, passName };
})();
