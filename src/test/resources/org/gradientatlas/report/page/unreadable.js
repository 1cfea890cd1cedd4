// The body of a function that lists what a reader of the page cannot read.
const found = [];
const say = (what, text) => found.push(what + ': ' + text);
const root = document.documentElement;
if (root.scrollWidth > innerWidth) say('page', root.scrollWidth + ' wide');
for (const svg of document.querySelectorAll('main section:not([hidden]) svg')) {
  const box = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim() !== '')
    .map(t => [t.textContent, t.getBoundingClientRect(), /rotate|matrix/.test(t.getAttribute('transform') ?? '')]);
  texts.forEach(([text, r, turned], i) => {
    if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 2 || r.bottom > box.bottom + 2) say('outside', text);
    if (/…|\.\.\./.test(text)) say('shortened', text);
    if (!turned) texts.slice(i + 1).filter(([, s, other]) => !other
      && Math.min(r.right, s.right) - Math.max(r.left, s.left) > 2
      && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > 4).forEach(([t]) => say('overlap', text + ' and ' + t));
  });
}
for (const node of document.querySelectorAll('header *, main section:not([hidden]) *')) {
  const style = getComputedStyle(node);
  if (node.closest('svg') || node.clientWidth === 0 || node.textContent.trim() === '' || ['auto', 'scroll'].includes(style.overflowX)) continue;
  if (node.scrollWidth > node.clientWidth + 1 && style.display !== 'inline') say('narrow', node.tagName + ' ' + node.textContent.slice(0, 40));
}
const pen = document.createElement('canvas').getContext('2d');
for (const node of document.querySelectorAll('main select')) {
  pen.font = getComputedStyle(node).font;
  const text = node.selectedOptions[0]?.text ?? '';
  if (node.clientWidth > 0 && pen.measureText(text).width > node.clientWidth - 30) say('choice', text);
}
for (const node of document.querySelectorAll('main td, main th')) {
  for (const text of [...node.childNodes, ...[...node.querySelectorAll('a, button')].flatMap(n => [...n.childNodes])]) {
    if (text.nodeType !== 3 || /[\s-]/.test(text.data.trim())) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) say('broken', text.data);
  }
}
return [...new Set(found)];
