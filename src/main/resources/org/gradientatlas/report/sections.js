"use strict";
/** The list of the sections that the page shows. */
const Sections = (() => {
  /** Leads a click to a section. */
  const go = section => event => {
    event.preventDefault();
    section.scrollIntoView();
    section.setAttribute("tabindex", "-1");
    section.focus({ preventScroll: true });
  };

  /** Lists what is shown, after which the page is ready. */
  function start() {
    const shown = [...document.querySelectorAll("main > section")].filter(section => !section.hidden);
    document.getElementById("sections").append(el("ul", {}, shown.map(section =>
      el("li", {}, el("a", { href: "#" + section.id, click: go(section) }, section.querySelector("h2").firstChild.textContent)))));
    document.documentElement.dataset.ready = "true";
  }

  return { start, go };
})();
