// The answers on a page: what was chosen or written, which questions that leads to, and what is wrong with one.
const Answers = (() => {
  "use strict";

  const { all, find, say } = Page;
  const MOST_GOALS = 3;
  const UNCODED = ["comment", "contact", "statement"];

  const typed = (step) => all("input, textarea", step).filter((field) => {
    const marked = field.type === "radio" || field.type === "checkbox";
    return marked ? field.checked && field.value !== "" : field.value.trim() !== "";
  });

  function values(step) {
    const found = typed(step).filter((field) => field.name === step.dataset.step).map((field) => field.value.trim());
    const numeric = ["rating", "number"].includes(step.dataset.type);
    return numeric ? found.map(Number) : found;
  }

  const KINDS = {
    equals: (rule, answers) => (answers.get(rule.question) || []).includes(rule.value),
    one_of: (rule, answers) => rule.values.some((value) => (answers.get(rule.question) || []).includes(value)),
    answered: (rule, answers) => answers.has(rule.question),
    all: (rule, answers) => rule.rules.every((inner) => holds(inner, answers)),
    any: (rule, answers) => rule.rules.some((inner) => holds(inner, answers)),
  };
  const holds = (rule, answers) => KINDS[rule.kind](rule, answers);

  // The steps that are asked, in order. Rules look only backwards; what is off the path counts for nothing.
  function path(steps) {
    const answers = new Map();
    return steps.filter((step) => {
      if (!step.dataset.type) return false;
      if (step.dataset.askedIf && !holds(JSON.parse(step.dataset.askedIf), answers)) return false;
      const given = values(step);
      const coded = !UNCODED.includes(step.dataset.type);
      if (coded && given.length) answers.set(step.dataset.step, given);
      return true;
    });
  }

  const needed = (key) => (step) => (typed(step).length ? "" : say(key));

  const CHECKS = {
    scale: needed("choose_one"),
    choice: needed("choose_one"),
    choices: needed("choose_what_fits"),
    rating: needed("choose_number"),
    goals: (step) => {
      const chosen = values(step).length;
      if (!chosen) return say("choose_goal");
      return chosen > MOST_GOALS ? say("too_many_goals", { most: MOST_GOALS }) : "";
    },
    number: (step) => {
      const field = find("input", step);
      const text = field.value.trim();
      const fits = /^[+-]?\d{1,12}$/.test(text) && +text >= +field.dataset.least && +text <= +field.dataset.most;
      return fits ? "" : say("write_number", field.dataset);
    },
    comment: (step) => {
      const field = find("textarea", step);
      const length = [...field.value.trim()].length;
      const longest = Number(field.dataset.longest);
      return length > longest ? say("too_long", { longest, length }) : "";
    },
  };
  const wrongWith = (step) => (CHECKS[step.dataset.type] ? CHECKS[step.dataset.type](step) : "");

  function clear(within) {
    for (const field of all("input, textarea", within)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
  }

  // An answer in words, for the last page. The number of a goal stands with its goal.
  function said(step) {
    return typed(step).filter((field) => !field.closest(".rate")).map(inWords).join("\n");
  }

  function inWords(field) {
    if (field.type === "checkbox") return ratedGoal(field) || label(field);
    if (field.type !== "radio") return field.value.trim();
    return field.closest(".numbers") ? say("out_of_10", { number: field.value }) : label(field);
  }

  const label = (field) => document.querySelector(`label[for="${CSS.escape(field.id)}"]`).textContent.trim();

  function ratedGoal(field) {
    const goal = field.closest(".goal");
    const rate = goal && find(".rate input:checked", goal);
    return rate && rate.value !== "" ? say("goal_out_of_10", { goal: label(field), number: rate.value }) : "";
  }

  const isQuestion = (step) => Boolean(step.dataset.type) && step.dataset.type !== "statement";

  return { typed, path, wrongWith, clear, said, isQuestion };
})();
