// Typing in paper quickly: in a question with one answer a digit chooses it and goes on to the next question.
(() => {
  "use strict";

  const form = document.querySelector(".officer-keying");
  const fields = [...form.querySelectorAll("input:not([type='hidden']), select, textarea")];

  function press(event) {
    const group = event.target.closest("[data-keyed]");
    if (!group || event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = group.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!chosen) return;
    event.preventDefault();
    chosen.checked = true;
    goOn(group);
  }

  // A group of radios is entered where one is chosen, as the Tab key does.
  function goOn(group) {
    const after = fields.find((field) => !group.contains(field) && group.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
    const next = after?.closest("[data-keyed]")?.querySelector(":checked") || after || form.querySelector("button");
    next.focus();
    next.scrollIntoView({ block: "center" });
  }

  document.querySelector(".officer-keyed__keys").hidden = false;
  form.addEventListener("keydown", press);
})();
