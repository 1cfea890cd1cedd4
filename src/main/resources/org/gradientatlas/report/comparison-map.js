"use strict";
/** What both parts of the page know about the compared cells. */
const Pairs = (() => {
  const of = Data.comparison;
  const accuracy = of.outcome === "accuracy";
  const points = x => (x === null ? null : 100 * x);
  /** Differences by name: the key of its numbers, a unit, and a factor for what is shown. */
  const KINDS = {
    ...(of.outcome === "nothing" ? {} : {
      outcome: { text: accuracy ? "final accuracy" : "final loss", short: accuracy ? "accuracy" : "loss", key: "outcome", unit: accuracy ? " points" : "", part: accuracy ? ", %" : "", scale: accuracy ? points : x => x },
    }),
    slope: { text: "slope of the gradient", short: "slope", key: "slope", unit: ` ${Data.decades()}`, part: "", scale: x => x },
  };
  const shared = Data.indices.filter(c => of.where[c] === "both");
  /** A number of a cell as it is shown: key is "outcomeDifference", "slopeA" and so on, with Low or High. */
  const number = (kind, part, c) => kind.scale(of[kind.key + part][c] ?? null);
  const text = (kind, part, c) => {
    const show = part.startsWith("Difference") ? x => Data.signed(x) : x => Data.number(x);
    return `${show(number(kind, part, c))}${Data.interval(number(kind, part + "Low", c), number(kind, part + "High", c), show)}`;
  };
  return { KINDS, shared, number, text, where: of.where, of };
})();

/** The difference of the shared cells over two axes, and a panel for each value of a third. */
(() => {
  const { KINDS, shared } = Pairs;
  const { axes } = Data;
  const NONE = "";
  const ALL = "*";
  const MOST_PANELS = 16;
  const LEAST_PANEL = 330;

  const few = name => (Data.axis(name)?.values.length > MOST_PANELS ? NONE : name ?? NONE);
  function chosen() {
    const name = (key, otherwise) => {
      const value = State.get(key, otherwise ?? NONE);
      return value === NONE || Data.axis(value) ? value : otherwise ?? NONE;
    };
    const kind = State.get("kind", Object.keys(KINDS)[0]);
    const x = name("x", Data.view.x);
    const y = name("y", Data.view.y);
    const panel = name("panel", few(Data.view.panel));
    return { x, y: y === x ? NONE : y, panel: panel === x || panel === y ? NONE : panel, kind: kind in KINDS ? kind : Object.keys(KINDS)[0] };
  }

  /** Only values that a shared cell has, so that no row is empty. */
  const values = axis => (axis === NONE ? [""] : Data.axis(axis).values.filter(v => shared.some(c => Data.value(c, axis) === v)));
  const place = (axis, c) => (axis === NONE ? 0 : values(axis).indexOf(Data.value(c, axis)));
  const free = view => axes.filter(axis => ![view.x, view.y, view.panel].includes(axis.name) && values(axis.name).length > 1);
  const kept = view => shared.filter(c => free(view).every(axis => [ALL, Data.value(c, axis.name)].includes(State.get("only." + axis.name, ALL))));

  /** The squares: the cells at one place, and their mean difference. */
  function squares(view) {
    const kind = KINDS[view.kind];
    const places = new Map();
    for (const c of kept(view)) {
      const key = [view.panel, view.x, view.y].map(axis => place(axis, c)).join();
      places.set(key, [...(places.get(key) ?? []), c]);
    }
    return [...places].map(([key, group]) => {
      const [panel, x, y] = key.split(",").map(Number);
      const known = group.map(c => Pairs.number(kind, "Difference", c)).filter(d => d !== null);
      return { panel, x, y, group, value: known.length === 0 ? null : known.reduce((sum, d) => sum + d, 0) / known.length };
    });
  }

  const shorten = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

  function draw(width) {
    const view = chosen();
    const kind = KINDS[view.kind];
    const list = squares(view);
    const most = Math.max(...list.map(s => Math.abs(s.value ?? 0)), 1e-9);
    const [xs, ys, panels] = [values(view.x), values(view.y), values(view.panel)];
    const left = Math.min(180, 18 + 7 * Math.max(...ys.map(y => y.length)), width * 0.4);
    const across = Math.max(1, Math.min(panels.length, Math.floor(width / LEAST_PANEL)));
    const cellWidth = Math.floor(width / across);
    const inner = Math.max(90, Math.min(520, 34 * ys.length));
    const [top, gap] = [44, view.panel === NONE ? 48 : 78];
    const rows = Math.ceil(panels.length / across);
    const at = i => ({ left: (i % across) * cellWidth + left, top: top + (view.panel === NONE ? 0 : 26) + Math.floor(i / across) * (inner + gap), width: cellWidth - left - 14, height: inner });
    const wide = (cellWidth - left - 14) / xs.length;
    const colour = value => {
      if (value === null) return Theme.css("--empty");
      const step = ((value / most + 1) / 2) * (Theme.SIGNED.length - 1);
      const [low, high] = [Theme.SIGNED[Math.floor(step)], Theme.SIGNED[Math.ceil(step)]];
      const part = i => Math.round(parseInt(low.slice(i, i + 2), 16) * (1 - step % 1) + parseInt(high.slice(i, i + 2), 16) * (step % 1));
      return "#" + [1, 3, 5].map(i => part(i).toString(16).padStart(2, "0")).join("");
    };
    const label = value => (value === null ? "" : Data.signed(value, 2));
    const fits = list.every(s => label(s.value).length * 7.5 < wide);
    return {
      height: top + rows * (inner + gap) + 4,
      option: {
        title: view.panel === NONE ? [] : panels.map((panel, i) => ({ text: shorten(Data.axis(view.panel).numeric ? `${Data.words(view.panel)} ${panel}` : panel, 40), left: at(i).left, top: at(i).top - 24, textStyle: { fontSize: 14, fontWeight: 600, color: Theme.css("--text") } })),
        grid: panels.map((_, i) => at(i)),
        xAxis: panels.map((_, i) => Chart.axis({ type: "category", gridIndex: i, data: xs, name: Data.words(view.x), nameLocation: "middle", nameGap: 24, splitLine: { show: false }, axisLabel: { formatter: v => shorten(v, 14) } })),
        yAxis: panels.map((_, i) => Chart.axis({ type: "category", gridIndex: i, data: ys, inverse: !Data.axis(view.y)?.numeric, axisLabel: { width: left - 12, overflow: "truncate", interval: 0 } })),
        visualMap: { type: "continuous", min: -most, max: most, seriesIndex: [], inRange: { color: Theme.SIGNED }, text: [`${Data.signed(most, 2)}${kind.unit} in B`, Data.signed(-most, 2)], orient: "horizontal", left: 0, top: 0, padding: 0, itemWidth: 12, itemHeight: 110, calculable: false, textStyle: { color: Theme.css("--text") } },
        tooltip: Chart.tooltip(({ data: { square } }) => says(square, view, kind)),
        series: panels.map((_, i) => ({
          type: "heatmap", xAxisIndex: i, yAxisIndex: i,
          data: list.filter(s => s.panel === i).map(square => ({
            value: [square.x, square.y, square.value ?? "-"], square,
            itemStyle: { color: colour(square.value), borderColor: Theme.css("--card"), borderWidth: 1, borderRadius: 2 },
            label: { show: fits, formatter: label(square.value), color: Theme.on(colour(square.value)), fontSize: 12 },
          })),
        })),
      },
    };
  }

  function says(square, view, kind) {
    const { group, value } = square;
    const [c] = group;
    const used = [view.x, view.y, view.panel].filter(axis => axis !== NONE);
    const head = used.map(axis => `${Data.words(axis)} ${Data.value(c, axis)}`).join(", ");
    if (group.length > 1) return [shorten(head, 160), `B − A: ${Data.signed(value)}${kind.unit}`, `mean of ${group.length} cells`];
    return [
      shorten(Data.name(c), 160), `B − A: ${Pairs.text(kind, "Difference", c)}${kind.unit}`,
      `A: ${Pairs.text(kind, "A", c)}, ${Pairs.of.networksA[c]} networks`, `B: ${Pairs.text(kind, "B", c)}, ${Pairs.of.networksB[c]} networks`,
    ];
  }

  function numbers() {
    const view = chosen();
    const used = [view.x, view.y, view.panel].filter(axis => axis !== NONE);
    return {
      columns: [...used.map(Data.words), `${KINDS[view.kind].text}, B − A`, "cells"],
      rows: squares(view).map(({ group, value }) => [...used.map(axis => Data.value(group[0], axis)), value, group.length]),
    };
  }

  function controls() {
    const view = chosen();
    const options = axes.map(axis => [axis.name, Data.words(axis.name)]);
    const others = [...options, [NONE, "nothing"]];
    const set = key => value => State.set({ [key]: value });
    document.getElementById("difference-controls").replaceChildren(
      select("Columns", options, view.x, set("x")),
      select("Rows", others, view.y, set("y")),
      select("A panel for each", others, view.panel, set("panel")),
      select("Difference of", Object.entries(KINDS).map(([key, kind]) => [key, kind.text]), view.kind, set("kind")),
      ...free(view).map(axis => select("Only " + Data.words(axis.name), [...values(axis.name).map(v => [v, v]), [ALL, "all together"]], State.get("only." + axis.name, ALL), set("only." + axis.name))));
  }

  if (axes.length === 0) return;
  document.getElementById("difference").hidden = false;
  const chart = Chart.make("difference-chart", {
    name: "difference", draw, numbers,
    points: () => shared.length,
    label: () => {
      const view = chosen();
      return `Map of the difference of ${KINDS[view.kind].text}, B minus A, by ${[view.x, view.y, view.panel].filter(axis => axis !== NONE).map(Data.words).join(", ")}. The table below has the numbers.`;
    },
  });
  const change = () => {
    const focused = document.activeElement?.closest("#difference-controls label")?.firstChild?.textContent;
    controls();
    [...document.querySelectorAll("#difference-controls label")].find(l => l.firstChild.textContent === focused)?.querySelector("select").focus();
    chart.draw();
  };
  State.onChange(change);
  change();
})();
