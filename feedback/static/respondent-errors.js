// What is wrong with an answer: beside it, and in the box at the top with a link to it.
const Errors = (() => {
  "use strict";

  const { find, say, show } = Page;

  function tell(step, message) {
    const inline = find(".error[id]", step);
    if (inline) beside(inline, message, find("fieldset, textarea, input", step));
    const box = find("#errors");
    show(box, Boolean(message));
    if (!message) return;
    find("h2", box).textContent = say("look_again");
    find("ul", box).replaceChildren(line(find("input, textarea", step), message));
    box.focus();
  }

  // The answer is described by its error only while there is one: what is hidden would be read out all the same.
  function beside(inline, message, field) {
    show(inline, Boolean(message));
    inline.lastElementChild.textContent = message;
    const others = (field.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== inline.id);
    field.setAttribute("aria-describedby", [...others, ...(message ? [inline.id] : [])].join(" "));
    if (!field.matches("fieldset")) field.setAttribute("aria-invalid", Boolean(message));
  }

  function line(field, message) {
    const holder = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = message;
    holder.append(link);
    return holder;
  }

  return { tell };
})();
