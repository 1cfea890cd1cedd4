"use strict";
/** What readers type to find cells: words, or comparisons such as `depth >= 30 and activation = tanh`. */
const Filter = (() => {
  const { axes, cells } = Data;
  const OPERATORS = {
    "<=": (a, b) => a <= b, ">=": (a, b) => a >= b, "!=": (a, b) => a !== b, "<": (a, b) => a < b, ">": (a, b) => a > b, "=": (a, b) => a === b,
  };
  const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*%?$/i;
  const TERM = /^\s*(.*?)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*$/s;
  const OTHER_SPELLINGS = { "≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "==": "=" };

  const share = { example: "0.9 or 90 %" };
  const COLUMNS = [
    ...axes.map(axis => ({ name: axis.name, text: !axis.numeric, values: axis.values, of: c => (axis.numeric ? Number(Data.value(c, axis.name)) : Data.value(c, axis.name)), example: axis.values[0] })),
    { name: "gradients", text: true, values: Data.mechanisms.map(Data.lower), of: c => Data.lower(Data.mechanism(c)) },
    { name: "outcome", text: true, values: Data.verdicts.map(Data.lower), of: c => Data.lower(Data.verdict(c)) },
    { name: "rule", text: true, of: c => Data.lower(cells.rule[c]) },
    { name: "learned", of: c => cells.learned[c] / cells.trials[c], ...share },
    Score.predicts ? { name: "R2", of: c => cells.r2[c], example: "0.9" } : { name: "accuracy", of: c => cells.accuracy[c], ...share },
    { name: "loss", of: c => cells.loss[c], example: "0.5" },
    { name: "factor", of: c => cells.growth[c], example: "-3" },
    { name: "slope", of: c => cells.slope[c], example: "-0.1" },
    { name: "theory", of: c => cells.theorySlope[c], example: "-0.1" },
  ];
  const plain = text => text.replace(/^(['"])(.*)\1$/s, "$2").replaceAll("_", " ").trim().toLowerCase();

  /** How many letters must change to make one word of another. */
  function distance(a, b) {
    let row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      row = next;
    }
    return row[b.length];
  }
  function near(word, names) {
    const known = names.map(name => [distance(word, plain(name)), name]).filter(([d, name]) => d <= (name.length < 4 ? 1 : Math.max(2, name.length / 3))).sort(([a], [b]) => a - b);
    return known.length > 0 ? ` Did you mean ${Data.words(known[0][1])}?` : "";
  }
  /** More names would hide the message. */
  const MOST = 24;
  const list = names => names.slice(0, MOST).map(name => Chart.short(Data.words(name), 40)).join(", ") + (names.length > MOST ? " and others" : "");

  class Wrong extends Error {}

  /** One comparison, or words that must all occur. */
  function term(text) {
    const parts = TERM.exec(text);
    return parts === null ? words(text) : comparison(...parts.slice(1));
  }

  function words(text) {
    const all = text.toLowerCase().split(/\s+/).filter(Boolean);
    const name = c => `${Data.name(c)} ${Data.lower(Data.mechanism(c))} ${Data.lower(Data.verdict(c))} ${Data.lower([cells.rule[c], ...Object.keys(cells.warnings[c])].join(" "))}`.toLowerCase();
    return c => all.every(word => name(c).includes(word));
  }

  function comparison(name, operator, value) {
    const column = COLUMNS.find(one => plain(one.name) === plain(name));
    if (column === undefined && NUMBER.test(plain(name))) throw new Wrong(`The column comes first, as in ${COLUMNS.find(one => !one.text).name} ${operator} ${name}.`);
    if (column === undefined && name.startsWith("(")) throw new Wrong("Brackets around comparisons are not understood: join them by and, or.");
    if (column === undefined) {
      const missing = name === "" ? `Before ${operator} a column is missing.` : `There is no column ${Chart.short(name, 40)}.`;
      throw new Wrong(`${missing}${near(plain(name), COLUMNS.map(one => one.name))} Columns: ${list(COLUMNS.map(one => one.name))}.`);
    }
    const compare = OPERATORS[operator];
    if (column.text) {
      const wanted = textOf(column, operator, value);
      return c => compare(plain(column.of(c)), wanted);
    }
    const wanted = numberOf(column, value);
    return c => column.of(c) !== null && compare(column.of(c), wanted);
  }

  function textOf(column, operator, value) {
    const name = Data.words(column.name);
    if (operator !== "=" && operator !== "!=") throw new Wrong(`${name} is text: it takes = and !=, not ${operator}.`);
    const known = column.values?.map(plain);
    if (known !== undefined && !known.includes(plain(value))) {
      throw new Wrong(`${name} has no value ${value === "" ? "that is empty" : Chart.short(value, 40)}.${near(plain(value), column.values)} Values: ${list(column.values)}.`);
    }
    return plain(value);
  }

  function numberOf(column, value) {
    const number = plain(value);
    if (number.endsWith("%") && column.example !== share.example) throw new Wrong(`${Data.words(column.name)} is no share: compare it with a number without %.`);
    if (!NUMBER.test(number)) {
      throw new Wrong(`${Data.words(column.name)} is a number: it is compared by ${Object.keys(OPERATORS).join(" ")} with one such as ${column.example}, not with ${value === "" ? "nothing" : Chart.short(value, 40)}.`);
    }
    return number.endsWith("%") ? Number(number.slice(0, -1)) / 100 : Number(number);
  }

  /** Splits at a word that stands between spaces and outside of quotes. */
  const split = (text, word) => text.split(new RegExp(`\\s+${word}\\s+(?=(?:[^"']*(?:"[^"]*"|'[^']*'))*[^"']*$)`, "i"));

  /** {keeps, wrong}: a test of cells, and what is wrong with the text; then every cell is kept. */
  function read(text) {
    const spelt = text.replace(/[≤≥≠−]|==/g, one => OTHER_SPELLINGS[one]);
    try {
      const any = split(spelt, "or").map(part => split(part, "and").map(term));
      return { keeps: c => any.some(all => all.every(test => test(c))), wrong: "" };
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      return { keeps: () => true, wrong: error.message };
    }
  }

  const text = () => State.get("find", "");
  const kind = () => State.get("kind", "");
  const isOf = (c, name) => name === "" || name === Data.mechanism(c) || name === Data.verdict(c);

  /** The cells that the reader asks for, and what is wrong with the question. */
  function found() {
    const { keeps, wrong } = read(text());
    return { cells: Data.indices.filter(c => isOf(c, kind()) && keeps(c)), wrong };
  }
  /** The question, for the names of files. */
  const scope = () => [kind() && Data.lower(kind()), text()].filter(Boolean);
  const concerns = keys => keys.includes("find") || keys.includes("kind");

  /** The cells that filter and brush leave. */
  function kept() {
    const { cells: list } = found();
    return list.filter(Brush.holds);
  }
  const onChange = tell => State.onChange(keys => (concerns(keys) || Brush.changed(keys)) && tell());

  return { found, kept, scope, text, kind, concerns, onChange };
})();
