"use strict";
/** What the squares of the map show: classes of networks, or numbers. */
const Quantities = (() => {
  const { cells } = Data;

  const depth = [...(Data.overs.some(over => over !== "time step") ? ["depth"] : []), ...(Data.overs.includes("time step") ? ["time"] : [])].join(" or ");

  const mean = numbers => {
    const known = numbers.filter(x => x !== null && x !== undefined);
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
  };
  const count = (column, group) => {
    const counts = {};
    for (const cell of group) for (const [name, n] of Object.entries(cells[column][cell])) counts[name] = (counts[name] ?? 0) + n;
    return counts;
  };
  const vote = (column, order) => group => Data.majority(count(column, group), order);

  /** Learned only if more than half of the networks did; otherwise what most of the others met. */
  function outcome(group) {
    const { LEARNED = 0, ...others } = count("outcomes", group);
    const rest = Object.values(others).reduce((a, b) => a + b, 0);
    return LEARNED > rest ? "LEARNED" : Data.majority(others, Data.outcomes);
  }

  /** Each has a text for the choice of colours, and a title that says in the legend what is counted. */
  const EVERY = {
    outcome: {
      text: "learned, or why not", title: "outcome verdict; where most did not learn, the mechanism", classes: Data.outcomes, of: outcome,
      names: { NOT_LEARNING: "not learning, healthy gradients", PARTLY_LEARNING: "partly learning, healthy gradients" },
    },
    mechanism: { text: "what gradients did", title: Data.trained ? "mechanism: what gradients did during training, learned or not" : "mechanism: what gradients did in the probe", classes: Data.mechanisms, of: vote("mechanisms", Data.mechanisms) },
    verdict: { text: "whether it learned", title: "outcome verdict: whether it learned", classes: Data.verdicts, of: vote("verdicts", Data.verdicts) },
    growth: {
      text: `gradient factor over ${depth}`, title: `initialization: decades that the gradient grows over ${depth}, in the probe`, signed: true,
      of: group => mean(group.map(c => cells.growth[c])), unit: "decades",
    },
    ...(Score.predicts ? { r2: {
      text: "final R2", title: "final R2 (–: none, as every network diverged)", range: [0, 1], of: group => mean(group.map(c => cells.r2[c])),
      show: x => Data.number(x, 2),
    } } : { accuracy: {
      text: "final accuracy", title: "final accuracy (–: none, as every network diverged)", range: [0, 1], of: group => mean(group.map(c => cells.accuracy[c])),
      show: Data.percent, short: [x => `${Math.round(100 * x)} %`, x => String(Math.round(100 * x))],
    } }),
    deviation: {
      text: "slope, measured − theory", title: `initialization: slope in the probe − theory, ${Data.decades()}`, signed: true,
      of: group => mean(group.map(Data.deviation)), unit: Data.decades(),
    },
  };
  /** Without training there is nothing that a network reached. */
  const REACHED = ["outcome", "verdict", "r2", "accuracy"];
  const ALL = Object.fromEntries(Object.entries(EVERY).filter(([key]) => Data.trained || !REACHED.includes(key)));
  const named = key => (key in ALL ? key : initial());

  /** Before any training there is only a mechanism; where gradients are seldom the trouble, accuracy or R2 says more. */
  function initial() {
    const trained = Data.trained && (Data.indices.some(c => cells.loss[c] !== null) || "NON_FINITE" in count("outcomes", Data.indices));
    const troubled = Data.indices.filter(c => ["VANISHING", "EXPLODING", "NON_FINITE"].includes(Data.mechanism(c))).length;
    if (!trained) return "mechanism";
    return troubled >= 0.1 * Data.size ? "outcome" : Score.predicts ? "r2" : Score.classifies ? "accuracy" : "outcome";
  }

  const blend = (colours, t) => {
    const at = Math.max(0, Math.min(1, t)) * (colours.length - 1);
    const [low, high] = [colours[Math.floor(at)], colours[Math.ceil(at)]];
    const part = i => Math.round(parseInt(low.slice(i, i + 2), 16) * (1 - at % 1) + parseInt(high.slice(i, i + 2), 16) * (at % 1));
    return "#" + [1, 3, 5].map(i => part(i).toString(16).padStart(2, "0")).join("");
  };

  /** The colour of a value, and what the legend shows. */
  function scale(quantity, values) {
    if (quantity.classes) {
      const there = quantity.classes.filter(name => values.includes(name));
      return {
        of: name => Theme.CLASSES[name],
        names: there.map(name => [Theme.CLASSES[name], `${Theme.SIGNS[name]} ${quantity.names?.[name] ?? Data.lower(name)}`]),
      };
    }
    const known = values.filter(v => v !== null);
    const most = Math.max(...known.map(Math.abs), 1e-9);
    const [min, max] = quantity.range ?? [-most, most];
    const colours = quantity.signed ? Theme.SIGNED : Theme.VIRIDIS;
    const text = quantity.show ?? (v => Data.number(v, 2));
    return {
      of: v => (v === null ? Theme.css("--empty") : blend(colours, (v - min) / (max - min))),
      bar: { type: "continuous", min, max, inRange: { color: colours }, text: [text(max), text(min)], itemWidth: 12, itemHeight: 130, calculable: false },
    };
  }

  /** Ways to write a value on a square, the longest first. */
  const marks = quantity => {
    if (quantity.classes) return [name => Theme.SIGNS[name]];
    return (quantity.short ?? [x => Data.number(x, 2)]).map(text => x => (x === null ? "–" : text(x)));
  };
  const say = (quantity, value) =>
    quantity.classes ? quantity.names?.[value] ?? Data.lower(value) : (quantity.show ?? (v => `${Data.signed(v)} ${quantity.unit}`))(value);

  return { ALL, named, scale, marks, say };
})();
