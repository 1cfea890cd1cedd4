"use strict";
/** The map: any two axes, one panel per value of a third, coloured by the chosen quantity. */
const AtlasMap = (() => {
  const { axes, cells, view: first } = Data;
  const NONE = "(none)";
  const ALL = "(all)";
  const LEAST_PANEL = 250;
  const MARK = 13;
  /** Labels of lower rows would overlap: some are left out. */
  const LINE = 14;
  /** The greatest width of labels that are turned. */
  const TURNED = 190;

  const named = name => axes.find(axis => axis.name === name);
  const chosen = () => {
    const known = (key, otherwise) => (named(State.get(key)) ? State.get(key) : otherwise);
    const x = known("x", first.x);
    const y = State.get("y") === NONE ? NONE : known("y", first.y ?? NONE);
    const panel = State.get("panel") === NONE ? NONE : known("panel", first.panel ?? NONE);
    return { x, y: y === x ? NONE : y, panel: panel === x || panel === y ? NONE : panel, colour: Quantities.named(State.get("colour")) };
  };
  const used = view => [view.x, view.y, view.panel].filter(axis => axis !== NONE);
  const free = view => axes.filter(axis => !used(view).includes(axis.name));
  /** Unless all values are shown together, the network's own, so that its square is always there. */
  const only = axis => (State.get("only." + axis.name) === ALL ? ALL : Data.value(Network.cell(), axis.name));
  const filters = view => free(view).map(axis => [axis.name, only(axis)]);

  /** A panel none of whose networks has the value of a filter, as there is no such combination, takes the value of its own first one. */
  function replaced(view) {
    const kept = filters(view).filter(([, value]) => value !== ALL);
    const panels = Data.groupBy(Data.indices, cell => (view.panel === NONE ? 0 : Data.at(cell, view.panel)));
    return new Map([...panels].map(([panel, group]) => [
      panel,
      new Map(kept.filter(([axis, value]) => group.every(cell => Data.value(cell, axis) !== value)).map(([axis]) => [axis, Data.value(group[0], axis)])),
    ]));
  }

  /** Squares [x, y, panel] with their cells. */
  function squares(view) {
    const found = new Map();
    const kept = filters(view).filter(([, value]) => value !== ALL);
    const others = replaced(view);
    for (const cell of Data.indices) {
      const other = others.get(view.panel === NONE ? 0 : Data.at(cell, view.panel));
      if (kept.some(([axis, value]) => Data.value(cell, axis) !== (other.get(axis) ?? value))) continue;
      const [x, y, panel] = [view.x, view.y, view.panel].map(axis => (axis === NONE ? 0 : Data.at(cell, axis)));
      const key = [x, y, panel].join();
      if (!found.has(key)) found.set(key, { x, y, panel, from: 0.5, to: 0.5, group: [] });
      found.get(key).group.push(cell);
    }
    return [...found.values()];
  }

  /** Squares with the brushed cells alone. */
  const brushed = list => list.map(square => ({ ...square, group: square.group.filter(Brush.holds) })).filter(square => square.group.length > 0);

  /** In a grid of several blocks, a square extends half-way to its neighbours in the row. */
  function spread(list, axis) {
    if (!axis?.numeric) return;
    const rows = Data.groupBy(list, s => s.panel + "," + s.y);
    for (const row of rows.values()) {
      row.sort((a, b) => a.x - b.x);
      row.forEach((square, i) => {
        if (i > 0) square.from = (square.x - row[i - 1].x) / 2;
        if (i < row.length - 1) square.to = (row[i + 1].x - square.x) / 2;
      });
    }
  }

  const values = axis => (axis === NONE ? [""] : named(axis).values);

  const TITLE = { size: 14, weight: 600, line: 16 };
  /** Numbers and yes or no say nothing without their axis; a value that the filter replaced is said. */
  function titles(view) {
    const others = replaced(view);
    const bare = named(view.panel)?.numeric || values(view.panel).some(value => ["true", "false"].includes(value));
    return values(view.panel).map((panel, i) => [
      bare ? `${Data.words(view.panel)} ${panel}` : panel,
      ...[...(others.get(i) ?? [])].map(([axis, value]) => `${Data.words(axis)} ${value}`),
    ].join(", "));
  }

  /** Where panels lie, and how the columns are labelled: turned if they would not fit side by side. */
  function layout(width, view, legend) {
    const [xs, ys, panels] = [view.x, view.y, view.panel].map(values);
    const left = Math.min(Math.max(...ys.map(y => Chart.measure(y))) + 18, 220, width * 0.42);
    const most = Math.max(1, Math.min(panels.length, Math.floor(width / Math.max(LEAST_PANEL, left + 120))));
    const across = Math.ceil(panels.length / Math.ceil(panels.length / most));
    const slot = Math.floor(width / across);
    const place = { left, width: slot - left - 14, height: Math.max(90, Math.min(520, 34 * ys.length)) };
    const cell = { width: place.width / xs.length, height: place.height / ys.length };
    const texts = {
      rows: Labels.fit(ys, left - 14, Labels.linesIn(cell.height)), columns: Labels.fit(xs, TURNED),
      panels: Labels.fit(titles(view), slot - left, 2, TITLE),
    };
    const longest = Math.max(...xs.map(x => Chart.measure(x)));
    const turned = !named(view.x).numeric && longest + 6 > place.width / xs.length;
    const labels = turned ? Math.min(TURNED, longest) * 0.75 + 12 : 18;
    const above = view.panel === NONE ? 0 : 10 + TITLE.line * Math.max(...[...texts.panels.values()].map(Labels.count));
    const row = above + place.height + labels + 34;
    const top = legend + 18;
    return {
      slot, turned, labels, above, cell, texts, titles: titles(view),
      height: top + Math.ceil(panels.length / across) * row,
      place: i => ({ ...place, left: (i % across) * slot + left, top: top + above + Math.floor(i / across) * row }),
    };
  }

  /** How values are written on the squares: the longest way for which all have room, or not at all. */
  function marking(quantity, list, { cell }) {
    const size = Math.min(MARK, cell.height - 4);
    const room = square => (square.from + square.to) * cell.width - 4;
    const fits = mark => list.every(square => Chart.measure(mark(square.value), size) <= room(square));
    return { size, mark: (size >= 8 && Quantities.marks(quantity).find(fits)) || (() => "") };
  }

  function draw(width) {
    const view = chosen();
    const quantity = Quantities.ALL[view.colour];
    const all = squares(view);
    spread(all, named(view.x));
    const list = brushed(all);
    list.forEach(square => (square.value = quantity.of(square.group)));
    const { of, bar, names } = Quantities.scale(quantity, list.map(s => s.value));
    const legend = Chart.legend(quantity.title, names ?? [], width);
    const at = layout(width, view, legend.height + (bar ? 20 : 0));
    const marks = marking(quantity, list, at);
    const panels = values(view.panel);
    const selected = Network.cell();
    const series = panels.map((_, i) => {
      const here = list.filter(s => s.panel === i);
      return {
        type: "custom", xAxisIndex: i, yAxisIndex: i, encode: { x: 0, y: 1 },
        data: here.map(s => ({ value: [s.x, s.y, quantity.classes ? s.value : s.value ?? "-"], square: s })),
        renderItem: (parameters, api) => paint(here[parameters.dataIndex], api, of, marks, selected),
      };
    });
    const label = (panel, i) => ({
      text: at.texts.panels.get(at.titles[i]), left: at.place(i).left, top: at.place(i).top - at.above, padding: [5, 0],
      textStyle: { fontSize: TITLE.size, fontWeight: TITLE.weight, lineHeight: TITLE.line, color: Theme.css("--text") },
    });
    return {
      height: at.height,
      option: {
        title: view.panel === NONE ? [] : panels.map(label),
        grid: panels.map((_, i) => at.place(i)),
        xAxis: panels.map((_, i) => Chart.axis({
          type: "category", gridIndex: i, data: values(view.x), name: Data.words(view.x), nameLocation: "middle", nameGap: at.labels + 8, splitLine: { show: false },
          axisLabel: at.turned ? { rotate: 45, interval: 0, hideOverlap: false, formatter: v => at.texts.columns.get(v) } : {},
        })),
        yAxis: panels.map((_, i) => Chart.axis({
          type: "category", gridIndex: i, data: values(view.y), inverse: !named(view.y)?.numeric, axisLabel: { formatter: v => at.texts.rows.get(v), lineHeight: Labels.LINE, interval: at.cell.height < LINE ? "auto" : 0 } })),
        graphic: [legend.graphic],
        visualMap: bar ? { ...bar, dimension: 2, seriesIndex: [], orient: "horizontal", left: 0, top: legend.height - 4, padding: 0, textStyle: { color: Theme.css("--text") } } : undefined,
        tooltip: Chart.tooltip(({ data: { square } }) => says(square, view, quantity), Chart.outside(document.querySelector("#map-chart .canvas"), p => at.place(p.seriesIndex))),
        series,
      },
    };
  }

  function paint(square, api, of, { size, mark }, selected) {
    const [x, y] = api.coord([square.x, square.y]);
    const [w, h] = api.size([1, 1]);
    const [from, to] = [square.from * w, square.to * w];
    const fill = of(square.value);
    const outline = { stroke: Theme.css("--text"), lineWidth: 3 };
    return {
      type: "group",
      children: [
        {
          type: "rect", shape: { x: x - from + 1, y: y - h / 2 + 1, width: Math.max(1, from + to - 2), height: Math.max(1, h - 2), r: 2 },
          style: { fill, ...(square.group.includes(selected) ? outline : {}) }, emphasis: { style: { ...outline, fill, lineWidth: 2 } },
        },
        { type: "text", silent: true, style: { text: mark(square.value), x: x + (to - from) / 2, y, align: "center", verticalAlign: "middle", fill: Theme.on(fill), fontSize: size } },
      ],
    };
  }

  function says(square, view, quantity) {
    const [cell] = square.group;
    const where = used(view).map(a => `${Data.words(a)} ${Data.value(cell, a)}`).join(", ");
    const value = `${quantity.text}: ${Quantities.say(quantity, square.value)}`;
    const detail = square.group.length > 1 ? [value, `${square.group.length} cells together`] : [...(quantity.unit ? [value] : []), ...Network.lines(cell)];
    return [Chart.short(where, 160), ...detail];
  }

  function numbers() {
    const view = chosen();
    const quantity = Quantities.ALL[view.colour];
    const value = group => (quantity.classes ? Quantities.say(quantity, quantity.of(group)) : quantity.of(group));
    return {
      columns: [...[...used(view), ...free(view).map(a => a.name)].map(Data.words), quantity.text, "cells", "networks"],
      rows: brushed(squares(view)).map(({ group }) => [
        ...used(view).map(a => Data.value(group[0], a)), ...filters(view).map(([axis, kept]) => (kept === ALL ? ALL : Data.value(group[0], axis))), value(group),
        group.length, group.reduce((sum, c) => sum + cells.trials[c], 0)]),
    };
  }

  function controls() {
    const view = chosen();
    const options = axes.map(axis => [axis.name, Data.words(axis.name)]);
    const set = key => value => State.set({ [key]: value });
    const keep = axis => value => (value === ALL ? State.set({ ["only." + axis.name]: ALL }) : Network.change(axis.name, value, { ["only." + axis.name]: undefined }));
    const parts = [
      select("Columns", options, view.x, set("x")),
      select("Rows", [...options, [NONE, "nothing"]], view.y, set("y")),
      select("A panel for each", [...options, [NONE, "nothing"]], view.panel, set("panel")),
      select("Colour", Object.entries(Quantities.ALL).map(([key, c]) => [key, c.text]), view.colour, set("colour")),
      ...free(view).map(axis => select("Only " + Data.words(axis.name), [...axis.values.map(v => [v, v]), [ALL, "all together"]], only(axis), keep(axis))),
    ];
    document.getElementById("map-controls").replaceChildren(...parts);
  }

  function start() {
    const chart = Chart.make("map-chart", {
      name: "map", draw, numbers,
      scope: () => [Quantities.ALL[chosen().colour].text, ...filters(chosen()).map(([axis, value]) => `${axis} ${value}`)],
      points: () => Data.size,
      label: () => {
        const view = chosen();
        return `Map of ${Quantities.ALL[view.colour].text} by ${used(view).map(Data.words).join(", ")}. The table below has the numbers.`;
      },
      click: ({ data }) => Network.open(data.square.group.includes(Network.cell()) ? Network.cell() : data.square.group[0]),
    });
    const change = () => {
      keepFocus("map-controls", controls);
      chart.draw();
    };
    Brush.note("map-controls");
    // A moment is of one network: the map stays as it is.
    State.onChange(keys => keys.some(key => key !== "pass") && change());
    change();
  }

  return { start };
})();
