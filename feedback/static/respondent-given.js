// The last page lists what was answered; each line leads back to its question.
const Given = (() => {
  "use strict";

  const { find, say } = Page;
  const { typed, said, isQuestion } = Answers;

  function list(steps, asked) {
    const told = steps.filter((one) => isQuestion(one) && (asked.includes(one) || wroteBeside(one)));
    find("#given").replaceChildren(...told.map(line));
  }

  const wroteBeside = (one) => one.dataset.type === "comment" && typed(one).length > 0;

  function line(one) {
    const holder = document.createElement("div");
    const question = find("h3", one).textContent;
    holder.append(inTheirs(part("dt", "", question)), answer(one), changes(one, question));
    return holder;
  }

  const answer = (one) => (typed(one).length ? inTheirs(part("dd", "", said(one))) : part("dd", "none", say("skipped")));

  // The list stands among our own words, which may be in another language than the questions.
  function inTheirs(element) {
    element.lang = document.documentElement.lang;
    element.dir = document.documentElement.dir;
    return element;
  }

  function part(kind, name, text) {
    const element = document.createElement(kind);
    element.className = name;
    element.textContent = text;
    return element;
  }

  function changes(one, question) {
    const holder = part("dd", "changes", "");
    const button = part("button", "change", say("change"));
    button.type = "button";
    button.dataset.do = "change";
    button.dataset.to = one.dataset.step;
    button.setAttribute("aria-label", say("change_this", { question }));
    holder.append(button);
    return holder;
  }

  return { list };
})();
