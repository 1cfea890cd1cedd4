"use strict";
/** How large single gradient entries are: stored histograms as ridges over layers, or over steps for one layer. */
const Ridges = (() => {
  const { series } = Data;
  const ROW = 28;
  const OVERLAP = 2.4;
  /** The axis leaves out this part of the entries at each end. */
  const TAIL = 1e-3;
  const BUCKETS = 96;
  const OFFSET = 81;
  const DECADES = Math.log10(2);

  /** All histograms of a cell: by pass, then by layer, each {first, shares}. */
  function unpack({ layers, steps, buckets }) {
    const bytes = Uint8Array.from(atob(buckets), c => c.charCodeAt(0));
    let at = 0;
    const one = () => {
      const [first, count] = [bytes[at], bytes[at + 1]];
      const heights = [...bytes.slice(at + 2, at + 2 + count)];
      at += 2 + count;
      const all = heights.reduce((a, b) => a + b, 0);
      return { first, shares: heights.map(h => h / all) };
    };
    return [null, ...steps].map(() => layers.map(one));
  }
  let last = { cell: null };
  function histograms() {
    const cell = Network.cell();
    if (last.cell !== cell) last = { cell, ...series[cell].histograms, all: unpack(series[cell].histograms) };
    return last;
  }

  const overSteps = () => State.get("ridges") === "steps";
  const passName = (steps, pass) => (pass === 0 ? "probe" : `step ${steps[pass - 1]}`);
  const within = (key, length) => Math.max(0, Math.min(length - 1, Number.parseInt(State.get(key, "0"), 10) || 0));

  /** The shown ridges from bottom to top. */
  function ridges() {
    const { layers, steps, all } = histograms();
    if (overSteps()) {
      const layer = within("ridgeLayer", layers.length);
      return all.map((pass, p) => ({ name: passName(steps, p), ...pass[layer] })).reverse();
    }
    const pass = within("ridgePass", all.length);
    return layers.map((layer, l) => ({ name: Data.placeText(Network.cell(), "grad_w_l2", layer), ...all[pass][l] }));
  }
  const title = () => {
    const { layers, steps, all } = histograms();
    return overSteps() ? `${Data.placeText(Network.cell(), "grad_w_l2", layers[within("ridgeLayer", layers.length)])}, over steps` : `${passName(steps, within("ridgePass", all.length))}, over layers`;
  };
  const decade = bucket => (bucket - OFFSET) * DECADES;

  /** The magnitude below which this share of the entries is, in decades. */
  function quantile({ first, shares }, share) {
    let sum = 0;
    const i = shares.findIndex(s => (sum += s) >= share);
    return decade(first + (i < 0 ? shares.length - 1 : i) + 0.5);
  }

  function draw(width) {
    const list = ridges();
    const every = histograms().all.flat().filter(({ shares }) => shares.length > 0);
    const [least, greatest] = [every.reduce((a, h) => Math.min(a, quantile(h, TAIL)), 9) - 0.5, every.reduce((a, h) => Math.max(a, quantile(h, 1 - TAIL)), -99) + 0.5];
    const interval = Math.max(1, Math.ceil((greatest - least) / 6));
    const low = Math.floor(least);
    const high = low + interval * Math.ceil((greatest - low) / interval);
    const most = Math.max(...list.flatMap(h => h.shares), 1e-9);
    const [left, top] = [Math.max(76, ...list.map(h => Chart.measure(h.name) + 14)), 24 + ROW * OVERLAP];
    const height = ROW * list.length;
    const colour = i => Score.shade(list.length > 1 ? i / (list.length - 1) : 0.5);
    const ridge = ({ dataIndex }, api) => {
      const i = list.length - 1 - dataIndex;
      const { first, shares } = list[i];
      if (shares.length === 0) return undefined;
      const base = api.coord([0, i])[1] + ROW / 4;
      const point = (bucket, share) => [api.coord([decade(bucket), i])[0], base - (share / most) * ROW * OVERLAP];
      const points = [point(first - 0.5, 0), ...shares.map((share, n) => point(first + n + 0.5, share)), point(first + shares.length + 0.5, 0)]
        .map(([x, y]) => [Math.max(left, Math.min(width - 20, x)), y]);
      return { type: "polygon", shape: { points }, style: { fill: colour(i), opacity: 0.85, stroke: Theme.css("--card"), lineWidth: 1.5 } };
    };
    return {
      height: top + height + 56,
      option: {
        grid: { left, right: 20, top, height },
        xAxis: Chart.axis({ type: "value", min: low, max: high, interval, name: "size of a weight gradient entry", nameLocation: "middle", nameGap: 30, axisLabel: { formatter: Data.power } }),
        yAxis: Chart.axis({ type: "category", data: list.map(h => h.name), splitLine: { show: false }, axisLabel: { interval: 0 } }),
        tooltip: Chart.tooltip(({ data: { ridge: h } }) => [h.name, `half of the entries are below ${Data.number(10 ** quantile(h, 0.5), 2)}`,
          `nine in ten lie between ${Data.number(10 ** quantile(h, 0.05), 2)} and ${Data.number(10 ** quantile(h, 0.95), 2)}`]),
        // From back to front, so that a lower ridge covers the one behind it.
        series: [{ type: "custom", renderItem: ridge, clip: false, encode: { x: 0, y: 1 }, data: list.map((_, n) => list.length - 1 - n).map(i => ({ value: [low, i], ridge: list[i] })) }],
      },
    };
  }

  const numbers = () => Network.withName({
    columns: [overSteps() ? "step" : "layer", "from", "to", "share"],
    rows: ridges().flatMap(({ name, first, shares }) => shares.map((share, n) => [name, 2 ** (first + n - OFFSET), 2 ** (first + n + 1 - OFFSET), Number(share.toPrecision(3))])),
  });

  function controls() {
    const { layers, all, steps } = histograms();
    const over = select("Ridges over", [["layers", "layers"], ["steps", "steps"]], overSteps() ? "steps" : "layers", value => State.set({ ridges: value }));
    const which = overSteps()
      ? select("Layer", layers.map((layer, i) => [String(i), String(layer)]), String(within("ridgeLayer", layers.length)), value => State.set({ ridgeLayer: value }))
      : select("Moment", all.map((_, p) => [String(p), passName(steps, p)]), String(within("ridgePass", all.length)), value => State.set({ ridgePass: value }));
    document.getElementById("ridges-controls").replaceChildren(over, which);
    const of = Data.series[Network.cell()];
    const ends = [[all.flat().some(h => h.shares.length > 0 && h.first === 0), `below ${Data.number(2 ** (1 - OFFSET), 2)}`],
      [all.flat().some(h => h.first + h.shares.length === BUCKETS), `of ${2 ** (BUCKETS - 1 - OFFSET)} and more`]].filter(([there]) => there).map(([, text]) => text);
    const fewer = layers.length < of.layers.length || steps.length < Data.sampling.steps.length;
    document.getElementById("ridges-says").textContent = `The network with ${Data.name(Network.cell())}.`
      + (Data.over(Network.cell()) === "layer" ? "" : ` Of each layer, the entries are those of tensor ${of.tensor}.`)
      + (fewer ? ` Histograms of ${layers.length} of its layers and of ${steps.length} recorded steps are in this page; the table layers has all.` : "")
      + (ends.length > 0 ? ` Entries ${ends.join(", and those ")} are drawn together.` : "");
  }

  function start() {
    if (!series.every(one => one.histograms) || !series.some(one => unpack(one.histograms).flat().some(h => h.shares.length > 0))) return false;
    const chart = Chart.make("ridges-chart", { name: "gradient sizes", draw, numbers, scope: () => [title(), ...Network.scope()],
      label: () => `How large weight gradient entries are, ${title()}, of the network with ${Data.name(Network.cell())}.` });
    State.onChange(keys => {
      if (!["cell", "ridges", "ridgePass", "ridgeLayer"].some(key => keys.includes(key))) return;
      keepFocus("ridges-controls", controls);
      chart.draw();
    });
    controls();
    return true;
  }
  return { start };
})();
