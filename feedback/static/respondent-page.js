// What the page brings with it: its parts, its settings and the words that scripts say.
const Page = (() => {
  "use strict";

  const PLACE = /\{(\w+)\}/g;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const show = (element, shown) => { element.hidden = !shown; };
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const hear = (name, heard) => document.addEventListener(name, (event) => heard(event.detail));

  const block = find("#settings");
  const settings = block ? JSON.parse(block.textContent) : { words: {} };
  const say = (key, values = {}) => settings.words[key].replace(PLACE, (_, name) => values[name]);
  const copy = (id) => find(`template#${id}`).content.cloneNode(true);

  // UUID4. crypto.randomUUID exists only where the context is secure.
  function freshId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  return { all, copy, find, freshId, hear, say, settings, show, tell };
})();
