"use strict";
/** The brushes themselves: a track along each axis with two handles, for the pointer and for the keyboard. */
const BrushHandles = (dimensions, margin, thick) => {
  const layer = el("div", { class: "brushes" });
  let now = null;
  const tracks = dimensions.map(track);

  /** The part of the way along the axis, from 0 to 1. */
  const part = (d, v) => (v - d.min + margin(d)) / (d.max - d.min + 2 * margin(d));
  const snap = (d, v) => Math.max(d.min, Math.min(d.max, d.min + Math.round((v - d.min) / d.step) * d.step));

  function pointed(d, box, event) {
    const t = now.wide ? (box.bottom - event.clientY) / box.height : (event.clientX - box.left) / box.width;
    return snap(d, d.min - margin(d) + t * (d.max - d.min + 2 * margin(d)));
  }

  function track(d) {
    const band = el("div", { class: "band" });
    const handles = ["from", "to"].map((end, i) => el("div", { role: "slider", tabindex: 0, class: "handle", "aria-label": `${d.name}, ${end}`, keydown: event => key(d, i, event) }));
    const element = el("div", { class: "track", role: "group", "aria-label": `Brush ${d.name}`, pointerdown: event => drag(d, element, event), dblclick: () => Brush.set(d, [d.min, d.max]) }, band, handles);
    layer.append(element);
    return { d, element, band, handles };
  }

  /** Drags a handle, or a new range from where the drag began. */
  function drag(d, element, event) {
    if (event.button !== 0) return;
    const box = element.getBoundingClientRect();
    const end = [...element.querySelectorAll(".handle")].indexOf(event.target);
    const fixed = end < 0 ? pointed(d, box, event) : Brush.range(d)[1 - end];
    const move = e => {
      const other = pointed(d, box, e);
      Brush.set(d, [Math.min(fixed, other), Math.max(fixed, other)]);
    };
    const stop = () => ["pointermove", "pointerup", "pointercancel"].forEach(name => element.removeEventListener(name, name === "pointermove" ? move : stop));
    element.setPointerCapture(event.pointerId);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", stop);
    element.addEventListener("pointercancel", stop);
    // A click on a value of an axis brushes that value alone.
    if (end < 0 && d.axis) Brush.set(d, [fixed, fixed]);
    event.preventDefault();
    (end < 0 ? element.querySelector(".handle") : event.target).focus({ preventScroll: true });
  }

  function key(d, end, event) {
    const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10, Home: -1e9, End: 1e9 }[event.key];
    const both = Brush.range(d);
    if (event.key === "Escape" || event.key === "Delete") Brush.set(d, [d.min, d.max]);
    else if (steps !== undefined) {
      both[end] = snap(d, both[end] + steps * d.step);
      both[end] = end === 0 ? Math.min(both[0], both[1]) : Math.max(both[0], both[1]);
      Brush.set(d, both);
    } else return;
    event.preventDefault();
  }

  function tell({ d, element, band, handles }) {
    const range = Brush.range(d);
    const [from, to] = [part(d, range[0] - margin(d)), part(d, range[1] + margin(d))];
    const [side, size] = now.wide ? ["bottom", "height"] : ["left", "width"];
    element.classList.toggle("set", Brush.brushed(d));
    band.style.cssText = `${side}:${100 * from}%;${size}:${100 * (to - from)}%`;
    handles.forEach((handle, i) => {
      handle.style.cssText = `${side}:${100 * [from, to][i]}%`;
      handle.setAttribute("aria-orientation", now.wide ? "vertical" : "horizontal");
      handle.setAttribute("aria-valuemin", d.min);
      handle.setAttribute("aria-valuemax", d.max);
      handle.setAttribute("aria-valuenow", range[i]);
      handle.setAttribute("aria-valuetext", d.text(range[i]));
    });
  }

  /** Lays the tracks over the chart's axes. */
  function lay(layout) {
    now = layout;
    const { wide, start, end, at } = layout;
    layer.classList.toggle("wide", wide);
    tracks.forEach((one, i) => {
      one.element.style.cssText = wide ? `left:${at(i) - thick / 2}px;top:${start}px;width:${thick}px;height:${end - start}px`
        : `left:${start}px;top:${at(i) - thick / 2}px;width:${end - start}px;height:${thick}px`;
      tell(one);
    });
  }

  return { lay, on: figure => figure.append(layer) };
};
