"use strict";
/** Moves through the recorded passes by a slider and a play button. */
const Player = (() => {
  const PAUSE = 700;
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  /** The next pass that the network recorded. */
  const following = () => Network.recorded().find(pass => pass > Network.pass());

  /** The controls, and a function that shows the present pass in them. */
  function make() {
    let timer = null;
    const text = el("output", {});
    const go = pass => State.set({ pass: pass === 0 ? undefined : String(pass) });
    const range = el("input", { type: "range", min: 0, step: 1, "aria-label": "Moment", input: event => move(Network.recorded()[event.target.value]) });
    const button = el("button", { type: "button", click: press });
    const next = () => go(following() ?? 0);

    function move(pass) {
      stop();
      go(pass);
    }
    /** Who asked for less motion moves on by one step with each press. */
    function press() {
      if (timer !== null) return stop();
      next();
      if (!still.matches) timer = setTimeout(play, PAUSE);
      return show();
    }
    function play() {
      timer = null;
      if (following() !== undefined && !document.hidden) {
        next();
        timer = setTimeout(play, PAUSE);
      }
      show();
    }
    function stop() {
      clearTimeout(timer);
      timer = null;
      show();
    }
    function show() {
      const name = Network.passName(Network.pass());
      button.textContent = still.matches ? "Next step" : timer === null ? "▶ Play" : "❚❚ Pause";
      text.setAttribute("aria-live", timer === null ? "polite" : "off");
      text.textContent = name;
      range.max = Network.recorded().length - 1;
      range.value = Network.recorded().indexOf(Network.pass());
      range.setAttribute("aria-valuetext", name);
    }
    still.addEventListener("change", stop);
    show();
    return { controls: [button, el("label", { class: "wide" }, el("span", {}, "Moment: ", text), range)], show };
  }
  return { make };
})();
