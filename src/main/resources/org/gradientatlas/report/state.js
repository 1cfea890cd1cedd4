"use strict";
/** The reader's choices, kept in the URL so that a view can be shared. */
const State = (() => {
  const listeners = [];
  let values = read();

  function read() {
    const hash = location.hash.slice(1);
    return hash.includes("=") ? Object.fromEntries(new URLSearchParams(hash)) : {};
  }

  const get = (key, otherwise) => values[key] ?? otherwise;
  const href = changes => "#" + new URLSearchParams({ ...values, ...changes });

  function set(changes) {
    values = Object.fromEntries(Object.entries({ ...values, ...changes }).filter(([, value]) => value !== undefined));
    history.replaceState(null, "", "#" + new URLSearchParams(values));
    listeners.forEach(listener => listener(Object.keys(changes)));
  }

  window.addEventListener("hashchange", () => {
    if (location.hash.includes("=")) {
      const before = values;
      values = read();
      listeners.forEach(listener => listener([...new Set([...Object.keys(before), ...Object.keys(values)])]));
    }
  });

  return { get, set, href, onChange: listener => listeners.push(listener) };
})();
