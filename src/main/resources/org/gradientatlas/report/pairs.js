"use strict";
/** How much each axis and each pair of axes matters, and a chosen pair as a map. */
const Pairs = (() => {
  const { axes } = Data;
  const MOST_BARS = 16;
  /** The greatest width of labels that are turned. */
  const TURNED = 130;
  /** Less reads 0 %. */
  const LEAST_SHARE = 0.0005;
  const { importance } = Data;
  const measure = importance?.classifies ? "accuracy" : "whether networks learn";
  const ofAxes = importance?.axes ?? [];
  /** The strongest first. Where nothing varies between cells, no pair has a share. */
  const pairs = importance?.pairs ?? axes.flatMap((a, i) => axes.slice(i + 1).map(b => ({ a: a.name, b: b.name, share: null })));
  const called = ({ a, b }) => `${Data.words(a)} × ${Data.words(b)}`;
  const chosen = () => pairs.find(({ a, b }) => a === State.get("pairA") && b === State.get("pairB")) ?? pairs[0];
  const choose = ({ a, b }) => State.set({ pairA: a, pairB: b });

  /** Axes and pairs by share, greatest first. */
  const bars = () => [...ofAxes.map(({ axis, share }) => ({ name: Data.words(axis), share })), ...pairs.map(pair => ({ name: called(pair), share: pair.share, pair }))]
    .filter(({ share }) => share !== null).sort((a, b) => b.share - a.share);

  function drawBars(width) {
    const list = bars().filter(({ share }, i) => i === 0 || share >= LEAST_SHARE).slice(0, MOST_BARS).reverse();
    const names = Labels.fit(list.map(({ name }) => name), width * 0.45 - 20, 2);
    const left = 20 + Labels.widest([...names.values()]);
    const series = (name, color, has) => ({ type: "bar", name, stack: "share", barMaxWidth: 16, itemStyle: { color }, data: list.map(bar => (has(bar) ? { value: bar.share, bar } : "-")),
      label: { show: true, position: "right", color: Theme.css("--text"), formatter: ({ value }) => (value === "-" ? "" : Data.percent(value)) } });
    return {
      height: 96 + 26 * list.length,
      option: {
        legend: { top: 0, left: 0, textStyle: { color: Theme.css("--text") } },
        grid: { left, right: 58, top: 34, bottom: 52 },
        xAxis: Chart.axis({ type: "value", min: 0, splitNumber: width < 520 ? 3 : 5, name: "share of the variance over the grid", nameLocation: "middle", nameGap: 30, axisLabel: { formatter: Data.percent } }),
        yAxis: Chart.axis({ type: "category", data: list.map(({ name }) => name), axisLabel: { formatter: name => names.get(name), lineHeight: Labels.LINE - 1, interval: 0 } }),
        tooltip: Chart.tooltip(({ name, value, data }) => [name, `${Data.percent(value)} of the variance of ${measure}`, ...(data.bar.pair ? ["beyond what each of the two does alone"] : [])]),
        series: [series("an axis alone", Theme.SERIES[0], bar => !bar.pair), series("a pair together", Theme.SERIES[1], bar => bar.pair)],
      },
    };
  }

  const barNumbers = () => ({ columns: ["axis or pair", "kind", "share"], rows: bars().map(({ name, pair, share }) => [name, pair ? "pair" : "axis", share]) });

  /** The axes of the pair as [across, up]: numbers run across, or else what has more values. */
  function sides({ a, b }) {
    const [first, second] = [Data.axis(a), Data.axis(b)];
    const across = first.numeric !== second.numeric ? first.numeric : first.values.length >= second.values.length;
    return across ? [first, second] : [second, first];
  }

  function squares([x, y]) {
    const groups = new Map();
    for (const c of Data.indices.filter(Brush.holds)) {
      const key = [Data.at(c, x.name), Data.at(c, y.name)].join();
      groups.set(key, [...(groups.get(key) ?? []), c]);
    }
    return [...groups].map(([key, group]) => ({ at: key.split(",").map(Number), group, value: Score.mean(group) }));
  }

  function drawMap(width) {
    const [x, y] = sides(chosen());
    const list = squares([x, y]);
    const { of, legend } = Score.squares();
    const inner = Math.max(120, Math.min(480, 48 * y.values.length));
    const left = Math.min(width * 0.35, 20 + Labels.widest(y.values));
    const each = (width - left - 16) / x.values.length;
    const turned = Labels.widest(x.values) + 6 > each;
    const columns = Labels.fit(x.values, turned ? TURNED : each);
    const rows = Labels.fit(y.values, left - 16, Labels.linesIn(inner / y.values.length));
    const below = turned ? 46 + 0.6 * Labels.widest([...columns.values()]) : 46;
    const texts = list.map(s => (s.value === null ? "–" : Score.show(s.value)));
    const fit = texts.every(text => text.length * 7.5 < each - 4);
    const square = ({ dataIndex }, api) => {
      const [cx, cy] = api.coord(list[dataIndex].at);
      const [w, h] = api.size([1, 1]);
      const fill = of(list[dataIndex].value);
      return { type: "group", children: [
        { type: "rect", shape: { x: cx - w / 2 + 1, y: cy - h / 2 + 1, width: Math.max(1, w - 2), height: Math.max(1, h - 2), r: 2 }, style: { fill } },
        ...(fit ? [{ type: "text", silent: true, style: { text: texts[dataIndex], x: cx, y: cy, align: "center", verticalAlign: "middle", fill: list[dataIndex].value === null ? Theme.css("--text") : Theme.on(fill), fontSize: 13 } }] : []),
      ] };
    };
    return {
      height: 40 + inner + below,
      option: {
        grid: { left, right: 16, top: 40, height: inner },
        xAxis: Chart.axis({ type: "category", data: x.values, name: Data.words(x.name), nameLocation: "middle", nameGap: below - 22, splitLine: { show: false }, axisLabel: { interval: turned ? 0 : "auto", rotate: turned ? 35 : 0, formatter: v => columns.get(v) } }),
        yAxis: Chart.axis({ type: "category", data: y.values, inverse: !y.numeric, name: Data.words(y.name), nameLocation: y.numeric ? "end" : "start", nameGap: 8, axisLabel: { formatter: v => rows.get(v), lineHeight: Labels.LINE, interval: inner < 14 * y.values.length ? "auto" : 0 } }),
        visualMap: { ...legend, dimension: 2, seriesIndex: [], orient: "horizontal", right: 0, top: 0, padding: 0, textStyle: { color: Theme.css("--text") } },
        tooltip: Chart.tooltip(({ data: { square: { group, value } } }) => {
          const best = Score.best(group);
          return [[x, y].map(a => `${Data.words(a.name)} ${Data.value(group[0], a.name)}`).join(", "), `mean ${Score.text} of ${group.length} cells: ${value === null ? "–" : Score.show(value)}`,
            ...(best === null ? [] : [`the best of them: ${Score.show(Score.of(best))} with ${Data.name(best)}`])];
        }),
        series: [{ type: "custom", renderItem: square, encode: { x: 0, y: 1 }, data: list.map(s => ({ value: [...s.at, s.value ?? "-"], square: s })) }],
      },
    };
  }

  function mapNumbers() {
    const [x, y] = sides(chosen());
    return {
      columns: [Data.words(x.name), Data.words(y.name), `mean ${Score.text}`, "cells"],
      rows: squares([x, y]).map(({ group, value }) => [Data.value(group[0], x.name), Data.value(group[0], y.name), value === null || Score.classifies ? value : 10 ** value, group.length]),
    };
  }

  function controls() {
    const at = pairs.indexOf(chosen());
    const text = pair => called(pair) + (pair.share === null ? "" : ` (${Data.percent(pair.share)})`);
    document.getElementById("pairs-controls").replaceChildren(
      select("Pair of axes", pairs.map((pair, i) => [String(i), text(pair)]), String(at), i => choose(pairs[i])));
  }

  function says() {
    if (!importance) return "All cells are alike.";
    const exact = importance.exact ? "The grid has every combination of values, so the shares do not overlap." : "The grid lacks some combinations, so the shares are approximate and may overlap.";
    return `${exact} Chance explains ${Data.percent(importance.chance)}.`;
  }

  function start() {
    if (pairs.length === 0 || !Data.trained) return false;
    document.getElementById("pairs-says").textContent = Data.glued(says());
    if (importance) {
      Chart.make("importance-chart", { name: "importance", draw: drawBars, numbers: barNumbers,
        label: () => `How much each axis and each pair of axes matters for ${measure}.`, click: ({ data }) => data.bar.pair && choose(data.bar.pair) });
    }
    controls();
    Brush.note("pairs-controls");
    const map = Chart.make("pair-chart", { name: "pair of axes", draw: drawMap, numbers: mapNumbers, scope: () => [called(chosen())],
      label: () => `Mean ${Score.text} by ${called(chosen())}.`,
      click: ({ data }) => Network.open(Score.best(data.square.group) ?? data.square.group[0]) });
    State.onChange(keys => {
      if (keys.includes("pairA")) keepFocus("pairs-controls", controls);
      if (keys.includes("pairA") || Brush.changed(keys)) map.draw();
    });
    return true;
  }
  return { start };
})();
