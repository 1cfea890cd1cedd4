"use strict";
/** Every cell as a line over the axes, accuracy and loss, with a brush on each. */
const Parallel = (() => {
  const { dimensions } = Brush;
  const LEAST = 118;
  const THICK = 28;
  /** Lines that meet in one value of an axis fan out over this part of it. */
  const FAN = 0.5;

  /** Cells by outcome, the best last, so that it is drawn on top. */
  const order = Data.indices.slice().sort((a, b) => Score.best * ((Score.of(a) ?? -Score.best * 99) - (Score.of(b) ?? -Score.best * 99)));
  const place = new Map(order.map((c, i) => [c, order.length > 1 ? FAN * (i / (order.length - 1) - 0.5) : 0]));
  const margin = dimension => (dimension.axis ? 0.5 : 0);
  /** On the chart's axes: twice the index of a value, because ticks lie on whole numbers from the end. */
  const scaled = (dimension, v) => (dimension.axis ? 2 * v : v);
  const position = (dimension, c) => scaled(dimension, dimension.of(c) + (dimension.axis ? place.get(c) : 0));
  const label = dimension => v => (!dimension.axis ? dimension.text(v) : v % 2 === 0 ? dimension.text(v / 2) : "");

  const LINE = Labels.LINE;

  const across = width => width >= LEAST * dimensions.length;
  /** Where the axes lie: from start to end along each, at(i) across them. */
  function layout(width) {
    const wide = across(width);
    const n = Math.max(1, dimensions.length - 1);
    const [first, gap] = wide ? [56, (width - 56 - 90) / n] : [78, 84];
    const [start, end] = wide ? [44, 404] : [24, width - 24];
    return { wide, start, end, gap, at: i => first + i * gap, height: wide ? 424 : 78 + n * gap + 44 };
  }

  function draw(width) {
    const { wide, start, end, at, height, gap } = layout(width);
    const lit = order.filter(Brush.holds);
    const { of, legend } = Score.lines();
    const colour = c => (Data.trained ? of(Score.of(c)) : Theme.CLASSES[Data.mechanism(c)]);
    const chosen = Network.cell();
    const opacity = Math.max(0.25, Math.min(0.9, 80 / lit.length));
    const line = c => ({
      value: dimensions.map(dimension => (dimension.of(c) === null ? "-" : position(dimension, c))), cell: c,
      lineStyle: c === chosen ? { color: Theme.css("--text"), width: 3, opacity: 1 }
        : Brush.holds(c) ? { color: colour(c), width: 1.5, opacity } : { color: Theme.css("--line"), width: 1, opacity: 0.25 },
    });
    const drawn = [...order.filter(c => !Brush.holds(c) && c !== chosen), ...lit.filter(c => c !== chosen), chosen];
    const room = dimension => (wide ? Math.min(gap - 20, width - at(dimensions.indexOf(dimension)) - 8) : dimension.axis ? (end - start) / dimension.axis.values.length - 4 : 90);
    const tall = dimension => (wide && dimension.axis ? (end - start) / dimension.axis.values.length : 4 * LINE);
    const texts = new Map(dimensions.map(dimension => [dimension, Labels.fit(dimension.axis?.values ?? [], room(dimension), Labels.linesIn(tall(dimension)))]));
    const names = Labels.fit(dimensions.map(dimension => dimension.name), wide ? Math.min(gap, 118) - 8 : width - 40, wide ? 2 : 1, { size: 13, weight: 600 });
    brushes.lay(layout(width));
    return {
      height,
      option: {
        parallel: wide ? { left: at(0), right: width - at(dimensions.length - 1), top: start, height: end - start, layout: "horizontal" }
          : { left: start, right: width - end, top: at(0), height: Math.max(1, at(dimensions.length - 1) - at(0)), layout: "vertical" },
        parallelAxis: dimensions.map((dimension, i) => ({
          dim: i, type: "value", min: scaled(dimension, dimension.min - margin(dimension)), max: scaled(dimension, dimension.max + margin(dimension)),
          interval: dimension.axis ? 1 : (dimension.max - dimension.min) / 4,
          name: "", axisLine: { lineStyle: { color: Theme.css("--quiet") } }, axisTick: { show: false },
          axisLabel: { color: Theme.css("--text"), hideOverlap: !dimension.axis || dimension.axis.numeric, lineHeight: LINE, textBorderColor: Theme.css("--card"), textBorderWidth: 3, formatter: v => texts.get(dimension).get(label(dimension)(v)) ?? label(dimension)(v) },
        })),
        graphic: dimensions.map((dimension, i) => ({
          type: "text", silent: true, z: 10, ...(wide ? { left: Math.max(0, Math.min(at(i) - 40, width - 8 - Labels.widest([names.get(dimension.name)], 13, 600))), top: 4 } : { left: start - 12, top: at(i) - 30 }),
          style: { text: names.get(dimension.name), fill: Theme.css("--text"), font: "600 13px system-ui, sans-serif", backgroundColor: Theme.css("--card"), padding: [1, 3, 1, 0] },
        })),
        visualMap: { ...legend, dimension: 0, seriesIndex: [], show: !wide && Data.trained, orient: "horizontal", left: 0, top: 0, padding: 0, textStyle: { color: Theme.css("--text") } },
        tooltip: Chart.tooltip(({ data }) => [Data.name(data.cell), ...Network.lines(data.cell)]),
        series: [{ type: "parallel", smooth: false, progressive: 0, lineStyle: { width: 1.5 }, emphasis: { lineStyle: { width: 3, opacity: 1 } }, data: drawn.map(line) }],
      },
    };
  }

  const numbers = () => ({
    columns: [...dimensions.map(dimension => dimension.name), "brushed"],
    rows: Data.indices.map(c => [...dimensions.map(d => (d.axis ? d.text(d.of(c)) : d.key === "final_loss" ? Data.cells.loss[c] : d.of(c))), Brush.holds(c) ? "yes" : "no"]),
  });

  const brushes = BrushHandles(dimensions, margin, THICK);

  function start() {
    if (Data.size < 2 || dimensions.length < 2) return false;
    const says = el("span", { role: "status" });
    const clear = el("button", { type: "button", click: Brush.clear }, "Clear the brush");
    document.getElementById("parallel-controls").replaceChildren(says, clear);
    const chart = Chart.make("parallel-chart", { name: "lines", draw, numbers, points: () => 20 * Data.size,
      label: () => `Every cell as a line over ${dimensions.map(d => d.name).join(", ")}. ${Brush.says()}`,
      click: ({ data }) => data.cell !== undefined && Network.open(data.cell) });
    brushes.on(document.querySelector("#parallel-chart figure"));
    const tell = () => {
      says.textContent = Data.glued(Brush.says()) || "Nothing is brushed: drag along an axis, or move the handles at its ends with the arrow keys.";
      clear.hidden = !Brush.any();
    };
    State.onChange(keys => {
      if (Brush.changed(keys)) tell();
      if (Brush.changed(keys) || keys.includes("cell")) chart.draw();
    });
    tell();
    return true;
  }
  return { start };
})();
