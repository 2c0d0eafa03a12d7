// Size of the words and contrast, for this response only: nothing is stored. Other words of the same questions take them along in the address' fragment.
const Looks = (() => {
  "use strict";

  const { all, find, hear } = Page;
  const html = document.documentElement;
  const CHOICES = { size: ["1", "2", "3"], contrast: ["normal", "high", "soft"] };
  const PLAIN = { size: "1", contrast: "normal" };

  let chosen = { ...PLAIN };

  function look(changes) {
    chosen = { ...chosen, ...changes };
    html.dataset.size = chosen.size;
    html.dataset.contrast = chosen.contrast;
    for (const radio of all("#looks input")) radio.checked = chosen[radio.name] === radio.value;
    for (const link of all(".words a")) link.hash = isPlain() ? "" : `${chosen.size}-${chosen.contrast}`;
  }

  const isPlain = () => Object.keys(PLAIN).every((name) => chosen[name] === PLAIN[name]);

  function fromAddress() {
    const [size, contrast] = window.location.hash.slice(1).split("-");
    if (CHOICES.size.includes(size) && CHOICES.contrast.includes(contrast)) look({ size, contrast });
  }

  function onClick(event) {
    const dialog = find("#looks");
    if (event.target.closest("[data-looks='open']")) dialog.showModal();
    if (event.target.closest("[data-looks='close']")) dialog.close();
  }

  function onChange(event) {
    const { name, value } = event.target;
    if (event.target.closest("#looks")) look({ [name]: value });
  }

  function begin() {
    fromAddress();
    document.addEventListener("click", onClick);
    document.addEventListener("change", onChange);
    hear("anew", () => look(PLAIN));
  }

  return { begin };
})();
