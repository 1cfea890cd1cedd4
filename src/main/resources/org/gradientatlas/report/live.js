"use strict";
/** Follows the server that serves this page: says how the run fares, and loads the page anew when it has changed. */
(() => {
  const KEY = "gradient-atlas-view";
  const POLL = 1000;
  /** A reader who has just typed or clicked is not interrupted, in milliseconds. */
  const QUIET = 2500;
  const note = el("p", { id: "live", role: "status" }, "");
  document.body.append(note);
  let touched = 0;
  let held = false;
  for (const type of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    window.addEventListener(type, event => {
      touched = Date.now();
      if (event.type === "pointerdown") held = true;
    }, { passive: true, capture: true });
  }
  for (const type of ["pointerup", "pointercancel", "blur"]) window.addEventListener(type, () => (held = false), true);

  /** The elements that a selector finds, each with a name that it has in the next page too. */
  const named = selector => {
    const counts = new Map();
    return [...document.querySelectorAll(selector)].map(element => {
      const home = element.closest("[id]")?.id ?? "";
      const nth = counts.get(home) ?? 0;
      counts.set(home, nth + 1);
      return [`${home} ${nth}`, element];
    });
  };
  const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";
  const sorted = ([, th]) => ["ascending", "descending"].includes(th.getAttribute("aria-sort"));

  /** What the address does not keep. */
  function view() {
    const focused = named(FOCUSABLE).find(([, element]) => element === document.activeElement);
    return {
      y: scrollY,
      theme: document.documentElement.dataset.theme,
      open: named("details").filter(([, details]) => details.open).map(([name]) => name),
      boxes: named(".scroll").map(([name, box]) => [name, box.scrollLeft, box.scrollTop]).filter(([, x, y]) => x || y),
      sort: named("th").filter(sorted).map(([name, th]) => [name, th.textContent, th.getAttribute("aria-sort")]),
      fields: named("input").map(([name, input]) => [name, input.value]),
      focus: focused?.[0], caret: document.activeElement?.selectionStart,
    };
  }

  function restore(saved) {
    const find = (selector, name) => named(selector).find(([other]) => other === name)?.[1];
    if (saved.theme !== document.documentElement.dataset.theme) document.getElementById("theme").click();
    saved.open.forEach(name => find("details", name)?.setAttribute("open", ""));
    for (const [name, value] of saved.fields) {
      const input = find("input", name);
      if (input && input.value !== value) {
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    for (const [name, text, order] of saved.sort) {
      for (let clicks = 0; clicks < 2; clicks++) {
        const th = find("th", name);
        if (th?.textContent === text && th.getAttribute("aria-sort") !== order) th.querySelector("button")?.click();
      }
    }
    const place = () => {
      saved.boxes.forEach(([name, x, y]) => find(".scroll", name)?.scrollTo(x, y));
      window.scrollTo({ top: saved.y, behavior: "instant" });
    };
    const focus = saved.focus && find(FOCUSABLE, saved.focus);
    focus?.focus({ preventScroll: true });
    if (focus?.setSelectionRange && saved.caret !== null && saved.caret !== undefined) focus.setSelectionRange(saved.caret, saved.caret);
    // Charts have their heights in the frame after the next.
    place();
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(place)));
  }

  function reload() {
    sessionStorage.setItem(KEY, JSON.stringify(view()));
    location.reload();
  }

  function say(state, message) {
    note.dataset.state = state;
    if (note.textContent !== message) note.textContent = message;
  }

  async function poll() {
    try {
      const answer = await fetch("state", { cache: "no-cache" });
      const { version, state, message } = await answer.json();
      say(state, message);
      if (version !== Data.live && !held && Date.now() - touched > QUIET) return reload();
    } catch {
      say("gone", "No longer served: this page stays as it is.");
    }
    setTimeout(poll, POLL);
  }

  const saved = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (saved) {
    history.scrollRestoration = "manual";
    restore(JSON.parse(saved));
  }
  poll();
})();
