"use strict";
/** Long labels in little room: broken into lines, and where they must be cut, so that all still differ. */
const Labels = (() => {
  const LINE = 14;
  /** Ways to cut a label, the most readable first: without its first settings, or all but its ends, of which the last has this share. */
  const CUTS = [withoutFirst, middle(0.6), middle(0.4), middle(0.8), middle(0.2), middle(1)];

  /** The lines of a text, broken after spaces, hyphens, commas and parentheses. */
  function lines(text, width, size, weight) {
    const all = [""];
    for (const part of text.split(/(?<=[-,( ])/)) {
      const longer = all.at(-1) + part;
      if (all.at(-1) === "" || Chart.measure(longer.trimEnd(), size, weight) <= width) all[all.length - 1] = longer;
      else all.push(part);
    }
    return all.map(line => line.trimEnd());
  }

  function* withoutFirst(text) {
    const [, name, settings] = /^([^()]+)\((.*)\)$/.exec(text) ?? [];
    const all = settings?.split(",").filter(setting => setting !== "…") ?? [];
    for (let i = 1; i < all.length; i++) yield `${name}(…,${all.slice(i).join(",")})`;
    yield* middle(0.6)(text);
  }
  function middle(share) {
    return function* (text) {
      for (let kept = text.length - 2; kept > 0; kept--) {
        const end = Math.round(kept * share);
        yield text.slice(0, kept - end) + "…" + text.slice(text.length - end);
      }
    };
  }

  /** The text of each label: in at most so many lines of a width, unless labels would then be alike. */
  function fit(labels, width, most = 1, { size = 12, weight = 400 } = {}) {
    const broken = text => lines(text, width, size, weight);
    const fits = text => broken(text).length <= most && broken(text).every(line => Chart.measure(line, size, weight) <= width);
    const first = (text, cut) => {
      if (fits(text)) return text;
      for (const shorter of cut(text)) if (fits(shorter)) return shorter;
      return text;
    };
    const distinct = [...new Set(labels)];
    const ways = CUTS.map(cut => distinct.map(label => first(label, cut)));
    const best = ways.find(texts => new Set(texts).size === distinct.length) ?? distinct;
    return new Map(distinct.map((label, i) => [label, broken(best[i]).join("\n")]));
  }

  /** How many lines a height has room for. */
  const linesIn = height => Math.max(1, Math.floor(height / LINE));
  const count = text => text.split("\n").length;
  const widest = (texts, size, weight) => Math.max(0, ...texts.flatMap(text => text.split("\n")).map(line => Chart.measure(line, size, weight)));

  return { LINE, fit, linesIn, count, widest };
})();
