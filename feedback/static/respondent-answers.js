// The answers on a page: what was chosen or written, which questions that leads to, and what is wrong with one.
const Answers = (() => {
  "use strict";

  const CHOOSE_ONE = "Choose one answer, or skip this one.";
  const MOST_GOALS = 3;
  const UNCODED = ["comment", "contact", "statement"];
  const all = (selector, within) => [...within.querySelectorAll(selector)];
  const find = (selector, within) => within.querySelector(selector);

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

  const CHECKS = {
    scale: (step) => (typed(step).length ? "" : CHOOSE_ONE),
    choice: (step) => (typed(step).length ? "" : CHOOSE_ONE),
    choices: (step) => (typed(step).length ? "" : "Choose what fits, or skip this one."),
    rating: (step) => (typed(step).length ? "" : "Choose a number, or skip this one."),
    goals: (step) => {
      const chosen = values(step).length;
      if (!chosen) return "Choose a goal, or skip this one.";
      return chosen > MOST_GOALS ? `Choose ${MOST_GOALS} goals at most.` : "";
    },
    number: (step) => {
      const field = find("input", step);
      const text = field.value.trim();
      const fits = /^[+-]?\d{1,12}$/.test(text) && +text >= +field.dataset.least && +text <= +field.dataset.most;
      return fits ? "" : `Write a number from ${field.dataset.least} to ${field.dataset.most}, or skip this one.`;
    },
    comment: (step) => {
      const field = find("textarea", step);
      const length = [...field.value.trim()].length;
      const longest = Number(field.dataset.longest);
      return length > longest ? `This is too long. You can use ${longest} letters. You have ${length}.` : "";
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
    return field.closest(".numbers") ? `${field.value} out of 10` : label(field);
  }

  const label = (field) => document.querySelector(`label[for="${CSS.escape(field.id)}"]`).textContent.trim();

  function ratedGoal(field) {
    const goal = field.closest(".goal");
    const rate = goal && find(".rate input:checked", goal);
    return rate && rate.value !== "" ? `${label(field)}: ${rate.value} out of 10` : "";
  }

  const isQuestion = (step) => Boolean(step.dataset.type) && step.dataset.type !== "statement";

  return { typed, path, wrongWith, clear, said, isQuestion };
})();
