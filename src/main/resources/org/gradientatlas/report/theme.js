"use strict";
/** Colours: from the data for classes, viridis for magnitudes, blue to orange for signed values. */
const Theme = (() => {
  const looks = part => Object.fromEntries(Object.entries(Data.looks).map(([name, look]) => [name, look[part]]));
  const CLASSES = looks("colour");
  /** Shown in squares, so that classes do not differ by colour only. */
  const SIGNS = looks("sign");
  const VIRIDIS = ["#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"];
  const SIGNED = ["#053061", "#2166ac", "#4393c3", "#92c5de", "#f7f7f7", "#fdb863", "#e08214", "#b35806", "#7f3b08"];
  const SERIES = ["#0072B2", "#D55E00", "#009E73", "#CC79A7"];

  const button = document.getElementById("theme");
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const listeners = [];
  let chosen = null;

  const dark = () => !paper.matches && (chosen ?? preferred.matches);
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function apply() {
    document.documentElement.dataset.theme = dark() ? "dark" : "light";
    button.textContent = dark() ? "☀" : "☾";
    button.setAttribute("aria-label", dark() ? "Use light colours" : "Use dark colours");
    listeners.forEach(listener => listener());
  }

  button.addEventListener("click", () => {
    chosen = !dark();
    apply();
  });
  preferred.addEventListener("change", apply);
  paper.addEventListener("change", apply);
  apply();

  /** Black or white, whichever is more readable on a colour. */
  function on(colour) {
    const [r, g, b] = colour.match(/[0-9a-f]{2}|\d+/gi).map(c => parseInt(c, colour[0] === "#" ? 16 : 10));
    return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#1b1f24" : "#ffffff";
  }

  return { dark, CLASSES, SIGNS, VIRIDIS, SIGNED, SERIES, css, on, onChange: listener => listeners.push(listener) };
})();
