"use strict";
/** Shows the sections that the study has data for. */
(() => {
  const parts = Data.size === 0 ? [] : [
    ["map", () => Data.axes.length > 0 && (AtlasMap.start(), true)],
    ["pairs", Pairs.start],
    ["parallel", Parallel.start],
    ["network", () => (Network.start(), true)],
    ["overlay", Overlay.start],
    ["heat", () => (Heat.start(), true)],
    ["ridges", Ridges.start],
    ["theory", Theory.start],
    ["remedies", Remedies.start],
    ["clip", Clip.start],
    ["claims", Tables.claims],
    ["cells", () => (Tables.start(), true)],
  ];
  for (const [id, start] of parts) {
    const section = document.getElementById(id);
    section.hidden = false;
    section.hidden = !start();
  }
  document.querySelector("#network .back").addEventListener("click", Sections.go(document.getElementById("map")));
  Sections.start();
})();
