// By personal link: what was chosen so far goes to the service after each step. What was written stays here until Send.
(() => {
  "use strict";

  const { all, hear } = Page;
  const MARKED = "input[type='radio']:checked, input[type='checkbox']:checked";

  let last = null;

  function chosen(form) {
    const fields = all(MARKED, form).filter((field) => field.closest(".step").dataset.type !== "contact" && field.value !== "");
    const kept = new URLSearchParams(fields.map((field) => [field.name, field.value]));
    for (const name of ["version", "variant"]) kept.set(name, form.elements[name].value);
    return kept;
  }

  function save() {
    const form = Steps.opened();
    if (!form || !new URL(form.action).pathname.startsWith("/i/")) return;
    const body = chosen(form);
    const before = last;
    last = body.toString();
    if (before === null || before === last) return;
    fetch(`${form.action}/answers-so-far`, { method: "POST", body, credentials: "omit", keepalive: true }).catch(() => { last = ""; });
  }

  hear("moved", save);
})();
