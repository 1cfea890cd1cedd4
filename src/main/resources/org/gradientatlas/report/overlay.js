"use strict";
/** Two networks in the same charts: the chosen one, and a second one dashed over it. */
const Overlay = (() => {
  const { axes, cells, sampling } = Data;
  const CURVES = sampling.steps.length === 0 ? [] : [["loss", "loss of the batch"], ["grad_l2", "gradient, L2 norm"]];
  const { METRICS } = Network;

  /** Starts with the best other network, of the same depth if there is one. */
  const second = () => {
    const picked = Data.cellByTrial.get(State.get("other"));
    if (picked !== undefined) return picked;
    const others = Data.indices.filter(c => c !== Network.cell());
    const alike = others.filter(c => !Data.axis("depth") || Data.at(c, "depth") === Data.at(Network.cell(), "depth"));
    return Score.best(alike) ?? Score.best(others) ?? others[0];
  };
  const both = () => [Network.cell(), second()];

  /** A network's values on the axes where the two differ. */
  function names() {
    const [a, b] = both();
    const differing = axes.filter(axis => Data.at(a, axis.name) !== Data.at(b, axis.name));
    const name = c => differing.map(axis => `${Data.words(axis.name)} ${Data.value(c, axis.name)}`).join(", ");
    return differing.length === 0 ? ["this network", "the same network"] : [name(a), name(b)];
  }
  const looks = () => [{ color: Theme.css("--accent"), type: "solid" }, { color: Theme.css("--other"), type: "dashed" }];

  /** Whether both profiles are over layers, blocks or time steps. */
  const alike = key => { const [a, b] = both(); return Data.kind(a, key) === Data.kind(b, key); };
  /** Without an output layer whose tensor is another. */
  const compared = (c, key) => Data.places(c, key).slice(0, Data.alike(c, key));
  /** A place, or where it lies between the first and the last one, which profiles over different things share. */
  const across = (c, key) => {
    const places = compared(c, key);
    return alike(key) ? places : places.map(place => (place - places[0]) / Math.max(1, places.at(-1) - places[0]));
  };
  const profile = (c, key) => {
    const values = Data.passes(c, key)[Network.pass()] ?? [];
    return across(c, key).map((place, l) => [place, values[l] ?? null]);
  };
  const curve = (c, key) => Data.unpack(Data.series[c][key]);

  function draw(width) {
    const pair = both();
    const [labels, styles] = [names(), looks()];
    const perLine = Math.max(20, (width - 60) / 7);
    const top = labels.reduce((sum, label) => sum + 10 + 17 * Math.ceil(label.length / perLine), 8);
    const { height, place } = Network.grids(width, METRICS.length + CURVES.length, 200, 300);
    const down = i => ({ ...place(i), top: place(i).top + top });
    const tensors = [...new Set(pair.map(c => Data.series[c].tensor).filter(Boolean))].join(" and ");
    const panels = [...METRICS.map(([key, text]) => [key, key === "grad_w_l2" && tensors ? `gradient of ${tensors}, L2 norm` : text]), ...CURVES];
    const deepest = key => Math.max(2, ...pair.map(c => compared(c, key).at(-1)));
    const kinds = key => pair.map(c => Data.kind(c, key)).join(" or ");
    const placeAxis = key => (alike(key)
      ? { min: 1, max: deepest(key), axisLabel: Chart.upTo(deepest(key)), minInterval: 1, name: Network.AXIS[Data.kind(pair[0], key)] }
      : { min: 0, max: 1, splitNumber: 4, axisLabel: { formatter: v => (v === 0 ? "first" : v === 1 ? "last" : "") }, name: kinds(key) });
    const where = (key, x) => (alike(key) ? `${Data.kind(pair[0], key)} ${x}` : `${Data.percent(x)} of the way from the first ${kinds(key)} to the last`);
    const series = pair.flatMap((c, n) => panels.map(([key], i) => {
      const data = i < METRICS.length ? profile(c, key) : curve(c, key);
      return {
        type: "line", name: labels[n], xAxisIndex: i, yAxisIndex: i, z: 3 + n, connectNulls: true, symbol: data.length < 2 ? "circle" : "none", symbolSize: 7, lineStyle: { width: 2, type: styles[n].type }, itemStyle: { color: styles[n].color }, data,
      };
    }));
    const values = i => (i < METRICS.length ? pair.flatMap(c => Data.passes(c, panels[i][0]).flatMap(pass => pass.slice(0, Data.alike(c, panels[i][0])))) : pair.flatMap(c => curve(c, panels[i][0])));
    return {
      height: height + top,
      option: {
        legend: { top: 0, left: 0, orient: "vertical", itemWidth: 32, itemHeight: 12, data: labels.map((name, n) => ({ name, icon: "inherit", itemStyle: { opacity: 0 }, lineStyle: { type: styles[n].type, width: 2 } })),
          textStyle: { color: Theme.css("--text"), width: width - 60, overflow: "break" }, selectedMode: false },
        title: panels.map(([, text], i) => ({ text, left: down(i).left - 40, top: down(i).top - 30, textStyle: { fontSize: 13, fontWeight: 600, color: Theme.css("--text") } })),
        grid: panels.map((_, i) => down(i)),
        xAxis: panels.map((_, i) => (i < METRICS.length
          ? Chart.axis({ type: "value", gridIndex: i, ...placeAxis(panels[i][0]), nameLocation: "middle", nameGap: 26, splitLine: { show: false } })
          : Chart.axis({ type: "category", gridIndex: i, data: sampling.steps, boundaryGap: false, name: "step", nameLocation: "middle", nameGap: 26 }))),
        yAxis: panels.map((_, i) => Chart.axis({ type: "value", gridIndex: i, ...Network.logAxis(values(i)), axisLabel: { formatter: log => (Number.isInteger(log) ? Data.power(log) : Data.number(10 ** log, 2)) } })),
        tooltip: Chart.tooltip(list => {
          const ofStep = list[0]?.axisType === "xAxis.category";
          const shown = p => (Array.isArray(p.value) ? p.value[1] : p.value);
          return [ofStep ? `step ${list[0].axisValue}` : `${where(panels[list[0]?.axisIndex ?? 0][0], list[0]?.axisValue)}, ${Network.passName(Network.pass())}`,
            ...list.filter(p => typeof shown(p) === "number").map(p => `${p.seriesName}: ${Data.number(10 ** shown(p))}`)];
        }, { trigger: "axis" }),
        series,
      },
    };
  }

  /** Whether profiles go over anything but layers. */
  const mixed = Data.overs.some(over => over !== "layer");

  function numbers() {
    const ten = x => (x === null || x === undefined ? null : Number((10 ** x).toPrecision(4)));
    const rows = both().flatMap(c => [
      ...METRICS.flatMap(([key]) => Data.passes(c, key).flatMap((values, p) => values.map((v, l) => [Data.name(c), key, p === 0 ? "probe" : sampling.steps[p - 1], ...(mixed ? [Data.kind(c, key)] : []), Data.places(c, key)[l], ten(v)]))),
      ...CURVES.flatMap(([key]) => curve(c, key).map((v, s) => [Data.name(c), key, sampling.steps[s], ...(mixed ? [null] : []), null, ten(v)])),
    ]);
    return { columns: ["network", "quantity", "step", ...(mixed ? ["over", "place"] : ["layer"]), "value"], rows };
  }

  function controls() {
    const pick = (axis, value) => State.set({ other: cells.example[Network.nearest(axis, value, second())] });
    document.getElementById("overlay-controls").replaceChildren(
      ...axes.map(axis => select(Data.words(axis.name), axis.values.map(v => [v, v]), Data.value(second(), axis.name), value => pick(axis.name, value))),
      el("button", { type: "button", click: () => State.set({ cell: cells.example[second()], other: cells.example[Network.cell()] }) }, "Swap the two"));
    const reached = c => (!Data.trained ? Data.lower(Data.mechanism(c)) : `${Data.lower(Data.verdict(c))}${Score.of(c) === null ? "" : `, ${Score.text} ${Score.show(Score.of(c))}`}`);
    document.getElementById("overlay-says").textContent = Data.glued(both().map((c, i) => `${["Solid", "Dashed"][i]}: ${names()[i]} (${reached(c)}).`).join(" "));
  }

  function start() {
    if (Data.size < 2) return false;
    const chart = Chart.make("overlay-chart", { name: "two networks", draw, numbers, scope: names,
      label: () => `${[...METRICS, ...CURVES].map(([, text]) => text).join(", ")} of two networks: ${names().join(" and ")}. ${Network.passName(Network.pass())}.` });
    State.onChange(keys => {
      if (keys.includes("cell") || keys.includes("other")) {
        const focused = [...document.querySelectorAll("#overlay-controls :is(select, button)")].indexOf(document.activeElement);
        controls();
        if (focused >= 0) document.querySelectorAll("#overlay-controls :is(select, button)")[focused].focus();
      }
      if (["cell", "other", "pass"].some(key => keys.includes(key))) chart.draw();
    });
    controls();
    return true;
  }
  return { start };
})();
