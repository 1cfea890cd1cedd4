"use strict";
/** The map: any two axes, one panel per value of a third, coloured by the chosen quantity. */
const AtlasMap = (() => {
  const { axes, cells, view: first } = Data;
  const NONE = "(none)";
  const ALL = "(all)";
  const LEAST_PANEL = 280;

  const mean = numbers => {
    const known = numbers.filter(x => x !== null && x !== undefined);
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
  };
  const vote = (column, order) => group => {
    const counts = {};
    for (const cell of group) for (const [name, n] of Object.entries(cells[column][cell])) counts[name] = (counts[name] ?? 0) + n;
    return Data.majority(counts, order);
  };
  const COLOURS = {
    mechanism: { text: "what gradients did", classes: Data.mechanisms, of: vote("mechanisms", Data.mechanisms) },
    verdict: { text: "whether it learned", classes: Data.verdicts, of: vote("verdicts", Data.verdicts) },
    growth: { text: "gradient factor over depth (log10)", signed: true, of: group => mean(group.map(c => cells.growth[c])), unit: "decades" },
    accuracy: { text: "final accuracy", range: [0, 1], of: group => mean(group.map(c => cells.accuracy[c])), show: Data.percent },
    deviation: { text: "slope, measured − theory (decades a layer)", signed: true, of: group => mean(group.map(Data.deviation)), unit: "decades a layer" },
  };

  const named = name => axes.find(axis => axis.name === name);
  /** If gradients seldom vanish or explode, the map starts with what networks learn. */
  const vanishing = Data.indices.filter(c => ["VANISHING", "EXPLODING", "NON_FINITE"].includes(Data.mechanism(c))).length;
  const colour0 = vanishing < 0.1 * Data.size && cells.accuracy.some(a => a !== null) ? "accuracy" : "mechanism";

  const chosen = () => {
    const known = (key, otherwise) => (named(State.get(key)) ? State.get(key) : otherwise);
    const x = known("x", first.x);
    const y = State.get("y") === NONE ? NONE : known("y", first.y ?? NONE);
    const panel = State.get("panel") === NONE ? NONE : known("panel", first.panel ?? NONE);
    const colour = State.get("colour") in COLOURS ? State.get("colour") : colour0;
    return { x, y: y === x ? NONE : y, panel: panel === x || panel === y ? NONE : panel, colour };
  };
  const free = view => axes.filter(axis => ![view.x, view.y, view.panel].includes(axis.name));
  const filter = axis => {
    const value = State.get("only." + axis.name);
    return value === ALL || axis.values.includes(value) ? value : axis.values[0];
  };

  /** Squares [x, y, panel] with their cells. */
  function squares(view) {
    const found = new Map();
    const filters = free(view).map(axis => [axis.name, filter(axis)]).filter(([, value]) => value !== ALL);
    for (const cell of Data.indices) {
      if (filters.some(([axis, value]) => Data.value(cell, axis) !== value)) continue;
      const [x, y, panel] = [view.x, view.y, view.panel].map(axis => (axis === NONE ? 0 : Data.at(cell, axis)));
      const key = [x, y, panel].join();
      if (!found.has(key)) found.set(key, { x, y, panel, group: [] });
      found.get(key).group.push(cell);
    }
    return [...found.values()];
  }

  /** In a grid of several blocks, a square extends half-way to its neighbours in the row. */
  function spread(list, axis) {
    if (!axis?.numeric) return;
    const rows = groupBy(list, s => s.panel + "," + s.y);
    for (const row of rows.values()) {
      row.sort((a, b) => a.x - b.x);
      row.forEach((square, i) => {
        square.from = i > 0 ? (square.x - row[i - 1].x) / 2 : 0.5;
        square.to = i < row.length - 1 ? (row[i + 1].x - square.x) / 2 : 0.5;
      });
    }
  }
  function groupBy(list, key) {
    const groups = new Map();
    list.forEach(one => groups.set(key(one), [...(groups.get(key(one)) ?? []), one]));
    return groups;
  }

  const blend = (colours, t) => {
    const at = Math.max(0, Math.min(1, t)) * (colours.length - 1);
    const [low, high] = [colours[Math.floor(at)], colours[Math.ceil(at)]];
    const part = i => Math.round(parseInt(low.slice(i, i + 2), 16) * (1 - at % 1) + parseInt(high.slice(i, i + 2), 16) * (at % 1));
    return "#" + [1, 3, 5].map(i => part(i).toString(16).padStart(2, "0")).join("");
  };

  /** The colour of a value, and the legend. */
  function scale(colour, values) {
    if (colour.classes) {
      const there = colour.classes.filter(name => values.includes(name));
      return {
        of: name => Theme.CLASSES[name],
        names: there.map(name => [Theme.CLASSES[name], `${Theme.SIGNS[name]} ${Data.lower(name)}`]),
      };
    }
    const known = values.filter(v => v !== null);
    const most = Math.max(...known.map(Math.abs), 1e-9);
    const [min, max] = colour.range ?? (colour.signed ? [-most, most] : [Math.min(...known), Math.max(...known)]);
    const colours = colour.signed ? Theme.SIGNED : Theme.VIRIDIS;
    const text = colour.show ?? (v => Data.number(v, 2));
    return {
      of: v => (v === null ? Theme.css("--empty") : blend(colours, (v - min) / (max - min))),
      legend: { type: "continuous", min, max, inRange: { color: colours }, text: [text(max), text(min)], itemWidth: 12, itemHeight: 130, calculable: false },
    };
  }

  /** Names beside their colours, wrapped to the width. */
  function legendOf(names, width) {
    let [x, y] = [0, 0];
    const children = names.flatMap(([fill, text]) => {
      const space = 36 + 7 * text.length;
      if (x > 0 && x + space > width) [x, y] = [0, y + 22];
      const at = x;
      x += space;
      return [
        { type: "rect", shape: { x: at, y, width: 14, height: 14, r: 2 }, style: { fill } },
        { type: "text", style: { x: at + 20, y: y + 7, text, verticalAlign: "middle", fontSize: 12, fill: Theme.css("--text") } },
      ];
    });
    return { height: y + 22, graphic: { type: "group", left: 0, top: 0, silent: true, children } };
  }

  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);
  const values = (axis, view) => (axis === NONE ? [""] : named(axis).values);

  function draw(width) {
    const view = chosen();
    const colour = COLOURS[view.colour];
    const list = squares(view);
    spread(list, named(view.x));
    list.forEach(square => (square.value = colour.of(square.group)));
    const { of, legend, names } = scale(colour, list.map(s => s.value));
    const [xs, ys, panels] = [values(view.x), values(view.y), values(view.panel)];
    const longest = Math.max(...ys.map(y => y.length));
    const left = Math.min(180, 18 + 7 * longest, width * 0.4);
    const key = legendOf(names ?? [], width);
    const across = Math.max(1, Math.min(panels.length, Math.floor(width / LEAST_PANEL)));
    const cellWidth = Math.floor(width / across);
    const inner = Math.max(90, Math.min(520, 34 * ys.length));
    const [top, gap] = [key.height + 20, view.panel === NONE ? 48 : 78];
    const rows = Math.ceil(panels.length / across);
    const place = i => ({ left: (i % across) * cellWidth + left, top: top + (view.panel === NONE ? 0 : 26) + Math.floor(i / across) * (inner + gap), width: cellWidth - left - 14, height: inner });
    const selected = Network.cell();
    const series = panels.map((_, i) => {
      const squaresHere = list.filter(s => s.panel === i);
      return {
        type: "custom", xAxisIndex: i, yAxisIndex: i, encode: { x: 0, y: 1 },
        data: squaresHere.map(s => ({ value: [s.x, s.y, colour.classes ? s.value : s.value ?? "-"], square: s })),
        renderItem: (parameters, api) => {
          const square = squaresHere[parameters.dataIndex];
          const [cx, cy] = api.coord([square.x, square.y]);
          const [w, h] = api.size([1, 1]);
          const [from, to] = [(square.from ?? 0.5) * w, (square.to ?? 0.5) * w];
          const fill = of(square.value);
          const hot = square.group.includes(selected);
          const sign = colour.classes ? Theme.SIGNS[square.value] : square.value === null ? "" : (colour.show ?? (v => Data.number(v, 2)))(square.value);
          const size = Math.min(14, h - 4);
          const fits = size >= 8 && sign.length * size * 0.6 < from + to;
          return {
            type: "group",
            children: [
              { type: "rect", shape: { x: cx - from + 1, y: cy - h / 2 + 1, width: Math.max(1, from + to - 2), height: Math.max(1, h - 2), r: 2 },
                style: { fill, stroke: hot ? Theme.css("--text") : "transparent", lineWidth: hot ? 3 : 0 } },
              ...(fits ? [{ type: "text", silent: true, style: { text: sign, x: cx + (to - from) / 2, y: cy, align: "center", verticalAlign: "middle", fill: Theme.on(fill), fontSize: size } }] : []),
            ],
          };
        },
      };
    });
    return {
      height: top + rows * (inner + gap) + (view.panel === NONE ? 0 : 4),
      option: {
        title: view.panel === NONE ? [] : panels.map((panel, i) => ({ text: short(named(view.panel)?.numeric ? `${Data.words(view.panel)} ${panel}` : panel, 40), left: place(i).left, top: place(i).top - 24, textStyle: { fontSize: 14, fontWeight: 600, color: Theme.css("--text") } })),
        grid: panels.map((_, i) => place(i)),
        xAxis: panels.map((_, i) => Chart.axis({ type: "category", gridIndex: i, data: xs, name: Data.words(view.x), nameLocation: "middle", nameGap: 24, splitLine: { show: false }, axisLabel: { formatter: v => short(v, 14) } })),
        yAxis: panels.map((_, i) => Chart.axis({ type: "category", gridIndex: i, data: ys, inverse: !named(view.y)?.numeric, axisLabel: { width: left - 12, overflow: "truncate", interval: 0 } })),
        graphic: names ? [key.graphic] : [],
        visualMap: names ? undefined : { ...legend, dimension: 2, seriesIndex: [], orient: "horizontal", left: 0, top: 0, padding: 0, textStyle: { color: Theme.css("--text") } },
        tooltip: Chart.tooltip(({ data: { square } }) => says(square, view, colour)),
        series,
      },
    };
  }

  function says(square, view, colour) {
    const [cell] = square.group;
    const many = square.group.length > 1;
    const value = colour.classes ? Data.lower(square.value) : (colour.show ?? (v => `${Data.signed(v)} ${colour.unit}`))(square.value);
    const where = [view.x, view.y, view.panel].filter(a => a !== NONE).map(a => `${Data.words(a)} ${Data.value(cell, a)}`).join(", ");
    const detail = many ? [`${square.group.length} cells together`] : Network.lines(cell);
    return [short(where, 160), `${colour.text}: ${value}`, ...detail];
  }

  function numbers() {
    const view = chosen();
    const colour = COLOURS[view.colour];
    const used = [view.x, view.y, view.panel].filter(a => a !== NONE);
    return {
      columns: [...used.map(Data.words), colour.text, "cells", "networks"],
      rows: squares(view).map(({ group }) => [
        ...used.map(a => Data.value(group[0], a)), colour.classes ? Data.lower(colour.of(group)) : colour.of(group),
        group.length, group.reduce((sum, c) => sum + cells.trials[c], 0)]),
    };
  }

  function controls() {
    const view = chosen();
    const options = axes.map(axis => [axis.name, Data.words(axis.name)]);
    const set = key => value => State.set({ [key]: value });
    const parts = [
      select("Across", options, view.x, set("x")),
      select("Up", [...options, [NONE, "nothing"]], view.y, set("y")),
      select("A panel for each", [...options, [NONE, "nothing"]], view.panel, set("panel")),
      select("Colour", Object.entries(COLOURS).map(([key, c]) => [key, c.text]), view.colour, set("colour")),
      ...free(view).map(axis => select("Only " + Data.words(axis.name), [...axis.values.map(v => [v, v]), [ALL, "all together"]], filter(axis), set("only." + axis.name))),
    ];
    document.getElementById("map-controls").replaceChildren(...parts);
  }

  function start() {
    const chart = Chart.make("map-chart", {
      name: "map", draw, numbers,
      points: () => Data.size,
      label: () => {
        const view = chosen();
        return `Map of ${COLOURS[view.colour].text} by ${[view.x, view.y, view.panel].filter(a => a !== NONE).map(Data.words).join(", ")}. The table below has the numbers.`;
      },
      click: ({ data }) => Network.choose(data.square.group[0]),
    });
    const change = () => {
      const focused = document.activeElement?.closest("#map-controls label")?.firstChild?.textContent;
      controls();
      [...document.querySelectorAll("#map-controls label")].find(l => l.firstChild.textContent === focused)?.querySelector("select").focus();
      chart.draw();
    };
    State.onChange(change);
    change();
  }

  return { start };
})();
