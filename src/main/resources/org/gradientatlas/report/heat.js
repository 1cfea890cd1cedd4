"use strict";
/** One network's statistic over layers and recorded passes, and its profile at the present one. */
const Heat = (() => {
  const { sampling } = Data;
  const LOGARITHMIC = {
    delta_rms: "error signal delta, rms", grad_w_l2: "weight gradient, L2 norm", act_sd: "activation, standard deviation",
    preact_sd: "pre-activation, standard deviation", rank_residual: "tokens' distance from their mean", update_ratio: "update ratio, mean |update| / mean |weight|",
  };
  const SHARES = {
    saturated_fraction: "share of saturated outputs", dead_unit_fraction: "share of dead units",
    grad_zero_fraction: "share of weight gradients that are 0", clip_fraction: "share of gradients that clipping changed",
  };
  const TEXTS = { ...LOGARITHMIC, ...SHARES, token_cosine: "mean cosine of two tokens" };
  const isLog = key => key in LOGARITHMIC;
  const text = (c, key) => (key === "grad_w_l2" && Data.over(c) !== "layer" ? `gradient of ${Data.series[c].tensor}, L2 norm` : TEXTS[key]);
  const known = (c, key) => key in Data.series[c] && Data.unpack(Data.series[c][key]).some(v => v !== null);
  const there = c => Object.keys(TEXTS).filter(key => known(c, key));
  const chosen = () => (State.get("statistic") in TEXTS ? State.get("statistic") : "delta_rms");
  const show = (key, v) => (v === null || v === undefined ? "–" : key in SHARES ? Data.percent(v) : Data.number(isLog(key) ? 10 ** v : v));
  const passes = ["probe", ...sampling.steps.map(String)];

  function scale(key, values) {
    if (key in SHARES) return [0, 1];
    const found = values.filter(v => v !== null);
    const [low, high] = found.length === 0 ? [-1, 1] : [Math.min(...found), Math.max(...found)];
    return high - low < 0.2 ? [(low + high) / 2 - 0.1, (low + high) / 2 + 0.1] : [low, high];
  }

  function draw(width) {
    const [c, key, now] = [Network.cell(), chosen(), Network.pass()];
    const layers = Data.places(c, key);
    const kind = Data.kind(c, key);
    const all = key in Data.series[c] ? Data.passes(c, key) : [];
    const [min, max] = scale(key, all.flat());
    const beside = width >= 820;
    const inner = Math.max(180, Math.min(480, 16 * layers.length));
    const heat = { left: 56, top: 62, width: (beside ? Math.floor(width * 0.62) : width) - 72, height: inner };
    const line = beside ? { left: Math.floor(width * 0.62) + 64, top: 62, width: Math.floor(width * 0.38) - 84, height: inner } : { left: 56, top: inner + 146, width: width - 80, height: 200 };
    const outline = (_, api) => {
      const [x, y] = api.coord([now, layers.length - 1]);
      const [w, h] = api.size([1, 1]);
      return { type: "rect", shape: { x: x - w / 2, y: y - h / 2, width: w, height: h * layers.length }, style: { fill: "transparent", stroke: Theme.css("--text"), lineWidth: 2.5 } };
    };
    const title = (text, { left, top }) => ({ text, left: left - 44, top: top - 30, textStyle: { fontSize: 13, fontWeight: 600, color: Theme.css("--text") } });
    const names = layers.map((layer, i) => (kind === "block" && i === layers.length - 1 ? "out" : layer));
    const layerAxis = { type: "category", data: names, name: kind, nameLocation: "end", nameGap: 8, splitLine: { show: false } };
    const labels = ({ height }) => ({ axisLabel: { interval: Math.ceil((17 * layers.length) / height) - 1 } });
    return {
      height: beside ? inner + 118 : inner + 146 + 250,
      option: {
        title: [title(beside ? `${text(c, key)}, by ${kind} and step` : text(c, key), { ...heat, top: 56 }), title(Network.passName(now), line)].map((t, i) => (i === 0 ? { ...t, top: 0, left: 0 } : t)),
        grid: [heat, line],
        xAxis: [Chart.axis({ type: "category", gridIndex: 0, data: passes, name: "step", nameLocation: "middle", nameGap: 26, splitLine: { show: false } }),
          Chart.axis({ type: "value", gridIndex: 1, min, max, axisLabel: { formatter: v => (isLog(key) && Number.isInteger(v) ? Data.power(v) : key in SHARES ? Data.percent(v) : Data.number(isLog(key) ? 10 ** v : v, 2)) }, splitNumber: 3 })],
        yAxis: [Chart.axis({ ...layerAxis, ...labels(heat), gridIndex: 0 }), Chart.axis({ ...layerAxis, ...labels(line), gridIndex: 1, name: "" })],
        visualMap: { type: "continuous", min, max, seriesIndex: [0], dimension: 2, inRange: { color: Theme.VIRIDIS }, text: [show(key, max), show(key, min)], orient: "horizontal", right: beside ? width - heat.left - heat.width : 0, top: beside ? 0 : 22, padding: 0, itemWidth: 12, itemHeight: 110, calculable: false, textStyle: { color: Theme.css("--text") } },
        tooltip: Chart.tooltip(({ seriesType, value }) => (seriesType === "heatmap"
          ? [`${Data.placeText(c, key, layers[value[1]])}, ${Network.passName(value[0])}`, `${text(c, key)}: ${show(key, value[2])}`]
          : [`${Data.placeText(c, key, layers[value[1]])}, ${Network.passName(now)}`, `${text(c, key)}: ${show(key, value[0])}`])),
        series: [
          { type: "heatmap", xAxisIndex: 0, yAxisIndex: 0, progressive: 0, data: all.flatMap((values, p) => values.map((v, l) => [p, l, v])).filter(([, , v]) => v !== null) },
          { type: "custom", silent: true, xAxisIndex: 0, yAxisIndex: 0, data: [[now, 0]], renderItem: outline, z: 4 },
          { type: "line", xAxisIndex: 1, yAxisIndex: 1, connectNulls: kind === "time step", showSymbol: true, symbolSize: 5, lineStyle: { width: 2 }, itemStyle: { color: Theme.css("--accent") }, data: (all[now] ?? []).map((v, l) => [v ?? "-", l]) },
        ],
      },
    };
  }

  function numbers() {
    const [c, key] = [Network.cell(), chosen()];
    const plain = v => (v === null ? null : isLog(key) ? Number((10 ** v).toPrecision(4)) : v);
    const all = key in Data.series[c] ? Data.passes(c, key) : [];
    return Network.withName({
      columns: ["phase", "step", Data.kind(c, key), key],
      rows: Network.recorded().flatMap(p => (all[p] ?? []).map((v, l) => [p === 0 ? "probe" : "train", p === 0 ? 0 : sampling.steps[p - 1], Data.places(c, key)[l], plain(v)])),
    });
  }

  function start() {
    const player = Player.make();
    const pick = el("div", { class: "contents" });
    const controls = () => {
      const keys = [...new Set([chosen(), ...there(Network.cell())])];
      pick.replaceChildren(select("Statistic", Object.keys(TEXTS).filter(key => keys.includes(key)).map(key => [key, text(Network.cell(), key)]), chosen(), key => State.set({ statistic: key })));
      document.getElementById("heat-says").textContent = `The network with ${Data.name(Network.cell())}.`;
    };
    document.getElementById("heat-controls").append(pick, ...(sampling.steps.length > 0 ? player.controls : []));
    const chart = Chart.make("heat-chart", { name: "layers and steps", draw, numbers, scope: () => [chosen(), ...Network.scope()], points: () => Data.indices.reduce((most, c) => Math.max(most, Data.places(c, "delta_rms").length), 0) * passes.length,
      label: () => `${text(Network.cell(), chosen())} by ${Data.kind(Network.cell(), chosen())} and step, and its profile at ${Network.passName(Network.pass())}.` });
    State.onChange(keys => {
      if (keys.includes("cell") || keys.includes("statistic")) keepFocus("heat-controls", controls);
      if (keys.includes("cell") || keys.includes("pass")) player.show();
      if (["cell", "statistic", "pass"].some(key => keys.includes(key))) chart.draw();
    });
    controls();
    return true;
  }
  return { start };
})();
