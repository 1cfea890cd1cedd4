"use strict";
/** The reader's brush: ranges on axes, accuracy and loss. It filters the lines, the maps and the table. */
const Brush = (() => {
  const { axes } = Data;
  const STEPS = 100;

  function measure(key, name, of, text, bounds) {
    const known = Data.indices.map(of).filter(v => v !== null);
    const [min, max] = bounds ?? [Math.min(...known), Math.max(...known)];
    return { key, name, of, text, min, max, step: (max - min) / STEPS, there: new Set(known).size > 1 };
  }
  const loss = c => (Score.loss(c) === null ? null : Math.min(Score.highest, Score.loss(c)));

  /** What can be brushed, in the order of the lines. */
  const dimensions = [
    ...axes.map(axis => ({ key: axis.name, name: Data.words(axis.name), of: c => Data.at(c, axis.name), text: i => axis.values[i], min: 0, max: axis.values.length - 1, step: 1, axis, there: true })),
    ...(Score.classifies ? [measure("final_accuracy", "accuracy", Score.of, Data.percent, [0, 1])] : []),
    measure("final_loss", "loss", loss, Score.lossEnd),
  ].filter(dimension => dimension.there);

  const whole = ({ min, max }) => [min, max];
  /** The brushed range of a dimension; all of it where nothing is brushed. */
  function range(dimension) {
    const [low, high] = String(State.get("brush." + dimension.key, "")).split("..").map(Number.parseFloat);
    const inside = v => Math.max(dimension.min, Math.min(dimension.max, v));
    return low <= high ? [inside(low), inside(high)] : whole(dimension);
  }
  const brushed = dimension => {
    const [low, high] = range(dimension);
    return low > dimension.min || high < dimension.max;
  };

  let active = null;
  State.onChange(() => (active = null));
  const ranges = () => (active ??= dimensions.filter(brushed).map(dimension => ({ of: dimension.of, range: range(dimension), slack: dimension.step / 2 })));
  const holds = c => ranges().every(({ of, range: [low, high], slack }) => of(c) !== null && of(c) >= low - slack && of(c) <= high + slack);

  const value = (dimension, [low, high]) => (low <= dimension.min && high >= dimension.max ? undefined : `${Number(low.toFixed(4))}..${Number(high.toFixed(4))}`);
  const set = (dimension, to) => State.set({ ["brush." + dimension.key]: value(dimension, to) });
  const clear = () => State.set(Object.fromEntries(dimensions.map(dimension => ["brush." + dimension.key, undefined])));
  const changed = keys => keys.some(key => key.startsWith("brush."));

  function says() {
    const parts = dimensions.filter(brushed).map(dimension => {
      const [low, high] = range(dimension).map(dimension.text);
      return low === high ? `${dimension.name} ${low}` : `${dimension.name} ${low} to ${high}`;
    });
    return parts.length === 0 ? "" : `Brushed: ${parts.join(", ")}; ${Data.indices.filter(holds).length} of ${Data.size} cells.`;
  }

  /** Says below some controls what is brushed, with a button that clears it. */
  function note(controls) {
    const text = el("span", {});
    const line = el("p", { class: "note brushed" }, text, " ", el("button", { type: "button", click: clear }, "Clear the brush"));
    document.getElementById(controls).after(line);
    const tell = () => {
      text.textContent = Data.glued(says());
      line.hidden = ranges().length === 0;
    };
    State.onChange(keys => changed(keys) && tell());
    tell();
  }

  return { dimensions, range, brushed, holds, set, clear, changed, says, note, any: () => ranges().length > 0 };
})();
